// SPDX-License-Identifier: EUPL-1.2
#include "core/form/what_to_bring.h"

#include <algorithm>
#include <string_view>

#include "core/form/answers.h"
#include "core/form/form.h"
#include "core/form/meanings.h"
#include "core/form/questionnaire.h"

namespace lotse {
namespace {

/// Whether a choice of this word was made, in any instance.
bool is_chosen(const Questionnaire& form, const Question& question, const Answers& answers,
               std::string_view word) {
    const auto list = form.choices.find(question.choices);
    if (list == form.choices.end()) {
        return false;
    }
    return std::any_of(answers.fields.begin(), answers.fields.end(), [&](const auto& field) {
        const auto* given = std::get_if<ChoiceAnswer>(&field.second);
        return field.first.question == question.name && given != nullptr &&
               std::any_of(list->second.begin(), list->second.end(), [&](const Choice& choice) {
                   return word_of(choice) == word &&
                          std::find(given->names.begin(), given->names.end(), choice.name) !=
                              given->names.end();
               });
    });
}

bool has_no_degree(const Questionnaire& form, const Answers& answers) {
    const Question* where = question_meaning(form, Meaning::DegreeWhere);
    return where != nullptr && (is_chosen(form, *where, answers, "lost") ||
                                is_chosen(form, *where, answers, "running") ||
                                is_chosen(form, *where, answers, "broken_off"));
}

}  // namespace

ToBring what_to_bring(const Questionnaire& form, const Answers& answers, const CivilDate& today) {
    ToBring out;
    const Question* have = question_meaning(form, Meaning::DocumentsHave);
    if (have == nullptr) {
        return out;
    }
    const std::vector<const Question*> results = questions_meaning(form, Meaning::NoticeResult);
    out.funding_first = std::none_of(results.begin(), results.end(), [&](const Question* result) {
        return is_chosen(form, *result, answers, "full");
    });
    const FieldPath path{have->name};
    const Answer* answer = answers.find(path);
    const auto* ticked = answer == nullptr ? nullptr : std::get_if<ChoiceAnswer>(answer);
    if (ticked == nullptr) {
        return out;
    }
    for (const Choice* paper : offered_choices(form, *have, path, answers, today)) {
        const std::string_view word = word_of(*paper);
        if (word != "none" &&
            std::find(ticked->names.begin(), ticked->names.end(), paper->name) ==
                ticked->names.end() &&
            !(word == "degree_certificate" && has_no_degree(form, answers))) {
            out.papers.push_back(choice_text_id(form, have->choices, paper->name));
        }
    }
    return out;
}

}  // namespace lotse
