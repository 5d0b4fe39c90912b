// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/question.h"

#include <algorithm>
#include <cmath>

#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "text/words/regions.h"
#include "ui/kit/fields.h"
#include "ui/terminal/date_entry.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/grid.h"
#include "ui/terminal/picker.h"
#include "ui/terminal/time_entry.h"

namespace lotse::ui {
namespace {

/// The fewer answers, the larger: what is easy to hit is easy to see.
float least_height(const Theme& theme, std::size_t options, int columns) {
    const std::size_t rows =
        (options + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    const float scale = theme.low ? 1.0F : rows <= 2 ? 1.8F : rows == 3 ? 1.4F : 1.1F;
    return rows > 4 ? 0.0F : std::round(theme.target_primary * scale);
}

const char* special_id(Special special) {
    switch (special) {
        case Special::DontKnow:
            return "dont_know";
        case Special::PreferNotToSay:
            return "prefer_not";
        case Special::DiscussInCounselling:
            return "discuss";
    }
    return "";
}

std::string_view text_of(const terminal::FieldView& field) {
    if (field.answer) {
        if (const auto* text = std::get_if<TextAnswer>(&*field.answer)) {
            return text->text.view();
        }
        if (const auto* number = std::get_if<NumberAnswer>(&*field.answer)) {
            return number->digits.view();
        }
    }
    return {};
}

bool is_editing(const terminal::PageView& page, const terminal::FieldView& field) {
    return page.editing && page.editing->path == field.path;
}

float draw_text_field(const Context& context, const terminal::PageView& page,
                      const terminal::FieldView& field, const Box& at, const text::Words& label) {
    const Theme& theme = context.theme();
    TextFieldLook look;
    look.label = label;
    look.placeholder = context.say("text.enter");
    look.editing = is_editing(page, field);
    look.text = look.editing ? page.editing->text.view() : text_of(field);
    std::string decimal;
    if (field.type == QuestionType::Decimal) {
        decimal = text::with_decimal_sign(look.text, context.language);
        look.text = decimal;
    }
    look.caret = look.editing ? page.editing->caret : 0;
    look.anchor = look.editing ? page.editing->anchor : 0;
    look.multiline = is_multiline(field);
    look.masked = context.view.access.hide_answers && !look.editing;
    look.invalid = field.problem.has_value();
    const Keys keys = keys_for(field);
    const bool number = keys == Keys::Numbers || keys == Keys::Decimal;
    look.from_left = keys == Keys::Latin;
    const float width = std::min(at.width, theme.mm(number ? 90 : 240));
    const float height = text_field_height(context.canvas, look, width);
    const Box box{at.x, at.y, width, height};
    if (look.editing) {
        // With its label, unless the text is too long for that: then the line that is written.
        Box shown{at.x, at.y - theme.target, width, height + theme.target};
        const float most =
            theme.low ? 1.5F * theme.target : std::max(3 * theme.target, 6 * theme.text_body);
        if (height > most) {
            shown = text_field_caret(context.canvas, look, box);
            shown = {shown.x, shown.y - shown.height, shown.width, 3 * shown.height};
        }
        context.canvas.keep_visible(shown,
                                    "edit/" + id_of(field.path) + "/" + std::to_string(look.caret) +
                                        "/" + context.local.layer,
                                    true);
    }
    if (const auto tap = text_field(context.canvas, "field." + id_of(field.path), box, look)) {
        context.local.date.reset();
        context.local.forms.clear();
        const edit::Text placed = edit::placed(
            context.canvas.engine(), {SecretText(look.text), 0, 0}, tap->caret, tap->anchor);
        context.report(terminal::FieldTapped{field.path, placed.caret, placed.anchor});
    }
    return height;
}

float draw_options(const Context& context, const terminal::PageView& page,
                   const terminal::FieldView& field, const Box& at, bool alone) {
    std::vector<ChoiceLook> looks;
    std::size_t longest = 0;
    for (const terminal::OptionView& option : field.options) {
        ChoiceLook look =
            choice_of(context, "answer." + id_of(field.path) + "." + option.name, option.text_id);
        look.icon = option.icon;
        look.chosen = option.chosen;
        longest = std::max(longest, look.words.text.size());
        looks.push_back(std::move(look));
    }
    const ChoiceKind kind =
        field.type == QuestionType::SelectMultiple || field.type == QuestionType::Acknowledge
            ? ChoiceKind::Several
        : page.one_tile ? ChoiceKind::Tile
                        : ChoiceKind::One;
    // Pictograms only if every answer has one: a ragged column disturbs more than it helps.
    if (std::any_of(looks.begin(), looks.end(),
                    [](const ChoiceLook& look) { return look.icon.empty(); })) {
        for (ChoiceLook& look : looks) {
            look.icon.clear();
        }
    }
    const int most = looks.size() == 1 ? 1 : looks.size() == 3 || looks.size() > 8 ? 3 : 2;
    return choices(
        context.canvas, at, looks, kind, most, looks.size() > 1 && longest < 14 ? 55.0F : 88.0F,
        [&](std::size_t i) {
            context.local.date.reset();
            context.report(terminal::ChoiceTapped{field.path, field.options[i].name});
        },
        alone ? least_height(context.theme(), looks.size(), most) : 0.0F);
}

float draw_specials(const Context& context, const terminal::FieldView& field, const Box& at) {
    const auto* chosen = field.answer ? std::get_if<Special>(&*field.answer) : nullptr;
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const int columns =
        std::min(theme.columns(at.width, 50, 3), static_cast<int>(field.specials.size()));
    const float width = std::floor((at.width - theme.gap * static_cast<float>(columns - 1)) /
                                   static_cast<float>(columns));
    float y = at.y;
    for (std::size_t first = 0; first < field.specials.size();
         first += static_cast<std::size_t>(columns)) {
        const std::size_t last =
            std::min(field.specials.size(), first + static_cast<std::size_t>(columns));
        float height = theme.target;
        const auto look_of = [&](std::size_t i) {
            ChoiceLook look = choice_of(
                context, "special." + id_of(field.path) + "." + special_id(field.specials[i]),
                std::string("special.") + special_id(field.specials[i]));
            look.chosen = chosen && *chosen == field.specials[i];
            return look;
        };
        for (std::size_t i = first; i < last; ++i) {
            height = std::max(height, quiet_choice_height(canvas, look_of(i), width));
        }
        for (std::size_t i = first; i < last; ++i) {
            const Box box{at.x + static_cast<float>(i - first) * (width + theme.gap), y, width,
                          height};
            if (quiet_choice(canvas, box, look_of(i))) {
                context.local.date.reset();
                context.report(terminal::SpecialTapped{field.path, field.specials[i]});
            }
        }
        y += height + theme.gap;
    }
    return y - theme.gap - at.y;
}

/// Label at the start, a button at the end of its line: "no answer fits" or "done".
float draw_label_row(const Context& context, const terminal::PageView& page,
                     const terminal::FieldView& field, const Box& at, const text::Words& label,
                     const TextStyle& style, bool specials_open) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const bool editing = is_editing(page, field) && is_multiline(field);
    const text::Words words = context.say(editing ? "text.done" : "page.no_answer");
    const ButtonLook look{editing ? ButtonKind::Secondary : ButtonKind::Quiet,
                          editing         ? "check"
                          : specials_open ? "chevron_up"
                                          : "chevron_down",
                          true,
                          true,
                          true,
                          specials_open};
    const bool has_button = editing || !field.specials.empty();
    Box row = at;
    Box button_box;
    if (has_button) {
        button_box = row.take_end(button_width(canvas, words, look, at.width * 0.4F));
        row.take_end(theme.gap);
    }
    const float text = canvas.text_height(label, row.width, style);
    const float height = has_button ? std::max(theme.target, text) : text;
    const std::string id = id_of(field.path);
    const Box words_box{row.x, at.y, row.width, height};
    canvas.record("label." + id, Role::Heading, label, words_box);
    TextStyle shown = style;
    shown.middle = true;
    canvas.text(words_box, label, shown);
    if (has_button) {
        button_box.y = at.y + std::round((height - theme.target) / 2);
        button_box.height = theme.target;
        if (button(canvas, (editing ? "done." : "more.") + id, button_box, words, look)) {
            if (editing) {
                context.report(terminal::KeyboardClosed{});
            } else if (specials_open) {
                context.local.specials_open.erase(field.path);
                canvas.ask_again();
            } else {
                context.local.specials_open.insert(field.path);
                canvas.ask_again();
            }
        }
    }
    return height;
}

text::Words problem_words(const Context& context, const terminal::FieldView& field,
                          const std::string& tag) {
    text::Arguments arguments;
    for (const auto& [name, value] : field.problem->arguments) {
        arguments[name] = value;
    }
    text::Words words = context.catalogue.words(tag, field.problem->message, arguments);
    if (const auto& bound = field.problem->bound; bound && field.answer) {
        const auto* date = std::get_if<PartialDate>(&*field.answer);
        const std::string day = text::format_day_in(bound->day, date ? date->calendar : "gregorian",
                                                    context.catalogue, tag);
        words += " " + context.catalogue.words(
                           tag, bound->latest ? "problem.date_latest" : "problem.date_earliest",
                           {{"date", day}});
    }
    return words;
}

}  // namespace

ChoiceLook choice_of(const Context& context, const std::string& id, const std::string& text_id) {
    ChoiceLook look;
    look.id = id;
    look.words = context.say(text_id);
    if (context.second) {
        look.detail = context.say_second(text_id);
    }
    return look;
}

bool takes_text(const terminal::FieldView& field) {
    return field.type == QuestionType::Text || field.type == QuestionType::Integer ||
           field.type == QuestionType::Decimal;
}

bool is_multiline(const terminal::FieldView& field) {
    return field.appearance.find("multiline") != std::string::npos;
}

Keys keys_for(const terminal::FieldView& field) {
    if (field.type == QuestionType::Decimal) {
        return Keys::Decimal;
    }
    if (field.type == QuestionType::Integer || field.keyboard == "numbers") {
        return Keys::Numbers;
    }
    if (field.keyboard == "phone") {
        return Keys::Phone;
    }
    return field.keyboard == "latin" || field.keyboard == "email" ? Keys::Latin : Keys::Own;
}

edit::Accepts accepts_for(const terminal::FieldView& field) {
    if (field.type == QuestionType::Decimal) {
        return edit::Accepts::Decimal;
    }
    if (field.type == QuestionType::Integer || field.keyboard == "numbers") {
        return edit::Accepts::Digits;
    }
    if (field.keyboard == "phone") {
        return edit::Accepts::Phone;
    }
    if (field.keyboard == "email") {
        return edit::Accepts::Email;
    }
    return is_multiline(field) ? edit::Accepts::Lines : edit::Accepts::Line;
}

float draw_question(const Context& context, const terminal::PageView& page,
                    const terminal::FieldView& field, const Box& at, bool alone) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const std::string id = id_of(field.path);
    text::Words label = context.say_of_us(field.label_id);
    if (field.type == QuestionType::Note) {
        float height = notice(canvas, "note." + id, at, Tone::Info, "", label);
        if (const std::string value = answer_words(context, field, context.language.tag);
            !value.empty()) {
            height += theme.space;
            height += paragraph(canvas, "value." + id, {at.x, at.y + height, at.width, 0},
                                text::personal(value), title_style(theme));
        }
        return height + draw_second(context, "note." + id, {at.x, at.y + height, at.width, 0},
                                    context.say_second(field.label_id));
    }
    if (field.optional) {
        label += " " + context.say("page.optional");
    }
    Canvas::Group group(canvas, "question." + id, Role::Group, label, at);
    Stack stack(at);
    const auto* special = field.answer ? std::get_if<Special>(&*field.answer) : nullptr;
    const bool open = special || context.local.specials_open.contains(field.path);
    const bool acknowledge = field.type == QuestionType::Acknowledge;
    if (!acknowledge) {
        if (alone) {
            stack.skip(heading(canvas, "label." + id, stack.rest(), label, title_style(theme)));
        } else {
            stack.skip(draw_label_row(context, page, field, stack.rest(), label, label_style(theme),
                                      open));
        }
        stack.skip(
            draw_second(context, "label." + id, stack.rest(), context.say_second(field.label_id)));
    }
    if (!field.hint_id.empty()) {
        Box hint = stack.rest();
        hint.width = std::min(hint.width, theme.mm(260));
        stack.skip(theme.space / 2);
        hint.y = stack.rest().y;
        stack.skip(
            paragraph(canvas, "hint." + id, hint, context.say(field.hint_id), hint_style(theme)));
        hint.y = stack.rest().y;
        stack.skip(draw_second(context, "hint." + id, hint, context.say_second(field.hint_id)));
    } else if (field.type == QuestionType::SelectMultiple) {
        stack.skip(theme.space / 2);
        stack.skip(paragraph(canvas, "hint." + id, stack.rest(), context.say("page.several"),
                             hint_style(theme)));
    }
    if (field.problem) {
        stack.skip(theme.space);
        const Box from = stack.rest();
        const text::Words words = problem_words(context, field, context.language.tag);
        stack.skip(notice(canvas, "problem." + id, from, Tone::Danger, "", words));
        if (context.second) {
            stack.skip(draw_second(context, "problem." + id, stack.rest(),
                                   problem_words(context, field, context.second->tag)));
        }
        canvas.keep_visible({from.x, at.y, from.width, stack.rest().y - at.y}, "problem/" + id);
    }
    stack.skip(alone ? theme.space * 1.5F : theme.space);

    switch (field.type) {
        case QuestionType::Text:
        case QuestionType::Integer:
        case QuestionType::Decimal:
            stack.skip(draw_text_field(context, page, field, stack.rest(), label));
            break;
        case QuestionType::SelectOne:
        case QuestionType::SelectMultiple:
        case QuestionType::Acknowledge:
            stack.skip(draw_options(context, page, field, stack.rest(), alone));
            break;
        case QuestionType::Date:
            stack.skip(draw_date(context, field, stack.rest()));
            break;
        case QuestionType::Time:
            stack.skip(draw_time(context, field, stack.rest()));
            break;
        case QuestionType::DateTime:
            stack.skip(draw_date(context, field, stack.rest()));
            if (date_of(context, field).precision == DatePrecision::Day) {
                stack.skip(theme.gap);
                stack.skip(draw_time(context, field, stack.rest()));
            }
            break;
        case QuestionType::Country:
        case QuestionType::Language:
        case QuestionType::Occupation:
            stack.skip(draw_picker(context, page, field, stack.rest()));
            break;
        case QuestionType::Grid:
            stack.skip(draw_grid(context, field, stack.rest()));
            break;
        case QuestionType::Note:
        case QuestionType::Calculate:
            break;
    }
    if (!field.specials.empty() && (alone || open)) {
        stack.skip(alone ? theme.space_large : theme.gap);
        stack.skip(draw_specials(context, field, stack.rest()));
    }
    return stack.used();
}

// --- Answers in words ---

std::string answer_words(const Context& context, const terminal::FieldView& field,
                         const std::string& tag) {
    if (!field.parts.empty()) {
        std::string words;
        for (const LabelledPart& part : field.parts) {
            words += part.is_label ? context.catalogue.message(tag, part.text) : part.text;
        }
        return words;
    }
    if (!field.answer) {
        return field.type == QuestionType::Acknowledge ? context.catalogue.message(tag, "answer.no")
                                                       : std::string();
    }
    const text::Catalogue& catalogue = context.catalogue;
    const auto option_words = [&](const std::vector<terminal::OptionView>& options,
                                  const std::string& name) {
        for (const terminal::OptionView& option : options) {
            if (option.name == name) {
                return catalogue.message(tag, option.text_id);
            }
        }
        return name;
    };
    struct Words {
        const Context& context;
        const terminal::FieldView& field;
        const std::string& tag;
        const decltype(option_words)& option;

        std::string operator()(const TextAnswer& answer) const {
            return std::string(answer.text.view());
        }
        std::string operator()(const NumberAnswer& answer) const {
            const Language* language = context.catalogue.language(tag);
            return language == nullptr ? std::string(answer.digits.view())
                                       : text::with_decimal_sign(answer.digits.view(), *language);
        }
        std::string operator()(const ChoiceAnswer& answer) const {
            if (field.type == QuestionType::Acknowledge) {
                return context.catalogue.message(tag, "answer.yes");
            }
            std::string words;
            for (const std::string& name : answer.names) {
                words += words.empty() ? "" : "\n";
                words += is_from_list(field.type) ? listed_name(context, field.type, name, tag)
                                                  : option(field.options, name);
            }
            return words;
        }
        std::string operator()(const PartialDate& date) const {
            return text::format_date(date, context.catalogue, tag);
        }
        std::string operator()(const TimeOfDay& time) const {
            return text::format_time(time, context.catalogue, tag);
        }
        std::string operator()(const GridAnswer& grid) const {
            std::string words;
            for (const terminal::GridRowView& row : field.rows) {
                const auto cells = grid.cells.find(row.name);
                if (cells == grid.cells.end()) {
                    continue;
                }
                std::string line;
                for (const terminal::GridColumnView& column : field.columns) {
                    if (const auto cell = cells->second.find(column.name);
                        cell != cells->second.end()) {
                        line += line.empty() ? "" : " · ";
                        line += option(column.options, cell->second);
                    }
                }
                words += words.empty() ? "" : "\n";
                words += context.catalogue.message(tag, row.text_id) + ": " + line;
            }
            return words;
        }
        std::string operator()(const Special& special) const {
            return context.catalogue.message(tag, std::string("special.") + special_id(special));
        }
    };
    return std::visit(Words{context, field, tag, option_words}, *field.answer);
}

}  // namespace lotse::ui
