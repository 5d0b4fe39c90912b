// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/telling.h"

#include <cmath>

#include "ui/terminal/ending.h"
#include "ui/terminal/frame.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::TellingView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "telling", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space / 2);
        // Beside the number, or below it where there is no room: what happens next.
        const bool beside = box.width > theme.mm(170);
        Box row = stack.rest();
        const float width =
            number_width(context, view.number, beside ? box.width * 0.5F : box.width);
        const Box card{row.x, row.y, width, number_height(theme)};
        draw_number(context, view.number, card);
        Box words{row.x, row.y, row.width, 0};
        if (beside) {
            words.take_start(width + theme.space_large);
        } else {
            words.y += card.height + theme.space;
        }
        Stack next(words);
        next.skip(heading(canvas, "more.title", next.rest(), context.say("more.title"),
                          title_style(theme)));
        next.skip(theme.space / 2);
        next.skip(paragraph(canvas, "more.call", next.rest(), context.say("more.call"),
                            label_style(theme)));
        if (view.bring.funding_first) {
            next.skip(theme.space / 2);
            next.skip(paragraph(canvas, "finished.funding", next.rest(),
                                context.say("finished.funding"), body_style(theme)));
        }
        if (view.ticket != terminal::Ticket::None) {
            next.skip(theme.space / 2);
            next.skip(draw_ticket(context, view.ticket, next.rest(), text::Align::Start));
        }
        stack.skip(beside ? std::max(card.height, next.used())
                          : card.height + theme.space + next.used());
        stack.skip(theme.space_large);
        if (!view.bring.papers.empty()) {
            stack.skip(draw_papers(context, view.bring, stack.rest()));
            stack.skip(theme.space_large);
        }
        if (view.not_stored) {
            stack.skip(notice(canvas, "more.not_stored", stack.rest(), Tone::Warning,
                              context.say("failed.title"), context.say("failed.kept")));
            stack.skip(theme.space_large);
        }
        std::vector<ChoiceLook> looks;
        for (const terminal::TopicView& topic : view.topics) {
            ChoiceLook look;
            look.id = "topic." + topic.name;
            look.words = context.say(topic.title_id);
            look.icon = topic.icon;
            look.chosen = topic.told;
            looks.push_back(std::move(look));
        }
        stack.skip(choices(
            canvas, stack.rest(), looks, ChoiceKind::Tile, 2, 70,
            [&](std::size_t i) { context.report(terminal::TopicChosen{view.topics[i].name}); },
            theme.target));
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, bar,
        view.can_unfold
            ? Action{"more.topics", context.say("more.topics"), ButtonKind::Secondary, "list"}
            : Action{},
        {"action.done", context.say("more.done"), ButtonKind::Primary, "check", true,
         Weight::Grave});
    if (pressed == "more.topics") {
        context.report(terminal::TopicsUnfolded{});
    } else if (pressed == "action.done") {
        context.report(terminal::TellingEnded{});
    }
}

}  // namespace lotse::ui::screens
