// SPDX-License-Identifier: EUPL-1.2
#include "core/form/evaluation.h"

#include <algorithm>
#include <set>

#include "core/check.h"
#include "core/form/choice_label.h"

namespace lotse {
namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_known_choice(const std::vector<const Choice*>& offered, const std::string& name) {
    return std::any_of(offered.begin(), offered.end(),
                       [&](const Choice* choice) { return choice->name == name; });
}

/// A day with its time is a point in time, on German clocks.
Value value_of(const PartialDate& date) {
    if (!date.complete()) {
        return Value();
    }
    const auto minutes = minutes_of(date.time);
    if (date.first == date.last && minutes) {
        return point_in_time(date.first, *minutes * 60'000, german_zone());
    }
    return DateValue{date.first, date.last};
}

bool has_own_choices(QuestionType type) {
    return type == QuestionType::SelectOne || type == QuestionType::SelectMultiple;
}

}  // namespace

bool is_given(const Answer& answer) {
    if (const auto* text = std::get_if<TextAnswer>(&answer)) {
        return !is_blank(text->text.view());
    }
    if (const auto* number = std::get_if<NumberAnswer>(&answer)) {
        return !is_blank(number->digits.view());
    }
    if (const auto* choice = std::get_if<ChoiceAnswer>(&answer)) {
        return !choice->names.empty();
    }
    if (const auto* date = std::get_if<PartialDate>(&answer)) {
        return date->year != 0 || date->month != 0 || date->day != 0 || date->complete() ||
               !date->time.empty();
    }
    if (const auto* time = std::get_if<TimeOfDay>(&answer)) {
        return !time->empty();
    }
    if (const auto* grid = std::get_if<GridAnswer>(&answer)) {
        return std::any_of(grid->cells.begin(), grid->cells.end(),
                           [](const auto& row) { return !row.second.empty(); });
    }
    return true;
}

FormEvaluation::FormEvaluation(const Questionnaire& form, const Answers& answers,
                               const CivilDate& today)
    : m_form(form), m_answers(answers), m_today(today) {
    std::vector<const Group*> parents;
    m_positions.reserve(2 * form.by_name.size());
    for (const Group& section : form.sections) {
        index(section, parents);
    }
}

void FormEvaluation::index(const Group& group, std::vector<const Group*>& parents) {
    m_parents[&group] = parents;
    if (group.kind == Group::Kind::Repeat) {
        m_positions[group.name] = Position{nullptr, &group, parents};
    }
    parents.push_back(&group);
    for (const Group::Node& node : group.children) {
        if (node.question) {
            m_positions[node.question->name] = Position{node.question.get(), nullptr, parents};
        } else {
            index(*node.group, parents);
        }
    }
    parents.pop_back();
}

const Question* FormEvaluation::question(std::string_view name) const {
    const auto it = m_positions.find(name);
    return it == m_positions.end() ? nullptr : it->second.question;
}

const Group* FormEvaluation::repeat(std::string_view name) const {
    const auto it = m_positions.find(name);
    return it == m_positions.end() ? nullptr : it->second.repeat;
}

bool FormEvaluation::holds(const Expression& expression, const Scope& surroundings,
                           bool if_it_fails) const {
    const auto result = expression.evaluate(surroundings);
    return result ? to_boolean(result.value()) : if_it_fails;
}

Scope FormEvaluation::scope(const std::string& repeat, int instance) {
    Scope out;
    out.zone = german_zone();
    out.today = m_today;
    out.version = std::to_string(m_form.version);
    out.position = repeat.empty() ? 0 : instance + 1;
    out.lookup = [this, &repeat, instance](std::string_view name) {
        return lookup(name, repeat, instance);
    };
    out.lookup_all = [this](std::string_view name) {
        const auto it = m_positions.find(name);
        return it == m_positions.end() ? Value() : all_values(it->second);
    };
    out.choice_label = [this](std::string_view name, std::string_view choice) {
        const Question* asked = question(name);
        return asked == nullptr || asked->choices.empty()
                   ? std::string(choice)
                   : choice_label(choice_text_id(m_form, asked->choices, std::string(choice)));
    };
    return out;
}

Value FormEvaluation::lookup(std::string_view name, const std::string& repeat, int instance) {
    const auto it = m_positions.find(name);
    if (it == m_positions.end()) {
        return Value();
    }
    const Position& place = it->second;
    if (place.question == nullptr ||
        (!place.question->repeat.empty() && place.question->repeat != repeat)) {
        return all_values(place);
    }
    return value(*place.question, place.question->repeat.empty() ? 0 : instance);
}

Value FormEvaluation::all_values(const Position& place) {
    Sequence out;
    if (place.repeat != nullptr) {
        const int count = instances(*place.repeat);
        for (int i = 1; i <= count; ++i) {
            out.values.push_back(std::to_string(i));
        }
        return out;
    }
    LOTSE_CHECK(place.question != nullptr);  // a place is a question or a repeat
    const Group* const in =
        place.question->repeat.empty() ? nullptr : repeat(place.question->repeat);
    const int count = in == nullptr ? 1 : instances(*in);
    for (int i = 0; i < count; ++i) {
        out.values.push_back(to_text(value(*place.question, i)));
    }
    return out;
}

bool FormEvaluation::relevant(const Group& group, int instance) {
    const Key key{&group, instance};
    const auto [it, first_time] = m_relevant.emplace(key, Known::Asked);
    if (!first_time) {
        LOTSE_CHECK(it->second != Known::Asked);
        return it->second == Known::Yes;
    }
    bool result = true;
    std::string repeat;
    for (const Group* parent : m_parents[&group]) {
        result = result && relevant(*parent, instance);
        if (parent->kind == Group::Kind::Repeat) {
            repeat = parent->name;
        }
    }
    result =
        result && (group.relevant.empty() || holds(group.relevant, scope(repeat, instance), true));
    m_relevant[key] = result ? Known::Yes : Known::No;
    return result;
}

bool FormEvaluation::relevant(const Question& question, int instance) {
    const Key key{&question, instance};
    const auto [it, first_time] = m_relevant.emplace(key, Known::Asked);
    if (!first_time) {
        LOTSE_CHECK(it->second != Known::Asked);
        return it->second == Known::Yes;
    }
    const auto place = m_positions.find(question.name);
    LOTSE_CHECK(place != m_positions.end());
    bool result = relevant(*place->second.parents.back(), instance);
    result = result && (question.relevant.empty() ||
                        holds(question.relevant, scope(question.repeat, instance), true));
    m_relevant[key] = result ? Known::Yes : Known::No;
    return result;
}

bool FormEvaluation::fits(const Group& topic) {
    return !topic.offer.empty() && holds(topic.offer, scope("", 0), false);
}

int FormEvaluation::instances(const Group& repeat) {
    if (!relevant(repeat, 0)) {
        return 0;
    }
    if (!repeat.count.empty()) {
        const auto result = repeat.count.evaluate(scope("", 0));
        const double count = result ? to_number(result.value()) : 0;
        // Not even compared if it is no number.
        return count >= 1 ? static_cast<int>(std::min<double>(count, repeat.at_most)) : 0;
    }
    const auto it = m_answers.repeats.find(repeat.name);
    return it == m_answers.repeats.end() ? 0 : std::clamp(it->second, 0, repeat.at_most);
}

const Value& FormEvaluation::value(const Question& question, int instance) {
    const Key key{&question, instance};
    const auto it = m_values.find(key);
    if (it != m_values.end()) {
        LOTSE_CHECK(it->second.first);
        return it->second.second;
    }
    m_values[key] = {false, Value()};
    Value result = relevant(question, instance) ? compute(question, instance) : Value();
    auto& entry = m_values[key];
    entry = {true, std::move(result)};
    return entry.second;
}

Value FormEvaluation::compute(const Question& question, int instance) {
    if (question.type == QuestionType::Calculate || question.type == QuestionType::Note) {
        auto result = question.calculate.evaluate(scope(question.repeat, instance));
        return result ? std::move(result).value() : Value();
    }
    Answer given;
    if (!answer(question, instance, given)) {
        return Value();
    }
    if (const auto* text = std::get_if<TextAnswer>(&given)) {
        return std::string(text->text.view());
    }
    if (const auto* number = std::get_if<NumberAnswer>(&given)) {
        return to_number(std::string(number->digits.view()));
    }
    if (const auto* choice = std::get_if<ChoiceAnswer>(&given)) {
        if (question.type == QuestionType::SelectMultiple || choice->names.size() != 1) {
            return Selection{choice->names};
        }
        return choice->names.front();
    }
    if (const auto* date = std::get_if<PartialDate>(&given)) {
        return value_of(*date);
    }
    if (const auto* time = std::get_if<TimeOfDay>(&given)) {
        return minutes_of(*time) ? Value(to_iso(*time)) : Value();
    }
    if (const auto* grid = std::get_if<GridAnswer>(&given)) {
        Selection rows;
        for (const auto& [row, cells] : grid->cells) {
            rows.names.push_back(row);
        }
        return rows;
    }
    return Value();
}

bool FormEvaluation::answer(const Question& question, int instance, Answer& out) {
    const Answer* given = m_answers.find({question.name, instance});
    if (given == nullptr) {
        return false;
    }
    out = *given;
    if (auto* choice = std::get_if<ChoiceAnswer>(&out);
        choice != nullptr && has_own_choices(question.type)) {
        const auto offers = offered(question, instance);
        std::erase_if(choice->names,
                      [&](const std::string& name) { return !is_known_choice(offers, name); });
    }
    if (auto* grid = std::get_if<GridAnswer>(&out)) {
        const auto rows = offered(question, instance);
        std::erase_if(grid->cells, [&](const auto& row) {
            return row.second.empty() || !is_known_choice(rows, row.first);
        });
    }
    return is_given(out);
}

std::vector<const Choice*> FormEvaluation::offered(const Question& question, int instance) {
    std::vector<const Choice*> out;
    const auto list = m_form.choices.find(question.choices);
    if (list == m_form.choices.end()) {
        return out;
    }
    Scope surroundings = scope(question.repeat, instance);
    std::set<std::string_view> names;
    for (const Choice& choice : list->second) {
        if (names.contains(choice.name)) {
            continue;  // stands again for another place of a cascade
        }
        if (!choice.relevant.empty() && !holds(choice.relevant, surroundings, true)) {
            continue;
        }
        if (!question.choice_filter.empty()) {
            surroundings.column = [&choice](std::string_view name) -> Value {
                if (name == "name") {
                    return choice.name;
                }
                const auto column = choice.columns.find(std::string(name));
                return column == choice.columns.end() ? std::string() : column->second;
            };
            if (!holds(question.choice_filter, surroundings, true)) {
                continue;
            }
        }
        names.insert(choice.name);
        out.push_back(&choice);
    }
    return out;
}

bool FormEvaluation::required(const Question& question, int instance) {
    if (question.required.empty()) {
        return false;
    }
    Scope surroundings = scope(question.repeat, instance);
    if (question.required.uses_own_value()) {
        surroundings.own = value(question, instance);
    }
    return holds(question.required, surroundings, false);
}

bool FormEvaluation::satisfies_constraint(const Question& question, int instance) {
    if (question.constraint.empty()) {
        return true;
    }
    Scope surroundings = scope(question.repeat, instance);
    surroundings.own = value(question, instance);
    return is_empty(surroundings.own) || holds(question.constraint, surroundings, true);
}

std::optional<Expression::DateBound> FormEvaluation::broken_date_bound(const Question& question,
                                                                       int instance) {
    Scope surroundings = scope(question.repeat, instance);
    surroundings.own = value(question, instance);
    return question.constraint.broken_date_bound(surroundings);
}

}  // namespace lotse
