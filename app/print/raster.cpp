// SPDX-License-Identifier: EUPL-1.2
#include "print/raster.h"

#include <algorithm>
#include <cmath>

namespace lotse::print {
namespace {

constexpr std::uint8_t kHalf = 128;
/// What sticks out of a line's box: marks above capitals, tails below.
constexpr int kOverhang = 24;

void draw(text::Engine& engine, const PlacedText& text, Bitmap& bitmap) {
    const text::Picture picture = text::picture_of(engine, *text.layout, text.width, kOverhang);
    const int left = static_cast<int>(std::lround(text.x)) - kOverhang;
    const int top = static_cast<int>(std::lround(text.y)) - kOverhang;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const bool inside =
                left + x >= 0 && left + x < bitmap.width && top + y >= 0 && top + y < bitmap.height;
            if (inside &&
                picture.grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                             static_cast<std::size_t>(x)] < kHalf) {
                bitmap.blacken(left + x, top + y);
            }
        }
    }
}

/// Printers look for commands that are carried out at once (DLE EOT, DLE ENQ, DLE DC4) in pictures,
/// too. One dot more, and DLE is none.
void make_harmless(Bitmap& bitmap) {
    constexpr std::uint8_t kDle = 0x10, kEot = 0x04, kEnq = 0x05, kDc4 = 0x14;
    for (std::size_t i = 0; i + 1 < bitmap.bytes.size(); ++i) {
        const std::uint8_t next = bitmap.bytes[i + 1];
        if (bitmap.bytes[i] == kDle && (next == kEot || next == kEnq || next == kDc4)) {
            bitmap.bytes[i] |= 1;
        }
    }
}

}  // namespace

Bitmap raster_of(text::Engine& engine, const SlipPage& page) {
    Bitmap bitmap{page.width, page.height, {}};
    bitmap.bytes.resize(static_cast<std::size_t>(bitmap.row_bytes()) *
                        static_cast<std::size_t>(bitmap.height));
    for (const PlacedText& text : page.texts) {
        draw(engine, text, bitmap);
    }
    for (const text::Rect& rect : page.black) {
        const int right = std::min(bitmap.width, static_cast<int>(rect.x + rect.width));
        const int bottom = std::min(bitmap.height, static_cast<int>(rect.y + rect.height));
        for (int y = std::max(0, static_cast<int>(rect.y)); y < bottom; ++y) {
            for (int x = std::max(0, static_cast<int>(rect.x)); x < right; ++x) {
                bitmap.blacken(x, y);
            }
        }
    }
    make_harmless(bitmap);
    return bitmap;
}

text::Picture picture_of(const Bitmap& bitmap) {
    text::Picture picture{bitmap.width, bitmap.height, {}};
    for (int y = 0; y < bitmap.height; ++y) {
        for (int x = 0; x < bitmap.width; ++x) {
            picture.grey.push_back(bitmap.black(x, y) ? 0 : 255);
        }
    }
    return picture;
}

}  // namespace lotse::print
