// SPDX-License-Identifier: EUPL-1.2
/// UTF-8 strings and locales of this program as ICU's. For .cpp files of text/ that format or
/// compare; ICU's headers are slow and stay out of every other header.
#pragma once

#include <unicode/locid.h>
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

/// The root locale instead of one that ICU does not know: the same on every machine, whatever its
/// settings and, as far as digits go, its ICU.
icu::Locale known_locale(const std::string& locale);

}  // namespace lotse::text
