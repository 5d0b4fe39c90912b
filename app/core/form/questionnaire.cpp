// SPDX-License-Identifier: EUPL-1.2
#include "core/form/questionnaire.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lotse {
namespace {

/// In the order of Special.
constexpr std::array<std::string_view, 3> kSpecials = {"dont_know", "prefer_not_to_say",
                                                       "discuss_in_counselling"};

void visit(const Group& group, std::vector<const Group*>& parents, const QuestionVisitor& visitor) {
    parents.push_back(&group);
    for (const Group::Node& node : group.children) {
        if (node.question) {
            visitor(*node.question, parents);
        } else {
            visit(*node.group, parents, visitor);
        }
    }
    parents.pop_back();
}

void add_repeats(const Group& group, std::vector<const Group*>& out) {
    if (group.kind == Group::Kind::Repeat) {
        out.push_back(&group);
    }
    for (const Group::Node& node : group.children) {
        if (node.group) {
            add_repeats(*node.group, out);
        }
    }
}

constexpr std::array<std::pair<QuestionType, const char*>, 15> kTypes = {{
    {QuestionType::Text, "text"},
    {QuestionType::Integer, "integer"},
    {QuestionType::Decimal, "decimal"},
    {QuestionType::Date, "date"},
    {QuestionType::Time, "time"},
    {QuestionType::DateTime, "dateTime"},
    {QuestionType::SelectOne, "select_one"},
    {QuestionType::SelectMultiple, "select_multiple"},
    {QuestionType::Note, "note"},
    {QuestionType::Acknowledge, "acknowledge"},
    {QuestionType::Grid, "grid"},
    {QuestionType::Country, "country"},
    {QuestionType::Language, "language"},
    {QuestionType::Occupation, "occupation"},
    {QuestionType::Calculate, "calculate"},
}};

}  // namespace

void visit_questions(const Questionnaire& form, const QuestionVisitor& visitor) {
    std::vector<const Group*> parents;
    for (const Group& section : form.sections) {
        visit(section, parents, visitor);
    }
}

std::vector<const Group*> topics_of(const Questionnaire& form) {
    std::vector<const Group*> out;
    for (const Group& section : form.sections) {
        if (!section.topic.empty()) {
            out.push_back(&section);
        }
    }
    return out;
}

std::vector<const Group*> repeats_of(const Questionnaire& form) {
    std::vector<const Group*> out;
    for (const Group& section : form.sections) {
        add_repeats(section, out);
    }
    return out;
}

const Group* repeat_named(const Questionnaire& form, std::string_view name) {
    const std::vector<const Group*> all = repeats_of(form);
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const Group* repeat) { return repeat->name == name; });
    return it == all.end() ? nullptr : *it;
}

void index_names(Questionnaire& form) {
    form.by_name.clear();
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>&) {
        form.by_name[question.name] = &question;
    });
}

std::string text_id(const Questionnaire& form, const Question& question, const std::string& part) {
    return form.name + "." + question.section + "." + question.name + "." + part;
}

std::string choice_text_id(const Questionnaire& form, const std::string& list,
                           const std::string& choice) {
    return form.name + ".choices." + list + "." + choice;
}

std::string group_text_id(const Questionnaire& form, const Group& group) {
    if (group.kind == Group::Kind::Section) {
        return form.name + "." + group.name + ".title";
    }
    return form.name + "." + group.section + "." + group.name + ".title";
}

std::string repeat_text_id(const Questionnaire& form, const Group& repeat,
                           const std::string& part) {
    return form.name + "." + repeat.section + "." + repeat.name + "." + part;
}

std::string column_text_id(const Questionnaire& form, const Question& question,
                           const std::string& column) {
    return form.name + "." + question.section + "." + question.name + ".columns." + column;
}

std::string_view to_string(Special special) {
    return kSpecials.at(static_cast<std::size_t>(special));
}

std::optional<Special> special_from(std::string_view word) {
    const auto found = std::find(kSpecials.begin(), kSpecials.end(), word);
    return found == kSpecials.end() ? std::optional<Special>()
                                    : static_cast<Special>(std::distance(kSpecials.begin(), found));
}

std::string to_string(QuestionType type) {
    for (const auto& [known, word] : kTypes) {
        if (known == type) {
            return word;
        }
    }
    return {};
}

bool question_type_from(const std::string& word, QuestionType& out) {
    for (const auto& [type, known] : kTypes) {
        if (word == known) {
            out = type;
            return true;
        }
    }
    return false;
}

bool is_from_list(QuestionType type) {
    return type == QuestionType::Country || type == QuestionType::Language ||
           type == QuestionType::Occupation;
}

bool has_appearance(const std::string& appearance, const std::string& word) {
    std::size_t at = 0;
    while (at < appearance.size()) {
        const std::size_t end = std::min(appearance.find(' ', at), appearance.size());
        if (std::string_view(appearance).substr(at, end - at) == word) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

}  // namespace lotse
