// SPDX-License-Identifier: EUPL-1.2
/// UTF-8 strings of this program as ICU's. For .cpp files of text/ that format or
/// compare; ICU's headers are slow and stay out of every other header.
#pragma once

#include <unicode/unistr.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace lotse::text {

inline icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

inline std::string from_icu(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

}  // namespace lotse::text
