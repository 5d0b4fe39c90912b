// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "text/numbers.h"
#include "ui/frame.h"
#include "ui/keyboard.h"
#include "ui/screens/screens.h"

namespace lotse::ui::screens {
namespace {

/// Digits shown as dots; the row is as wide as the shortest PIN allowed.
constexpr int kDots = 6;

void pin_pressed(const Context& context, const Press& press) {
    switch (press.kind) {
        case Press::Kind::Insert:
            for (const char c : text::latin_digits(press.text)) {
                if (c >= '0' && c <= '9') {
                    context.report(PinDigitTyped{c});
                }
            }
            break;
        case Press::Kind::Backspace:
            context.report(PinErased{});
            break;
        case Press::Kind::Enter:
            context.report(NextPressed{});
            break;
        default:
            break;
    }
}

}  // namespace

void draw(const Context& context, const StaffPinView& view, Box screen) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const bool blocked = view.blocked_seconds > 0;
    const Box bar = take_actions(context, screen);
    const Box dock = screen.take_bottom(number_pad_height(theme));
    draw_centred(context.canvas, screen, "pin", theme.mm(220), [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        TextStyle title = title_style(theme);
        title.align = text::Align::Center;
        stack.skip(heading(canvas, "staff.pin.title", stack.rest(), context.say("staff.pin.title"),
                           title));
        stack.skip(theme.space_large);
        const float side = theme.mm(9);
        const int shown = std::max(kDots, view.digits);
        const float width = static_cast<float>(shown) * (side + theme.gap) - theme.gap;
        const Box row{box.x + std::round((box.width - width) / 2), stack.next(side).y, width, side};
        Node& node = canvas.record("staff.pin", Role::Field, context.say("staff.pin.label"), row);
        node.value = std::string(static_cast<std::size_t>(view.digits), '*');
        node.state.masked = true;
        node.state.invalid = view.wrong;
        for (int i = 0; i < shown; ++i) {
            const Box dot{row.x + static_cast<float>(i) * (side + theme.gap), row.y, side, side};
            if (i < view.digits) {
                canvas.dot(dot, side / 2, kPrimary);
            } else {
                canvas.ring(dot, side / 2, kLine, theme.line);
            }
        }
        if (view.wrong || blocked) {
            stack.skip(theme.space_large);
            std::string words = view.wrong ? context.say("staff.pin.wrong") : std::string();
            if (blocked) {
                words +=
                    (words.empty() ? "" : " ") +
                    context.say("staff.pin.blocked",
                                {{"seconds", static_cast<std::int64_t>(view.blocked_seconds)}});
            }
            stack.skip(notice(canvas, "staff.pin.problem", stack.rest(), Tone::Danger, "", words));
        }
        return stack.used() + theme.space;
    });
    if (const auto press = number_pad(context, dock, "", context.say("staff.pin.enter"),
                                      !blocked && view.digits > 0)) {
        pin_pressed(context, *press);
    }
    for (const Typed& typed : context.typed) {
        pin_pressed(context, {typed.key == Typed::Key::Text        ? Press::Kind::Insert
                              : typed.key == Typed::Key::Backspace ? Press::Kind::Backspace
                              : typed.key == Typed::Key::Enter     ? Press::Kind::Enter
                                                                   : Press::Kind::Left,
                              typed.text});
    }
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("staff.leave"), ButtonKind::Secondary, "arrow_back"}, {});
    if (!pressed.empty()) {
        context.report(StaffLeft{});
    }
}

void draw(const Context& context, const StaffMenuView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "staff", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "staff.title", stack.rest(), context.say("staff.menu.title"),
                           title_style(theme)));
        stack.skip(paragraph(canvas, "staff.version", stack.rest(),
                             context.say("staff.menu.version", {{"version", view.version}}),
                             hint_style(theme)));
        stack.skip(paragraph(canvas, "staff.configuration", stack.rest(),
                             context.say("staff.menu.configuration",
                                         {{"configuration_latin", view.configuration}}),
                             hint_style(theme)));
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "staff.outbox", stack.rest(), context.say("staff.menu.outbox"),
                           label_style(theme)));
        stack.skip(theme.space);
        if (view.outbox_failed) {
            stack.skip(notice(canvas, "staff.outbox_failed", stack.rest(), Tone::Danger, "",
                              context.say("staff.menu.outbox_failed")));
        } else if (!view.outbox) {
            stack.skip(paragraph(canvas, "staff.loading", stack.rest(),
                                 context.say("staff.menu.loading"), body_style(theme)));
        } else {
            stack.skip(
                notice(canvas, "staff.waiting", stack.rest(),
                       view.outbox->waiting == 0 ? Tone::Success : Tone::Info, "",
                       context.say("staff.menu.waiting",
                                   {{"count", static_cast<std::int64_t>(view.outbox->waiting)}})));
            stack.skip(theme.gap);
            stack.skip(
                notice(canvas, "staff.held", stack.rest(),
                       view.outbox->held == 0 ? Tone::Success : Tone::Danger, "",
                       context.say("staff.menu.held",
                                   {{"count", static_cast<std::int64_t>(view.outbox->held)}})));
            for (const OutboxEntry& entry : view.outbox->held_entries) {
                stack.skip(theme.gap);
                const std::string id = to_hex(entry.header.id);
                const std::string words = context.say("staff.menu.retry");
                const ButtonLook look{ButtonKind::Secondary, "refresh", false, true, true};
                const float width = button_width(canvas, words, look, box.width * 0.45F);
                Box row = stack.rest();
                row.width -= width + theme.gap;
                const std::string what =
                    entry.header.day + " · " + id.substr(0, 8) + "\n" + entry.held_reason;
                const float height =
                    std::max(theme.target, canvas.text_height(what, row.width, hint_style(theme)));
                canvas.record("held." + id, Role::Text, what, {row.x, row.y, row.width, height});
                canvas.text({row.x, row.y, row.width, height}, what, hint_style(theme));
                if (button(canvas, "held.retry." + id,
                           {row.end() + theme.gap, row.y, width, theme.target}, words, look)) {
                    context.report(HeldReleased{entry.header.id});
                }
                stack.skip(height);
            }
        }
        if (view.salvage) {
            stack.skip(theme.gap);
            stack.skip(notice(canvas, "staff.salvage", stack.rest(), Tone::Warning, "",
                              context.say("staff.menu.salvage")));
        }
        stack.skip(theme.space);
        stack.skip(
            paragraph(canvas, "staff.contact", stack.rest(),
                      view.last_contact.empty()
                          ? context.say("staff.menu.no_contact")
                          : context.say("staff.menu.contact",
                                        {{"time", text::staff_date_time(view.last_contact)}}),
                      body_style(theme)));
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "staff.languages", stack.rest(),
                           context.say("staff.menu.languages"), label_style(theme)));
        stack.skip(theme.space);
        for (const std::string& tag : view.languages) {
            const Language* language = context.catalogue.language(tag);
            if (!language) {
                continue;
            }
            const int percent =
                static_cast<int>(std::floor(context.catalogue.completeness(tag) * 100));
            std::string words = language->german_name + " · " + std::to_string(percent) + " %";
            if (language->review.state !=
                "source") {  // the texts that all others are translated from
                words += " · " + context.say("staff.menu.language_state",
                                             {{"state", language->review.state},
                                              {"date", language->review.date}});
            }
            stack.skip(
                paragraph(canvas, "staff.language." + tag, stack.rest(), words, body_style(theme)) +
                theme.space / 2);
        }
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("staff.leave"), ButtonKind::Secondary, "arrow_back"}, {},
        {"staff.restart", context.say("staff.menu.restart"), ButtonKind::Quiet, "refresh"});
    if (pressed == "action.back") {
        context.report(StaffLeft{});
    } else if (pressed == "staff.restart") {
        context.report(RestartAsked{});
    }
}

}  // namespace lotse::ui::screens
