// SPDX-License-Identifier: EUPL-1.2
/// Decides what a frame of draw lists consists of, and which tiles of the screen differ from the
/// frame before.
///
/// Draw lists come as triangles. Most of them are axis-aligned rectangles, glyphs at their own size
/// and fans of one colour; recognising these makes drawing several times faster than triangle by
/// triangle and lets a hash stand for exactly what reaches the pixels. Leaves alone: how pixels are
/// computed (rasterizer.h). A tile's hash covers, in order, every primitive whose box touches the
/// tile, together with the content of the atlas cells that it samples; so a glyph slot that is used
/// again for another glyph damages exactly what shows it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/alpha_page.h"
#include "platform/renderer.h"

namespace lotse::platform {

/// 1/256 pixel.
struct FixedPoint {
    std::int32_t x = 0, y = 0;
};

struct SceneVertex {
    FixedPoint at;
    std::uint32_t argb = 0;
    float u = 0, v = 0;
};

enum class Shape : std::uint8_t {
    Rectangle,  ///< box, one colour
    Glyph,      ///< box, one colour, coverage of a page texel by texel
    Polygon,    ///< vertices, one colour, convex
    Triangle,   ///< three vertices, colour and texture interpolated
};

struct Primitive {
    PixelRect box;  ///< the pixels it may touch, clipped to its scissor and to the screen
    Shape shape = Shape::Rectangle;
    std::int16_t page = -1;  ///< -1: no texture
    std::uint32_t argb = 0;
    std::uint32_t first_vertex = 0;
    std::uint32_t vertex_count = 0;
    int texel_x = 0, texel_y = 0;  ///< Glyph: texel = pixel + this
};

/// Remembers what the cells of the atlas pages held, as hashes.
class PageCells {
public:
    static constexpr int kCellPx = 32;
    /// Hashes the pages whose revision changed.
    void update(const AlphaPageSource& pages);
    /// Of the cells under a texel rectangle (half-open, clamped to the page).
    std::uint64_t content_hash(int page, const PixelRect& texels) const;

private:
    struct Page {
        bool known = false;
        std::uint64_t revision = 0;
        int cells_per_row = 0;
        std::vector<std::uint64_t> cells;
    };
    std::vector<Page> m_pages;
};

class Scene {
public:
    static constexpr int kTilePx = 32;

    /// Replaces the content by `frame`, as it shows on a screen of `width` × `height`.
    void build(const ImDrawData& frame, const AlphaPageSource& pages, Colour clear, int width,
               int height);

    const std::vector<Primitive>& primitives() const { return m_primitives; }
    const std::vector<SceneVertex>& vertices() const { return m_vertices; }
    std::uint32_t clear_argb() const { return m_clear; }
    int width() const { return m_width; }
    int height() const { return m_height; }
    int tiles_across() const { return (m_width + kTilePx - 1) / kTilePx; }
    int tiles_down() const { return (m_height + kTilePx - 1) / kTilePx; }
    const std::vector<std::uint64_t>& tile_hashes() const { return m_tiles; }

private:
    struct Batch;
    std::uint32_t add_fan(const Batch& batch, std::uint32_t index, std::uint32_t end);
    void add_rectangle(const Batch& batch, const SceneVertex* quad);
    bool add_glyph(const Batch& batch, const SceneVertex* quad);
    void add_triangle(const Batch& batch, const SceneVertex* corners);
    void add(Primitive primitive, std::uint64_t content);

    std::vector<Primitive> m_primitives;
    std::vector<SceneVertex> m_vertices;
    std::vector<std::uint64_t> m_tiles;
    PageCells m_cells;
    std::vector<SceneVertex> m_fan;
    std::uint32_t m_clear = 0;
    int m_width = 0, m_height = 0;
};

/// Keeps the last frame's tile hashes and answers what to draw again.
class Damage {
public:
    /// Disjoint rectangles that cover exactly or more than the tiles that differ; few enough to
    /// draw one by one. `tiles` receives how many tiles differ.
    std::vector<PixelRect> update(const Scene& scene, int& tiles);
    void invalidate() { m_valid = false; }

private:
    std::vector<std::uint64_t> m_last;
    int m_width = 0, m_height = 0;
    bool m_valid = false;
};

}  // namespace lotse::platform
