// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/ending.h"

#include <cmath>

#include "text/words/waiting_time.h"
#include "ui/terminal/frame.h"

namespace lotse::ui::screens {
namespace {

TextStyle centred(TextStyle style) {
    style.align = text::Align::Center;
    return style;
}

/// It reads the same in every language: Latin digits, left to right.
TextStyle number_style(const Context& context) {
    TextStyle style = centred(title_style(context.theme()));
    style.size = context.theme().text_hero;
    style.colour = colour::kPrimary;
    style.middle = true;
    style.typography = context.typography_of("de");
    return style;
}

}  // namespace

float number_height(const Theme& theme) {
    return std::round(theme.text_hero * 1.55F);
}

float number_width(const Context& context, const std::string& number, float most) {
    return std::round(std::min(most, context.canvas.text_width(number, number_style(context)) +
                                         4 * context.theme().padding));
}

void draw_number(const Context& context, const std::string& number, const Box& card) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.record("finished.number", Role::Heading, number, card);
    canvas.fill(card, kSurface, theme.radius_large);
    canvas.outline(card, kPrimary, theme.line_strong, theme.radius_large);
    canvas.text(card, number, number_style(context));
}

float draw_ticket(const Context& context, terminal::Ticket ticket, Box box, text::Align align) {
    if (ticket == terminal::Ticket::None) {
        return 0;
    }
    TextStyle style = label_style(context.theme());
    style.align = align;
    const text::Words taken = context.say("finished.ticket");
    const text::Words left = context.say("finished.remember");
    const float height = std::max(context.canvas.text_height(taken, box.width, style),
                                  context.canvas.text_height(left, box.width, style));
    if (ticket == terminal::Ticket::Printed) {
        paragraph(context.canvas, "finished.ticket", box, taken, style);
    } else if (ticket == terminal::Ticket::Failed) {
        paragraph(context.canvas, "finished.remember", box, left, style);
    }
    return height;
}

float draw_papers(const Context& context, const ToBring& bring, Box box) {
    if (bring.papers.empty()) {
        return 0;
    }
    text::Words list;
    for (const std::string& paper : bring.papers) {
        list += (list.empty() ? text::Words() : text::Words(" · ")) + context.say(paper);
    }
    return notice(context.canvas, "finished.bring", box, Tone::Info, context.say("finished.bring"),
                  text::personal(std::move(list)));
}

void draw(const Context& context, const terminal::SealingView&, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    draw_centred(context.canvas, screen, "sealing", theme.mm(240), [&](const Box& box) {
        Stack stack(box);
        const Box icon = stack.next(theme.icon_large * 2);
        canvas.icon("lock", icon.centred(icon.height, icon.height), colour::kPrimary);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "sealing.title", stack.rest(), context.say("sealing.title"),
                           centred(title_style(theme))));
        stack.skip(theme.space);
        stack.skip(paragraph(canvas, "sealing.text", stack.rest(), context.say("sealing.text"),
                             centred(body_style(theme))));
        return stack.used();
    });
}

namespace {

/// Nobody is called because of it: no number stands there.
void draw_request_stored(const Context& context, const Box& screen) {
    const Theme& theme = context.theme();
    draw_centred(context.canvas, screen, "finished", theme.mm(240), [&](const Box& box) {
        Stack stack(box);
        const Box icon = stack.next(theme.icon_large * 2);
        context.canvas.icon("trash", icon.centred(icon.height, icon.height), colour::kPrimary);
        stack.skip(theme.space_large);
        stack.skip(heading(context.canvas, "finished.title", stack.rest(),
                           context.say("finished.request"), centred(title_style(theme))));
        for (const char* id : {"finished.request_check", "finished.request_then"}) {
            stack.skip(theme.space);
            stack.skip(paragraph(context.canvas, id, stack.rest(), context.say(id),
                                 centred(label_style(theme))));
        }
        return stack.used() + theme.space;
    });
}

void draw_number_given(const Context& context, const terminal::FinishedView& view,
                       const Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_centred(context.canvas, screen, "finished", theme.mm(280), [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "finished.title", stack.rest(), context.say("finished.title"),
                           centred(title_style(theme))));
        stack.skip(theme.space);
        const float width = number_width(context, view.number, box.width);
        const Box card{box.x + std::round((box.width - width) / 2),
                       stack.next(number_height(theme)).y, width, number_height(theme)};
        draw_number(context, view.number, card);
        stack.skip(theme.space_large);
        if (view.ticket == terminal::Ticket::None) {
            stack.skip(paragraph(canvas, "finished.remember", stack.rest(),
                                 context.say("finished.remember"), centred(label_style(theme))));
        } else {
            stack.skip(draw_ticket(context, view.ticket, stack.rest(), text::Align::Center));
        }
        stack.skip(theme.space / 2);
        stack.skip(paragraph(canvas, "finished.next", stack.rest(), context.say("finished.next"),
                             centred(body_style(theme))));
        if (view.wait) {
            stack.skip(theme.space / 2);
            stack.skip(
                paragraph(canvas, "finished.wait", stack.rest(),
                          text::wait_words(context.catalogue, context.language.tag, *view.wait),
                          centred(label_style(theme))));
        }
        stack.skip(theme.space_large);
        stack.skip(notice(canvas, "finished.saved", stack.rest(),
                          view.with_data ? Tone::Success : Tone::Info, "",
                          context.say(view.with_data ? "finished.with_data" : "number.text")));
        if (!view.bring.papers.empty()) {
            stack.skip(theme.gap);
            stack.skip(draw_papers(context, view.bring, stack.rest()));
        }
        if (view.bring.funding_first) {
            stack.skip(theme.gap);
            stack.skip(notice(canvas, "finished.funding", stack.rest(), Tone::Warning, "",
                              context.say("finished.funding")));
        }
        return stack.used() + theme.space;
    });
}

}  // namespace

void draw(const Context& context, const terminal::FinishedView& view, Box screen) {
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    if (view.of_request) {
        draw_request_stored(context, screen);
    } else {
        draw_number_given(context, view, screen);
    }
    const std::string pressed = draw_actions(context, bar, {},
                                             {"action.done", context.say("finished.done"),
                                              ButtonKind::Primary, "check", true, Weight::Grave});
    if (!pressed.empty()) {
        context.report(terminal::EndAsked{});
    }
}

void draw(const Context& context, const terminal::FailedView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = view.can_retry ? take_actions(context, screen) : Box{};
    draw_centred(context.canvas, screen, "failed", theme.mm(240), [&](const Box& box) {
        Stack stack(box);
        const Box icon = stack.next(theme.icon_large * 2);
        canvas.icon("warning", icon.centred(icon.height, icon.height), colour::kDanger);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "failed.title", stack.rest(), context.say("failed.title"),
                           centred(title_style(theme))));
        stack.skip(theme.space);
        stack.skip(paragraph(canvas, "failed.text", stack.rest(), context.say("failed.text"),
                             centred(label_style(theme))));
        if (view.can_retry) {
            stack.skip(theme.space);
            stack.skip(paragraph(canvas, "failed.kept", stack.rest(), context.say("failed.kept"),
                                 centred(body_style(theme))));
        }
        return stack.used() + theme.space;
    });
    if (!bar.empty()) {
        const std::string pressed =
            draw_actions(context, bar, {},
                         {"failed.retry", context.say("failed.retry"), ButtonKind::Primary,
                          "refresh", true, Weight::Grave});
        if (!pressed.empty()) {
            context.report(terminal::SubmitPressed{});
        }
    }
}

}  // namespace lotse::ui::screens
