// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/frame.h"

#include <array>
#include <cmath>

namespace lotse::ui {
namespace {

/// Taps on the institution's name that open the staff's door: more than anybody makes by chance.
constexpr int kStaffTaps = 5;

/// What the institution's name may take beside the line of progress.
constexpr float kShareOfName = 0.45F;

TextStyle institution_style(const Context& context) {
    TextStyle style = label_style(context.theme());
    style.size = context.theme().text_small;
    style.middle = true;
    style.typography = context.typography_of("de");
    return style;
}

void draw_institution(const Context& context, const Box& box) {
    Canvas& canvas = context.canvas;
    canvas.record("header.institution", Role::Text, context.branding.institution, box);
    const bool start = std::holds_alternative<terminal::StartView>(context.view.screen);
    if (start) {
        const Hit hit = canvas.hit_area("header.institution", box);
        if (hit.clicked && ++context.local.staff_taps >= kStaffTaps) {
            context.local.staff_taps = 0;
            context.report(terminal::StaffGestureMade{});
        }
        canvas.focus_ring(hit, box, context.theme().radius);
    }
    canvas.text(box, context.branding.institution, institution_style(context));
}

}  // namespace

void draw_header(const Context& context, Box& screen, bool progress,
                 const text::WordsView& progress_words) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool line = progress && context.view.progress.sections > 0;
    const bool start = std::holds_alternative<terminal::StartView>(context.view.screen);
    const Box all = column_of(theme, screen);
    const float name_width = std::floor(line ? all.width * kShareOfName : all.width);
    const float name_height =
        canvas.text_height(context.branding.institution, name_width, institution_style(context));
    // Staff touch the name on the start screen, and nobody else anywhere: with room for its ring.
    const float around = start ? std::max(theme.space, 4 * theme.line_strong) : theme.space;
    const float height =
        std::ceil(std::max(name_height, start ? theme.target : theme.icon) + around);
    const Box strip = screen.take_top(height);
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.bottom() - theme.line, strip.width, theme.line}, colour::kLineSoft);
    Box row = column_of(theme, strip);
    draw_institution(context, row.take_start(name_width).inset(0, around / 2));
    if (line) {
        row.take_start(theme.gap);
        progress_bar(canvas, {row.x, row.y, row.width, std::round(row.height / 2 + theme.mm(1.5F))},
                     progress_words, context.view.progress.section, context.view.progress.sections,
                     context.view.progress.done);
    }
    if (!start) {
        keep_low(context, screen);
    }
}

void keep_low(const Context& context, Box& screen) {
    screen.take_top(std::max(0.0F, context.theme().untouched - screen.y));
}

// --- The bar ---

namespace {

struct BarButton {
    std::string id, icon;
    text::Words words;
    std::string state_id;  ///< text of what it is set to; empty: nothing
    bool expanded = false;
    terminal::Event event;
};

text::Words say_in_bar(const Context& context, const std::string& id) {
    const auto* start = std::get_if<terminal::StartView>(&context.view.screen);
    return context.catalogue.words(start ? start->greeting : context.language.tag, id);
}

/// One for each place: those that a screen has no use for leave theirs empty.
std::vector<BarButton> bar_buttons(const Context& context) {
    using namespace terminal;
    const ScreenView& view = context.view;
    const auto say = [&](const char* id) { return say_in_bar(context, id); };
    static constexpr std::array kLetters = {"letters.normal", "letters.large",
                                            "letters.very_large"};
    static constexpr std::array kSchemes = {"scheme.light", "scheme.dark", "scheme.high_light",
                                            "scheme.high_dark"};
    const bool largest = view.access.letters == Letters::VeryLarge;
    std::vector<BarButton> out;
    switch (view.sound) {
        case Sound::None:
            break;
        case Sound::Off:
            out.push_back({"bar.listen", "volume", say("bar.listen"), "", false, ListenSwitched{}});
            break;
        case Sound::On:
            out.push_back({"bar.listen", "stop", say("bar.stop"), "", true, ListenSwitched{}});
            break;
        case Sound::Broken:
            out.push_back(
                {"bar.listen", "volume_off", say("bar.no_voice"), "", true, ListenSwitched{}});
            break;
        case Sound::NoVoice:
            // Why, says the page of help about reading aloud.
            out.push_back({"bar.listen", "volume_off", say("bar.no_voice"), "", false,
                           HelpOpened{HelpPage::Reading}});
            break;
    }
    out.push_back({"bar.letters", "letters", say(largest ? "bar.letters_normal" : "bar.letters"),
                   kLetters.at(static_cast<std::size_t>(view.access.letters)), false,
                   LettersStepped{}});
    out.push_back({"bar.contrast", "contrast", say("bar.contrast"),
                   kSchemes.at(static_cast<std::size_t>(view.access.scheme)), false,
                   SchemeStepped{}});
    const BarButton none{"", "", {}, "", false, Touched{}};
    if (view.can_switch_language) {
        const bool open = view.languages_open;
        out.push_back({"bar.language", "globe", say("bar.language"), "", open,
                       open ? Event{LanguagesClosed{}} : Event{LanguagesOpened{}}});
    } else {
        out.push_back(none);
    }
    const bool help = view.help.has_value();
    out.push_back({"bar.help", "question", say("bar.help"), "", help,
                   help ? Event{HelpClosed{}} : Event{HelpOpened{}}});
    if (view.can_end) {
        const bool asked = view.end_asked;
        out.push_back({"bar.end", "close", say("bar.end"), "", asked,
                       asked ? Event{EndCancelled{}} : Event{EndAsked{}}});
    } else {
        out.push_back(none);
    }
    return out;
}

TextStyle bar_style(const Theme& theme) {
    TextStyle style;
    style.size = theme.text_small;
    style.align = text::Align::Center;
    return style;
}

struct BarLayout {
    int columns = 1, rows = 1;
    float width = 0, height = 0;  ///< of a button
};

/// One row, or as many as it takes for no word to be broken.
BarLayout lay_out_bar(const Context& context, const std::vector<BarButton>& buttons) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const float room = column_of(theme, canvas.screen()).width;
    const TextStyle style = bar_style(theme);
    float widest = theme.target;
    for (const BarButton& button : buttons) {
        widest = std::max(widest, canvas.text_width(button.words, style) + theme.space);
    }
    BarLayout out;
    const int count = static_cast<int>(buttons.size());
    const auto width_of = [&](int columns) {
        const auto all = static_cast<float>(columns);
        return std::floor((room - (all - 1) * theme.gap) / all);
    };
    for (out.rows = 1; out.rows < count; ++out.rows) {
        out.columns = (count + out.rows - 1) / out.rows;
        if (width_of(out.columns) >= widest) {
            break;
        }
    }
    out.columns = (count + out.rows - 1) / out.rows;
    out.width = width_of(out.columns);
    float words = 0;
    for (const BarButton& button : buttons) {
        words = std::max(words, canvas.text_height(button.words, out.width - theme.space, style));
    }
    out.height = std::ceil(std::max(theme.bar_button, theme.icon + words + theme.space));
    return out;
}

bool draw_bar_button(const Context& context, const Box& box, const BarButton& button) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Node& node = canvas.record(button.id, Role::Button, button.words, box);
    node.state.expanded = button.expanded;
    if (!button.state_id.empty()) {
        node.value = say_in_bar(context, button.state_id);
    }
    const Hit hit = canvas.hit_area(button.id, box);
    const Paint ink = button.expanded ? kOnPrimary : kPrimary;
    canvas.fill(box, hit.held ? kPressed : button.expanded ? kPrimary : kSurface, theme.radius);
    canvas.outline(box, button.expanded ? kPrimary : kLine, theme.line, theme.radius);
    const float words_height =
        canvas.text_height(button.words, box.width - theme.space, bar_style(theme));
    Box inner = box;
    inner.y += std::round((box.height - theme.icon - words_height) / 2);
    inner.height = theme.icon + words_height;
    const Paint words_ink = button.expanded && !hit.held ? kOnPrimary : kInk;
    canvas.icon(button.icon, inner.take_top(theme.icon).centred(theme.icon, theme.icon),
                hit.held ? Paint(kPrimary) : ink);
    TextStyle style = bar_style(theme);
    style.colour = words_ink;
    canvas.text(inner.inset(theme.space / 2, 0), button.words, style);
    canvas.focus_ring(hit, box, theme.radius);
    return hit.clicked;
}

}  // namespace

float bar_height(const Context& context) {
    if (!context.view.has_bar) {
        return 0;
    }
    const BarLayout layout = lay_out_bar(context, bar_buttons(context));
    const auto rows = static_cast<float>(layout.rows);
    return rows * layout.height + (rows - 1) * context.theme().gap + context.theme().space;
}

void draw_bar(const Context& context, const Box& strip) {
    if (strip.empty()) {
        return;
    }
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
    Canvas::Group group(canvas, "bar", Role::Group, say_in_bar(context, "bar.title"), strip);
    const Canvas::Standing standing(canvas);
    const std::vector<BarButton> buttons = bar_buttons(context);
    const BarLayout layout = lay_out_bar(context, buttons);
    const Box column = column_of(theme, strip);
    const auto per_row = static_cast<std::size_t>(layout.columns);
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const std::size_t row_before = i / per_row;
        const auto row = static_cast<float>(row_before);
        const auto place = static_cast<float>(i % per_row);
        const Box box{column.x + place * (layout.width + theme.gap),
                      std::round(strip.y + theme.space / 2) + row * (layout.height + theme.gap),
                      layout.width, layout.height};
        if (!buttons[i].id.empty() && draw_bar_button(context, box, buttons[i])) {
            context.report(buttons[i].event);
        }
    }
}

void draw_folded_bar(const Context& context, Box& area) {
    const Theme& theme = context.theme();
    const Box column = column_of(theme, area);
    const Box side = area.take_end(area.end() - column.end() + theme.target + theme.gap);
    const Box box{column.end() - theme.target, side.y + theme.space, theme.target, theme.target};
    // Whoever needs it does not type meanwhile: without the keyboard it is there as always.
    const text::Words words = context.say("bar.title");
    Canvas& canvas = context.canvas;
    canvas.record("bar.unfold", Role::Button, words, box);
    const Hit hit = canvas.hit_area("bar.unfold", box);
    canvas.fill(box, hit.held ? colour::kPressed : colour::kSurface, theme.radius);
    canvas.outline(box, colour::kLine, theme.line, theme.radius);
    canvas.icon("settings", box.centred(theme.icon, theme.icon), colour::kPrimary);
    canvas.focus_ring(hit, box, theme.radius);
    if (hit.clicked) {
        context.local.date.reset();
        context.local.search_keyboard = false;
        context.report(terminal::KeyboardClosed{});
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

namespace {

/// What the words of the actions needed in the frame before: large letters take two lines.
constexpr const char* kActionsHeight = "actions";

}  // namespace

Box take_actions(const Context& context, Box& screen) {
    return screen.take_bottom(
        std::max(context.theme().actions_height, context.canvas.remembered(kActionsHeight)));
}

std::string draw_actions(const Context& context, const Box& strip, const Action& back,
                         const Action& main, const Action& other) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
    const Box column = column_of(theme, strip);
    const float around = theme.actions_height - theme.target_primary;
    Box row{column.x, std::round(strip.y + around / 2), column.width, strip.height - around};
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
    if (theme.enlarged) {
        float needed = theme.target_primary;
        const auto ask_for = [&](const Action& action, const Box& box) {
            if (!action.id.empty()) {
                needed = std::max(needed,
                                  button_height(canvas, action.words, look_of(action), box.width));
            }
        };
        ask_for(main, main_box);
        ask_for(other, other_box);
        ask_for(back, back_box);
        if (canvas.remembered(kActionsHeight) != needed + around) {
            canvas.remember(kActionsHeight, needed + around);
            canvas.ask_again();
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
    const float around = std::max(theme.space / 2, beside_scroll_buttons(theme));
    context.canvas.scroll_area(id, column.inset(0, around), [&](const Box& box) {
        Box inner = box;
        inner.y += theme.space;
        return content(inner) + theme.space * 2.5F;
    });
}

}  // namespace lotse::ui
