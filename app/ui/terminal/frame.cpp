// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/frame.h"

#include <cmath>

namespace lotse::ui {
namespace {

/// Taps on the institution's name that open the staff's door: more than anybody makes by chance.
constexpr int kStaffTaps = 5;

void draw_institution(const Context& context, const Box& box) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.record("header.institution", Role::Text, context.branding.institution, box);
    TextStyle style = label_style(theme);
    style.size = theme.text_small;
    style.middle = true;
    style.max_lines = 2;
    const auto* german = context.typography_of("de");
    style.typography = german;
    const bool start = std::holds_alternative<terminal::StartView>(context.view.screen);
    if (start) {
        const Hit hit = canvas.hit_area("header.institution", box);
        if (hit.clicked && ++context.local.staff_taps >= kStaffTaps) {
            context.local.staff_taps = 0;
            context.report(terminal::StaffGestureMade{});
        }
    }
    canvas.text(box, context.branding.institution,
                fitted(canvas, context.branding.institution, box, style));
}

}  // namespace

void draw_header(const Context& context, Box& screen, bool progress,
                 const text::WordsView& progress_words) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box strip = screen.take_top(theme.header_height);
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.bottom() - theme.line, strip.width, theme.line}, colour::kLineSoft);
    const Box column = column_of(theme, strip);
    Box row{column.x, std::round(strip.y + (strip.height - theme.target) / 2), column.width,
            theme.target};

    // The end button and the language button stand at the end; the institution takes the rest.
    Box end_box, language_box;
    const bool narrow = row.width < theme.mm(250);
    const text::Words end_words = context.say(narrow ? "header.end_short" : "header.end");
    const ButtonLook end_look{ButtonKind::Quiet, "close", false, true, true};
    if (context.view.can_end) {
        end_box = row.take_end(button_width(canvas, end_words, end_look, row.width * 0.34F));
        row.take_end(theme.gap);
    }
    const bool languages = context.view.can_switch_language;
    const ButtonLook language_look{ButtonKind::Quiet, "globe", false, true, true};
    if (languages) {
        language_box = row.take_end(
            button_width(canvas, context.language.endonym, language_look, row.width * 0.45F));
        row.take_end(theme.gap);
    }
    draw_institution(context, row);
    if (languages &&
        button(canvas, "header.language", language_box, context.language.endonym, language_look)) {
        context.report(terminal::LanguagesOpened{});
    }
    if (context.view.can_end && button(canvas, "header.end", end_box, end_words, end_look)) {
        context.report(terminal::EndAsked{});
    }
    if (progress && context.view.progress.sections > 0) {
        const Box below = screen.take_top(theme.progress_height);
        progress_bar(canvas, column_of(theme, below), progress_words, context.view.progress.section,
                     context.view.progress.sections, context.view.progress.done);
    }
}

float draw_second(const Context& context, const std::string& id, const Box& at,
                  const text::WordsView& words) {
    if (words.empty()) {
        return 0;
    }
    const float above = context.theme().space / 3;
    TextStyle style = hint_style(context.theme());
    const float height = context.canvas.text_height(words, at.width, style);
    const Box box{at.x, at.y + above, at.width, height};
    context.canvas.record("second." + id, Role::Text, words, box);
    context.canvas.text(box, words, style);
    return above + height;
}

Box take_actions(const Context& context, Box& screen) {
    return screen.take_bottom(context.theme().actions_height);
}

std::string draw_actions(const Context& context, const Box& strip, const Action& back,
                         const Action& main, const Action& other) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
    const Box column = column_of(theme, strip);
    Box row{column.x, std::round(strip.y + (strip.height - theme.target_primary) / 2), column.width,
            theme.target_primary};
    std::string pressed;

    Box main_box, other_box, back_box;
    const auto look_of = [](const Action& action) {
        ButtonLook look{action.kind, action.icon, action.icon == "arrow_forward", action.enabled};
        look.weight = action.weight;
        return look;
    };
    // Each gets what it needs, but no more than its share.
    const int count =
        (main.id.empty() ? 0 : 1) + (other.id.empty() ? 0 : 1) + (back.id.empty() ? 0 : 1);
    const float share = count > 1 ? (row.width - theme.gap * static_cast<float>(count - 1)) *
                                        (count == 2 ? 0.64F : 0.4F)
                                  : row.width;
    const float least_main = std::min(theme.mm(70), share);
    float main_width =
        main.id.empty()
            ? 0
            : std::max(least_main, button_width(canvas, main.words, look_of(main), share));
    const float other_most = back.id.empty() ? row.width : row.width * 0.6F;
    float other_width =
        other.id.empty() ? 0 : button_width(canvas, other.words, look_of(other), other_most);
    if (main.kind == other.kind && !other.id.empty()) {
        // Neither of two answers alike is easier to hit than the other.
        const float back_width =
            back.id.empty() ? 0 : button_width(canvas, back.words, look_of(back), row.width);
        main_width = other_width = std::min((row.width - back_width - 2 * theme.gap) / 2,
                                            std::max(main_width, other_width));
    }
    if (!main.id.empty()) {
        main_box = row.take_end(main_width);
        row.take_end(theme.gap);
    }
    if (!other.id.empty()) {
        other_box = row.take_end(other_width);
        row.take_end(theme.gap);
    }
    if (!back.id.empty()) {
        back_box = row.take_start(button_width(canvas, back.words, look_of(back), row.width));
        if (button(canvas, back.id, back_box, back.words, look_of(back))) {
            pressed = back.id;
        }
    }
    if (!other.id.empty() && button(canvas, other.id, other_box, other.words, look_of(other))) {
        pressed = other.id;
    }
    if (!main.id.empty() && button(canvas, main.id, main_box, main.words, look_of(main))) {
        pressed = main.id;
    }
    return pressed;
}

void draw_content(const Context& context, const Box& area, const std::string& id,
                  const std::function<float(const Box&)>& content) {
    const Theme& theme = context.theme();
    const Box column = column_of(theme, area);
    context.canvas.scroll_area(id, column.inset(0, theme.space / 2), [&](const Box& box) {
        Box inner = box;
        inner.y += theme.space;
        return content(inner) + theme.space * 2.5F;
    });
}

}  // namespace lotse::ui
