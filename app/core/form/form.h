// SPDX-License-Identifier: EUPL-1.2
/// Decides which questions a person sees, in which order and on which page, and which answers are
/// accepted.
///
/// Pure: values in, values out; the day comes as an argument. A page is a group with the appearance
/// `field-list`, or a single question outside one. Sections that are topics (Group::topic) come
/// last for clients, whatever their place: who leads through the pages asks them apart. A repeat
/// shows a hub page (its entries, add, remove, go on), then the pages of each instance; one whose
/// number is calculated has no hub. Instances count from 0; position() in expressions counts from
/// 1, as in ODK.
///
/// Relevance cascades: the answer to a question that is not relevant, and a choice that is not
/// offered, count as not given, but stay in `Answers` in case the client changes their mind. A
/// Special counts as an answer for `required` and as nothing in expressions. `now()` is the start
/// of the day, for forms know the day only. An expression that fails at run time never hides a
/// question and never blocks a client.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/form/answers.h"
#include "core/form/questionnaire.h"

namespace lotse {

struct PageId {
    std::string name;  ///< of the field-list group, the question, or the repeat (hub)
    int instance = 0;
    auto operator<=>(const PageId&) const = default;
};

struct FormField {
    const Question* question = nullptr;
    FieldPath path;
    bool required = false;
};

struct FormPage {
    enum class Kind { Questions, Hub } kind = Kind::Questions;
    PageId id;
    std::string section;
    std::string repeat;  ///< name of the repeat the page belongs to, empty if none
    const Group* group =
        nullptr;  ///< the field-list group or the repeat; null for a single question
    std::vector<FormField> fields;  ///< relevant ones only, calculations left out
};

/// All pages that are relevant now, in order. Pages without a relevant field are left out.
std::vector<FormPage> pages(const Questionnaire& form, const Answers& answers,
                            const CivilDate& today);

/// A topic that has a question for this person.
struct OfferedTopic {
    const Group* section = nullptr;
    bool fits = false;  ///< by its `offer`: one of those to begin with
};
/// Those that fit first, else in definition order.
std::vector<OfferedTopic> offered_topics(const Questionnaire& form, const Answers& answers,
                                         const CivilDate& today);

/// What is offered beside the answers of a question, in the order of Special.
std::vector<Special> offered_specials(const Question& question, bool required);

/// The choices a field offers now (choice_filter and choice relevance applied), in definition
/// order.
std::vector<const Choice*> offered_choices(const Questionnaire& form, const Question& question,
                                           const FieldPath& path, const Answers& answers,
                                           const CivilDate& today);

/// A row of a grid is offered like a choice.
std::vector<const Choice*> offered_rows(const Questionnaire& form, const Question& grid,
                                        const FieldPath& path, const Answers& answers,
                                        const CivilDate& today);

/// What is wrong with an answer, as a message id and its arguments.
struct Problem {
    FieldPath path;
    std::string message;
    std::map<std::string, std::string> arguments;
    /// A date that a constraint refuses: the day it has to keep to, shown in the calendar of the
    /// answer.
    std::optional<Expression::DateBound> bound = {};
    bool operator==(const Problem&) const = default;
};

/// Checks the fields of one page: required, type, length, constraint; at most one problem for a
/// field. Empty: the page may be left. Messages: problem.required, .choose, .number, .integer,
/// .too_long, .date_incomplete, .year_incomplete, .date_invalid, the question's own
/// `constraint_message`, or problem.constraint if it has none.
std::vector<Problem> problems(const Questionnaire& form, const FormPage& page,
                              const Answers& answers, const CivilDate& today);

/// What an expression would see, e.g. the result of a calculation; nothing if there is no such
/// field.
Value field_value(const Questionnaire& form, const FieldPath& path, const Answers& answers,
                  const CivilDate& today);

/// Answers without those of questions that are no longer relevant: what is reviewed and sealed.
Answers relevant_answers(const Questionnaire& form, const Answers& answers, const CivilDate& today);

}  // namespace lotse
