// SPDX-License-Identifier: EUPL-1.2
/// Decides where glyph images lie in the alpha pages, and which leave when the pages are full.
///
/// A glyph is drawn once per face, size and quarter of a pixel, unhinted. When every page is full,
/// the page that was not used for the longest time is emptied as a whole (limits.h says why that is
/// never one on the screen). Leaves alone: places on the screen (engine.cpp), uploading (platform;
/// a page's revision tells it when). `wipe` zeroes all pages but keeps them, so that the renderer's
/// copies are overwritten as well; their memory goes back to the system until something is drawn
/// again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/alpha_page.h"
#include "text/layout/faces.h"

namespace lotse::text {

/// Where a glyph's image is. `left` and `top` lead from the pen on the baseline to its top left;
/// `top` upwards.
struct GlyphImage {
    std::int32_t page = 0;
    std::int32_t x = 0, y = 0, width = 0, height = 0;
    std::int32_t left = 0, top = 0;
};

class Atlas {
public:
    /// `face` null: the box of missing graphemes. `phase` in quarter pixels, 0 to 3. An empty image
    /// has no width. The reference holds until the next call.
    const GlyphImage& image(const Face* face, std::uint32_t glyph, float size_px, unsigned phase);

    /// A picture that is no glyph: `paint` gets its coverage, row by row, all zero, unless the
    /// picture of this name (48 bits) is there already. A name always means the same picture.
    using Paint = std::function<void(std::vector<std::uint8_t>& coverage)>;
    const GlyphImage& stamp(std::uint64_t name, int width, int height, const Paint& paint);

    int page_count() const { return static_cast<int>(m_pages.size()); }
    AlphaPage page(int index) const;
    void wipe();

private:
    struct Shelf {
        int y = 0, height = 0, filled = 0;
    };
    struct Unmap {
        void operator()(std::uint8_t* coverage) const;
    };
    struct Page {
        std::unique_ptr<std::uint8_t[], Unmap> coverage;
        std::vector<Shelf> shelves;
        int filled_rows = 0;
        std::uint64_t revision = 1;
        std::uint64_t last_use = 0;
    };

    /// Coverage of one glyph before it has a place.
    struct Drawing {
        int width = 0, height = 0, left = 0, top = 0;
        std::vector<std::uint8_t> coverage;
    };

    void draw_outline(const Face& face, std::uint32_t glyph, int size_64, unsigned phase);
    void draw_box(float size_px);
    /// Null: it must be drawn.
    const GlyphImage* known(std::uint64_t key);
    GlyphImage store_drawing();
    bool place(Page& page, int width, int height, int& x, int& y);
    void empty(std::size_t page);

    std::vector<Page> m_pages;
    std::unordered_map<std::uint64_t, GlyphImage> m_images;
    Drawing m_drawing;
    std::uint64_t m_uses = 0;
};

}  // namespace lotse::text
