// SPDX-License-Identifier: EUPL-1.2
#include "platform/rasterizer.h"

#include <algorithm>
#include <climits>
#include <cmath>

namespace lotse::platform {
namespace {

PixelRect meet(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

/// value / 255, rounded, for value <= 255 * 255.
std::uint32_t over_255(std::uint32_t value) {
    value += 128;
    return (value + (value >> 8)) >> 8;
}

/// source over target; two channels share a multiplication. The target's alpha byte stays 255 if it
/// was.
std::uint32_t blend(std::uint32_t target, std::uint32_t source, std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    std::uint32_t red_blue =
        (source & 0x00FF00FFU) * alpha + (target & 0x00FF00FFU) * rest + 0x00800080U;
    std::uint32_t green = ((source >> 8) & 0xFFU) * alpha + ((target >> 8) & 0xFFU) * rest;
    red_blue = ((red_blue + ((red_blue >> 8) & 0x00FF00FFU)) >> 8) & 0x00FF00FFU;
    green = over_255(green) << 8;
    return (target & 0xFF000000U) | red_blue | green;
}

void fill_span(std::uint32_t* row, int left, int right, std::uint32_t argb) {
    const std::uint32_t alpha = argb >> 24;
    if (alpha == 255) {
        std::fill(row + left, row + right, argb);
        return;
    }
    for (int x = left; x < right; ++x) row[x] = blend(row[x], argb, alpha);
}

void draw_glyph(const Primitive& glyph, const AlphaPage& page, const PixelBuffer& to,
                const PixelRect& area) {
    const std::uint32_t alpha = glyph.argb >> 24;
    const std::uint32_t opaque = glyph.argb | 0xFF000000U;
    for (int y = area.y0; y < area.y1; ++y) {
        const std::uint8_t* coverage =
            page.coverage + static_cast<std::ptrdiff_t>(y + glyph.texel_y) * page.size_px +
            glyph.texel_x;
        std::uint32_t* row = to.row(y);
        for (int x = area.x0; x < area.x1; ++x) {
            const std::uint32_t covered = over_255(coverage[x] * alpha);
            if (covered == 0) continue;
            row[x] = covered == 255 ? opaque : blend(row[x], glyph.argb, covered);
        }
    }
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {  // b > 0
    const std::int64_t quotient = a / b;
    return quotient - (a % b < 0 ? 1 : 0);
}

/// A value that is linear over the screen, known at three corners.
struct Plane {
    double at_origin, per_x, per_y;  // per pixel

    double at(double row, int x) const { return row + per_x * x; }
    double row(int y) const { return at_origin + per_y * y; }
};

/// The planes through three corners, in pixel-centre coordinates.
class PlaneMaker {
public:
    explicit PlaneMaker(const SceneVertex* c)
        : m_x0((c[0].at.x - 128) / 256.0),
          m_y0((c[0].at.y - 128) / 256.0),
          m_x1((c[1].at.x - c[0].at.x) / 256.0),
          m_y1((c[1].at.y - c[0].at.y) / 256.0),
          m_x2((c[2].at.x - c[0].at.x) / 256.0),
          m_y2((c[2].at.y - c[0].at.y) / 256.0),
          m_area(m_x1 * m_y2 - m_x2 * m_y1) {}

    bool degenerate() const { return m_area == 0; }
    Plane through(double v0, double v1, double v2) const {
        Plane plane{};
        plane.per_x = ((v1 - v0) * m_y2 - (v2 - v0) * m_y1) / m_area;
        plane.per_y = ((v2 - v0) * m_x1 - (v1 - v0) * m_x2) / m_area;
        plane.at_origin = v0 - plane.per_x * m_x0 - plane.per_y * m_y0;
        return plane;
    }

private:
    double m_x0, m_y0, m_x1, m_y1, m_x2, m_y2, m_area;
};

std::uint32_t channel(double value) {
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): from 0 on, and lround is a call for every pixel
    return static_cast<std::uint32_t>(std::clamp(value, 0.0, 255.0) + 0.5);
}

/// Coverage between texel centres; outside the page the border texel goes on.
double sample(const AlphaPage& page, double u, double v) {
    const double last = page.size_px - 1;
    const double x = std::clamp(u * page.size_px - 0.5, 0.0, last);
    const double y = std::clamp(v * page.size_px - 0.5, 0.0, last);
    const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, page.size_px - 1), y1 = std::min(y0 + 1, page.size_px - 1);
    const std::uint8_t* above = page.coverage + static_cast<std::ptrdiff_t>(y0) * page.size_px;
    const std::uint8_t* below = page.coverage + static_cast<std::ptrdiff_t>(y1) * page.size_px;
    const double fx = x - x0, fy = y - y0;
    const double top = above[x0] + (above[x1] - above[x0]) * fx;
    const double bottom = below[x0] + (below[x1] - below[x0]) * fx;
    return top + (bottom - top) * fy;
}

}  // namespace

void Rasterizer::draw(const Scene& scene, const AlphaPageSource& pages, const PixelBuffer& to,
                      const PixelRect& clip) {
    for (int y = clip.y0; y < clip.y1; ++y) {
        std::fill(to.row(y) + clip.x0, to.row(y) + clip.x1, scene.clear_argb());
    }
    int open_page = -1;
    AlphaPage page;
    for (const Primitive& primitive : scene.primitives()) {
        const PixelRect area = meet(primitive.box, clip);
        if (area.empty()) continue;
        if (primitive.page >= 0 && primitive.page != open_page) {
            open_page = primitive.page;
            page = pages.page(open_page);
        }
        const SceneVertex* vertices = scene.vertices().data() + primitive.first_vertex;
        switch (primitive.shape) {
            case Shape::Rectangle:
                for (int y = area.y0; y < area.y1; ++y) {
                    fill_span(to.row(y), area.x0, area.x1, primitive.argb);
                }
                break;
            case Shape::Glyph:
                draw_glyph(primitive, page, to, area);
                break;
            case Shape::Polygon:
                draw_polygon(vertices, primitive, to, area);
                break;
            case Shape::Triangle:
                draw_triangle(vertices, primitive.page >= 0 ? &page : nullptr, to, area);
                break;
        }
    }
}

/// Every row of a convex polygon is crossed by one edge that goes down and one that goes up. The
/// first pixel right of an edge is ceil(crossing - 1/2), exactly, in integers; row by row it
/// advances by the edge's slope with remainder.
void Rasterizer::scan(const SceneVertex* vertices, std::uint32_t count, const PixelRect& area) {
    m_spans.assign(static_cast<std::size_t>(area.y1 - area.y0), Span{INT_MAX, INT_MIN});
    for (std::uint32_t i = 0; i < count; ++i) {
        FixedPoint top = vertices[i].at, bottom = vertices[i + 1 == count ? 0 : i + 1].at;
        if (top.y == bottom.y) continue;
        if (top.y > bottom.y) std::swap(top, bottom);
        const int first = std::max((top.y + 127) >> 8, area.y0);
        const int end = std::min((bottom.y + 127) >> 8, area.y1);
        if (first >= end) continue;
        const std::int64_t dx = bottom.x - top.x, dy = bottom.y - top.y;
        const std::int64_t unit = dy * 256;
        const std::int64_t start = (static_cast<std::int64_t>(top.x) - 128) * dy +
                                   (static_cast<std::int64_t>(first) * 256 + 128 - top.y) * dx +
                                   unit - 1;
        std::int64_t x = floor_div(start, unit);
        std::int64_t remainder = start - x * unit;
        const std::int64_t step = floor_div(dx, dy);
        const std::int64_t step_remainder = (dx - step * dy) * 256;
        Span* span = &m_spans[static_cast<std::size_t>(first - area.y0)];
        for (int y = first; y < end; ++y, ++span) {
            const int px = static_cast<int>(x);
            span->left = std::min(span->left, px);
            span->right = std::max(span->right, px);
            x += step;
            remainder += step_remainder;
            if (remainder >= unit) {
                remainder -= unit;
                ++x;
            }
        }
    }
    for (Span& span : m_spans) {
        span.left = std::max(span.left, area.x0);
        span.right = std::min(span.right, area.x1);
    }
}

void Rasterizer::draw_polygon(const SceneVertex* vertices, const Primitive& polygon,
                              const PixelBuffer& to, const PixelRect& area) {
    scan(vertices, polygon.vertex_count, area);
    for (int y = area.y0; y < area.y1; ++y) {
        const Span span = m_spans[static_cast<std::size_t>(y - area.y0)];
        if (span.left < span.right) fill_span(to.row(y), span.left, span.right, polygon.argb);
    }
}

void Rasterizer::draw_triangle(const SceneVertex* corners, const AlphaPage* page,
                               const PixelBuffer& to, const PixelRect& area) {
    const PlaneMaker planes(corners);
    if (planes.degenerate()) return;
    scan(corners, 3, area);
    const auto plane_of = [&](int shift) {
        const auto value = [&](int i) {
            return static_cast<double>((corners[i].argb >> shift) & 0xFFU);
        };
        return planes.through(value(0), value(1), value(2));
    };
    const Plane alpha = plane_of(24);
    const bool one_colour = ((corners[0].argb ^ corners[1].argb) & 0xFFFFFFU) == 0 &&
                            ((corners[0].argb ^ corners[2].argb) & 0xFFFFFFU) == 0;
    // The edges of anti-aliased shapes: only the alpha fades.
    if (one_colour && page == nullptr) {
        for (int y = area.y0; y < area.y1; ++y) {
            const Span span = m_spans[static_cast<std::size_t>(y - area.y0)];
            const double alpha_row = alpha.row(y);
            std::uint32_t* row = to.row(y);
            for (int x = span.left; x < span.right; ++x) {
                row[x] = blend(row[x], corners[0].argb, channel(alpha.at(alpha_row, x)));
            }
        }
        return;
    }
    const Plane red = plane_of(16), green = plane_of(8), blue = plane_of(0);
    const Plane u = planes.through(corners[0].u, corners[1].u, corners[2].u);
    const Plane v = planes.through(corners[0].v, corners[1].v, corners[2].v);
    for (int y = area.y0; y < area.y1; ++y) {
        const Span span = m_spans[static_cast<std::size_t>(y - area.y0)];
        std::uint32_t* row = to.row(y);
        for (int x = span.left; x < span.right; ++x) {
            const std::uint32_t colour = (channel(red.at(red.row(y), x)) << 16) |
                                         (channel(green.at(green.row(y), x)) << 8) |
                                         channel(blue.at(blue.row(y), x));
            double opacity = alpha.at(alpha.row(y), x);
            if (page != nullptr) {
                opacity *= sample(*page, u.at(u.row(y), x), v.at(v.row(y), x)) / 255.0;
            }
            row[x] = blend(row[x], colour, channel(opacity));
        }
    }
}

}  // namespace lotse::platform
