// SPDX-License-Identifier: EUPL-1.2
/// A ticket as the dots that a thermal printer burns.
///
/// A dot is black where a letter covers half of it. Dots that a printer would take for a command in
/// the middle of a picture are changed by one (`harmless`), so that picture and paper are the same.
#pragma once

#include <cstdint>
#include <vector>

#include "print/slip_page.h"
#include "text/layout/picture.h"

namespace lotse::print {

/// Rows of whole bytes, the leftmost dot in the highest bit; 1 is black.
struct Bitmap {
    int width = 0, height = 0;
    std::vector<std::uint8_t> bytes;

    int row_bytes() const { return (width + 7) / 8; }
    bool black(int x, int y) const { return (bytes[at(x, y)] & bit(x)) != 0; }
    void blacken(int x, int y) { bytes[at(x, y)] |= bit(x); }
    bool operator==(const Bitmap&) const = default;

private:
    std::size_t at(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes()) +
               static_cast<std::size_t>(x / 8);
    }
    static std::uint8_t bit(int x) { return static_cast<std::uint8_t>(0x80 >> (x % 8)); }
};

Bitmap raster_of(text::Engine& engine, const SlipPage& page);

/// Black on white, for text::write_png.
text::Picture picture_of(const Bitmap& bitmap);

}  // namespace lotse::print
