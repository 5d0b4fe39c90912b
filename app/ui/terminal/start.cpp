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

TextStyle small_german(const Context& context, float size) {
    TextStyle style = hint_style(context.theme());
    style.size = std::max(context.theme().text_least, size);
    style.typography = context.typography_of("de");
    return style;
}

float hours_height(const Context& context, float width) {
    return context.canvas.text_height(context.branding.opening_hours, width,
                                      small_german(context, context.theme().text_small));
}

void draw_hours(const Context& context, const Box& box) {
    const std::string& words = context.branding.opening_hours;
    if (!words.empty()) {
        context.canvas.record("start.opening_hours", Role::Text, words, box).language = "de";
        context.canvas.text(box, words, small_german(context, context.theme().text_small));
    }
}

/// Who pays for the centre: a line, and beside it the logos.
struct Funding {
    TextStyle style;
    float logo = 0;   ///< side of one
    float logos = 0;  ///< width of all, with what keeps them apart
    float words_height = 0, height = 0;
};
Funding funding(const Context& context, float width) {
    const Theme& theme = context.theme();
    const Branding& branding = context.branding;
    Funding out;
    out.style = small_german(context, std::round(theme.text_small * 0.86F));
    out.logo = theme.icon_large * 1.4F;
    out.logos = static_cast<float>(branding.logos.size()) * (out.logo + theme.space_large);
    out.words_height =
        context.canvas.text_height(branding.funding_line, width - out.logos, out.style);
    out.height = std::max(out.words_height, branding.logos.empty() ? 0 : out.logo);
    return out;
}

float funding_height(const Context& context, float width) {
    return funding(context, width).height;
}

void draw_funding(const Context& context, Box box) {
    Canvas& canvas = context.canvas;
    const Funding parts = funding(context, box.width);
    const Box words{box.x, box.y + (box.height - parts.words_height) / 2, box.width - parts.logos,
                    parts.words_height};
    if (!context.branding.funding_line.empty()) {
        canvas.record("start.funding", Role::Text, context.branding.funding_line, words);
        canvas.text(words, context.branding.funding_line, parts.style);
    }
    for (const std::string& name : context.branding.logos) {
        const Box logo = box.take_end(parts.logo);
        box.take_end(context.theme().space_large);
        canvas.record("start.logo." + name, Role::Image, name, logo);
        canvas.icon(name, logo.centred(parts.logo, parts.logo), colour::kInk);
    }
}

}  // namespace

void draw(const Context& context, const terminal::StartView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");

    // In letters that may not shrink they stand behind the languages, which need the room.
    const bool at_the_end = theme.text_least > 0;
    if (const float height = funding_height(context, column_of(theme, screen).width);
        height > 0 && !at_the_end) {
        const Box strip = screen.take_bottom(std::ceil(height + 2 * theme.space));
        canvas.fill(strip, colour::kSurface);
        canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
        draw_funding(context, column_of(theme, strip).inset(0, theme.space));
    }
    if (const float height = hours_height(context, column_of(theme, screen).width);
        height > 0 && !at_the_end) {
        const Box strip = screen.take_bottom(std::ceil(height + 2 * theme.space));
        draw_hours(context, column_of(theme, strip).inset(0, theme.space));
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
        if (at_the_end) {
            stack.skip(theme.space_large);
            draw_hours(context, stack.next(hours_height(context, box.width)));
            stack.skip(theme.space);
            draw_funding(context, stack.next(funding_height(context, box.width)));
        }
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
