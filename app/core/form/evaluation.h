// SPDX-License-Identifier: EUPL-1.2
/// Inside of core/form, and for core/desk/case_sheet.h: what holds for one set of answers, each
/// question looked at once.
///
/// Lives for one call. Relevance cascades: a question that is not relevant counts as not answered,
/// and so does a choice that is no longer offered. The reader of definitions refuses cycles, so a
/// cycle here is a broken invariant. An expression that fails at run time (a bound, a bad argument)
/// never hides a question and never blocks a client: `relevant` then holds, `constraint` holds,
/// `required` does not.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/form/answers.h"
#include "core/form/questionnaire.h"

namespace lotse {

class FormEvaluation {
public:
    FormEvaluation(const Questionnaire& form, const Answers& answers, const CivilDate& today);
    FormEvaluation(const FormEvaluation&) = delete;
    FormEvaluation& operator=(const FormEvaluation&) = delete;

    bool relevant(const Question& question, int instance);
    bool relevant(const Group& group, int instance);
    /// Whether a topic is for this person by its `offer`.
    bool fits(const Group& topic);
    /// Instances of a repeat that count now; 0 if it is not relevant.
    int instances(const Group& repeat);
    /// What an expression sees: nothing if the question is not relevant, not answered or answered
    /// with a Special.
    const Value& value(const Question& question, int instance);
    /// The answer as it counts: choices that are not offered left out. False if there is none or it
    /// is empty.
    bool answer(const Question& question, int instance, Answer& out);
    std::vector<const Choice*> offered(const Question& question, int instance);
    bool required(const Question& question, int instance);
    bool satisfies_constraint(const Question& question, int instance);
    /// Of a constraint that is not satisfied.
    std::optional<Expression::DateBound> broken_date_bound(const Question& question, int instance);

    /// Null if there is none of that name.
    const Question* question(std::string_view name) const;
    const Group* repeat(std::string_view name) const;

private:
    struct Position {
        const Question* question = nullptr;
        const Group* repeat = nullptr;  ///< set for the repeat of this name
        std::vector<const Group*> parents;
    };
    enum class Known : unsigned char { Asked, No, Yes };
    using Key = std::pair<const void*, int>;

    void index(const Group& group, std::vector<const Group*>& parents);
    Scope scope(const std::string& repeat, int instance);
    Value lookup(std::string_view name, const std::string& repeat, int instance);
    Value all_values(const Position& place);
    Value compute(const Question& question, int instance);
    bool holds(const Expression& expression, const Scope& scope, bool if_it_fails) const;

    const Questionnaire& m_form;
    const Answers& m_answers;
    CivilDate m_today;
    std::unordered_map<std::string_view, Position> m_positions;
    std::unordered_map<const Group*, std::vector<const Group*>> m_parents;
    std::map<Key, Known> m_relevant;
    std::map<Key, std::pair<bool, Value>> m_values;
};

/// Whether anything was given: text that is not blank, a name, a digit, a cell, part of a date, or
/// a Special.
bool is_given(const Answer& answer);

}  // namespace lotse
