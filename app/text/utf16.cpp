// SPDX-License-Identifier: EUPL-1.2
#include "text/utf16.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace lotse::text {

std::size_t Utf16Text::unit_at(std::size_t byte_offset) const {
    const auto found = std::upper_bound(bytes.begin(), bytes.end(), byte_offset);
    if (found == bytes.begin()) return 0;
    // The last unit that starts at or before the offset; of a surrogate pair the high half.
    const auto last = std::lower_bound(bytes.begin(), found, *(found - 1));
    return static_cast<std::size_t>(last - bytes.begin());
}

void to_utf16(std::string_view text, Utf16Text& out) {
    out.units.clear();
    out.bytes.clear();
    out.units.reserve(text.size());
    out.bytes.reserve(text.size() + 1);
    const auto* source = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        const auto start = static_cast<std::uint32_t>(at);
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(source, at, size, character);
        if (U_IS_BMP(character)) {
            out.units.push_back(static_cast<char16_t>(character));
            out.bytes.push_back(start);
        } else {
            out.units.push_back(U16_LEAD(character));
            out.units.push_back(U16_TRAIL(character));
            out.bytes.push_back(start);
            out.bytes.push_back(start);
        }
    }
    out.bytes.push_back(static_cast<std::uint32_t>(text.size()));
}

}  // namespace lotse::text
