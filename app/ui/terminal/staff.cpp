// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/staff.h"

#include <array>
#include <cmath>

#include "core/reason.h"
#include "text/words/numbers.h"
#include "ui/kit/staff.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/keyboard.h"

namespace lotse::ui::screens {
namespace {

/// Digits shown as dots; the row is as wide as the shortest PIN allowed.
constexpr int kDots = 6;

void pin_pressed(const Context& context, const Keystroke& press) {
    switch (press.key) {
        case Keystroke::Key::Text:
            for (const char c : text::latin_digits(press.text)) {
                if (c >= '0' && c <= '9') {
                    context.report(terminal::PinDigitTyped{c});
                }
            }
            break;
        case Keystroke::Key::Backspace:
            context.report(terminal::PinErased{});
            break;
        case Keystroke::Key::Enter:
            context.report(terminal::NextPressed{});
            break;
        default:
            break;
    }
}

/// A held intake: what it is and why, with a button to send it again.
float draw_held(const Context& context, const OutboxEntry& entry, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string id = to_hex(entry.header.id);
    const text::Words words = context.say("staff.menu.retry");
    const ButtonLook look{ButtonKind::Secondary, "refresh", false, true, true};
    const float width = button_width(canvas, words, look, at.width * 0.45F);
    Box row = at;
    row.width -= width + theme.gap;
    const text::Words what =
        entry.header.day + " · " + id.substr(0, 8) + "\n" +
        cause_words(context.catalogue, context.language.tag, entry.held_reason);
    row.height = std::max(theme.target, canvas.text_height(what, row.width, hint_style(theme)));
    canvas.record("held." + id, Role::Text, what, row);
    canvas.text(row, what, hint_style(theme));
    if (button(canvas, "held.retry." + id, {row.end() + theme.gap, row.y, width, theme.target},
               words, look)) {
        context.report(terminal::HeldReleased{entry.header.id});
    }
    return row.height;
}

/// A clock that is wrong, a line that is dead, a certificate that ends: what it means, what to do.
void draw_machine_time(const Context& context, const terminal::MachineTime& time, Stack& stack) {
    const auto warn = [&](const char* name, const text::WordsView& words) {
        stack.skip(context.theme().gap);
        stack.skip(notice(context.canvas, std::string("staff.") + name, stack.rest(), Tone::Warning,
                          "", words));
    };
    if (!time.problem.empty()) {
        warn("line", cause_words(context.catalogue, context.language.tag, time.problem));
    }
    if (!time.shown.empty()) {
        warn("clock", context.say("staff.menu.clock_wrong",
                                  {{"shown", text::staff_date_time(time.shown)},
                                   {"time", text::staff_date_time(time.believed)}}));
    }
    if (!time.service.empty()) {
        warn("clock_differs", context.say("staff.menu.clock_differs",
                                          {{"shown", text::staff_date_time(time.believed)},
                                           {"time", text::staff_date_time(time.service)}}));
    }
    if (!time.certificate_until.empty()) {
        warn("certificate", context.say("staff.menu.certificate",
                                        {{"time", text::staff_date_time(time.certificate_until)}}));
    }
}

/// Numbers that begin at 1 again: a question stands before it.
void draw_new_day(const Context& context, terminal::NewDay new_day, Stack& stack) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const auto tell = [&](Tone tone, const char* id) {
        stack.skip(notice(canvas, "staff.new_day.told", stack.rest(), tone, "", context.say(id)));
        stack.skip(theme.gap);
    };
    const auto press = [&](const char* name, const char* id, ButtonKind kind, const char* icon) {
        const text::Words words = context.say(id);
        const ButtonLook look{kind, icon, false, new_day != terminal::NewDay::Said, true};
        const Box at = stack.rest();
        const bool pressed = button(
            canvas, name, {at.x, at.y, button_width(canvas, words, look, at.width), theme.target},
            words, look);
        stack.skip(theme.target + theme.gap);
        return pressed;
    };
    stack.skip(theme.space_large);
    if (new_day == terminal::NewDay::Asked) {
        tell(Tone::Warning, "staff.menu.new_day_question");
        if (press("staff.new_day.yes", "answer.yes", ButtonKind::Danger, "check")) {
            context.report(terminal::NewDayConfirmed{});
        }
        if (press("staff.new_day.no", "answer.no", ButtonKind::Secondary, "arrow_back")) {
            context.report(terminal::NewDayCancelled{});
        }
        return;
    }
    if (new_day == terminal::NewDay::Begun) {
        tell(Tone::Success, "staff.menu.new_day_begun");
    } else if (new_day == terminal::NewDay::TooEarly) {
        tell(Tone::Warning, "staff.menu.new_day_early");
    }
    if (press("staff.new_day", "staff.menu.new_day", ButtonKind::Secondary, "refresh")) {
        context.report(terminal::NewDayAsked{});
    }
}

/// As `staff.menu.printer` tells them apart.
const char* printer_word(PrinterState printer) {
    switch (printer) {
        case PrinterState::Unknown:
            return "unknown";
        case PrinterState::Ready:
            return "ready";
        case PrinterState::PaperLow:
            return "low";
        case PrinterState::PaperOut:
            return "out";
        case PrinterState::Open:
            return "open";
        case PrinterState::Stopped:
        case PrinterState::Gone:
            return "gone";
    }
    return "";
}

Tone printer_tone(PrinterState printer) {
    return printer == PrinterState::Ready      ? Tone::Success
           : printer == PrinterState::Unknown  ? Tone::Info
           : printer == PrinterState::PaperLow ? Tone::Warning
                                               : Tone::Danger;
}

void draw_transfer(const Context& context, const terminal::StaffMenuView& view, Stack& stack) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
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
        const auto count = [&](const char* name, int number, Tone wrong) {
            stack.skip(notice(canvas, std::string("staff.") + name, stack.rest(),
                              number == 0 ? Tone::Success : wrong, "",
                              context.say(std::string("staff.menu.") + name,
                                          {{"count", static_cast<std::int64_t>(number)}})));
        };
        count("waiting", view.outbox->waiting, Tone::Info);
        stack.skip(theme.gap);
        count("held", view.outbox->held, Tone::Danger);
        for (const OutboxEntry& entry : view.outbox->held_entries) {
            stack.skip(theme.gap);
            stack.skip(draw_held(context, entry, stack.rest()));
        }
    }
    if (view.salvage) {
        stack.skip(theme.gap);
        stack.skip(notice(canvas, "staff.salvage", stack.rest(), Tone::Warning, "",
                          context.say("staff.menu.salvage")));
    }
    stack.skip(theme.space);
    stack.skip(paragraph(canvas, "staff.contact", stack.rest(),
                         view.last_contact.empty()
                             ? context.say("staff.menu.no_contact")
                             : context.say("staff.menu.contact",
                                           {{"time", text::staff_date_time(view.last_contact)}}),
                         body_style(theme)));
    draw_machine_time(context, view.time, stack);
    if (view.printer) {
        stack.skip(theme.gap);
        stack.skip(
            notice(canvas, "staff.printer", stack.rest(), printer_tone(*view.printer), "",
                   context.say("staff.menu.printer", {{"state", printer_word(*view.printer)}})));
    }
    draw_new_day(context, view.new_day, stack);
}

/// What runs, what waits, what could not be used; a button that asks for newer settings.
void draw_rollout(const Context& context, const terminal::StaffMenuView& view, Stack& stack) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const terminal::Setup& setup = view.setup;
    stack.skip(paragraph(canvas, "staff.version", stack.rest(),
                         context.say("staff.menu.version", {{"version", setup.program}}),
                         body_style(theme)));
    text::Words words =
        context.say("staff.menu.configuration", {{"configuration_latin", setup.configuration}});
    words += " · " + (setup.configuration == 0
                          ? context.say("staff.menu.configuration_installed")
                          : context.say("staff.menu.configuration_made",
                                        {{"account", setup.made_by},
                                         {"time", text::staff_date_time(setup.made_at)}}));
    stack.skip(paragraph(canvas, "staff.configuration", stack.rest(), words, body_style(theme)));
    if (!setup.note.empty()) {
        stack.skip(paragraph(canvas, "staff.configuration_note", stack.rest(), setup.note,
                             hint_style(theme)));
    }
    if (!view.rollout || !view.rollout->followed) {
        return;
    }
    const terminal::Rollout& rollout = *view.rollout;
    const auto tell = [&](const char* name, Tone tone, const text::WordsView& told) {
        stack.skip(theme.gap);
        stack.skip(notice(canvas, std::string("staff.configuration_") + name, stack.rest(), tone,
                          "", told));
    };
    if (rollout.waits > 0) {
        tell("waits", Tone::Info,
             context.say("staff.menu.configuration_waits",
                         {{"configuration_latin", rollout.waits}}));
    }
    if (rollout.refused > 0) {
        tell("refused", Tone::Warning,
             context.say("staff.menu.configuration_refused",
                         {{"configuration_latin", rollout.refused}}) +
                 "\n" + cause_words(context.catalogue, context.language.tag, rollout.reason));
    }
    if (const Cause cause = read_reason(rollout.problem).cause;
        cause != Cause::None && cause != Cause::NoAnswer) {
        tell("silent", Tone::Warning,
             cause_words(context.catalogue, context.language.tag, rollout.problem));
    } else if (!rollout.problem.empty()) {
        tell("silent", Tone::Warning, context.say("staff.menu.configuration_silent"));
    } else if (!rollout.last_answer.empty() && rollout.waits == 0) {
        tell("newest", Tone::Success,
             context.say("staff.menu.configuration_newest",
                         {{"time", text::staff_date_time(rollout.last_answer)}}));
    }
    stack.skip(theme.gap);
    const text::Words ask =
        context.say(view.asking ? "staff.menu.loading" : "staff.menu.configuration_ask");
    const ButtonLook look{ButtonKind::Secondary, "refresh", false, !view.asking, true};
    const Box at = stack.rest();
    if (button(canvas, "staff.configuration_ask",
               {at.x, at.y, button_width(canvas, ask, look, at.width), theme.target}, ask, look)) {
        context.report(terminal::ConfigurationAskedFor{});
    }
    stack.skip(theme.target);
}

std::string german_name(const Context& context, const std::string& tag) {
    const Language* language = context.catalogue.language(tag);
    return language ? language->german_name : tag;
}

void draw_settings(const Context& context, const terminal::StaffMenuView& view, Stack& stack) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_rollout(context, view, stack);
    stack.skip(theme.space_large);
    const auto line = [&](const char* name, const text::WordsView& words) {
        stack.skip(paragraph(canvas, std::string("staff.setting.") + name, stack.rest(), words,
                             body_style(theme)) +
                   theme.space / 2);
    };
    line("default_language",
         context.say("staff.menu.default_language",
                     {{"language", german_name(context, view.default_language)}}));
    line("second_language",
         view.second_language.empty()
             ? context.say("staff.menu.no_second_language")
             : context.say("staff.menu.second_language",
                           {{"language", german_name(context, view.second_language)}}));
    line("idle", context.say("staff.menu.idle",
                             {{"seconds", static_cast<std::int64_t>(view.idle.count())}}));
    line("text_size",
         context.say(
             "staff.menu.text_size",
             {{"percent", static_cast<std::int64_t>(std::lround(view.setup.text_scale * 100))}}));
    if (view.display) {
        const auto size = [](int width, int height) {
            return std::to_string(width) + " × " + std::to_string(height);
        };
        const ScreenFit& fit = *view.display;
        const std::string drawn = size(fit.drawn_width, fit.drawn_height);
        if (fit.covers) {
            line("display", context.say("staff.menu.display", {{"size_latin", drawn}}));
        } else {
            stack.skip(
                notice(
                    canvas, "staff.display_wrong", stack.rest(), Tone::Danger, "",
                    context.say("staff.menu.display_wrong",
                                {{"drawn_latin", drawn},
                                 {"window_latin", size(fit.window_width, fit.window_height)},
                                 {"display_latin", size(fit.display_width, fit.display_height)}})) +
                theme.space);
        }
    }
    for (const terminal::Setup::FormUse& form : view.setup.forms) {
        line(("form." + form.name).c_str(),
             context.say("staff.menu.questions",
                         {{"questionnaire", context.say("choose." + form.name + ".title")},
                          {"off", static_cast<std::int64_t>(form.off)},
                          {"optional", static_cast<std::int64_t>(form.optional)}}));
    }
    stack.skip(theme.space);
    stack.skip(notice(canvas, "staff.where", stack.rest(), Tone::Info, "",
                      context.say("staff.menu.where")));
}

void draw_languages_known(const Context& context, const terminal::StaffMenuView& view,
                          Stack& stack) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const auto row = [&](const std::string& tag, bool offered) {
        const Language* language = context.catalogue.language(tag);
        if (!language) {
            return;
        }
        const int percent = static_cast<int>(std::floor(context.catalogue.completeness(tag) * 100));
        std::string words = language->german_name + " · " + std::to_string(percent) + " %";
        if (language->review.state != "source") {  // the texts that all others are translated from
            words +=
                " · " + context.say("staff.menu.language_state", {{"state", language->review.state},
                                                                  {"date", language->review.date}});
        }
        if (!offered) {
            words += " · " + context.say("staff.menu.language_hidden");
        }
        stack.skip(
            paragraph(canvas, "staff.language." + tag, stack.rest(), words, body_style(theme)) +
            theme.space / 2);
    };
    for (const std::string& tag : view.languages) {
        row(tag, true);
    }
    for (const std::string& tag : view.setup.unfinished) {
        row(tag, false);
    }
}

}  // namespace

void draw(const Context& context, const terminal::StaffPinView& view, Box screen) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    if (!theme.low) {
        draw_header(context, screen, false, "");
    }
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
            text::Words words = view.wrong ? context.say("staff.pin.wrong") : text::Words();
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
    for (const Keystroke& typed : context.typed) {
        pin_pressed(context, typed);
    }
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("staff.leave"), ButtonKind::Secondary, "arrow_back"}, {});
    if (!pressed.empty()) {
        context.report(terminal::StaffLeft{});
    }
}

void draw(const Context& context, const terminal::StaffMenuView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "staff", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "staff.title", stack.rest(), context.say("staff.menu.title"),
                           title_style(theme)));
        stack.skip(theme.space_large);
        const auto segment = [&](const char* name, terminal::StaffPage page) {
            return Segment{std::string("staff.page.") + name,
                           context.say(std::string("staff.menu.") + name), view.page == page};
        };
        constexpr std::array kPages = {terminal::StaffPage::Transfer, terminal::StaffPage::Settings,
                                       terminal::StaffPage::Languages};
        stack.skip(segmented(
            canvas, "staff.pages", stack.rest(), context.say("staff.menu.title"),
            {segment("transfer", kPages[0]), segment("settings", kPages[1]),
             segment("languages", kPages[2])},
            [&](std::size_t i) { context.report(terminal::StaffPageChosen{kPages[i]}); }));
        stack.skip(theme.space_large);
        switch (view.page) {
            case terminal::StaffPage::Transfer:
                draw_transfer(context, view, stack);
                break;
            case terminal::StaffPage::Settings:
                draw_settings(context, view, stack);
                break;
            case terminal::StaffPage::Languages:
                draw_languages_known(context, view, stack);
                break;
        }
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("staff.leave"), ButtonKind::Secondary, "arrow_back"}, {},
        {"staff.restart", context.say("staff.menu.restart"), ButtonKind::Quiet, "refresh"});
    if (pressed == "action.back") {
        context.report(terminal::StaffLeft{});
    } else if (pressed == "staff.restart") {
        context.report(terminal::RestartAsked{});
    }
}

}  // namespace lotse::ui::screens
