// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/page.h"

#include <algorithm>

#include "ui/terminal/date_entry.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/picker.h"
#include "ui/terminal/question.h"
#include "ui/terminal/time_entry.h"

namespace lotse::ui::screens {
namespace {

text::Words progress_words(const Context& context, const terminal::PageView& view) {
    text::Words words = context.say(
        "page.progress", {{"section", static_cast<std::int64_t>(context.view.progress.section)},
                          {"sections", static_cast<std::int64_t>(context.view.progress.sections)}});
    words += " · " + context.say(view.section_title_id);
    if (!view.entry_title_id.empty()) {
        words += " · " + context.say(view.entry_title_id,
                                     {{"number", static_cast<std::int64_t>(view.entry)}});
    }
    return words;
}

const terminal::FieldView* edited_field(const terminal::PageView& view) {
    const auto field = std::find_if(
        view.fields.begin(), view.fields.end(),
        [&](const terminal::FieldView& candidate) { return candidate.path == view.editing->path; });
    return field == view.fields.end() ? nullptr : &*field;
}

float keyboard_dock_height(const Context& context, const terminal::PageView& view) {
    const terminal::FieldView* field = edited_field(view);
    if (!field) {
        return 0;
    }
    open_keyboard_for(context, id_of(field->path), keys_for(*field));
    return keyboard_height(context, keys_for(*field));
}

void draw_keyboard_dock(const Context& context, const terminal::PageView& view, const Box& dock) {
    const terminal::FieldView* field = edited_field(view);
    if (!field) {
        return;
    }
    const auto press = keyboard(context, dock, keys_for(*field), is_multiline(*field));
    bool finished = false;
    const auto edited =
        typed_into(context, {view.editing->text, view.editing->caret, view.editing->anchor}, press,
                   accepts_for(*field), field->longest_bytes, finished);
    if (edited) {
        context.report(terminal::TextEdited{edited->text, edited->caret, edited->anchor});
    }
    if (finished) {
        // Nothing else is asked here: the last key goes on.
        view.only_text && !is_multiline(*field) ? context.report(terminal::NextPressed{})
                                                : context.report(terminal::KeyboardClosed{});
    }
}

float date_dock(const Context& context, const terminal::PageView& view) {
    return std::max(date_dock_height(context, view), time_dock_height(context, view));
}

}  // namespace

bool crowds_out_bar(const Context& context, const terminal::PageView& view, float bar) {
    const Theme& theme = context.theme();
    float dock = 0;
    // On panels that are not low, the actions stay below the keys.
    const float actions = theme.low ? 0 : theme.actions_height;
    if (view.list) {
        dock = context.local.search_keyboard
                   ? keyboard_height(context, Keys::Own) + theme.actions_height
                   : 0;
    } else if (view.editing) {
        dock = keyboard_dock_height(context, view) + actions;
    } else if (const float date = date_dock(context, view); date > 0) {
        dock = date + theme.actions_height;
    }
    const float above =
        std::max(theme.untouched, theme.low ? 0 : theme.text_small + 2 * theme.space);
    return dock > 0 && theme.height_px - above - dock - bar < theme.room_to_type;
}

void draw(const Context& context, const terminal::PageView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    begin_date(context, view);
    const float dates = date_dock(context, view);
    const bool docked = view.editing || view.list || dates > 0;
    // A low panel needs the room of the progress line for what is being typed.
    const bool progress = !docked || theme.height_px / theme.px_per_mm > 240;
    // A panel of ten inches shows what is typed into and what types: the keyboard's own key puts it
    // away.
    const bool typing_only = theme.low && view.editing;
    if (!(theme.low && docked)) {
        draw_header(context, screen, progress, progress_words(context, view));
    } else {
        keep_low(context, screen);
    }
    if (view.list) {
        draw_open_list(context, view, screen);
        return;
    }
    const bool answered =
        std::any_of(view.fields.begin(), view.fields.end(),
                    [](const terminal::FieldView& field) { return field.answer.has_value(); });
    const bool skips = view.all_optional && !answered;
    // What stands beside the answers says it better than "skip".
    const bool goes_on = answered || !view.one_tile || view.fields.back().specials.size() < 3;
    const text::Words next = context.say(skips             ? "page.skip"
                                         : view.correcting ? "page.to_review"
                                                           : "page.next");
    const Box bar = typing_only ? Box{} : take_actions(context, screen);
    const Box dock = screen.take_bottom(view.editing ? keyboard_dock_height(context, view) : dates);

    if (context.bar_folded) {
        draw_folded_bar(context, screen);
    }

    // What is only ticked belongs to the question above it.
    const auto is_asked = [](const terminal::FieldView& field) {
        return field.type != QuestionType::Note && field.type != QuestionType::Acknowledge;
    };
    const auto questions = std::count_if(view.fields.begin(), view.fields.end(), is_asked);
    draw_content(context, screen, "page", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        if (!view.title_id.empty() && questions != 1) {
            stack.skip(heading(canvas, "page.title", stack.rest(), context.say(view.title_id),
                               title_style(theme)));
            stack.skip(draw_second(context, "page.title", stack.rest(),
                                   context.say_second(view.title_id)));
            stack.skip(theme.space_large);
        }
        std::vector<text::Words> wrong;
        for (const terminal::FieldView& field : view.fields) {
            if (field.problem) {
                wrong.push_back(context.say_of_us(field.label_id));
            }
        }
        if (wrong.size() > 1) {
            text::Words words;
            for (const text::Words& label : wrong) {
                words += (words.empty() ? "• " : "\n• ") + label;
            }
            const Box from = stack.rest();
            stack.skip(notice(canvas, "problems", from, Tone::Danger, context.say("problems.title"),
                              words));
            canvas.keep_visible({from.x, from.y, from.width, theme.target},
                                "problems/" + std::to_string(wrong.size()));
            stack.skip(theme.space_large);
        }
        bool first = true;
        for (const terminal::FieldView& field : view.fields) {
            if (!first) {
                stack.skip(theme.space_large);
            }
            first = false;
            stack.skip(draw_question(context, view, field, stack.rest(),
                                     questions == 1 && is_asked(field)));
        }
        return stack.used();
    });
    if (view.editing) {
        draw_keyboard_dock(context, view, dock);
    } else if (dates > 0) {
        draw_date_dock(context, view, dock);
        draw_time_dock(context, view, dock);
    }
    // A tap beside everything puts the keyboard away.
    if (canvas.tapped_nothing_before() && (view.editing || context.local.date)) {
        context.local.date.reset();
        context.report(terminal::KeyboardClosed{});
    }
    if (typing_only) {
        return;
    }
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"},
        goes_on ? Action{"action.next", next, skips ? ButtonKind::Secondary : ButtonKind::Primary,
                         "arrow_forward"}
                : Action{});
    if (pressed == "action.back") {
        context.local.date.reset();
        context.report(terminal::BackPressed{});
    } else if (pressed == "action.next") {
        context.local.date.reset();
        context.report(terminal::NextPressed{});
    }
}

}  // namespace lotse::ui::screens
