// SPDX-License-Identifier: EUPL-1.2
#include "platform/scene.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/check.h"
#include "imgui.h"

namespace lotse::platform {
namespace {

/// Where a table that stands row by row has the column of the row.
std::size_t place_of(int row, int columns, int column = 0) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
}

constexpr std::uint64_t kSeed = 0x9e3779b97f4a7c15U;
/// Beyond this, products of two 24.8 coordinates would leave 64 bits. No layout reaches it on
/// purpose.
constexpr float kFarthestPx = 1.0e6F;
/// Disjoint rectangles are drawn one by one, each with a pass over all primitives.
constexpr std::size_t kMostDamageRects = 24;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0xd6e8feb86659fd93U;
    return hash ^ (hash >> 32);
}

std::uint64_t pair(std::int32_t high, std::int32_t low) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32) |
           static_cast<std::uint32_t>(low);
}

std::uint64_t pair(float high, float low) {
    std::int32_t bits[2];
    std::memcpy(&bits[0], &high, sizeof(high));
    std::memcpy(&bits[1], &low, sizeof(low));
    return pair(bits[0], bits[1]);
}

std::uint32_t argb_of(ImU32 colour) {
    return (colour & 0xFF00FF00U) | ((colour & 0xFFU) << 16) | ((colour >> 16) & 0xFFU);
}

bool transparent(std::uint32_t argb) {
    return (argb >> 24) == 0;
}

PixelRect meet(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

/// The first pixel whose centre is not before a 24.8 coordinate.
int first_centre(std::int32_t fixed) {
    return (fixed + 127) >> 8;
}

PixelRect covered_by(const SceneVertex* vertices, std::size_t count) {
    FixedPoint low = vertices[0].at, high = vertices[0].at;
    for (std::size_t i = 1; i < count; ++i) {
        low = {std::min(low.x, vertices[i].at.x), std::min(low.y, vertices[i].at.y)};
        high = {std::max(high.x, vertices[i].at.x), std::max(high.y, vertices[i].at.y)};
    }
    return {first_centre(low.x), first_centre(low.y), first_centre(high.x), first_centre(high.y)};
}

bool axis_aligned(const SceneVertex* q) {
    const bool flat_first = q[0].at.y == q[1].at.y && q[1].at.x == q[2].at.x &&
                            q[2].at.y == q[3].at.y && q[3].at.x == q[0].at.x;
    const bool steep_first = q[0].at.x == q[1].at.x && q[1].at.y == q[2].at.y &&
                             q[2].at.x == q[3].at.x && q[3].at.y == q[0].at.y;
    return flat_first || steep_first;
}

/// Whether the polygon turns one way only, and once. Positions were rounded to 1/256 pixel, so
/// nearly straight corners of a convex path may turn back by that much.
bool convex(const std::vector<SceneVertex>& polygon) {
    const std::size_t count = polygon.size();
    int sign = 0;
    int turns_y = 0;
    int last_direction = 0;
    for (std::size_t i = 0; i < count + 2; ++i) {
        const FixedPoint a = polygon[i % count].at;
        const FixedPoint b = polygon[(i + 1) % count].at;
        const FixedPoint c = polygon[(i + 2) % count].at;
        const std::int64_t dx1 = b.x - a.x, dy1 = b.y - a.y, dx2 = c.x - b.x, dy2 = c.y - b.y;
        const std::int64_t cross = dx1 * dy2 - dy1 * dx2;
        const std::int64_t rounding =
            2 * (std::abs(dx1) + std::abs(dy1) + std::abs(dx2) + std::abs(dy2));
        if (std::abs(cross) > rounding) {
            const int turn = cross > 0 ? 1 : -1;
            if (sign != 0 && turn != sign) return false;
            sign = turn;
        }
        if (dy1 != 0) {
            const int direction = dy1 > 0 ? 1 : -1;
            if (last_direction != 0 && direction != last_direction) ++turns_y;
            last_direction = direction;
        }
    }
    // Two changes between up and down once around; the walk overlaps its start by two edges.
    return turns_y <= 3;
}

}  // namespace

void PageCells::update(const AlphaPageSource& pages) {
    m_pages.resize(static_cast<std::size_t>(std::max(0, pages.page_count())));
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        const AlphaPage source = pages.page(static_cast<int>(i));
        Page& page = m_pages[i];
        const int across = source.size_px / kCellPx;
        if (page.known && page.revision == source.revision && page.cells_per_row == across)
            continue;
        LOTSE_CHECK(source.size_px > 0 && source.size_px % kCellPx == 0);
        page = {true, source.revision, across, {}};
        page.cells.assign(static_cast<std::size_t>(across) * static_cast<std::size_t>(across),
                          kSeed);
        const std::uint8_t* bytes = source.coverage;
        for (int y = 0; y < source.size_px; ++y) {
            std::uint64_t* cell = &page.cells[place_of(y / kCellPx, across)];
            for (int x = 0; x < across; ++x, ++cell) {
                std::uint64_t words[kCellPx / 8];
                std::memcpy(words, bytes, sizeof(words));
                bytes += kCellPx;
                for (const std::uint64_t word : words) *cell = mix(*cell, word);
            }
        }
    }
}

std::uint64_t PageCells::content_hash(int page, const PixelRect& texels) const {
    const Page& from = m_pages[static_cast<std::size_t>(page)];
    const int last = from.cells_per_row - 1;
    const auto cell_of = [last](int texel) { return std::clamp(texel / kCellPx, 0, last); };
    std::uint64_t hash = kSeed;
    for (int y = cell_of(texels.y0); y <= cell_of(texels.y1 - 1); ++y) {
        for (int x = cell_of(texels.x0); x <= cell_of(texels.x1 - 1); ++x) {
            hash = mix(hash, from.cells[place_of(y, from.cells_per_row, x)]);
        }
    }
    return hash;
}

/// One draw command: indices into its vertices, with what they have in common.
struct Scene::Batch {
    const ImDrawVert* vertices;
    const ImDrawIdx* indices;
    ImVec2 origin;
    PixelRect scissor;
    int page;          // -1: none
    int page_size_px;  // 0: none

    ImU32 colour(std::uint32_t index) const { return vertices[indices[index]].col; }
    SceneVertex vertex(std::uint32_t index) const {
        const ImDrawVert& from = vertices[indices[index]];
        SceneVertex vertex;
        vertex.at.x = static_cast<std::int32_t>(std::lrintf((from.pos.x - origin.x) * 256.0F));
        vertex.at.y = static_cast<std::int32_t>(std::lrintf((from.pos.y - origin.y) * 256.0F));
        vertex.argb = argb_of(from.col);
        vertex.u = from.uv.x;
        vertex.v = from.uv.y;
        return vertex;
    }
    bool reachable(std::uint32_t index) const {
        const ImVec2 at = vertices[indices[index]].pos;
        return std::fabs(at.x) < kFarthestPx && std::fabs(at.y) < kFarthestPx;  // false for NaN
    }
};

void Scene::build(const ImDrawData& frame, const AlphaPageSource& pages, Colour clear, int width,
                  int height) {
    m_width = width;
    m_height = height;
    m_clear = 0xFF000000U | (static_cast<std::uint32_t>(clear.red) << 16) |
              (static_cast<std::uint32_t>(clear.green) << 8) | clear.blue;
    m_primitives.clear();
    m_vertices.clear();
    m_tiles.assign(place_of(tiles_down(), tiles_across()), mix(kSeed, m_clear));
    m_cells.update(pages);

    for (int l = 0; l < frame.CmdListsCount; ++l) {
        const ImDrawList& list = *frame.CmdLists[l];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            LOTSE_CHECK(command.UserCallback == nullptr);
            Batch batch{};
            batch.vertices = list.VtxBuffer.Data + command.VtxOffset;
            batch.indices = list.IdxBuffer.Data + command.IdxOffset;
            batch.origin = frame.DisplayPos;
            const auto edge = [](float value) {
                return static_cast<int>(std::floor(std::clamp(value, -kFarthestPx, kFarthestPx)));
            };
            batch.scissor = meet({edge(command.ClipRect.x - frame.DisplayPos.x),
                                  edge(command.ClipRect.y - frame.DisplayPos.y),
                                  edge(command.ClipRect.z - frame.DisplayPos.x),
                                  edge(command.ClipRect.w - frame.DisplayPos.y)},
                                 {0, 0, width, height});
            if (batch.scissor.empty()) continue;
            batch.page = static_cast<int>(reinterpret_cast<std::intptr_t>(command.GetTexID())) - 1;
            LOTSE_CHECK(batch.page >= -1 && batch.page < pages.page_count());
            if (batch.page >= 0) batch.page_size_px = pages.page(batch.page).size_px;
            const std::uint32_t end = command.ElemCount / 3 * 3;
            for (std::uint32_t i = 0; i < end;) i = add_fan(batch, i, end);
        }
    }
}

std::uint32_t Scene::add_fan(const Batch& batch, std::uint32_t index, std::uint32_t end) {
    const ImDrawIdx* indices = batch.indices;
    const std::uint32_t first = index;
    const ImU32 colour = batch.colour(index);
    bool reachable =
        batch.reachable(index) && batch.reachable(index + 1) && batch.reachable(index + 2);
    const bool flat = colour == batch.colour(index + 1) && colour == batch.colour(index + 2);
    index += 3;
    if (!flat) {
        if (reachable) {
            const SceneVertex corners[3] = {batch.vertex(first), batch.vertex(first + 1),
                                            batch.vertex(first + 2)};
            add_triangle(batch, corners);
        }
        return index;
    }
    const std::uint32_t most = batch.page >= 0 ? first + 6 : end;
    while (index < std::min(end, most) && indices[index] == indices[first] &&
           indices[index + 1] == indices[index - 1] && batch.colour(index + 2) == colour) {
        reachable = reachable && batch.reachable(index + 2);
        index += 3;
    }
    if (!reachable || transparent(argb_of(colour))) return index;

    m_fan.clear();
    m_fan.push_back(batch.vertex(first));
    m_fan.push_back(batch.vertex(first + 1));
    for (std::uint32_t i = first; i < index; i += 3) m_fan.push_back(batch.vertex(i + 2));

    if (m_fan.size() == 4 && axis_aligned(m_fan.data())) {
        if (batch.page < 0) {
            add_rectangle(batch, m_fan.data());
            return index;
        }
        if (add_glyph(batch, m_fan.data())) return index;
    }
    if (batch.page < 0 && convex(m_fan)) {
        Primitive polygon;
        polygon.shape = Shape::Polygon;
        polygon.argb = m_fan[0].argb;
        polygon.box = meet(covered_by(m_fan.data(), m_fan.size()), batch.scissor);
        if (polygon.box.empty()) return index;
        polygon.first_vertex = static_cast<std::uint32_t>(m_vertices.size());
        polygon.vertex_count = static_cast<std::uint32_t>(m_fan.size());
        std::uint64_t content = kSeed;
        for (const SceneVertex& vertex : m_fan)
            content = mix(content, pair(vertex.at.x, vertex.at.y));
        m_vertices.insert(m_vertices.end(), m_fan.begin(), m_fan.end());
        add(polygon, content);
        return index;
    }
    for (std::size_t i = 2; i < m_fan.size(); ++i) {
        const SceneVertex corners[3] = {m_fan[0], m_fan[i - 1], m_fan[i]};
        add_triangle(batch, corners);
    }
    return index;
}

void Scene::add_rectangle(const Batch& batch, const SceneVertex* quad) {
    Primitive rectangle;
    rectangle.shape = Shape::Rectangle;
    rectangle.argb = quad[0].argb;
    rectangle.box = meet(covered_by(quad, 4), batch.scissor);
    if (!rectangle.box.empty()) add(rectangle, kSeed);
}

/// True if the quad shows texels one to one. A quad between two pixels goes to the nearer one: text
/// stays sharp.
bool Scene::add_glyph(const Batch& batch, const SceneVertex* quad) {
    const SceneVertex &low = quad[0], &high = quad[2];
    const bool upright = low.u == quad[3].u && high.u == quad[1].u && low.v == quad[1].v &&
                         high.v == quad[3].v && low.at.y == quad[1].at.y && low.at.x < high.at.x &&
                         low.at.y < high.at.y;
    if (!upright) return false;
    const float size = static_cast<float>(batch.page_size_px);
    const float texels[4] = {low.u * size, low.v * size, high.u * size, high.v * size};
    int whole[4];
    for (int i = 0; i < 4; ++i) {
        if (!(texels[i] > -0.5F && texels[i] < size + 0.5F)) return false;
        whole[i] = static_cast<int>(std::lrintf(texels[i]));
        if (std::fabs(texels[i] - static_cast<float>(whole[i])) > 1.0F / 64) return false;
    }
    const int width = whole[2] - whole[0], height = whole[3] - whole[1];
    const int tolerance = 8;  // 1/32 pixel
    if (std::abs((high.at.x - low.at.x) - width * 256) > tolerance ||
        std::abs((high.at.y - low.at.y) - height * 256) > tolerance) {
        return false;
    }
    const int x = (low.at.x + 128) >> 8, y = (low.at.y + 128) >> 8;
    Primitive glyph;
    glyph.shape = Shape::Glyph;
    glyph.page = static_cast<std::int16_t>(batch.page);
    glyph.argb = low.argb;
    glyph.box = meet({x, y, x + width, y + height}, batch.scissor);
    glyph.texel_x = whole[0] - x;
    glyph.texel_y = whole[1] - y;
    if (glyph.box.empty()) return true;
    add(glyph, mix(pair(glyph.texel_x, glyph.texel_y),
                   m_cells.content_hash(batch.page, {whole[0], whole[1], whole[2], whole[3]})));
    return true;
}

void Scene::add_triangle(const Batch& batch, const SceneVertex* corners) {
    if (transparent(corners[0].argb) && transparent(corners[1].argb) &&
        transparent(corners[2].argb)) {
        return;
    }
    Primitive triangle;
    triangle.shape = Shape::Triangle;
    triangle.page = static_cast<std::int16_t>(batch.page);
    triangle.box = meet(covered_by(corners, 3), batch.scissor);
    if (triangle.box.empty()) return;
    triangle.first_vertex = static_cast<std::uint32_t>(m_vertices.size());
    triangle.vertex_count = 3;
    std::uint64_t content = kSeed;
    for (int i = 0; i < 3; ++i) {
        content = mix(mix(content, pair(corners[i].at.x, corners[i].at.y)), corners[i].argb);
        if (batch.page >= 0) content = mix(content, pair(corners[i].u, corners[i].v));
    }
    if (batch.page >= 0) {
        // Sampling blends neighbouring texels, hence one texel more on each side.
        const float size = static_cast<float>(batch.page_size_px);
        const auto texel = [size](float coordinate) {
            return static_cast<int>(std::clamp(coordinate, 0.0F, 1.0F) * size);
        };
        const auto [u0, u1] = std::minmax({corners[0].u, corners[1].u, corners[2].u});
        const auto [v0, v1] = std::minmax({corners[0].v, corners[1].v, corners[2].v});
        content = mix(content, m_cells.content_hash(batch.page, {texel(u0) - 1, texel(v0) - 1,
                                                                 texel(u1) + 2, texel(v1) + 2}));
    }
    m_vertices.insert(m_vertices.end(), corners, corners + 3);
    add(triangle, content);
}

void Scene::add(Primitive primitive, std::uint64_t content) {
    std::uint64_t hash = mix(content, pair(primitive.box.x0, primitive.box.y0));
    hash = mix(hash, pair(primitive.box.x1, primitive.box.y1));
    hash = mix(hash, pair(static_cast<std::int32_t>(primitive.argb),
                          primitive.page * 8 + static_cast<int>(primitive.shape)));
    const int across = tiles_across();
    const int last_x = (primitive.box.x1 - 1) / kTilePx, last_y = (primitive.box.y1 - 1) / kTilePx;
    for (int y = primitive.box.y0 / kTilePx; y <= last_y; ++y) {
        for (int x = primitive.box.x0 / kTilePx; x <= last_x; ++x) {
            std::uint64_t& tile = m_tiles[place_of(y, across, x)];
            tile = mix(tile, hash);
        }
    }
    m_primitives.push_back(primitive);
}

std::vector<PixelRect> Damage::update(const Scene& scene, int& tiles) {
    const std::vector<std::uint64_t>& now = scene.tile_hashes();
    const int across = scene.tiles_across(), down = scene.tiles_down();
    const bool all = !m_valid || m_width != scene.width() || m_height != scene.height();
    tiles = 0;
    std::vector<PixelRect> rects;
    if (all) {
        tiles = across * down;
        rects.push_back({0, 0, scene.width(), scene.height()});
    } else {
        const auto changed = [&](int x, int y) {
            const std::size_t at = place_of(y, across, x);
            return now[at] != m_last[at];
        };
        const auto tile_rect = [&](int x0, int y0, int x1, int y1) {
            return PixelRect{x0 * Scene::kTilePx, y0 * Scene::kTilePx,
                             std::min(x1 * Scene::kTilePx, scene.width()),
                             std::min(y1 * Scene::kTilePx, scene.height())};
        };
        const auto add = [&rects](const PixelRect& rect) {
            for (PixelRect& above : rects) {
                if (above.x0 == rect.x0 && above.x1 == rect.x1 && above.y1 == rect.y0) {
                    above.y1 = rect.y1;
                    return;
                }
            }
            rects.push_back(rect);
        };
        std::vector<PixelRect> bands;  // per row of tiles, from the first changed to the last
        for (int y = 0; y < down; ++y) {
            int first = across, last = -1;
            for (int x = 0; x < across; ++x) {
                if (!changed(x, y)) continue;
                const int begin = x;
                while (x < across && changed(x, y)) ++x;
                tiles += x - begin;
                first = std::min(first, begin);
                last = x;
                add(tile_rect(begin, y, x, y + 1));
            }
            if (last >= 0) bands.push_back(tile_rect(first, y, last, y + 1));
        }
        if (rects.size() > kMostDamageRects) {
            rects.clear();
            for (const PixelRect& band : bands) add(band);
        }
    }
    m_last = now;
    m_width = scene.width();
    m_height = scene.height();
    m_valid = true;
    return rects;
}

}  // namespace lotse::platform
