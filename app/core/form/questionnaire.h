// SPDX-License-Identifier: EUPL-1.2
/// A questionnaire as it was read from its definition: structure only, in XLSForm's words. Texts
/// live in the language folders under ids made by the functions below. Immutable once compiled.
///
/// Source of the vocabulary: XLSForm (xlsform.org), ODK XForms specification.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/form/answers.h"
#include "core/form/expression.h"
#include "core/form/meanings.h"

namespace lotse {

enum class QuestionType {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    SelectOne,
    SelectMultiple,
    Note,
    Acknowledge,
    Grid,
    Country,
    Language,
    Occupation,
    Calculate,
};

struct Choice {
    std::string name;  ///< may stand again in its list with other columns, as in a cascade
    std::string icon;  ///< pictogram of assets, may be empty
    std::map<std::string, std::string> columns;  ///< what choice_filter may compare
    Expression relevant;                         ///< empty: always offered
    std::string meaning;                         ///< empty: its name says it (meanings.h)
};

struct GridColumn {
    std::string name;
    std::string choices;  ///< name of a choice list
};

struct Question {
    QuestionType type = QuestionType::Note;
    Meaning meaning = Meaning::None;
    std::string name;                 ///< unique in the questionnaire
    std::string section;              ///< name of the top-level group it stands in
    std::string repeat;               ///< name of the repeat it stands in, empty if none
    std::string choices;              ///< select_*: choice list; grid: choice list of its rows
    std::vector<GridColumn> columns;  ///< grid
    Expression relevant, required, constraint, choice_filter;
    Expression calculate;    ///< calculate: its value; note: the value shown below its label
    std::string appearance;  ///< XLSForm appearance words, space separated
    std::string keyboard;    ///< "own", "latin", "numbers", "email", "phone"; empty: by type
    bool has_hint = false;
    bool has_constraint_message = false;
    bool optional = false;          ///< marked "(optional)"
    bool prefer_not_to_say = true;  ///< false on consent
    /// Offered beside the answers. Nothing: none, for a question can be skipped; all where it must
    /// be answered, so that nobody is stuck.
    std::optional<std::vector<Special>> specials;
    std::string purpose, basis, retention;  ///< keys of the privacy notice
    std::size_t longest_bytes = 0;          ///< of typed answers: bound, from limits.h unless given
};

struct Group {
    enum class Kind { Section, Page, Plain, Repeat } kind = Kind::Plain;
    std::string name;
    std::string section;
    Expression relevant;
    /// Section: pictogram of a topic, which is asked of those who go on once their number is safe;
    /// empty: it belongs to what everybody is asked.
    std::string topic;
    Expression offer;  ///< of a topic: whom it is offered first; empty: nobody
    int at_most = 0;   ///< Repeat: number of instances
    Expression count;  ///< Repeat: how many there are; empty: the client adds them one by one
    struct Node;
    std::vector<Node> children;
};
struct Group::Node {
    std::unique_ptr<Group> group;  ///< exactly one of the two
    std::unique_ptr<Question> question;
};

struct Questionnaire {
    std::string name;
    int version = 0;
    std::map<std::string, std::vector<Choice>> choices;
    std::vector<Group> sections;
    std::map<std::string, const Question*> by_name;
};

/// Message ids. `anerkennung.person.date_of_birth.label`, `anerkennung.choices.yes_no.yes`,
/// `anerkennung.person.title`.
std::string text_id(const Questionnaire&, const Question&, const std::string& part);
std::string choice_text_id(const Questionnaire&, const std::string& list,
                           const std::string& choice);
std::string group_text_id(const Questionnaire&, const Group&);
std::string column_text_id(const Questionnaire&, const Question&, const std::string& column);
/// Of a repeat, beside its title: `add` ("Add a qualification"), `entry` ("Qualification
/// {number}").
std::string repeat_text_id(const Questionnaire&, const Group& repeat, const std::string& part);

/// Calls back for every question in definition order, with the groups it stands in, the section
/// first.
using QuestionVisitor =
    std::function<void(const Question&, const std::vector<const Group*>& parents)>;
void visit_questions(const Questionnaire&, const QuestionVisitor& visitor);

/// Topics, in definition order.
std::vector<const Group*> topics_of(const Questionnaire&);

/// Null if there is no repeat of that name.
const Group* repeat_named(const Questionnaire&, std::string_view name);
/// Every repeat, in definition order.
std::vector<const Group*> repeats_of(const Questionnaire&);

/// Fills `by_name` once `sections` is complete; moving the questionnaire afterwards keeps the
/// pointers.
void index_names(Questionnaire&);
/// "dont_know", "prefer_not_to_say", "discuss_in_counselling"; and back (nothing: there is none).
std::string_view to_string(Special special);
std::optional<Special> special_from(std::string_view word);
/// XLSForm's word, e.g. "select_one", "dateTime"; and back (false if there is no such type).
std::string to_string(QuestionType type);
bool question_type_from(const std::string& word, QuestionType& out);
/// Countries, languages, occupations: chosen from a list of the program's, not of the
/// questionnaire.
bool is_from_list(QuestionType type);
bool has_appearance(const std::string& appearance, const std::string& word);

}  // namespace lotse
