// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "ui/frame.h"
#include "ui/screens/screens.h"

namespace lotse::ui::screens {
namespace {

struct Answer {
    std::string id, words, icon;
    ButtonKind kind;
};

/// A question that has to be answered before anything else: one card in the middle, the answers
/// inside it.
std::string ask(const Context& context, const Box& screen, const std::string& name,
                const std::string& icon, const std::string& title, const std::string& words,
                const std::vector<Answer>& answers) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    std::string pressed;
    Canvas::Group dialog(canvas, name, Role::Dialog, title, screen);
    draw_centred(context, screen, name, theme.mm(280), [&](const Box& box) {
        const float inner_width = box.width - 4 * theme.padding;
        const std::string key = "card/" + name;
        const Box card{box.x, box.y, box.width, canvas.remembered(key)};
        canvas.fill(card, kSurface, theme.radius_large);
        canvas.outline(card, kLine, theme.line, theme.radius_large);
        Stack stack({box.x + 2 * theme.padding, box.y, inner_width, 0});
        stack.skip(theme.space_large);
        const Box picture = stack.next(theme.icon_large * 1.5F);
        canvas.icon(icon, {picture.x, picture.y, picture.height, picture.height}, kPrimary);
        stack.skip(theme.space * 1.5F);
        stack.skip(heading(canvas, name + ".title", stack.rest(), title, title_style(theme)));
        stack.skip(theme.space);
        TextStyle body = body_style(theme);
        body.size = theme.text_label;
        stack.skip(paragraph(canvas, name + ".text", stack.rest(), words, body));
        stack.skip(theme.space_large);
        for (const Answer& answer : answers) {
            const ButtonLook look{answer.kind, answer.icon};
            const float height = std::max(theme.target_primary,
                                          button_height(canvas, answer.words, look, inner_width));
            if (button(canvas, answer.id, stack.next(height), answer.words, look)) {
                pressed = answer.id;
            }
            stack.skip(theme.gap * 1.5F);
        }
        stack.skip(theme.space_large - theme.gap * 1.5F);
        canvas.remember(key, stack.used());
        return stack.used() + theme.space;
    });
    return pressed;
}

}  // namespace

void draw_idle_warning(const Context& context, Box screen) {
    const std::string pressed =
        ask(context, screen, "idle", "clock", context.say("idle.title"),
            context.say("idle.text",
                        {{"seconds", static_cast<std::int64_t>(context.view.idle_seconds_left)}}),
            {{"idle.continue", context.say("idle.continue"), "check", ButtonKind::Primary}});
    if (!pressed.empty()) {
        context.report(Touched{});
    }
}

void draw_end_question(const Context& context, Box screen) {
    const std::string pressed =
        ask(context, screen, "end", "trash", context.say("end.title"), context.say("end.text"),
            {{"end.cancel", context.say("end.cancel"), "arrow_back", ButtonKind::Secondary},
             {"end.confirm", context.say("end.confirm"), "trash", ButtonKind::Danger}});
    if (pressed == "end.cancel") {
        context.report(EndCancelled{});
    } else if (pressed == "end.confirm") {
        context.report(EndConfirmed{});
    }
}

void draw_languages(const Context& context, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box bar = take_actions(context, screen);
    Canvas::Group dialog(canvas, "languages", Role::Dialog, context.say("language.title"), screen);
    draw_content(context, screen, "languages", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "language.title", stack.rest(), context.say("language.title"),
                           title_style(theme)));
        stack.skip(theme.space / 2);
        stack.skip(paragraph(canvas, "language.text", stack.rest(), context.say("language.text"),
                             body_style(theme)));
        stack.skip(theme.space_large);
        std::vector<ChoiceLook> looks;
        for (const std::string& tag : context.view.languages) {
            if (const Language* language = context.catalogue.language(tag)) {
                ChoiceLook look;
                look.id = "language." + tag;
                look.words = language->endonym;
                look.language = tag;
                look.typography = context.typography_of(tag);
                look.chosen = tag == context.language.tag;
                looks.push_back(std::move(look));
            }
        }
        stack.skip(choices(canvas, stack.rest(), looks, ChoiceKind::One, 3, 85, [&](std::size_t i) {
            context.report(LanguageChosen{looks[i].id.substr(9)});
        }));
        return stack.used();
    });
    const std::string closed = draw_actions(
        context, bar,
        {"language.close", context.say("language.close"), ButtonKind::Secondary, "arrow_back"}, {});
    if (!closed.empty()) {
        context.report(LanguagesClosed{});
    }
}

}  // namespace lotse::ui::screens
