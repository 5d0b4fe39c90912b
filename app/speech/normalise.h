// SPDX-License-Identifier: EUPL-1.2
/// Decides how a written text is said: what is left out, what is read digit by digit, which words
/// are another language's.
///
/// Pure. What cannot be heard is taken off (soft hyphens, bidi controls, emoji); signs become the
/// pauses that they are. A text with a spoken form of its own (`say` of speech.json: Arabic with
/// its vowels) is said so as a whole, else word by word, its signs in the order that its voice
/// wants. Phone, post and file numbers and the queue number are said digit by digit, days before a
/// month's name as the language orders them.
///
/// Runs: in a language of another script every Latin word is German, because what stays Latin there
/// are the German terms. In a Latin script a bracket is German if all its words stand in the German
/// text of the same message. A run ends at kLongestSpokenPart letters, at a sentence or a space.
/// Leaves alone: which voice a language has, how long pauses are.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/language.h"

namespace lotse::speech {

struct SpokenRun {
    bool german = false;  ///< else of the language itself
    std::string text;
    bool operator==(const SpokenRun&) const = default;
};

/// The words that are heard of a text, without what stands between them.
std::vector<std::u32string> heard_words(std::string_view text);

class Normaliser {
public:
    /// Both outlive it. `german` may be the language itself.
    Normaliser(const Language& language, const Language& german);

    /// `id`: of the message, empty if it is none.
    std::vector<SpokenRun> runs(std::string_view id, std::string_view words) const;

private:
    std::u32string spoken(std::u32string text) const;
    std::u32string word_by_word(const std::u32string& text) const;
    std::u32string with_abbreviations(const std::u32string& text) const;
    std::u32string with_days(const std::u32string& text) const;
    std::vector<SpokenRun> split(const std::u32string& text, std::string_view id) const;
    bool stands_in_german(const std::u32string& bracket, std::string_view id) const;

    const Language& m_language;
    const Language& m_german;
    std::map<std::u32string, std::u32string> m_say;    ///< whole texts, cleaned
    std::map<std::u32string, std::u32string> m_words;  ///< as written → with vowels
    std::vector<std::pair<std::u32string, std::u32string>> m_abbreviations;  ///< the longest first
    std::vector<std::u32string> m_months;                                    ///< in order
    std::u32string m_range;  ///< between two numbers
};

}  // namespace lotse::speech
