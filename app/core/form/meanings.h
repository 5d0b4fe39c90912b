// SPDX-License-Identifier: EUPL-1.2
/// What questions mean to the program, whatever a questionnaire calls them. The list is closed.
///
/// A definition says `"meaning": "family_name"`. Whoever needs an answer (the flags and the title
/// of the case sheet, the search for names, the language of counselling) asks for the meaning and
/// never for a name. A question without one is asked, sealed and shown like any other; no rule
/// reads it.
///
/// Choices that a rule tests are known by words, too: a choice means its own name unless it has a
/// `"meaning"`, so that a list "ja, nein" can say which of the two is "yes".
///
///     meaning                  question         choices that rules test (needed ones first)
///     family_name              text             as in the passport; the whole name where the
///                                               questionnaire asks for it in one line
///     given_name               text             as in the passport
///     name_own_script          text             as the client writes it
///     other_name               text             a name at birth, an alias; may stand several times
///     contact_name             text             who speaks for a company
///     company_name             text
///     birth_date               date             of the client
///     counselling_language     language         in which the client wants to be advised
///     interpreter              select_one       yes; bring
///     reads_latin              select_one       no; some
///     counsellor_wish          select_one       woman, man
///     practical_needs          select_multiple  any: each that is chosen is told
///     funding_need             select_one       need_funding; part
///     nationality              country          may stand several times
///     nationality_status       select_one       stateless
///     residence_valid_until    date             end of the residence title
///     notice_date              date             of a notice of recognition; may stand once in each
///                                               repeat, beside the notice_result of the same one
///     notice_result            select_one       full
///     qualification_documents  grid             first column: original; copy, lost. Rows that
///     prove
///                                               the qualification, and identity, which does not
///     further_documents        grid             first column: original; copy, lost
///     for_whom                 select_one       accompany. Asked with the choice of the
///                                               questionnaire, before consent (core/terminal)
///     residence_status         select_one       german, eu_eea_swiss
///     documents_have           select_multiple  none; degree_certificate. Each that is chosen is
///                                               there, as original or copy
///     degree_where             select_one       lost; running, broken_off
///     occupation               occupation       one that was learned, or is looked for; may stand
///                                               several times, in repeats, too
///
/// Meanings belong to the definition that is in force. An intake that was sealed with an older one
/// is read with the one of today; names of questions are mapped nowhere, so that what an older
/// questionnaire called otherwise is shown without flags.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lotse {

struct Answers;
struct Choice;
struct Question;
struct Questionnaire;

enum class Meaning : std::uint8_t {
    None,
    FamilyName,
    GivenName,
    NameOwnScript,
    OtherName,
    ContactName,
    CompanyName,
    BirthDate,
    CounsellingLanguage,
    Interpreter,
    ReadsLatin,
    CounsellorWish,
    PracticalNeeds,
    FundingNeed,
    Nationality,
    NationalityStatus,
    ResidenceValidUntil,
    NoticeDate,
    NoticeResult,
    QualificationDocuments,
    FurtherDocuments,
    ForWhom,
    ResidenceStatus,
    DocumentsHave,
    DegreeWhere,
    Occupation,
};

/// "family_name"; "" of None.
std::string_view to_string(Meaning meaning);
/// Nothing: there is no such meaning. "" is None.
std::optional<Meaning> meaning_from(std::string_view word);
/// All but None, in the order of the table.
const std::vector<Meaning>& all_meanings();

/// Whether several questions of an intake may have it.
bool may_stand_again(Meaning meaning);

/// Whether a choice may have this meaning: one that some rule tests.
bool is_choice_meaning(std::string_view word);
/// The choice's meaning, else its name.
std::string_view word_of(const Choice& choice);

/// Whether the question's type, and what it offers to choose, fit. Empty: they do; else what was
/// expected.
std::string misfit(const Questionnaire& form, const Question& question, Meaning meaning);

struct MeaningProblem {
    std::string question;
    std::string why;
};
/// The first question whose meaning does not fit, or that another one has already.
std::optional<MeaningProblem> meaning_problem(const Questionnaire& form);

/// In the order of the questionnaire.
std::vector<const Question*> questions_meaning(const Questionnaire& form, Meaning meaning);
/// The only one, outside repeats; null if there is none.
const Question* question_meaning(const Questionnaire& form, Meaning meaning);

/// The language in which the client wants to be advised; `otherwise` if none was chosen.
std::string counselling_language(const Questionnaire& form, const Answers& answers,
                                 const std::string& otherwise);

}  // namespace lotse
