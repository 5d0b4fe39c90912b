// SPDX-License-Identifier: EUPL-1.2
/// Decides what counts as a code point of UTF-8 text (RFC 3629): a byte that begins none counts as
/// U+FFFD, and reading goes on with the next byte. Leaves alone: graphemes, which need ICU (text).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lotse {

/// What programs for spreadsheets write before a text, to say that it is UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The code point at `at`, which moves behind it. `at` must be inside the text.
char32_t next_code_point(std::string_view text, std::size_t& at);
std::u32string code_points(std::string_view text);
std::string utf8(std::u32string_view text);
/// Bytes of the text between the quotation marks of a JSON string: how long an answer is, wherever
/// it is bounded, so that what may be typed always fits an envelope.
std::size_t quoted_size(std::string_view text);

}  // namespace lotse
