// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/choosing.h"

#include "ui/terminal/frame.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::ChoosingView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "choosing", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "choose.title", stack.rest(), context.say("choose.title"),
                           title_style(theme)));
        stack.skip(theme.space_large);
        std::vector<ChoiceLook> looks;
        for (const std::string& form : view.forms) {
            ChoiceLook look;
            look.id = "form." + form;
            look.words = context.say("choose." + form + ".title");
            look.detail = context.say("choose." + form + ".text");
            look.icon = looks.empty() ? "person" : "building";
            looks.push_back(std::move(look));
        }
        ChoiceLook number;
        number.id = "form.number_only";
        number.words = context.say("choose.number_only.title");
        number.detail = context.say("choose.number_only.text");
        number.icon = "clock";
        looks.push_back(std::move(number));
        stack.skip(
            choices(canvas, stack.rest(), looks, ChoiceKind::Action, 1, 120, [&](std::size_t i) {
                if (i < view.forms.size()) {
                    context.report(terminal::FormChosen{view.forms[i]});
                } else {
                    context.report(terminal::NumberOnlyChosen{});
                }
            }));
        return stack.used();
    });
    if (!draw_actions(
             context, bar,
             {"action.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"}, {})
             .empty()) {
        context.report(terminal::BackPressed{});
    }
}

void draw(const Context& context, const terminal::NumberView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "number", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "number.title", stack.rest(),
                           context.say("choose.number_only.title"), title_style(theme)));
        stack.skip(theme.space_large);
        stack.skip(paragraph(canvas, "number.text", stack.rest(),
                             context.say("choose.number_only.text"), label_style(theme)));
        stack.skip(theme.space_large);
        if (view.deletes) {
            stack.skip(notice(canvas, "number.deletes", stack.rest(), Tone::Warning, "",
                              context.say("end.text")));
            stack.skip(theme.space_large);
        }
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("number.questions"), ButtonKind::Secondary, "arrow_back"},
        {"number.confirm", context.say("number.confirm"), ButtonKind::Primary, "check", true,
         Weight::Grave});
    if (pressed == "action.back") {
        context.report(terminal::BackPressed{});
    } else if (pressed == "number.confirm") {
        context.report(terminal::NumberConfirmed{});
    }
}

}  // namespace lotse::ui::screens
