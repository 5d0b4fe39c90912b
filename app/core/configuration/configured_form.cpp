// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/configured_form.h"

#include <algorithm>
#include <set>

#include "core/check.h"
#include "core/configuration/question_use.h"

namespace lotse {
namespace {

Error refused(const Questionnaire& form, const std::string& question, const std::string& why) {
    return Error{Kind::Refused, "questions." + form.name, "\"" + question + "\" " + why};
}

/// Takes the questions out, and groups that they leave empty; a repeat that would be empty is named
/// in `empty_repeat`.
void leave_out(std::vector<Group::Node>& children, const std::set<std::string>& off,
               std::string& empty_repeat) {
    for (Group::Node& node : children) {
        if (node.group) {
            leave_out(node.group->children, off, empty_repeat);
            if (node.group->children.empty() && node.group->kind == Group::Kind::Repeat) {
                empty_repeat = node.group->name;
            }
        }
    }
    std::erase_if(children, [&](const Group::Node& node) {
        return node.question ? off.contains(node.question->name) : node.group->children.empty();
    });
}

void make_optional(std::vector<Group::Node>& children, const std::set<std::string>& names) {
    for (Group::Node& node : children) {
        if (node.group) {
            make_optional(node.group->children, names);
        } else if (names.contains(node.question->name)) {
            node.question->required = Expression();
            node.question->optional = true;
        }
    }
}

void turn(std::vector<Group::Node>& children, const std::map<std::string, bool>& switches) {
    for (Group::Node& node : children) {
        if (node.group) {
            turn(node.group->children, switches);
        } else if (const auto found = switches.find(node.question->name); found != switches.end()) {
            Result<Expression> position = Expression::parse(found->second ? kSwitchOn : kSwitchOff);
            LOTSE_CHECK(position.ok());
            node.question->calculate = std::move(*position);
        }
    }
}

void give(std::vector<Group::Node>& children, const std::map<std::string, Meaning>& meanings) {
    for (Group::Node& node : children) {
        if (node.group) {
            give(node.group->children, meanings);
        } else if (const auto found = meanings.find(node.question->name); found != meanings.end()) {
            node.question->meaning = found->second;
        }
    }
}

}  // namespace

Result<void> give_meanings(Questionnaire& form, const std::map<std::string, Meaning>& meanings) {
    for (const auto& [name, meaning] : meanings) {
        if (!form.by_name.contains(name)) {
            return Error{Kind::Refused, "meanings." + form.name,
                         "\"" + name + "\" is no question of this questionnaire"};
        }
    }
    for (Group& section : form.sections) {
        give(section.children, meanings);
    }
    if (const auto problem = meaning_problem(form)) {
        return Error{Kind::Refused, "meanings." + form.name,
                     "\"" + problem->question + "\": " + problem->why};
    }
    return {};
}

Result<void> configure_form(Questionnaire& form, const Configuration& configuration) {
    if (const auto meanings = configuration.meanings.find(form.name);
        meanings != configuration.meanings.end()) {
        if (Result<void> given = give_meanings(form, meanings->second); !given) {
            return given;
        }
    }
    const auto uses = configuration.questions.find(form.name);
    return uses == configuration.questions.end() ? Result<void>()
                                                 : use_questions(form, uses->second);
}

Result<void> use_questions(Questionnaire& form, const std::map<std::string, QuestionUse>& uses) {
    const std::vector<QuestionFacts> all = question_facts(form);
    std::set<std::string> off, optional;
    std::map<std::string, bool> turned;
    for (const auto& [name, use] : uses) {
        const auto facts =
            std::find_if(all.begin(), all.end(),
                         [&wanted = name](const QuestionFacts& one) { return one.name == wanted; });
        if (facts == all.end()) {
            return refused(form, name, "is no question of this questionnaire");
        }
        if (facts->is_switch) {
            if (!facts->may_be(use)) {
                return refused(form, name, "is a block's switch: on, off or as written");
            }
            if (use != QuestionUse::AsWritten) {
                turned.emplace(name, use == QuestionUse::On);
            }
        } else if (use == QuestionUse::On) {
            return refused(form, name, "is no block's switch and is asked as it is written");
        } else if (use == QuestionUse::Off) {
            if (facts->consent) {
                return refused(form, name, "is a consent and cannot be off");
            }
            if (!facts->needed_by.empty()) {
                return refused(form, name,
                               "cannot be off: " + facts->needed_by.front() + " depends on it");
            }
            off.insert(name);
        } else if (use == QuestionUse::Optional) {
            if (!facts->may_be(use)) {
                return refused(form, name,
                               facts->note ? "is a note: nobody answers it"
                                           : "is a consent and is asked as it is written");
            }
            optional.insert(name);
        }
    }
    std::string empty_repeat;
    for (Group& section : form.sections) {
        leave_out(section.children, off, empty_repeat);
        make_optional(section.children, optional);
        turn(section.children, turned);
    }
    if (!empty_repeat.empty()) {
        return refused(form, empty_repeat, "is a repeat and would have no question left");
    }
    std::erase_if(form.sections, [](const Group& section) { return section.children.empty(); });
    if (form.sections.empty()) {
        return Error{Kind::Refused, "questions." + form.name, "no question would be left"};
    }
    index_names(form);
    return {};
}

}  // namespace lotse
