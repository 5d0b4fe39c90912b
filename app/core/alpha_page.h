// SPDX-License-Identifier: EUPL-1.2
/// The seam between who rasterises glyphs (text) and who uploads them to a renderer (platform).
#pragma once

#include <cstddef>
#include <cstdint>

namespace lotse {

/// A square page of 8-bit coverage. `revision` grows with every change of its pixels; the dirty
/// rows since an earlier revision are not tracked finer than first..last row changed since
/// `take_dirty` was last called.
struct AlphaPage {
    int size_px = 0;
    const std::uint8_t* coverage =
        nullptr;  ///< size_px * size_px bytes, row by row; valid until the next layout
    std::uint64_t revision = 0;
};

/// Draw commands name page i by texture id i + 1; texture id 0 means "no texture" (a plain white
/// texel).
class AlphaPageSource {
public:
    virtual ~AlphaPageSource() = default;
    virtual int page_count() const = 0;
    virtual AlphaPage page(int index) const = 0;
};

}  // namespace lotse
