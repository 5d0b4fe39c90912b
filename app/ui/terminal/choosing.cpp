// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/choosing.h"

#include <set>

#include "ui/terminal/frame.h"

namespace lotse::ui::screens {
namespace {

/// Counting words takes milliseconds: once for a language and questionnaire.
std::int64_t minutes_of(const Context& context, const std::string& form,
                        const terminal::Effort& effort) {
    const auto [known, is_new] =
        context.minutes.try_emplace({context.language.tag, form}, std::int64_t{0});
    if (is_new) {
        known->second = terminal::minutes_for(
            context.catalogue.words_in(context.language.tag, effort.text_ids), effort);
    }
    return known->second;
}

}  // namespace

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
        std::set<std::string> promised;
        for (const terminal::WayView& way : view.ways) {
            ChoiceLook look;
            look.id = "form." + way.form + (way.choice.empty() ? "" : "." + way.choice);
            look.words = context.say(way.text_id);
            look.icon = way.icon;
            if (promised.insert(way.form).second) {
                look.detail = context.say(
                    "choose.minutes",
                    {{"minutes", minutes_of(context, way.form, view.efforts.at(way.form))}});
            }
            looks.push_back(std::move(look));
        }
        ChoiceLook number;
        number.id = "form.number_only";
        number.words = context.say("choose.number_only.title");
        number.icon = "ticket";
        looks.push_back(std::move(number));
        stack.skip(choices(
            canvas, stack.rest(), looks, ChoiceKind::Tile, 2, 88,
            [&](std::size_t i) {
                if (i < view.ways.size()) {
                    context.report(terminal::FormChosen{view.ways[i].form, view.ways[i].choice});
                } else {
                    context.report(terminal::NumberOnlyChosen{});
                }
            },
            theme.low ? theme.target : 1.4F * theme.target_primary));
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
        stack.skip(heading(canvas, "number.title", stack.rest(), context.say("number.title"),
                           title_style(theme)));
        stack.skip(theme.space_large);
        stack.skip(paragraph(canvas, "number.text", stack.rest(), context.say("number.text"),
                             label_style(theme)));
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
