// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/question_use.h"

#include <algorithm>
#include <map>
#include <set>

namespace lotse {
namespace {

/// Name of a question → text ids of what hangs on it.
class Needs {
public:
    explicit Needs(const Questionnaire& form) : m_form(form) {
        for (const Group& section : form.sections) {
            read(section);
        }
    }

    std::vector<std::string> of(const std::string& question) const {
        const auto found = m_needs.find(question);
        return found == m_needs.end() ? std::vector<std::string>() : found->second;
    }

private:
    void read(const Group& group) {
        note(group.relevant, group_text_id(m_form, group), "");
        for (const Group::Node& node : group.children) {
            if (node.group) {
                read(*node.group);
            } else {
                read(*node.question);
            }
        }
    }

    void read(const Question& question) {
        const std::string id = text_id(m_form, question, "label");
        for (const Expression* rule : {&question.relevant, &question.required, &question.constraint,
                                       &question.calculate, &question.choice_filter}) {
            note(*rule, id, question.name);
        }
        read_list(question.choices, id, question.name);
        for (const GridColumn& column : question.columns) {
            read_list(column.choices, id, question.name);
        }
    }

    void read_list(const std::string& list, const std::string& id, const std::string& owner) {
        const auto found = m_form.choices.find(list);
        if (found == m_form.choices.end()) {
            return;
        }
        for (const Choice& choice : found->second) {
            note(choice.relevant, id, owner);
        }
    }

    void note(const Expression& rule, const std::string& id, const std::string& owner) {
        for (const std::string& name : rule.names()) {
            std::vector<std::string>& needs = m_needs[name];
            if (name != owner && std::find(needs.begin(), needs.end(), id) == needs.end()) {
                needs.push_back(id);
            }
        }
    }

    const Questionnaire& m_form;
    std::map<std::string, std::vector<std::string>> m_needs;
};

/// A switch that the group hangs on; empty: none.
std::string switch_of(const Group& group, const std::map<std::string, const Question*>& switches) {
    for (const std::string& name : group.relevant.names()) {
        if (switches.contains(name)) {
            return name;
        }
    }
    return {};
}

}  // namespace

std::optional<bool> switch_position(const Question& question) {
    if (question.type != QuestionType::Calculate) {
        return std::nullopt;
    }
    const std::string& text = question.calculate.text();
    return text == kSwitchOn    ? std::optional(true)
           : text == kSwitchOff ? std::optional(false)
                                : std::nullopt;
}

std::vector<QuestionFacts> question_facts(const Questionnaire& form) {
    const Needs needs(form);
    std::vector<QuestionFacts> out;
    std::map<std::string, const Question*> switches;
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>&) {
        if (switch_position(question)) {
            switches.emplace(question.name, &question);
        }
    });
    std::set<std::string> shown;
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>& parents) {
        if (question.type == QuestionType::Calculate) {
            return;
        }
        QuestionFacts facts;
        for (const Group* group : parents) {
            if (facts.behind.empty()) {
                facts.behind = switch_of(*group, switches);
            }
            if (!facts.behind.empty() && shown.insert(facts.behind).second) {
                QuestionFacts block;
                block.name = facts.behind;
                block.label_id = group_text_id(form, *group);
                block.section_title_id = group_text_id(form, *parents.front());
                block.is_switch = true;
                block.on = *switch_position(*switches.at(facts.behind));
                out.push_back(std::move(block));
            }
        }
        facts.note = question.type == QuestionType::Note;
        facts.name = question.name;
        facts.label_id = text_id(form, question, "label");
        facts.section_title_id = group_text_id(form, *parents.front());
        facts.consent = !question.prefer_not_to_say;
        facts.needed_by = needs.of(question.name);
        facts.meaning = question.meaning;
        for (const Meaning meaning : all_meanings()) {
            if (misfit(form, question, meaning).empty()) {
                facts.may_mean.push_back(meaning);
            }
        }
        facts.repeat = question.repeat;
        out.push_back(std::move(facts));
    });
    return out;
}

}  // namespace lotse
