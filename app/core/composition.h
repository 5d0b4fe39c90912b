// SPDX-License-Identifier: EUPL-1.2
/// Decides which letters and marks are one character: "u" with two dots behind it is "ü".
///
/// Some systems' keyboards and file names write letters apart (NFD), everybody else whole (NFC);
/// the same word must be found either way. This is normalization form C of the letters of the
/// scripts that forms and their headings are written in, without ICU, which codec must not know:
/// Latin, Greek, Cyrillic, Arabic, the scripts of South Asia. Han, kana and hangul stay as they
/// are. Bytes that are no UTF-8 become U+FFFD. Source: Unicode 15, 3.11; UAX #15.
#pragma once

#include <string>
#include <string_view>

namespace lotse {

std::string composed(std::string_view text);
std::u32string composed(std::u32string_view text);
/// Every letter without its marks, which follow it.
std::u32string decomposed(std::u32string_view text);

}  // namespace lotse
