// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/shapes.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/kit/stamps.h"

namespace lotse::ui {
namespace {

ImU32 packed(Colour c) {
    return IM_COL32(c.red, c.green, c.blue, c.alpha);
}

/// Dear ImGui hands on what names a page of the atlas; 0 is its own.
ImTextureID texture_of(int page) {
    const auto name = static_cast<std::intptr_t>(page) + 1;
    return reinterpret_cast<ImTextureID>(name);  // NOLINT(performance-no-int-to-ptr)
}

/// Kinds of stamps, the first of the three parts of their names.
constexpr std::uint64_t kDiscStamp = 1, kIconStamp = 2;
/// Pixels of a side; what is larger is seldom on a screen twice.
constexpr int kLargestStamp = 256;

/// On whole pixels, where its corners' pictures fit.
Box whole(const Box& box) {
    const float x = std::round(box.x), y = std::round(box.y);
    return {x, y, std::round(box.end()) - x, std::round(box.bottom()) - y};
}

/// Whole pixels that fit into the box; below 1: none.
float corner_of(const Box& box, float radius) {
    const float most =
        std::min({box.width / 2, box.height / 2, static_cast<float>(kLargestStamp) / 2});
    return std::floor(std::min(std::round(radius), most));
}

}  // namespace

void Shapes::prepare_imgui() {
    // Lines from the font texture would need that texture; ours is a white texel.
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    ImGui::GetStyle().AntiAliasedLines = true;
    ImGui::GetStyle().AntiAliasedFill = true;
}

void Shapes::draw_onto_frame() {
    m_list = ImGui::GetBackgroundDrawList();
}

void Shapes::push_clip(const Box& box, bool inside) {
    m_list->PushClipRect({box.x, box.y}, {box.end(), box.bottom()}, inside);
}

void Shapes::pop_clip() {
    m_list->PopClipRect();
}

text::GlyphQuad Shapes::disc(float diameter, float thickness) {
    const int side = static_cast<int>(diameter);
    const auto quarters = static_cast<std::uint64_t>(std::lround(thickness * 4));
    const std::uint64_t name =
        kDiscStamp << 40U | static_cast<std::uint64_t>(side) << 16U | quarters;
    return m_engine.stamp(name, side, side, [&](std::vector<std::uint8_t>& coverage) {
        paint_disc(coverage, side, static_cast<float>(quarters) / 4);
    });
}

void Shapes::put_stamp(const text::GlyphQuad& stamp, float x, float y, const Box& part,
                       Colour colour) {
    const float u = (stamp.u1 - stamp.u0) / stamp.x1, v = (stamp.v1 - stamp.v0) / stamp.y1;
    m_list->PushTextureID(texture_of(stamp.page));
    m_list->PrimReserve(6, 4);
    m_list->PrimRectUV({x, y}, {x + part.width, y + part.height},
                       {stamp.u0 + part.x * u, stamp.v0 + part.y * v},
                       {stamp.u0 + part.end() * u, stamp.v0 + part.bottom() * v}, packed(colour));
    m_list->PopTextureID();
}

void Shapes::put_corners(const Box& at, float radius, float thickness, Colour colour) {
    const text::GlyphQuad round = disc(2 * radius, thickness);
    const float right = at.end() - radius, low = at.bottom() - radius;
    put_stamp(round, at.x, at.y, {0, 0, radius, radius}, colour);
    put_stamp(round, right, at.y, {radius, 0, radius, radius}, colour);
    put_stamp(round, at.x, low, {0, radius, radius, radius}, colour);
    put_stamp(round, right, low, {radius, radius, radius, radius}, colour);
}

void Shapes::fill(const Box& box, Colour colour, float radius) {
    Box at = box;
    if (radius > 0) {
        at = whole(at);
    }
    const float corner = corner_of(at, radius);
    const auto rectangle = [&](float x0, float y0, float x1, float y1) {
        if (x1 > x0 && y1 > y0) {
            m_list->AddRectFilled({x0, y0}, {x1, y1}, packed(colour));
        }
    };
    if (corner < 1) {
        return rectangle(at.x, at.y, at.end(), at.bottom());
    }
    rectangle(at.x + corner, at.y, at.end() - corner, at.bottom());
    rectangle(at.x, at.y + corner, at.x + corner, at.bottom() - corner);
    rectangle(at.end() - corner, at.y + corner, at.end(), at.bottom() - corner);
    put_corners(at, corner, 0, colour);
}

void Shapes::outline(const Box& box, Colour colour, float thickness, float radius) {
    Box at = box;
    if (radius > 0) {
        at = whole(at);
        thickness = std::max(1.0F, std::round(thickness));
    }
    const float corner = corner_of(at, radius);
    if (corner >= 1) {
        put_corners(at, corner, thickness, colour);
    }
    // Four rectangles: sharp at any thickness and cheap without a GPU.
    const auto bar = [&](float x0, float y0, float x1, float y1) {
        if (x1 > x0 && y1 > y0) {
            m_list->AddRectFilled({x0, y0}, {x1, y1}, packed(colour));
        }
    };
    const float beside = std::max(corner, corner < 1 ? thickness : 0.0F);
    bar(at.x + corner, at.y, at.end() - corner, at.y + thickness);
    bar(at.x + corner, at.bottom() - thickness, at.end() - corner, at.bottom());
    bar(at.x, at.y + beside, at.x + thickness, at.bottom() - beside);
    bar(at.end() - thickness, at.y + beside, at.end(), at.bottom() - beside);
}

void Shapes::ring(const Box& box, float radius, Colour colour, float thickness) {
    const float diameter =
        std::clamp(std::round(2 * radius), 1.0F, static_cast<float>(kLargestStamp));
    const Box at = box.centred(diameter, diameter);
    put_stamp(disc(diameter, thickness), std::round(at.x), std::round(at.y),
              {0, 0, diameter, diameter}, colour);
}

void Shapes::pictogram(const Icon& icon, const Box& box, bool turned, Colour colour) {
    const float side = std::min(box.width, box.height);
    const Box at = box.centred(side, side);
    const int grid = static_cast<int>(std::lround(side));
    if (icon.number == 0 || grid < 1 || grid > kLargestStamp) {
        return strokes(icon, at, turned, colour);
    }
    // Strokes on the grid's edge reach over it by half their width.
    const int margin = grid / 24 + 2;
    const int whole_side = grid + 2 * margin;
    const std::uint64_t name = kIconStamp << 40U |
                               static_cast<std::uint64_t>(icon.number & 0xFFFFFFU) << 16U |
                               static_cast<std::uint64_t>(grid) << 1U | (turned ? 1U : 0U);
    const text::GlyphQuad stamp =
        m_engine.stamp(name, whole_side, whole_side, [&](std::vector<std::uint8_t>& coverage) {
            paint_icon(coverage, whole_side, icon, grid, turned);
        });
    put_stamp(stamp, std::round(at.x) - static_cast<float>(margin),
              std::round(at.y) - static_cast<float>(margin), {0, 0, stamp.x1, stamp.y1}, colour);
}

void Shapes::strokes(const Icon& icon, const Box& at, bool turned, Colour colour) {
    const float scale = at.width / 24.0F;
    const float thickness = 2.0F * scale;
    std::vector<ImVec2> points;
    for (const IconStroke& stroke : icon.strokes) {
        points.clear();
        for (const IconPoint& p : stroke.points) {
            points.push_back({at.x + (turned ? 24.0F - p.x : p.x) * scale, at.y + p.y * scale});
        }
        m_list->AddPolyline(points.data(), static_cast<int>(points.size()), packed(colour),
                            stroke.closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
        if (!stroke.closed) {
            m_list->AddCircleFilled(points.front(), thickness / 2, packed(colour), 12);
            m_list->AddCircleFilled(points.back(), thickness / 2, packed(colour), 12);
        }
    }
}

void Shapes::letters(const text::Layout& layout, float x, float y, Colour colour) {
    const ImU32 ink = packed(colour);
    int page = -1;
    m_engine.quads(layout, x, y, [&](const text::GlyphQuad& quad) {
        if (quad.page != page) {
            if (page >= 0) {
                m_list->PopTextureID();
            }
            page = quad.page;
            m_list->PushTextureID(texture_of(page));
        }
        m_list->PrimReserve(6, 4);
        m_list->PrimRectUV({quad.x0, quad.y0}, {quad.x1, quad.y1}, {quad.u0, quad.v0},
                           {quad.u1, quad.v1}, ink);
    });
    if (page >= 0) {
        m_list->PopTextureID();
    }
}

}  // namespace lotse::ui
