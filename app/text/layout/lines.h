// SPDX-License-Identifier: EUPL-1.2
/// Decides where the lines of one shaped paragraph end.
///
/// Greedy, as browsers do it: the last opportunity that fits. White space at the end of a line
/// hangs and does not count. A word that is longer than a line breaks between graphemes, with at
/// least one grapheme per line. A break behind a soft hyphen needs room for the hyphen it shows.
/// Units: UTF-16 units of the paragraph, pixels.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/layout/breaker.h"
#include "text/layout/shaper.h"

namespace lotse::text {

struct LineSpan {
    std::uint32_t begin = 0;
    std::uint32_t content_end = 0;  ///< without hanging white space
    std::uint32_t end = 0;
    bool hyphen = false;
};

/// White space that hangs over the end of a line: breaking spaces and line separators.
bool hangs(char16_t unit);

/// `wrap_px` 0: only mandatory breaks. Stops after `most_lines` (0: never). At least one line, also
/// for an empty text.
void break_lines(std::u16string_view text, const std::vector<Break>& breaks, Shaper& shaper,
                 float wrap_px, float hyphen_px, std::size_t most_lines,
                 std::vector<LineSpan>& out);

/// The longest stretch from `begin` that ends between graphemes and fits, hanging white space
/// aside. May be empty.
std::uint32_t longest_fit(std::u16string_view text, Shaper& shaper, std::uint32_t begin,
                          std::uint32_t end, float room_px);

}  // namespace lotse::text
