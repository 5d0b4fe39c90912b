// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/start.h"

#include <cmath>

#include "ui/terminal/frame.h"
#include "ui/terminal/language_cards.h"

namespace lotse::ui::screens {
namespace {

/// A band in the colour of the house: welcome, and what this is for, or for what the language is
/// chosen, in the language that greets now. As high as the longest greeting, so that nothing below
/// it moves. A low panel needs the room for the languages: it says only what this is for.
void draw_welcome(const Context& context, const terminal::StartView& view, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    TextStyle hero = title_style(theme);
    hero.size = std::round(theme.text_title * (theme.low                  ? 1.0F
                                               : are_many(view.languages) ? 1.2F
                                                                          : 1.55F));
    hero.colour = colour::kOnPrimary;
    TextStyle sub = body_style(theme);
    sub.size = theme.text_label;
    sub.colour = colour::kOnPrimary;
    const Box column = column_of(theme, screen);
    const bool number = view.number_only;
    const bool titled = number || theme.portrait || !theme.low;
    const auto greet = [&](const std::string& tag) {
        return std::pair{
            context.catalogue.words(tag, number ? "start.number_only" : "start.welcome"),
            context.catalogue.words(tag, number ? "start.choose_language" : "start.subtitle")};
    };
    float title_height = 0, words_height = 0;
    for (const std::string& tag : view.languages) {
        const auto [title, words] = greet(tag);
        if (titled) {
            title_height = std::max(title_height, canvas.text_height(title, column.width, hero));
        }
        words_height = std::max(words_height, canvas.text_height(words, column.width, sub));
    }
    const float margin = theme.low                  ? theme.space
                         : are_many(view.languages) ? 1.5F * theme.space
                                                    : theme.space_large;
    const Box band = screen.take_top(std::round(title_height + words_height + 2 * margin));
    canvas.fill(band, colour::kPrimary);
    const auto [title, words] = greet(view.greeting);
    const auto put = [&](const std::string& id, Role role, const text::Words& text, const Box& box,
                         const TextStyle& style) {
        canvas.record(id, role, text, box);
        canvas.text(box, text, style);
    };
    const float top = band.y + margin;
    if (titled) {
        put("start.welcome", Role::Heading, title, {column.x, top, column.width, title_height},
            hero);
    }
    put("start.subtitle", titled ? Role::Text : Role::Heading, words,
        {column.x, top + title_height, column.width, words_height}, sub);
}

}  // namespace

void draw(const Context& context, const terminal::StartView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");

    // Funding line and logos at the very bottom, on white. Who needs the largest letters on a small
    // panel needs the room for the languages.
    const bool crowded = theme.low && theme.text_least > 0;
    if (crowded) {
        // neither these nor the hours
    } else if (!context.branding.funding_line.empty() || !context.branding.logos.empty()) {
        TextStyle style = hint_style(theme);
        style.size = std::round(theme.text_small * 0.86F);
        style.typography = context.typography_of("de");
        const float logo = theme.icon_large * 1.4F;
        const float logos =
            static_cast<float>(context.branding.logos.size()) * (logo + theme.space_large);
        Box strip{0, 0, screen.width, 0};
        const float width = column_of(theme, strip).width - logos;
        const float text = canvas.text_height(context.branding.funding_line, width, style);
        strip = screen.take_bottom(
            std::ceil(std::max(text, context.branding.logos.empty() ? 0 : logo) + 2 * theme.space));
        canvas.fill(strip, colour::kSurface);
        canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
        Box row = column_of(theme, strip);
        canvas.record("start.funding", Role::Text, context.branding.funding_line,
                      {row.x, row.y + theme.space, width, text});
        canvas.text({row.x, strip.y + (strip.height - text) / 2, width, text},
                    context.branding.funding_line, style);
        for (const std::string& name : context.branding.logos) {
            const Box box = row.take_end(logo);
            row.take_end(theme.space_large);
            canvas.record("start.logo." + name, Role::Image, name, box);
            canvas.icon(name, box.centred(logo, logo), colour::kInk);
        }
    }

    if (!crowded && !context.branding.opening_hours.empty()) {
        TextStyle style = hint_style(theme);
        style.typography = context.typography_of("de");
        const std::string& words = context.branding.opening_hours;
        const float width = column_of(theme, screen).width;
        const float height = canvas.text_height(words, width, style);
        const Box strip = screen.take_bottom(std::ceil(height + 2 * theme.space));
        const Box box{column_of(theme, strip).x, strip.y + theme.space, width, height};
        canvas.record("start.opening_hours", Role::Text, words, box).language = "de";
        canvas.text(box, words, style);
    }

    Box number_strip =
        screen.take_bottom((theme.low ? theme.target : theme.target_primary) + 2 * theme.space);
    draw_welcome(context, view, screen);
    keep_low(context, screen);
    draw_content(context, screen, "start", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        if (!view.ready) {
            stack.skip(notice(canvas, "start.not_ready", stack.rest(), Tone::Warning,
                              context.say("start.not_ready.title"),
                              context.say("start.not_ready.text")));
            stack.skip(theme.space_large);
        }
        stack.skip(draw_language_cards(context, stack.rest(), view.languages, ChoiceKind::Action));
        return stack.used();
    });

    // Always in view, in the words that greet.
    if (view.number_only) {
        const ButtonLook back{ButtonKind::Secondary, "arrow_back"};
        if (button(canvas, "action.back", column_of(theme, number_strip).inset(0, theme.space),
                   context.catalogue.words(view.greeting, "page.back"), back)) {
            context.report(terminal::BackPressed{});
        }
        return;
    }
    const ButtonLook look{ButtonKind::Secondary, "ticket"};
    if (button(canvas, "start.number_only", column_of(theme, number_strip).inset(0, theme.space),
               context.catalogue.words(view.greeting, "start.number_only"), look)) {
        context.report(terminal::NumberOnlyChosen{});
    }
}

}  // namespace lotse::ui::screens
