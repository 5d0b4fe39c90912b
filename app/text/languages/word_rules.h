// SPDX-License-Identifier: EUPL-1.2
/// Decides whether the words of a text are written with the letters of its language.
///
/// * A word in two scripts: a Latin "a" in a Cyrillic word looks right and is found by no search.
///   Words are runs of letters and marks; Han, kana, bopomofo and hangul go together.
/// * A letter that only looks like one of the language: Arabic ي and ك in Persian, ş and ţ with
///   cedilla in Romanian. Which of the two a language has is what CLDR's exemplar set says.
/// * A text whose letters are another script's. The words of the German text are names there
///   ("Jobcenter"), up to three; what stands in round brackets is the German word or an example.
/// * A line break where there is one line: titles, names, answers to choose from, buttons.
/// * German: a long word without a place to break it.
/// Leaves alone: spelling, which texts are judged. Source: UAX #24 (scripts), UTS #39, 5.1 (mixed
/// scripts), CLDR 42 exemplars.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/language.h"

namespace lotse::text {

class WordRules {
public:
    explicit WordRules(const Language& language);
    ~WordRules();

    /// What is wrong with the words of a pattern, without tag and place; empty: nothing.
    std::vector<Finding> broken(const std::string& pattern) const;
    /// Whether a well-formed pattern, the translation of `german` ("": there is none), is written
    /// in another script than the language's; "": no.
    std::string foreign(const std::string& pattern, const std::string& german) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Whether the text of `id` stands in one line of its own, whatever its length.
bool is_one_line(const std::string& id);

/// Words of `pattern` with too many letters in a row: none of U+00AD, hyphen or middle dot in
/// between.
std::vector<std::string> unbreakable_words(const std::string& pattern);

/// Findings on the words that no line can break, where they stand in titles, labels and on buttons.
/// For German alone: other languages of the program have no words of that length.
std::vector<Finding> lint_hyphens(const Language& language);

}  // namespace lotse::text
