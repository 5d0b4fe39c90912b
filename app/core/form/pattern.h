// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a text matches a pattern of `regex(value, pattern)` as a whole (ODK XForms: an
/// exact and complete match).
///
/// Time is bounded by pattern states × text, whatever the pattern (Thompson's construction,
/// simulated; R. Cox, "Regular Expression Matching Can Be Simple And Fast"). Works on code points.
/// Knows literals, `.`, classes with ranges and negation, `\d \w \s \D \W \S` of all scripts,
/// `\p{L} \P{L}` (unicode_classes.h), `[[:alpha:]]` and its like, `\b \B \A \Z \z`, `\uXXXX`,
/// `\xXX`, escaped punctuation, `( )`, `(?: )`, `(?<name> )`, `|`, `* + ? {n} {n,} {n,m}`, lazy
/// ones too, for which text matches as a whole is the same; `^` and `$`; look-around `(?= ) (?! )
/// (?<= )
/// (?<! )`, inside each other too. Where a look-around holds is found for all places of the text
/// before it is matched, in one pass, backwards for what lies ahead. Leaves alone: back references,
/// flags, possessive quantifiers and intersections of classes; they are refused with what to write
/// instead.
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
            Look,
            Accept
        } kind = Kind::Accept;
        std::size_t points = 0;     ///< Class: which of `m_classes`; Look: which of `m_looks`
        int next = -1, other = -1;  ///< `other`: second way of a Split
    };
    /// A look-around: states from `accept`, which is an Accept of its own, to before `end`.
    struct Look {
        int start = 0, accept = 0, end = 0;
        bool behind = false, negated = false;
    };

private:
    /// Repetitions unroll into many states of one class.
    std::vector<CodePoints> m_classes;
    std::vector<State> m_states;
    std::vector<Look> m_looks;  ///< those inside of another before it
    int m_start = 0;
};

}  // namespace lotse
