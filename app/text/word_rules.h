// SPDX-License-Identifier: EUPL-1.2
/// Decides whether the words of a text are written with the letters of its language.
///
/// * A word in two scripts: a Latin "a" in a Cyrillic word looks right and is found by no search.
///   Words are runs of letters and marks; Han, kana, bopomofo and hangul go together.
/// * A letter that only looks like one of the language: Arabic ي and ك in Persian, ş and ţ with
///   cedilla in Romanian. Which of the two a language has is what CLDR's exemplar set says.
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

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Words of `pattern` with too many letters in a row: none of U+00AD, hyphen or middle dot in
/// between.
std::vector<std::string> unbreakable_words(const std::string& pattern);

}  // namespace lotse::text
