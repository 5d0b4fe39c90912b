// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "ui/frame.h"
#include "ui/screens/screens.h"

namespace lotse::ui::screens {
namespace {

/// A band in the colour of the house: welcome, what this is for, welcome in every other language.
void draw_welcome(const Context& context, const StartView& view, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    TextStyle hero = title_style(theme);
    hero.size = std::round(theme.text_title * 1.55F);
    hero.colour = colour::kOnPrimary;
    TextStyle sub = body_style(theme);
    sub.size = theme.text_label;
    sub.colour = colour::kOnPrimary;
    TextStyle others = sub;
    others.colour = colour::kOnPrimarySoft;
    const Box column = column_of(theme, screen);
    const std::string title = context.say("start.welcome"), words = context.say("start.subtitle");
    const float title_height = canvas.text_height(title, column.width, hero);
    const float words_height = canvas.text_height(words, column.width, sub);

    struct Greeting {
        std::string words, tag;
        const text::Typography* typography;
        Box box;
    };
    std::vector<Greeting> greetings;
    // One line height for all scripts: that of the tallest.
    float line = 0;
    for (const std::string& tag : view.languages) {
        others.typography = context.typography_of(tag);
        line = std::max(line, canvas.text_height("x", 0, others));
    }
    float x = 0, y = 0;
    for (const std::string& tag : view.languages) {
        if (tag == context.language.tag || context.catalogue.is_fallback(tag, "start.welcome")) {
            continue;
        }
        others.typography = context.typography_of(tag);
        Greeting greeting{
            context.catalogue.message(tag, "start.welcome"), tag, others.typography, {}};
        const float width = canvas.text_width(greeting.words, others);
        if (x > 0 && x + width > column.width) {
            x = 0;
            y += line;
        }
        greeting.box = {x, y, width, line};
        x += width + theme.space_large;
        greetings.push_back(std::move(greeting));
    }
    const float greetings_height = greetings.empty() ? 0 : y + line + theme.space;
    const Box band = screen.take_top(
        std::round(title_height + words_height + greetings_height + 2 * theme.space_large));
    canvas.fill(band, colour::kPrimary);
    const float top = band.y + theme.space_large;
    const auto put = [&](const std::string& id, Role role, const std::string& text, const Box& box,
                         const TextStyle& style) -> Node& {
        Node& node = canvas.record(id, role, text, box);
        canvas.text(box, text, style);
        return node;
    };
    put("start.welcome", Role::Heading, title, {column.x, top, column.width, title_height}, hero);
    put("start.subtitle", Role::Text, words,
        {column.x, top + title_height, column.width, words_height}, sub);
    for (const Greeting& greeting : greetings) {
        others.typography = greeting.typography;
        others.middle = true;
        const Box box{column.x + greeting.box.x,
                      top + title_height + words_height + theme.space + greeting.box.y,
                      greeting.box.width, greeting.box.height};
        put("start.welcome." + greeting.tag, Role::Text, greeting.words, box, others).language =
            greeting.tag;
    }
}

}  // namespace

void draw(const Context& context, const StartView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");

    // Funding line and logos at the very bottom, on white.
    if (!context.branding.funding_line.empty() || !context.branding.logos.empty()) {
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

    draw_welcome(context, view, screen);
    draw_content(context, screen, "start", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        if (!view.ready) {
            stack.skip(notice(canvas, "start.not_ready", stack.rest(), Tone::Warning,
                              context.say("start.not_ready.title"),
                              context.say("start.not_ready.text")));
            stack.skip(theme.space_large);
        }
        std::vector<ChoiceLook> looks;
        for (const std::string& tag : view.languages) {
            const Language* language = context.catalogue.language(tag);
            if (!language) {
                continue;
            }
            ChoiceLook look;
            look.id = "language." + tag;
            look.words = language->endonym;
            if (!context.catalogue.is_fallback(tag, "start.choose_language")) {
                look.detail = context.catalogue.message(tag, "start.choose_language");
            }
            look.language = tag;
            look.typography = context.typography_of(tag);
            looks.push_back(std::move(look));
        }
        stack.skip(
            choices(canvas, stack.rest(), looks, ChoiceKind::Action, 3, 85,
                    [&](std::size_t i) { context.report(LanguageChosen{looks[i].id.substr(9)}); }));
        stack.skip(theme.space_large);
        ButtonLook look{ButtonKind::Quiet, "clock"};
        const std::string words = context.say("start.number_only");
        const float width = button_width(canvas, words, look, box.width);
        if (button(canvas, "start.number_only",
                   {box.x, stack.rest().y, width, theme.target_primary}, words, look)) {
            context.report(NumberOnlyChosen{});
        }
        stack.skip(theme.target_primary);
        return stack.used();
    });
}

}  // namespace lotse::ui::screens
