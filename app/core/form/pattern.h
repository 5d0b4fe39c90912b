// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a text matches a pattern of `regex(value, pattern)` as a whole (ODK XForms: an
/// exact and complete match).
///
/// Time is bounded by pattern states × text, whatever the pattern (Thompson's construction,
/// simulated; R. Cox, "Regular Expression Matching Can Be Simple And Fast"). Works on code points.
/// Knows literals, `.`, classes with ranges and negation, `\d \w \s \D \W \S`, escaped punctuation,
/// `( )`, `(?: )`, `|`, `* + ? {n} {n,} {n,m}`, `^` and `$`. Leaves alone: captures, back
/// references, look-around, lazy quantifiers, `\p{…}`; they are refused by name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse {

class Pattern {
public:
    /// Refused with `where` "character N of the pattern".
    static Result<Pattern> parse(std::string_view text);
    bool matches(std::string_view text) const;

    struct Range {
        char32_t first = 0, last = 0;
    };
    struct State {
        enum class Kind : unsigned char { Class, Split, Begin, End, Accept } kind = Kind::Accept;
        bool negated = false;
        std::vector<Range> ranges;  ///< Class
        int next = -1, other = -1;  ///< `other`: second way of a Split
    };

private:
    std::vector<State> m_states;
    int m_start = 0;
};

}  // namespace lotse
