// SPDX-License-Identifier: EUPL-1.2
/// Decides what a configuration means at the terminals of a centre, and what two of them differ in.
///
/// Pure. A configuration says only what the centre wants otherwise than it is installed: every
/// question here is answered from both.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/configuration/question_use.h"

namespace lotse::admin {

/// What holds where a configuration says nothing. Does not change while the program runs.
struct Installed {
    std::vector<std::string>
        folders;  ///< tags of all installed languages, in the order of their German names
    std::vector<std::string> languages;  ///< offered, in the order of the start screen
    std::string default_language = "de";
    std::string second_language;  ///< shown beside the client's while somebody helps; empty: none
    double threshold = 0.9;
    std::map<std::string, std::vector<QuestionFacts>> questions;  ///< by questionnaire
    std::vector<std::string> questionnaires;                      ///< offered
    std::string institution, funding_line;
    std::chrono::seconds idle{90}, number_shown{60};
    double text_scale = 1.0;
};

bool contains(const std::vector<std::string>& list, const std::string& one);

std::vector<std::string> offered_languages(const Configuration& configuration,
                                           const Installed& installed);
/// Installed ones and added ones; the offered ones first, in their order.
std::vector<std::string> all_languages(const Configuration& configuration,
                                       const Installed& installed);
std::string default_language(const Configuration& configuration, const Installed& installed);
std::string second_language(const Configuration& configuration, const Installed& installed);
QuestionUse use_of(const Configuration& configuration, const std::string& questionnaire,
                   const std::string& question);
/// `facts`: of the questionnaire's question as installed.
Meaning meaning_of(const Configuration& configuration, const std::string& questionnaire,
                   const QuestionFacts& facts);

/// One difference, for the list "what changed". Text `desk.admin.change.<kind>`; `what` names the
/// language, text, question …
struct Change {
    std::string kind;
    std::string language;  ///< tag, empty: of no language
    std::string what;      ///< text id, question, file …
    std::string before, after;
    bool operator==(const Change&) const = default;
};
std::vector<Change> changes(const Configuration& before, const Configuration& after,
                            const Installed& installed);

}  // namespace lotse::admin
