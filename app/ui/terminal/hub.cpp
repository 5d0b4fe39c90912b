// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/hub.h"

#include "ui/kit/dialog.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/question.h"

namespace lotse::ui::screens {
namespace {

text::Words title_of(const Context& context, const terminal::EntryView& entry) {
    terminal::FieldView titled;
    titled.type = entry.title_type;
    titled.answer = entry.title;
    text::Words title = text::personal(answer_words(context, titled, context.language.tag));
    if (!entry.title_option_id.empty()) {
        title = text::personal(context.say(entry.title_option_id));
    }
    return title.empty() ? context.say("hub.entry_untitled") : title;
}

void draw_removal_question(const Context& context, const terminal::EntryView& entry, Box screen) {
    const std::string pressed =
        ask(context.canvas, screen, "remove", "trash", context.say("hub.remove_ask"),
            title_of(context, entry),
            {{"remove.cancel", context.say("end.cancel"), "arrow_back", ButtonKind::Secondary},
             {"remove.confirm", context.say("hub.remove"), "trash", ButtonKind::Danger}});
    if (pressed == "remove.cancel") {
        context.report(terminal::RemovalCancelled{});
    } else if (pressed == "remove.confirm") {
        context.report(terminal::RemovalConfirmed{});
    }
}

}  // namespace

void draw(const Context& context, const terminal::HubView& view, Box screen) {
    if (view.removing) {
        keep_low(context, screen);
        draw_removal_question(context, *view.removing, screen);
        return;
    }
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string progress =
        context.say("page.progress",
                    {{"section", static_cast<std::int64_t>(context.view.progress.section)},
                     {"sections", static_cast<std::int64_t>(context.view.progress.sections)}}) +
        " · " + context.say(view.section_title_id);
    draw_header(context, screen, true, progress);
    const bool none = view.entries.empty();
    const text::Words next = context.say(view.correcting ? "page.to_review"
                                         : none          ? "hub.none"
                                                         : "page.next");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "hub", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "hub.title", stack.rest(), context.say(view.title_id),
                           title_style(theme)));
        stack.skip(
            draw_second(context, "hub.title", stack.rest(), context.say_second(view.title_id)));
        stack.skip(theme.space_large);
        if (none) {
            stack.skip(paragraph(canvas, "hub.empty", stack.rest(), context.say("hub.empty"),
                                 body_style(theme)));
            stack.skip(
                draw_second(context, "hub.empty", stack.rest(), context.say_second("hub.empty")));
            stack.skip(theme.space_large);
        }
        for (const terminal::EntryView& entry : view.entries) {
            const std::string number = std::to_string(entry.instance + 1);
            const text::Words name = context.say(
                view.entry_title_id, {{"number", static_cast<std::int64_t>(entry.instance) + 1}});
            ChoiceLook look;
            look.id = "entry." + number;
            look.words = title_of(context, entry);
            look.detail = name;
            look.icon = "document";
            const text::Words remove_words = context.say("hub.remove");
            ButtonLook remove_look{ButtonKind::Quiet, "trash", false, true, true};
            Box row = stack.rest();
            const float remove_width =
                button_width(canvas, remove_words, remove_look, row.width * 0.4F);
            row.width -= remove_width + theme.gap;
            const float height = choice_height(canvas, look, ChoiceKind::Action, row.width);
            if (choice(canvas, {row.x, row.y, row.width, height}, look, ChoiceKind::Action)) {
                context.report(terminal::EntryOpened{view.repeat, entry.instance});
            }
            const Box remove{row.end() + theme.gap, row.y, remove_width, height};
            if (button(canvas, "remove." + number, remove, remove_words, remove_look)) {
                context.report(terminal::RemovalAsked{view.repeat, entry.instance});
            }
            stack.skip(height + theme.gap);
        }
        stack.skip(theme.space);
        if (view.can_add) {
            const ButtonLook look{none ? ButtonKind::Primary : ButtonKind::Secondary, "plus"};
            const text::Words words = context.say(view.add_id);
            const float width = button_width(canvas, words, look, box.width);
            if (button(canvas, "hub.add", {box.x, stack.rest().y, width, theme.target_primary},
                       words, look)) {
                context.report(terminal::EntryAdded{view.repeat});
            }
            stack.skip(theme.target_primary);
        } else {
            stack.skip(
                notice(canvas, "hub.full", stack.rest(), Tone::Info, "", context.say("hub.full")));
        }
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"},
        {"action.next", next, none ? ButtonKind::Secondary : ButtonKind::Primary, "arrow_forward"});
    if (pressed == "action.back") {
        context.report(terminal::BackPressed{});
    } else if (pressed == "action.next") {
        context.report(terminal::NextPressed{});
    }
}

}  // namespace lotse::ui::screens
