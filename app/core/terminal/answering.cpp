// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/answering.h"

#include <algorithm>
#include <utility>

#include "core/limits.h"

namespace lotse::terminal {
namespace {

bool is_exclusive(const std::string& choice) {
    return choice == "none";
}

bool in_repeat(const Questionnaire& form, const std::string& question, const std::string& repeat) {
    const auto known = form.by_name.find(question);
    return known != form.by_name.end() && known->second->repeat == repeat;
}

/// The answer as a T, or an empty T.
template <class T>
T answer_as(const Answers& answers, const FieldPath& path) {
    const Answer* answer = answers.find(path);
    const auto* value = answer == nullptr ? nullptr : std::get_if<T>(answer);
    return value == nullptr ? T{} : *value;
}

}  // namespace

bool takes_text(QuestionType type) {
    return type == QuestionType::Text || type == QuestionType::Integer ||
           type == QuestionType::Decimal;
}

const FormField* only_text(const FormPage& page) {
    const FormField* found = nullptr;
    for (const FormField& field : page.fields) {
        const QuestionType type = field.question->type;
        if (type == QuestionType::Note || type == QuestionType::Acknowledge) {
            continue;
        }
        if (found != nullptr || !takes_text(type)) {
            return nullptr;
        }
        found = &field;
    }
    return found;
}

bool is_answered_at_once(const FormPage& page) {
    const FormField* found = nullptr;
    for (const FormField& field : page.fields) {
        if (field.question->type == QuestionType::Note) {
            continue;
        }
        if (found != nullptr) {
            return false;
        }
        found = &field;
    }
    if (found == nullptr) {
        return false;
    }
    const Question& question = *found->question;
    return question.type == QuestionType::SelectOne ||
           (is_from_list(question.type) && !has_appearance(question.appearance, "multiple"));
}

void tap_choice(const Question& question, Answers& answers, const FieldPath& path,
                const std::string& choice) {
    std::vector<std::string> names = answer_as<ChoiceAnswer>(answers, path).names;
    const auto at = std::find(names.begin(), names.end(), choice);
    const bool several = question.type == QuestionType::SelectMultiple ||
                         has_appearance(question.appearance, "multiple");
    if (question.type == QuestionType::Acknowledge) {
        names = at == names.end() ? std::vector<std::string>{"yes"} : std::vector<std::string>{};
    } else if (!several) {
        names = {choice};
    } else if (at != names.end()) {
        names.erase(at);
    } else {
        if (is_exclusive(choice)) {
            names.clear();
        } else {
            std::erase_if(names, is_exclusive);
        }
        if (names.size() < limits::kMostChoices) {
            names.push_back(choice);
        }
    }
    if (names.empty()) {
        answers.fields.erase(path);
    } else {
        answers.fields.insert_or_assign(path, ChoiceAnswer{std::move(names)});
    }
}

void tap_special(Answers& answers, std::map<FieldPath, Answer>& replaced, const FieldPath& path,
                 Special tapped) {
    const Answer* before = answers.find(path);
    const auto* special = before == nullptr ? nullptr : std::get_if<Special>(before);
    if (special != nullptr && *special == tapped) {
        answers.fields.erase(path);
        answers.fields.insert(replaced.extract(path));
        return;
    }
    if (before == nullptr) {
        replaced.erase(path);
    } else if (special == nullptr) {
        replaced.insert_or_assign(path, *before);
    }
    answers.fields.insert_or_assign(path, tapped);
}

void tap_cell(Answers& answers, const FieldPath& path, const std::string& row,
              const std::string& column, const std::string& choice) {
    GridAnswer grid = answer_as<GridAnswer>(answers, path);
    std::string& cell = grid.cells[row][column];
    if (cell == choice) {
        grid.cells[row].erase(column);
        if (grid.cells[row].empty()) {
            grid.cells.erase(row);
        }
    } else {
        cell = choice;
    }
    if (grid.cells.empty()) {
        answers.fields.erase(path);
    } else {
        answers.fields.insert_or_assign(path, std::move(grid));
    }
}

void remove_entry(const Questionnaire& form, Answers& answers, const std::string& repeat,
                  int instance) {
    const auto count = answers.repeats.find(repeat);
    if (count == answers.repeats.end() || instance < 0 || instance >= count->second) {
        return;
    }
    --count->second;
    std::map<FieldPath, Answer> kept;
    for (auto& [path, answer] : answers.fields) {
        if (!in_repeat(form, path.question, repeat) || path.instance < instance) {
            kept.emplace(path, std::move(answer));
        } else if (path.instance > instance) {
            kept.emplace(FieldPath{path.question, path.instance - 1}, std::move(answer));
        }
    }
    answers.fields = std::move(kept);
}

bool is_untouched(const Questionnaire& form, const Answers& answers, const std::string& repeat,
                  int instance) {
    return std::none_of(answers.fields.begin(), answers.fields.end(), [&](const auto& entry) {
        return entry.first.instance == instance && in_repeat(form, entry.first.question, repeat);
    });
}

}  // namespace lotse::terminal
