// SPDX-License-Identifier: EUPL-1.2
/// Decides how UTF-8 becomes UTF-16 for ICU and HarfBuzz, and which byte belongs to which UTF-16
/// unit.
///
/// Invalid bytes become U+FFFD, one for each maximal subpart (Unicode, "Best Practices for Using
/// U+FFFD"). Never fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/wiped.h"

namespace lotse::text {

struct Utf16Text {
    WipedString16 units;
    /// Byte offset of every unit, and the text's size behind the last. The low half of a surrogate
    /// pair has the offset of its character, so the list never falls.
    WipedVector<std::uint32_t> bytes;

    /// The unit that starts at a byte; inside a character its start, behind the text the size.
    std::size_t unit_at(std::size_t byte_offset) const;
};

/// Overwrites `out`. A buffer that is kept saves the allocation.
void to_utf16(std::string_view text, Utf16Text& out);

}  // namespace lotse::text
