// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a text matches a pattern of `regex(value, pattern)` as a whole (ODK XForms: an
/// exact and complete match).
///
/// Time is bounded by pattern states × text, whatever the pattern (Thompson's construction,
/// simulated; R. Cox, "Regular Expression Matching Can Be Simple And Fast"). Works on code points.
/// Knows literals, `.`, classes with ranges and negation, `\d \w \s \D \W \S` of all scripts,
/// `\p{L} \P{L}` (unicode_classes.h), `\b \B`, `\uXXXX`, `\xXX`, escaped punctuation, `( )`,
/// `(?: )`, `(?<name> )`, `|`, `* + ? {n} {n,} {n,m}`, lazy ones too, for which text matches as a
/// whole is the same; `^` and `$`. Leaves alone: back references, look-around, flags and possessive
/// quantifiers; they are refused by name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/form/unicode_classes.h"

namespace lotse {

class Pattern {
public:
    /// Refused with `where` "character N of the pattern".
    static Result<Pattern> parse(std::string_view text);
    bool matches(std::string_view text) const;

    struct State {
        enum class Kind : unsigned char {
            Class,
            Split,
            Begin,
            End,
            WordEdge,
            NoWordEdge,
            Accept
        } kind = Kind::Accept;
        std::size_t points = 0;     ///< Class: which of `m_classes`
        int next = -1, other = -1;  ///< `other`: second way of a Split
    };

private:
    /// Repetitions unroll into many states of one class.
    std::vector<CodePoints> m_classes;
    std::vector<State> m_states;
    int m_start = 0;
};

}  // namespace lotse
