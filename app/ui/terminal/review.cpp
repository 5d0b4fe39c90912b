// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/review.h"

#include <cmath>
#include <optional>

#include "ui/kit/fields.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/question.h"

namespace lotse::ui::screens {
namespace {

std::string words_of(const Context& context, const terminal::FieldView& field,
                     const std::string& tag) {
    const std::string key = tag + "/" + id_of(field.path);
    const auto known = context.local.review_words.find(key);
    if (known != context.local.review_words.end()) {
        return std::string(known->second.view());
    }
    std::string words = answer_words(context, field, tag);
    context.local.review_words.emplace(key, SecretText(words));
    return words;
}

/// One answer: question, answer, the answer in German where the client reads another language. The
/// whole row can be tapped.
float draw_row(const Context& context, const terminal::ReviewRow& row, const Box& at) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string id = "review." + id_of(row.field.path);
    const text::Words label = context.say_of_us(row.field.label_id);
    text::Words answer = words_of(context, row.field, context.language.tag);
    const bool empty = answer.empty();  // a box that was not ticked reads "no"
    const bool hidden = !empty && context.view.access.hide_answers;
    if (hidden) {
        answer = kHidden;
    }
    if (empty) {
        answer = context.say("review.empty");
    }
    // Beside a text in the client's own words nothing can stand in German.
    text::Words german;
    const bool own_words =
        row.field.answer && (std::holds_alternative<TextAnswer>(*row.field.answer) ||
                             std::holds_alternative<NumberAnswer>(*row.field.answer));
    if (!empty && !hidden && !own_words && context.language.tag != "de") {
        german = {words_of(context, row.field, "de"), {}, "de"};
    }
    Box inner = Box{at.x, at.y, at.width, 0}.inset(theme.padding, 0);
    const Box edit = inner.take_end(theme.icon);
    inner.take_end(theme.space);
    const bool side_by_side = inner.width > theme.mm(190);
    Box label_box = inner, answer_box = inner;
    if (side_by_side) {
        label_box = inner.take_start(std::round(inner.width * 0.46F));
        inner.take_start(theme.space_large / 2);
        answer_box = inner;
    }
    TextStyle label_look = hint_style(theme);
    TextStyle answer_look = body_style(theme);
    answer_look.weight = empty ? text::Weight::Regular : text::Weight::Bold;
    answer_look.colour = empty ? kInkSoft : kInk;
    TextStyle german_look = hint_style(theme);
    const float label_height = canvas.text_height(label, label_box.width, label_look);
    const float answer_height = canvas.text_height(answer, answer_box.width, answer_look);
    const float german_height = canvas.text_height(german, answer_box.width, german_look);
    const text::Words second = context.say_second(row.field.label_id);
    TextStyle second_look = hint_style(theme);
    const float asked_height =
        label_height + canvas.text_height(second, label_box.width, second_look);
    const float texts = side_by_side ? std::max(asked_height, answer_height + german_height)
                                     : asked_height + answer_height + german_height;
    const float height = std::ceil(std::max(theme.target, texts + 2 * theme.space));
    const Box box{at.x, at.y, at.width, height};
    Node& node = canvas.record(id, Role::Button, label, box);
    node.value = answer;
    const Hit hit = canvas.hit_area(id, box);
    canvas.fill(box, hit.held ? kPressed : kSurface, theme.radius);
    canvas.outline(box, kLine, theme.line, theme.radius);
    const float top = box.y + theme.space;
    if (side_by_side) {
        // One base line for question and answer although their sizes differ.
        const float drop =
            (canvas.text_height("x", 0, answer_look) - canvas.text_height("x", 0, label_look)) *
            0.62F;
        const float label_top = top + std::max(0.0F, drop);
        canvas.text({label_box.x, label_top, label_box.width, 0}, label, label_look);
        canvas.text({label_box.x, label_top + label_height, label_box.width, 0}, second,
                    second_look);
        canvas.text({answer_box.x, top, answer_box.width, 0}, answer, answer_look);
        canvas.text({answer_box.x, top + answer_height, answer_box.width, 0}, german, german_look);
    } else {
        canvas.text({label_box.x, top, label_box.width, 0}, label, label_look);
        canvas.text({label_box.x, top + label_height, label_box.width, 0}, second, second_look);
        canvas.text({answer_box.x, top + asked_height, answer_box.width, 0}, answer, answer_look);
        canvas.text({answer_box.x, top + asked_height + answer_height, answer_box.width, 0}, german,
                    german_look);
    }
    const float side = theme.icon * 0.8F;
    canvas.icon("edit", Box{edit.x, box.y, edit.width, height}.centred(side, side), kPrimary);
    canvas.focus_ring(hit, box, theme.radius);
    if (hit.clicked) {
        context.report(terminal::CorrectionAsked{row.page});
    }
    return height;
}

/// Rows in a row that belong together: outside of repeats, or one entry of a repeat.
std::size_t end_of_block(const std::vector<terminal::ReviewRow>& rows, std::size_t begin) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].entry == rows[begin].entry &&
           rows[end].entry_title_id == rows[begin].entry_title_id) {
        ++end;
    }
    return end;
}

/// An entry's rows stand below its name: the next entry has the same questions.
void draw_rows(const Context& context, const std::vector<terminal::ReviewRow>& rows, Stack& stack) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        end = end_of_block(rows, begin);
        const terminal::ReviewRow& first = rows[begin];
        std::optional<Canvas::Group> entry;
        if (!first.entry_title_id.empty()) {
            const text::Words title = context.say(
                first.entry_title_id, {{"number", static_cast<std::int64_t>(first.entry)}});
            const std::string id =
                "block." + first.entry_title_id + "." + std::to_string(first.entry);
            stack.skip(begin == 0 ? 0 : theme.space);
            stack.skip(heading(canvas, "title." + id, stack.rest(), title, label_style(theme)));
            stack.skip(theme.space);
            entry.emplace(canvas, id, Role::Group, title, stack.rest());
        }
        for (std::size_t i = begin; i < end; ++i) {
            stack.skip(i == begin ? 0 : theme.gap);
            stack.skip(draw_row(context, rows[i], stack.rest()));
        }
        stack.skip(end < rows.size() ? theme.gap : 0);
    }
}

}  // namespace

void draw(const Context& context, const terminal::ReviewView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "review", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "review.title", stack.rest(), context.say("review.title"),
                           title_style(theme)));
        stack.skip(theme.space / 2);
        stack.skip(paragraph(canvas, "review.text", stack.rest(), context.say("review.text"),
                             body_style(theme)));
        for (const terminal::ReviewSection& section : view.sections) {
            stack.skip(theme.space_large);
            stack.skip(heading(canvas, section.title_id, stack.rest(),
                               context.say(section.title_id), label_style(theme)));
            stack.skip(theme.space);
            draw_rows(context, section.rows, stack);
        }
        return stack.used();
    });
    const std::string pressed =
        draw_actions(context, bar,
                     {"action.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"},
                     {"action.submit",
                      context.say(view.of_request ? "review.request_submit"
                                  : view.of_topic ? "review.topic_submit"
                                                  : "review.submit"),
                      ButtonKind::Primary, "check", true, Weight::Grave});
    if (pressed == "action.back") {
        context.report(terminal::BackPressed{});
    } else if (pressed == "action.submit") {
        context.report(terminal::SubmitPressed{});
    }
}

}  // namespace lotse::ui::screens
