// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/atlas.h"

#include <ft2build.h>
#include <string.h>  // explicit_bzero
#include <sys/mman.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "text/limits.h"

namespace lotse::text {
namespace {

constexpr int kSide = limits::kAtlasPageSize;
/// Empty pixels right of and below each image, so that a scaled picture never shows its neighbour.
constexpr int kGap = 1;
constexpr std::uint64_t kBoxFace = 0xFFFF, kStampFace = 0xFFFE;

std::size_t page_bytes() {
    return static_cast<std::size_t>(kSide) * kSide;
}

/// Zeros, of which the system keeps only those pages that are written to.
std::uint8_t* new_page() {
    void* const memory =
        mmap(nullptr, page_bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    LOTSE_CHECK(memory != MAP_FAILED);
    return static_cast<std::uint8_t*>(memory);
}

}  // namespace

void Atlas::Unmap::operator()(std::uint8_t* coverage) const {
    explicit_bzero(coverage, page_bytes());
    munmap(coverage, page_bytes());
}

const GlyphImage& Atlas::image(const Face* face, std::uint32_t glyph, float size_px,
                               unsigned phase) {
    const auto size_64 = static_cast<int>(std::lround(size_px * 64));
    const std::uint64_t key = (face != nullptr ? face->id() : kBoxFace) << 48U |
                              static_cast<std::uint64_t>(glyph & 0xFFFFFFU) << 24U |
                              static_cast<std::uint64_t>(size_64 & 0x3FFFFF) << 2U | (phase & 3U);
    if (const GlyphImage* image = known(key)) return *image;
    if (face != nullptr) {
        draw_outline(*face, glyph, size_64, phase);
    } else {
        draw_box(size_px);
    }
    const GlyphImage image = store_drawing();
    return m_images[key] = image;
}

const GlyphImage& Atlas::stamp(std::uint64_t name, int width, int height, const Paint& paint) {
    const std::uint64_t key = kStampFace << 48U | (name & 0xFFFF'FFFF'FFFFU);
    if (const GlyphImage* image = known(key)) return *image;
    LOTSE_CHECK(width > 0 && height > 0 && width + kGap <= kSide && height + kGap <= kSide);
    m_drawing = {};
    m_drawing.width = width;
    m_drawing.height = height;
    m_drawing.coverage.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                              0);
    paint(m_drawing.coverage);
    const GlyphImage image = store_drawing();
    return m_images[key] = image;
}

const GlyphImage* Atlas::known(std::uint64_t key) {
    ++m_uses;
    const auto known = m_images.find(key);
    if (known == m_images.end()) return nullptr;
    if (known->second.width > 0)
        m_pages[static_cast<std::size_t>(known->second.page)].last_use = m_uses;
    return &known->second;
}

void Atlas::draw_outline(const Face& face, std::uint32_t glyph, int size_64, unsigned phase) {
    m_drawing = {};
    FT_Face outlines = face.outlines();
    // Cheap if the size is set already; FreeType has no question for it that is cheaper.
    if (FT_Set_Char_Size(outlines, 0, size_64, 72, 72) != 0) return;
    if (FT_Load_Glyph(outlines, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return;
    FT_GlyphSlot slot = outlines->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return;
    FT_Outline_Translate(&slot->outline, static_cast<FT_Pos>(phase) * 16, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return;
    const FT_Bitmap& bitmap = slot->bitmap;
    const auto width = static_cast<int>(bitmap.width);
    const auto height = static_cast<int>(bitmap.rows);
    if (width == 0 || height == 0 || width + kGap > kSide || height + kGap > kSide) return;
    m_drawing.width = width;
    m_drawing.height = height;
    m_drawing.left = slot->bitmap_left;
    m_drawing.top = slot->bitmap_top;
    for (int row = 0; row < height; ++row) {
        const std::uint8_t* from = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
        m_drawing.coverage.insert(m_drawing.coverage.end(), from, from + width);
    }
}

void Atlas::draw_box(float size_px) {
    // Its advance is kBoxAdvanceEm of shaper.h; the frame keeps a margin on both sides.
    const int width = std::max(3, static_cast<int>(std::lround(size_px * 0.56F)));
    const int height = std::max(4, static_cast<int>(std::lround(size_px * 0.74F)));
    const int stroke = std::clamp(static_cast<int>(std::lround(size_px * 0.06F)), 1, width / 3);
    m_drawing = {};
    m_drawing.width = width;
    m_drawing.height = height;
    m_drawing.left = static_cast<int>(std::lround(size_px * 0.07F));
    m_drawing.top = height;
    m_drawing.coverage.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                              0);
    auto cell = m_drawing.coverage.begin();
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool frame =
                x < stroke || y < stroke || x >= width - stroke || y >= height - stroke;
            if (frame) *cell = 255;
            ++cell;
        }
    }
}

bool Atlas::place(Page& page, int width, int height, int& x, int& y) {
    // A shelf takes what is at most a quarter lower than itself.
    for (Shelf& shelf : page.shelves) {
        if (shelf.height < height || shelf.height * 3 > height * 4 + 12) continue;
        if (shelf.filled + width > kSide) continue;
        x = shelf.filled;
        y = shelf.y;
        shelf.filled += width;
        return true;
    }
    const int shelf_height = std::min((height + 3) / 4 * 4, kSide);
    if (page.filled_rows + shelf_height > kSide) return false;
    x = 0;
    y = page.filled_rows;
    page.shelves.push_back({page.filled_rows, shelf_height, width});
    page.filled_rows += shelf_height;
    return true;
}

GlyphImage Atlas::store_drawing() {
    GlyphImage image;
    if (m_drawing.width == 0) return image;
    const int width = m_drawing.width + kGap;
    const int height = m_drawing.height + kGap;
    std::size_t at = m_pages.size();
    while (at > 0 && !place(m_pages[at - 1], width, height, image.x, image.y)) --at;
    if (at == 0) {
        if (m_pages.size() < static_cast<std::size_t>(limits::kAtlasPages)) {
            m_pages.emplace_back();
            m_pages.back().coverage.reset(new_page());
            at = m_pages.size();
        } else {
            const auto oldest = std::min_element(
                m_pages.begin(), m_pages.end(),
                [](const Page& a, const Page& b) { return a.last_use < b.last_use; });
            at = static_cast<std::size_t>(oldest - m_pages.begin()) + 1;
            empty(at - 1);
        }
        LOTSE_CHECK(place(m_pages[at - 1], width, height, image.x, image.y));
    }
    Page& page = m_pages[at - 1];
    for (int row = 0; row < m_drawing.height; ++row) {
        const auto from =
            m_drawing.coverage.begin() + static_cast<std::ptrdiff_t>(row) * m_drawing.width;
        std::copy(
            from, from + m_drawing.width,
            page.coverage.get() + static_cast<std::ptrdiff_t>(image.y + row) * kSide + image.x);
    }
    ++page.revision;
    page.last_use = m_uses;
    image.page = static_cast<std::int32_t>(at - 1);
    image.width = m_drawing.width;
    image.height = m_drawing.height;
    image.left = m_drawing.left;
    image.top = m_drawing.top;
    return image;
}

void Atlas::empty(std::size_t index) {
    Page& page = m_pages[index];
    explicit_bzero(page.coverage.get(), page_bytes());
    page.shelves.clear();
    page.filled_rows = 0;
    ++page.revision;
    std::erase_if(m_images, [&](const auto& entry) {
        return entry.second.width > 0 && entry.second.page == static_cast<std::int32_t>(index);
    });
}

AlphaPage Atlas::page(int index) const {
    const Page& page = m_pages.at(static_cast<std::size_t>(index));
    return {kSide, page.coverage.get(), page.revision};
}

void Atlas::wipe() {
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        empty(i);
        madvise(m_pages[i].coverage.get(), page_bytes(), MADV_DONTNEED);
    }
    m_images.clear();
    m_drawing.coverage.assign(m_drawing.coverage.capacity(), 0);
    m_drawing = {};
}

}  // namespace lotse::text
