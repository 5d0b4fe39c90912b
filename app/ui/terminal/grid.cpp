// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/grid.h"

#include <algorithm>
#include <cmath>

#include "ui/terminal/frame.h"
#include "ui/terminal/question.h"

/// A grid is a list of rows; one is unfolded and shows its columns as choices. When a row is
/// complete, the next open one unfolds. This fits portrait and landscape, and every target keeps
/// its size.
namespace lotse::ui {
namespace {

const std::string* cell(const terminal::FieldView& field, const std::string& row,
                        const std::string& column) {
    const auto* grid = field.answer ? std::get_if<GridAnswer>(&*field.answer) : nullptr;
    if (!grid) {
        return nullptr;
    }
    const auto cells = grid->cells.find(row);
    if (cells == grid->cells.end()) {
        return nullptr;
    }
    const auto it = cells->second.find(column);
    return it == cells->second.end() ? nullptr : &it->second;
}

bool complete(const terminal::FieldView& field, const terminal::GridRowView& row) {
    return std::all_of(field.columns.begin(), field.columns.end(),
                       [&](const terminal::GridColumnView& column) {
                           return cell(field, row.name, column.name) != nullptr;
                       });
}

text::Words summary(const Context& context, const terminal::FieldView& field,
                    const terminal::GridRowView& row) {
    text::Words words;
    for (const terminal::GridColumnView& column : field.columns) {
        if (const std::string* chosen = cell(field, row.name, column.name)) {
            for (const terminal::OptionView& option : column.options) {
                if (option.name == *chosen) {
                    words += (words.empty() ? "" : " · ") + context.say(option.text_id);
                }
            }
        }
    }
    return words.empty() ? context.say("grid.open") : words;
}

/// The folded head of a row: pictogram, name, what was chosen, a chevron.
float draw_head(const Context& context, const terminal::FieldView& field,
                const terminal::GridRowView& row, const Box& at, bool unfolded) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string id = "row." + id_of(field.path) + "." + row.name;
    const text::Words name = context.say(row.text_id);
    const text::Words words = summary(context, field, row);
    const bool done = complete(field, row);
    Box inner = Box{at.x, at.y, at.width, 0}.inset(theme.padding, 0);
    const Box icon = inner.take_start(theme.icon);
    inner.take_start(theme.space);
    const Box chevron = inner.take_end(theme.icon);
    inner.take_end(theme.space);
    TextStyle name_style = body_style(theme);
    name_style.weight = text::Weight::Bold;
    TextStyle words_style = hint_style(theme);
    const float name_height = canvas.text_height(name, inner.width, name_style);
    const float words_height = unfolded ? 0 : canvas.text_height(words, inner.width, words_style);
    const text::Words second = context.say_second(row.text_id);
    TextStyle second_style = hint_style(theme);
    const float second_height = canvas.text_height(second, inner.width, second_style);
    const float texts = name_height + second_height + words_height;
    const float height = std::ceil(std::max(theme.target, texts + 2 * theme.space));
    const Box box{at.x, at.y, at.width, height};
    Node& node = canvas.record(id, Role::Button, name, box);
    node.value = words;
    node.state.expanded = unfolded;
    const Hit hit = canvas.hit_area(id, box);
    canvas.fill(box, hit.held ? kPressed : unfolded ? kChosen : kSurface, theme.radius);
    canvas.outline(box, unfolded ? kPrimary : kLine, theme.line, theme.radius);
    const auto middle = [&](const Box& part) {
        return Box{part.x, box.y, part.width, box.height}.centred(theme.icon, theme.icon);
    };
    canvas.icon(done               ? "check"
                : row.icon.empty() ? "document"
                                   : row.icon,
                middle(icon), done ? kSuccess : kPrimary);
    canvas.icon(unfolded ? "chevron_up" : "chevron_down", middle(chevron), kPrimary);
    float top = box.y + (height - texts) / 2;
    canvas.text({inner.x, top, inner.width, name_height}, name, name_style);
    top += name_height;
    canvas.text({inner.x, top, inner.width, second_height}, second, second_style);
    if (!unfolded) {
        top += second_height;
        canvas.text({inner.x, top, inner.width, words_height}, words, words_style);
    }
    canvas.focus_ring(hit, box, theme.radius);
    if (hit.clicked) {
        context.local.grid_row[field.path] = unfolded ? std::string() : row.name;
        canvas.ask_again();
    }
    return height;
}

}  // namespace

float draw_grid(const Context& context, const terminal::FieldView& field, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Canvas::Group table(canvas, "grid." + id_of(field.path), Role::Table,
                        context.say_of_us(field.label_id), at);
    const auto first_open = [&](const std::string& except) -> std::string {
        for (const terminal::GridRowView& row : field.rows) {
            if (row.name != except && !complete(field, row)) {
                return row.name;
            }
        }
        return {};
    };
    const bool special = field.answer && std::holds_alternative<Special>(*field.answer);
    if (!context.local.grid_row.contains(field.path)) {
        context.local.grid_row[field.path] = special ? std::string() : first_open({});
    }
    const std::string unfolded = context.local.grid_row[field.path];
    Stack stack(at);
    for (const terminal::GridRowView& row : field.rows) {
        const bool open = row.name == unfolded;
        const float top = stack.rest().y;
        stack.skip(draw_head(context, field, row, stack.rest(), open));
        if (open) {
            for (const terminal::GridColumnView& column : field.columns) {
                stack.skip(theme.space);
                Box inner = stack.rest();
                inner.x += theme.padding;
                inner.width -= 2 * theme.padding;
                const std::string id = id_of(field.path) + "." + row.name + "." + column.name;
                TextStyle style = hint_style(theme);
                style.weight = text::Weight::Bold;
                const text::Words words = context.say(column.text_id);
                Canvas::Group group(canvas, "cell." + id, Role::Group, words, inner);
                stack.skip(paragraph(canvas, "column." + id, inner, words, style));
                inner.y = stack.rest().y;
                stack.skip(draw_second(context, "column." + id, inner,
                                       context.say_second(column.text_id)) +
                           theme.space / 2);
                inner.y = stack.rest().y;
                std::vector<ChoiceLook> looks;
                const std::string* chosen = cell(field, row.name, column.name);
                for (const terminal::OptionView& option : column.options) {
                    ChoiceLook look =
                        choice_of(context, "answer." + id + "." + option.name, option.text_id);
                    look.chosen = chosen && *chosen == option.name;
                    looks.push_back(std::move(look));
                }
                stack.skip(
                    choices(canvas, inner, looks, ChoiceKind::One, 3, 70, [&](std::size_t i) {
                        const terminal::OptionView& option = column.options[i];
                        context.report(
                            terminal::GridTapped{field.path, row.name, column.name, option.name});
                        const bool taken_back = chosen && *chosen == option.name;
                        const bool others_done =
                            std::all_of(field.columns.begin(), field.columns.end(),
                                        [&](const terminal::GridColumnView& other) {
                                            return other.name == column.name ||
                                                   cell(field, row.name, other.name) != nullptr;
                                        });
                        if (!taken_back && others_done) {
                            context.local.grid_row[field.path] = first_open(row.name);
                        }
                    }));
            }
            stack.skip(theme.space);
            canvas.keep_visible({at.x, top, at.width, stack.rest().y - top}, "row/" + row.name);
        }
        stack.skip(theme.gap);
    }
    return stack.used();
}

}  // namespace lotse::ui
