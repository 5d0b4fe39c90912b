// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/interruptions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "text/words/numbers.h"
#include "ui/kit/dialog.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/language_cards.h"

namespace lotse::ui::screens {
namespace {

/// The number is safe: what is stored may stay, or go.
void draw_end_of_telling(const Context& context, Box screen) {
    std::vector<DialogAnswer> answers = {
        {"end.cancel", context.say("end.cancel"), "arrow_back", ButtonKind::Secondary},
        {"more.end.keep", context.say("more.end.keep"), "check", ButtonKind::Primary},
        {"more.end.delete", context.say("more.end.delete"), "trash", ButtonKind::Danger}};
    if (context.view.has_news) {
        answers.insert(answers.begin() + 2, {"more.end.drop", context.say("more.end.drop"), "edit",
                                             ButtonKind::Secondary});
    }
    const std::string pressed =
        ask(context.canvas, screen, "end", "question", context.say("more.end.title"), "", answers);
    if (pressed == "end.cancel") {
        context.report(terminal::EndCancelled{});
    } else if (pressed == "more.end.keep") {
        context.report(terminal::TellingEnded{});
    } else if (pressed == "more.end.drop") {
        context.report(terminal::NewsDropped{});
    } else if (pressed == "more.end.delete") {
        context.report(terminal::AllWithdrawn{});
    }
}

/// A ring of dots, of which one goes after the other: it can be seen without reading how much is
/// left, and changes once a second at most.
constexpr int kMostDots = 30;

float draw_countdown(const Context& context, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const int whole = std::max(1, context.view.idle_seconds);
    const int left = context.view.idle_seconds_left;
    const float side = std::round(theme.low ? 1.6F * theme.target : 2.4F * theme.target);
    const Box ring = Box{at.x, at.y, at.width, side}.centred(side, side);
    const int dots = std::min(whole, kMostDots);
    const int full = (left * dots + whole - 1) / whole;
    canvas
        .record("idle.ring", Role::Progress,
                context.say("idle.spoken", {{"seconds", static_cast<std::int64_t>(left)}}), ring)
        .value = std::to_string(left);
    const float dot = std::round(side / 12);
    const float radius = (side - dot) / 2;
    for (int i = 0; i < dots; ++i) {
        // From the top, clockwise for every reader, as clocks go.
        const double turn = 2 * std::numbers::pi * (i + 0.5) / dots;
        const auto across = static_cast<float>(std::sin(turn)) * radius;
        const auto down = static_cast<float>(-std::cos(turn)) * radius;
        const float x = ring.x + side / 2 + (canvas.right_to_left() ? -across : across);
        const Box place{std::round(x - dot / 2), std::round(ring.y + side / 2 + down - dot / 2),
                        dot, dot};
        if (i < dots - full) {
            canvas.ring(place, dot / 2, colour::kLine, theme.line);
        } else {
            canvas.dot(place, dot / 2, colour::kPrimary);
        }
    }
    TextStyle style = title_style(theme);
    style.align = text::Align::Center;
    style.middle = true;
    canvas.text(ring, text::native_digits(std::to_string(left), context.language), style);
    return side;
}

}  // namespace

void draw_idle_warning(const Context& context, Box screen) {
    const std::string pressed =
        ask(context.canvas, screen, "idle", "clock", context.say("idle.title"),
            context.say(context.view.number_safe ? "idle.text_kept" : "idle.text",
                        {{"seconds", static_cast<std::int64_t>(context.view.idle_seconds_left)}}),
            {{"idle.continue", context.say("idle.continue"), "check", ButtonKind::Primary},
             {"idle.more_time", context.say("idle.more_time"), "clock", ButtonKind::Secondary}},
            [&](const Box& box) { return draw_countdown(context, box); });
    if (pressed == "idle.more_time") {
        context.report(terminal::MoreTimeAsked{});
    } else if (!pressed.empty()) {
        context.report(terminal::Touched{});
    }
}

void draw_end_of_time(const Context& context, Box screen) {
    const std::string pressed = ask(
        context.canvas, screen, "telling_ends", "clock", context.say("more.end.title"),
        context.say("idle.text_kept",
                    {{"seconds", static_cast<std::int64_t>(context.view.telling_seconds_left)}}),
        {{"telling_ends.continue", context.say("idle.continue"), "arrow_forward",
          ButtonKind::Secondary},
         {"more.end.keep", context.say("more.end.keep"), "check", ButtonKind::Primary}});
    if (pressed == "more.end.keep") {
        context.report(terminal::TellingEnded{});
    } else if (!pressed.empty()) {
        context.report(terminal::TellingEndSeen{});
    }
}

void draw_speaker_question(const Context& context, Box screen) {
    const std::string pressed =
        ask(context.canvas, screen, "speaker", "volume", context.say("reading.speaker"),
            context.say("reading.speaker_text"),
            {{"speaker.no", context.say("reading.speaker_no"), "close", ButtonKind::Secondary},
             {"speaker.yes", context.say("reading.speaker_yes"), "volume", ButtonKind::Secondary}});
    if (!pressed.empty()) {
        context.report(terminal::SpeakerAnswered{pressed == "speaker.yes"});
    }
}

void draw_end_question(const Context& context, Box screen) {
    if (context.view.number_safe) {
        draw_end_of_telling(context, screen);
        return;
    }
    const std::string pressed = ask(
        context.canvas, screen, "end", "trash", context.say("end.title"), context.say("end.text"),
        {{"end.cancel", context.say("end.cancel"), "arrow_back", ButtonKind::Secondary},
         {"end.confirm", context.say("end.confirm"), "trash", ButtonKind::Danger}});
    if (pressed == "end.cancel") {
        context.report(terminal::EndCancelled{});
    } else if (pressed == "end.confirm") {
        context.report(terminal::EndConfirmed{});
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
        stack.skip(
            draw_language_cards(context, stack.rest(), context.view.languages, ChoiceKind::One));
        return stack.used();
    });
    const std::string closed = draw_actions(
        context, bar,
        {"language.close", context.say("language.close"), ButtonKind::Secondary, "arrow_back"}, {});
    if (!closed.empty()) {
        context.report(terminal::LanguagesClosed{});
    }
}

}  // namespace lotse::ui::screens
