// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/questionnaire_json.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "codec/forms/questionnaire_rules.h"
#include "codec/json_reader.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

bool is_name(const std::string& name) {
    return !name.empty() && name.size() <= limits::kLongestNameBytes && name[0] >= 'a' &&
           name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

/// Choices also carry tags such as fa-AF, and steps such as 1.5.
bool is_choice_name(const std::string& name) {
    return !name.empty() && name.size() <= limits::kLongestNameBytes &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.';
           });
}

/// A bare word of an expression, which is how choice_filter names it.
bool is_column_name(const std::string& name) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && name.size() <= limits::kLongestNameBytes && letter(name[0]) &&
           name != "name" && std::all_of(name.begin(), name.end(), [&](char c) {
               return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
           });
}

/// What is expected of a name that is none: of one that is only too long the letters are right.
std::string name_rule(const std::string& name) {
    return name.size() > limits::kLongestNameBytes
               ? "expected a name of at most " + std::to_string(limits::kLongestNameBytes) +
                     " letters, not of " + std::to_string(name.size())
               : "expected a name of small letters a-z, digits and _ that begins with a letter, "
                 "not \"" +
                     name + "\"";
}

class FormReader {
public:
    explicit FormReader(const std::string& file)
        : m_reader(file, Kind::Unusable), m_form(std::make_unique<Questionnaire>()) {}

    Result<std::unique_ptr<Questionnaire>> read(const Json& json) {
        read_root(json);
        if (m_reader.ok()) {
            index_names(*m_form);
            check_rules(*m_form, m_rules, m_reader);
        }
        if (m_reader.ok()) {
            if (const auto problem = meaning_problem(*m_form)) {
                m_reader.fail("question " + problem->question, problem->why);
            }
        }
        if (!m_reader.ok()) {
            return m_reader.error();
        }
        return std::move(m_form);
    }

private:
    void read_root(const Json& json) {
        if (!m_reader.object(json, "",
                             {"$schema", "name", "version", "choices", "survey", "extras"})) {
            return;
        }
        check_extras(json, "");
        m_form->name = m_reader.text(json, "name", "", true);
        if (m_reader.ok() && !is_name(m_form->name)) {
            m_reader.fail("name", name_rule(m_form->name));
        }
        m_form->version =
            static_cast<int>(m_reader.whole(json, "version", "", 1, 1000000, true, 0));
        if (const Json* choices = m_reader.member(json, "choices")) {
            read_choice_lists(*choices);
        }
        const Json& survey = m_reader.list(json, "survey", "", true);
        std::set<std::string> sections;
        for (const Json& item : survey) {
            if (!m_reader.ok()) {
                return;
            }
            if (is_kept(item)) {
                continue;
            }
            if (!item.is_object() || !item.contains("group")) {
                m_reader.fail("survey", "expected sections, {\"group\": …}, at the top level");
                return;
            }
            Group section = read_group(item, Group::Kind::Section, {}, 1);
            if (m_reader.ok() && !sections.insert(section.name).second) {
                m_reader.fail("section " + section.name, "this name is given twice");
            }
            m_form->sections.push_back(std::move(section));
        }
        if (m_reader.ok() && m_form->sections.empty()) {
            m_reader.fail("survey", "expected at least one section");
        }
    }

    /// What an imported spreadsheet holds beyond a questionnaire is none of the program's business,
    /// but must be an object.
    void check_extras(const Json& json, const std::string& place) {
        if (const Json* extras = m_reader.member(json, "extras");
            extras != nullptr && !extras->is_object()) {
            m_reader.fail(place, "\"extras\" expected an object");
        }
    }

    /// A row of an imported spreadsheet that means nothing here and is only kept for its way back.
    static bool is_kept(const Json& item) {
        return item.is_object() && item.size() == 1 && item.contains("kept");
    }

    void read_choice_lists(const Json& lists) {
        if (!lists.is_object()) {
            m_reader.fail("choices", "expected an object of lists");
            return;
        }
        for (const auto& item : lists.items()) {
            const std::string place = "choices." + item.key();
            if (!is_name(item.key())) {
                m_reader.fail(place, name_rule(item.key()));
            }
            const Json& list = m_reader.list(lists, item.key(), "choices", true);
            if (m_reader.ok() && list.empty()) {
                m_reader.fail(place, "expected at least one choice");
            }
            std::set<std::pair<std::string, std::map<std::string, std::string>>> known;
            auto& choices = m_form->choices[item.key()];
            for (const Json& entry : list) {
                Choice choice = read_choice(entry, item.key());
                if (m_reader.ok() && !known.emplace(choice.name, choice.columns).second) {
                    m_reader.fail(
                        place, "the choice " + choice.name + " stands twice with the same columns");
                }
                choices.push_back(std::move(choice));
            }
            if (!m_reader.ok()) {
                return;
            }
        }
    }

    Choice read_choice(const Json& entry, const std::string& list) {
        Choice choice;
        const std::string place = "choices." + list;
        if (entry.is_string()) {
            choice.name = entry.get<std::string>();
        } else if (m_reader.object(entry, place,
                                   {"name", "icon", "meaning", "columns", "relevant", "extras"})) {
            choice.name = m_reader.text(entry, "name", place, true);
            choice.meaning = m_reader.text(entry, "meaning", place);
            if (m_reader.ok() && !choice.meaning.empty() && !is_choice_meaning(choice.meaning)) {
                m_reader.fail(place + ", choice " + choice.name,
                              "no rule knows the meaning \"" + choice.meaning + "\"");
            }
            choice.icon = m_reader.text(entry, "icon", place);
            check_extras(entry, place);
            choice.relevant = expression(
                entry, "relevant", {place + ", choice " + choice.name, "choice:" + list, "", ""});
            if (const Json* columns = m_reader.member(entry, "columns")) {
                read_columns(*columns, place + ", choice " + choice.name, choice);
            }
        }
        if (m_reader.ok() && !is_choice_name(choice.name)) {
            m_reader.fail(place, choice.name.size() > limits::kLongestNameBytes
                                     ? name_rule(choice.name)
                                     : "\"" + choice.name +
                                           "\": expected a name of letters a-z, digits, _ - and .");
        }
        return choice;
    }

    void read_columns(const Json& columns, const std::string& place, Choice& choice) {
        if (!columns.is_object()) {
            m_reader.fail(place, "\"columns\" expected an object of texts");
            return;
        }
        for (const auto& column : columns.items()) {
            if (!is_column_name(column.key())) {
                m_reader.fail(place + ", column \"" + column.key() + "\"",
                              "expected a word of letters, digits, _ - and . that begins with a "
                              "letter, not \"name\"");
            }
            choice.columns[column.key()] = m_reader.text(columns, column.key(), place);
        }
    }

    /// What the group or question inherits from where it stands.
    struct Around {
        std::string section, repeat, node;
        bool in_page = false;
    };

    Group read_group(const Json& json, Group::Kind kind, const Around& around, int depth) {
        Group group;
        group.kind = kind;
        const bool repeat = kind == Group::Kind::Repeat;
        const std::string key = repeat ? "repeat" : "group";
        group.name = m_reader.text(
            json, key, around.section.empty() ? "survey" : "section " + around.section, true);
        const std::string place =
            (kind == Group::Kind::Section ? "section " : key + " ") + group.name;
        if (!m_reader.ok()) {
            return group;
        }
        if (!is_name(group.name)) {
            m_reader.fail(place, name_rule(group.name));
            return group;
        }
        if (depth > limits::kDeepestGroup) {
            m_reader.fail(place, "expected at most " + std::to_string(limits::kDeepestGroup) +
                                     " groups inside each other");
            return group;
        }
        if (repeat) {
            m_reader.object(json, place,
                            {"repeat", "at_most", "count", "relevant", "children", "extras"});
        } else if (kind == Group::Kind::Section) {
            m_reader.object(
                json, place,
                {"group", "relevant", "appearance", "topic", "offer", "children", "extras"});
        } else {
            m_reader.object(json, place, {"group", "relevant", "appearance", "children", "extras"});
        }
        check_extras(json, place);
        if (kind == Group::Kind::Section) {
            group.section = group.name;
        } else {
            group.section = around.section;
            take_name(group.name, place);
            group.kind = page_or_plain(json, kind, around, place);
        }
        if (repeat) {
            group.at_most = static_cast<int>(
                m_reader.whole(json, "at_most", place, 1, limits::kMostRepeats, true, 0));
            if (!around.repeat.empty()) {
                m_reader.fail(place, "a repeat cannot stand in the repeat " + around.repeat);
            }
        }
        if ((repeat || group.kind == Group::Kind::Page) && around.in_page) {
            m_reader.fail(place, "neither a page nor a repeat can stand in a page");
        }
        const std::string node =
            (kind == Group::Kind::Section ? "section:" : "group:") + group.name;
        group.relevant =
            expression(json, "relevant", {place, node, repeat ? "" : around.repeat, ""});
        if (repeat) {
            group.count = expression(json, "count", {place, node, "", ""});
        }
        m_rules.parents[node] = around.node;
        if (kind == Group::Kind::Section) {
            read_topic(json, place, group);
        }
        Around inside = around;
        inside.section = group.section;
        inside.node = node;
        inside.in_page = around.in_page || group.kind == Group::Kind::Page;
        if (repeat) {
            inside.repeat = group.name;
        }
        read_children(json, place, inside, depth, group);
        return group;
    }

    /// A topic's `offer` decides only the order in which topics are offered: nothing hangs on it.
    void read_topic(const Json& json, const std::string& place, Group& section) {
        section.topic = m_reader.text(json, "topic", place);
        section.offer = expression(json, "offer", {place, "offer:" + section.name, "", ""});
        if (m_reader.ok() && section.topic.empty() && !section.offer.empty()) {
            m_reader.fail(place, "\"offer\" expected a \"topic\", the name of its pictogram");
        }
    }

    Group::Kind page_or_plain(const Json& json, Group::Kind kind, const Around& around,
                              const std::string& place) {
        const std::string appearance = m_reader.text(json, "appearance", place);
        if (!appearance.empty() && appearance != "field-list") {
            m_reader.fail(place, "\"appearance\" of a group expected field-list");
        }
        if (kind == Group::Kind::Repeat || appearance.empty()) {
            return kind;
        }
        return around.section.empty() ? kind : Group::Kind::Page;
    }

    void read_children(const Json& json, const std::string& place, const Around& around, int depth,
                       Group& group) {
        const Json& children = m_reader.list(json, "children", place, true);
        for (const Json& child : children) {
            if (!m_reader.ok()) {
                return;
            }
            if (is_kept(child)) {
                continue;
            }
            Group::Node node;
            if (child.is_object() && child.contains("group")) {
                node.group = std::make_unique<Group>(
                    read_group(child, Group::Kind::Plain, around, depth + 1));
            } else if (child.is_object() && child.contains("repeat")) {
                node.group = std::make_unique<Group>(
                    read_group(child, Group::Kind::Repeat, around, depth + 1));
            } else {
                node.question = std::make_unique<Question>(read_question(child, place, around));
            }
            group.children.push_back(std::move(node));
        }
        if (m_reader.ok() && group.children.empty()) {
            m_reader.fail(place, "\"children\" expected at least one question or group");
        }
    }

    /// Pages and fields are found by name, so groups, repeats and questions share one set of names.
    void take_name(const std::string& name, const std::string& place) {
        if (m_reader.ok() && !m_names.insert(name).second) {
            m_reader.fail(place, "this name is given twice");
        }
        if (m_names.size() > limits::kMostQuestions) {
            m_reader.fail(place, "expected at most " + std::to_string(limits::kMostQuestions) +
                                     " questions and groups");
        }
    }

    Question read_question(const Json& json, const std::string& group_place, const Around& around) {
        Question question;
        if (!json.is_object() || !json.contains("type") || !json.contains("name")) {
            m_reader.fail(group_place,
                          "expected a question with \"type\" and \"name\", a group or a repeat");
            return question;
        }
        question.name = m_reader.text(json, "name", group_place, true);
        const std::string place = "question " + question.name;
        if (m_reader.ok() && !is_name(question.name)) {
            m_reader.fail(place, name_rule(question.name));
        }
        take_name(question.name, place);
        const std::string type = m_reader.text(json, "type", place, true);
        if (m_reader.ok() && !question_type_from(type, question.type)) {
            m_reader.fail(place,
                          "unknown type \"" + type +
                              "\"; expected one of text, integer, decimal, date, select_one, "
                              "select_multiple, note, acknowledge, grid, country, language, "
                              "occupation, calculate");
        }
        if (!m_reader.ok() || !check_keys(json, question.type, place)) {
            return question;
        }
        check_extras(json, place);
        question.section = around.section;
        question.repeat = around.repeat;
        m_rules.parents["question:" + question.name] = around.node;
        read_expressions(json, place, question);
        read_properties(json, place, question);
        read_meaning(json, place, question);
        if (question.type == QuestionType::Grid) {
            read_grid(json, place, question);
        }
        return question;
    }

    void read_meaning(const Json& json, const std::string& place, Question& question) {
        const std::string word = m_reader.text(json, "meaning", place);
        if (const std::optional<Meaning> meaning = meaning_from(word)) {
            question.meaning = *meaning;
            return;
        }
        std::string known;
        for (const Meaning meaning : all_meanings()) {
            known += (known.empty() ? "" : ", ") + std::string(to_string(meaning));
        }
        m_reader.fail(place, "unknown meaning \"" + word + "\"; expected one of " + known);
    }

    /// Which keys make sense depends on the type; a key that would do nothing is refused.
    bool check_keys(const Json& json, QuestionType type, const std::string& place) {
        switch (type) {
            case QuestionType::Calculate:
                return m_reader.object(json, place,
                                       {"type", "name", "relevant", "calculate", "purpose", "basis",
                                        "retention", "extras"});
            case QuestionType::Note:
                return m_reader.object(
                    json, place,
                    {"type", "name", "relevant", "calculate", "appearance", "hint", "extras"});
            case QuestionType::SelectOne:
            case QuestionType::SelectMultiple:
                return m_reader.object(
                    json, place,
                    {"type", "name", "meaning", "choices", "choice_filter", "relevant", "required",
                     "constraint", "constraint_message", "appearance", "hint", "optional",
                     "prefer_not_to_say", "specials", "purpose", "basis", "retention", "extras"});
            case QuestionType::Grid:
                return m_reader.object(
                    json, place,
                    {"type", "name", "meaning", "rows", "columns", "choice_filter", "relevant",
                     "required", "constraint", "constraint_message", "appearance", "hint",
                     "optional", "prefer_not_to_say", "specials", "purpose", "basis", "retention",
                     "extras"});
            case QuestionType::Text:
            case QuestionType::Occupation:
                return m_reader.object(
                    json, place,
                    {"type", "name", "meaning", "keyboard", "longest_bytes", "relevant", "required",
                     "constraint", "constraint_message", "appearance", "hint", "optional",
                     "prefer_not_to_say", "specials", "purpose", "basis", "retention", "extras"});
            default:
                return m_reader.object(
                    json, place,
                    {"type", "name", "meaning", "relevant", "required", "constraint",
                     "constraint_message", "appearance", "hint", "optional", "prefer_not_to_say",
                     "specials", "purpose", "basis", "retention", "extras"});
        }
    }

    void read_expressions(const Json& json, const std::string& place, Question& question) {
        const Rule rule{place, "question:" + question.name, question.repeat, ""};
        question.relevant = expression(json, "relevant", rule);
        question.required = expression(json, "required", rule);
        question.constraint = expression(json, "constraint", rule);
        question.calculate = expression(json, "calculate", rule);
        if (question.type == QuestionType::Calculate && question.calculate.empty()) {
            m_reader.fail(place, "expected \"calculate\"");
        }
        question.has_constraint_message = m_reader.flag(json, "constraint_message", place, false);
        if (question.has_constraint_message && question.constraint.empty()) {
            m_reader.fail(place, "\"constraint_message\" expected a \"constraint\"");
        }
        const bool grid = question.type == QuestionType::Grid;
        const bool select = question.type == QuestionType::SelectOne ||
                            question.type == QuestionType::SelectMultiple;
        if (grid || select) {
            const std::string key = grid ? "rows" : "choices";
            question.choices = m_reader.text(json, key, place, true);
            check_list(question.choices, key, place);
            Rule filter = rule;
            filter.list = question.choices;
            question.choice_filter = expression(json, "choice_filter", filter);
            m_rules.lists.push_back({"question:" + question.name, "choice:" + question.choices});
        }
    }

    void read_properties(const Json& json, const std::string& place, Question& question) {
        question.appearance = m_reader.text(json, "appearance", place);
        question.keyboard = m_reader.text(json, "keyboard", place);
        static const std::set<std::string> kKeyboards = {"",        "own",   "latin",
                                                         "numbers", "email", "phone"};
        if (!kKeyboards.contains(question.keyboard)) {
            m_reader.fail(place, "\"keyboard\" expected own, latin, numbers, email or phone");
        }
        question.has_hint = m_reader.flag(json, "hint", place, false);
        question.optional = m_reader.flag(json, "optional", place, false);
        question.prefer_not_to_say = m_reader.flag(json, "prefer_not_to_say", place, true);
        read_specials(json, place, question);
        question.purpose = m_reader.text(json, "purpose", place);
        question.basis = m_reader.text(json, "basis", place);
        question.retention = m_reader.text(json, "retention", place);
        if (question.optional && !question.required.empty()) {
            m_reader.fail(place, "\"optional\" and \"required\" exclude each other");
        }
        const bool multiline = has_appearance(question.appearance, "multiline");
        const auto usual = static_cast<long long>(multiline ? limits::kLongestAnswerBytes
                                                            : limits::kLongestLineBytes);
        const bool text =
            question.type == QuestionType::Text || question.type == QuestionType::Occupation;
        if (text) {
            question.longest_bytes = static_cast<std::size_t>(m_reader.whole(
                json, "longest_bytes", place, 1, limits::kLongestAnswerBytes, false, usual));
        } else if (question.type == QuestionType::Integer ||
                   question.type == QuestionType::Decimal) {
            question.longest_bytes = limits::kLongestNumberAnswerBytes;
        }
    }

    void read_specials(const Json& json, const std::string& place, Question& question) {
        if (m_reader.member(json, "specials") == nullptr) {
            return;
        }
        if (question.type == QuestionType::Acknowledge) {
            m_reader.fail(place, "\"specials\" means nothing for a question that is only ticked");
        }
        question.specials.emplace();
        for (const Json& word : m_reader.list(json, "specials", place, false)) {
            const auto special =
                word.is_string() ? special_from(word.get<std::string>()) : std::optional<Special>();
            if (!special) {
                m_reader.fail(place,
                              "\"specials\" expected dont_know, prefer_not_to_say or "
                              "discuss_in_counselling");
                return;
            }
            question.specials->push_back(*special);
        }
    }

    void read_grid(const Json& json, const std::string& place, Question& question) {
        std::set<std::string> names;
        for (const Json& entry : m_reader.list(json, "columns", place, true)) {
            if (!m_reader.object(entry, place + ", columns", {"name", "choices"})) {
                return;
            }
            GridColumn column;
            column.name = m_reader.text(entry, "name", place + ", columns", true);
            column.choices = m_reader.text(entry, "choices", place + ", columns", true);
            check_list(column.choices, "choices", place + ", columns");
            if (m_reader.ok() && (!is_name(column.name) || !names.insert(column.name).second)) {
                m_reader.fail(
                    place + ", column \"" + column.name + "\"",
                    is_name(column.name) ? "this name is given twice" : name_rule(column.name));
            }
            question.columns.push_back(std::move(column));
        }
        if (m_reader.ok() && question.columns.empty()) {
            m_reader.fail(place, "\"columns\" expected at least one column");
        }
    }

    void check_list(const std::string& list, const std::string& key, const std::string& place) {
        if (m_reader.ok() && !m_form->choices.contains(list)) {
            m_reader.fail(place, "\"" + key + "\": there is no choice list \"" + list + "\"");
        }
    }

    Expression expression(const Json& json, const std::string& key, Rule rule) {
        if (m_reader.member(json, key) == nullptr) {
            return {};
        }
        const std::string text = m_reader.text(json, key, rule.place);
        if (!m_reader.ok()) {
            return {};
        }
        auto parsed = Expression::parse(text);
        if (!parsed) {
            m_reader.fail(rule.place + ", " + key + ", " + parsed.error().where,
                          parsed.error().detail);
            return {};
        }
        rule.key = key;
        rule.expression = parsed.value();
        m_rules.rules.push_back(std::move(rule));
        return std::move(parsed).value();
    }

    JsonReader m_reader;
    std::unique_ptr<Questionnaire> m_form;
    Rules m_rules;
    std::set<std::string> m_names;
};

class TextIds {
public:
    explicit TextIds(const Questionnaire& form) : m_form(form) {
        for (const Group& section : form.sections) {
            group(section);
        }
        for (const auto& [list, choices] : form.choices) {
            for (const Choice& choice : choices) {
                add(choice_text_id(form, list, choice.name));
            }
        }
    }
    std::vector<std::string> take() { return std::move(m_ids); }

private:
    void add(std::string id) {
        if (m_seen.insert(id).second) {
            m_ids.push_back(std::move(id));
        }
    }

    void group(const Group& group) {
        add(group_text_id(m_form, group));
        if (group.kind == Group::Kind::Repeat) {
            add(repeat_text_id(m_form, group, "add"));
            add(repeat_text_id(m_form, group, "entry"));
        }
        for (const Group::Node& node : group.children) {
            if (node.question) {
                question(*node.question);
            } else {
                this->group(*node.group);
            }
        }
    }

    void question(const Question& question) {
        if (question.type == QuestionType::Calculate) {
            return;
        }
        add(text_id(m_form, question, "label"));
        if (question.has_hint) {
            add(text_id(m_form, question, "hint"));
        }
        if (question.has_constraint_message) {
            add(text_id(m_form, question, "constraint_message"));
        }
        for (const GridColumn& column : question.columns) {
            add(column_text_id(m_form, question, column.name));
        }
    }

    const Questionnaire& m_form;
    std::vector<std::string> m_ids;
    std::set<std::string> m_seen;
};

}  // namespace

Result<std::unique_ptr<Questionnaire>> read_questionnaire(std::string_view json,
                                                          const std::string& file) {
    auto parsed = parse_json(json, file, limits::kLargestQuestionnaireBytes);
    if (!parsed) {
        return Error{Kind::Unusable, parsed.error().where, parsed.error().detail};
    }
    return FormReader(file).read(parsed.value());
}

Result<std::unique_ptr<Questionnaire>> read_questionnaire_file(const std::string& path) {
    const auto text = read_file(path, limits::kLargestQuestionnaireBytes);
    if (!text) {
        return text.error();
    }
    return read_questionnaire(text.value(), path);
}

std::vector<std::string> text_ids(const Questionnaire& form) {
    return TextIds(form).take();
}

}  // namespace lotse::codec
