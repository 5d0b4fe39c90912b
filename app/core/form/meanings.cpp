// SPDX-License-Identifier: EUPL-1.2
#include "core/form/meanings.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/form/answers.h"
#include "core/form/questionnaire.h"

namespace lotse {
namespace {

struct Contract {
    Meaning meaning;
    std::string_view word;
    QuestionType type;
    std::vector<std::string_view> needed = {};  ///< words that its choices must have
    std::vector<std::string_view> known = {};   ///< words that rules test beside them
    bool several = false;
    bool in_repeats = false;
};

/// In the order of the enumerators.
const std::vector<Contract>& contracts() {
    using enum Meaning;
    static const std::vector<Contract> kContracts = {
        {FamilyName, "family_name", QuestionType::Text},
        {GivenName, "given_name", QuestionType::Text},
        {NameOwnScript, "name_own_script", QuestionType::Text},
        {OtherName, "other_name", QuestionType::Text, {}, {}, true},
        {ContactName, "contact_name", QuestionType::Text},
        {CompanyName, "company_name", QuestionType::Text},
        {BirthDate, "birth_date", QuestionType::Date},
        {CounsellingLanguage, "counselling_language", QuestionType::Language},
        {Interpreter, "interpreter", QuestionType::SelectOne, {"yes"}, {"bring"}},
        {ReadsLatin, "reads_latin", QuestionType::SelectOne, {"no"}, {"some"}},
        {CounsellorWish, "counsellor_wish", QuestionType::SelectOne, {"woman", "man"}},
        {PracticalNeeds, "practical_needs", QuestionType::SelectMultiple},
        {FundingNeed, "funding_need", QuestionType::SelectOne, {"need_funding"}, {"part"}},
        {Nationality, "nationality", QuestionType::Country, {}, {}, true},
        {NationalityStatus, "nationality_status", QuestionType::SelectOne, {"stateless"}},
        {ResidenceValidUntil, "residence_valid_until", QuestionType::Date},
        {NoticeDate, "notice_date", QuestionType::Date, {}, {}, false, true},
        {NoticeResult, "notice_result", QuestionType::SelectOne, {"full"}, {}, false, true},
        {QualificationDocuments,
         "qualification_documents",
         QuestionType::Grid,
         {"original"},
         {"copy", "lost", "identity"},
         true},
        {FurtherDocuments,
         "further_documents",
         QuestionType::Grid,
         {"original"},
         {"copy", "lost"},
         true},
        {ForWhom, "for_whom", QuestionType::SelectOne, {"accompany"}},
        {ResidenceStatus, "residence_status", QuestionType::SelectOne, {"german", "eu_eea_swiss"}},
        {DocumentsHave,
         "documents_have",
         QuestionType::SelectMultiple,
         {"none"},
         {"degree_certificate"}},
        {DegreeWhere, "degree_where", QuestionType::SelectOne, {"lost"}, {"running", "broken_off"}},
        {Occupation, "occupation", QuestionType::Occupation, {}, {}, true, true},
    };
    return kContracts;
}

const Contract* contract_of(Meaning meaning) {
    return meaning == Meaning::None ? nullptr
                                    : &contracts().at(static_cast<std::size_t>(meaning) - 1);
}

/// The list that a rule reads the answer from.
const std::string& list_of(const Question& question) {
    return question.type == QuestionType::Grid && !question.columns.empty()
               ? question.columns.front().choices
               : question.choices;
}

/// ISO 639: two or three small letters, perhaps with subtags.
bool is_language_code(std::string_view name) {
    const std::string_view code = name.substr(0, name.find('-'));
    return (code.size() == 2 || code.size() == 3) &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string_view to_string(Meaning meaning) {
    const Contract* contract = contract_of(meaning);
    return contract == nullptr ? std::string_view() : contract->word;
}

std::optional<Meaning> meaning_from(std::string_view word) {
    if (word.empty()) {
        return Meaning::None;
    }
    for (const Contract& contract : contracts()) {
        if (contract.word == word) {
            return contract.meaning;
        }
    }
    return std::nullopt;
}

const std::vector<Meaning>& all_meanings() {
    static const std::vector<Meaning> kAll = [] {
        std::vector<Meaning> all;
        for (const Contract& contract : contracts()) {
            all.push_back(contract.meaning);
        }
        return all;
    }();
    return kAll;
}

bool may_stand_again(Meaning meaning) {
    const Contract* contract = contract_of(meaning);
    return contract == nullptr || contract->several;
}

bool is_choice_meaning(std::string_view word) {
    return std::any_of(contracts().begin(), contracts().end(), [&](const Contract& contract) {
        const auto has = [&](const std::vector<std::string_view>& words) {
            return std::find(words.begin(), words.end(), word) != words.end();
        };
        return has(contract.needed) || has(contract.known);
    });
}

std::string_view word_of(const Choice& choice) {
    return choice.meaning.empty() ? choice.name : choice.meaning;
}

std::string misfit(const Questionnaire& form, const Question& question, Meaning meaning) {
    const Contract* contract = contract_of(meaning);
    if (contract == nullptr) {
        return {};
    }
    const std::string prefix = "the meaning " + std::string(contract->word) + " expects ";
    if (question.type != contract->type) {
        return prefix + "a question of the type " + to_string(contract->type);
    }
    if (!contract->in_repeats && !question.repeat.empty()) {
        return prefix + "a question outside of repeats";
    }
    if (contract->needed.empty()) {
        return {};
    }
    const auto list = form.choices.find(list_of(question));
    for (const std::string_view word : contract->needed) {
        if (list == form.choices.end() ||
            std::none_of(list->second.begin(), list->second.end(),
                         [&](const Choice& choice) { return word_of(choice) == word; })) {
            return prefix + "a choice that is called, or means, " + std::string(word);
        }
    }
    return {};
}

std::optional<MeaningProblem> meaning_problem(const Questionnaire& form) {
    std::optional<MeaningProblem> problem;
    std::set<std::pair<Meaning, std::string>> taken;
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>&) {
        const Contract* contract = contract_of(question.meaning);
        if (problem || contract == nullptr) {
            return;
        }
        if (std::string why = misfit(form, question, question.meaning); !why.empty()) {
            problem = MeaningProblem{question.name, std::move(why)};
        } else if (!contract->several && !taken.emplace(question.meaning, question.repeat).second) {
            problem = MeaningProblem{question.name, "another question has the meaning " +
                                                        std::string(contract->word) + " already"};
        }
    });
    return problem;
}

std::vector<const Question*> questions_meaning(const Questionnaire& form, Meaning meaning) {
    std::vector<const Question*> found;
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>&) {
        if (question.meaning == meaning) {
            found.push_back(&question);
        }
    });
    return found;
}

const Question* question_meaning(const Questionnaire& form, Meaning meaning) {
    for (const Question* question : questions_meaning(form, meaning)) {
        if (question->repeat.empty()) {
            return question;
        }
    }
    return nullptr;
}

std::string counselling_language(const Questionnaire& form, const Answers& answers,
                                 const std::string& otherwise) {
    const Question* question = question_meaning(form, Meaning::CounsellingLanguage);
    const Answer* answer = question == nullptr ? nullptr : answers.find({question->name, 0});
    const auto* choice = answer == nullptr ? nullptr : std::get_if<ChoiceAnswer>(answer);
    // What was written because it is not in the list is an answer for who opens it, and no code.
    return choice == nullptr || choice->names.empty() || !is_language_code(choice->names.front())
               ? otherwise
               : choice->names.front();
}

}  // namespace lotse
