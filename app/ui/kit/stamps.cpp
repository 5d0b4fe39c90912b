// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/stamps.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui {
namespace {

/// How much of a pixel lies inside an edge that passes its middle at this distance, positive
/// inside.
float inside(float distance) {
    return std::clamp(distance + 0.5F, 0.0F, 1.0F);
}

std::uint8_t shade(float part) {
    return static_cast<std::uint8_t>(std::lround(part * 255));
}

std::size_t cell(int x, int y, int side) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
           static_cast<std::size_t>(x);
}

float distance(IconPoint at, IconPoint from, IconPoint to) {
    const float dx = to.x - from.x, dy = to.y - from.y;
    const float length = dx * dx + dy * dy;
    const float along =
        length > 0 ? std::clamp(((at.x - from.x) * dx + (at.y - from.y) * dy) / length, 0.0F, 1.0F)
                   : 0.0F;
    return std::hypot(at.x - from.x - along * dx, at.y - from.y - along * dy);
}

void paint_line(std::vector<std::uint8_t>& coverage, int side, IconPoint from, IconPoint to,
                float thickness) {
    const float reach = thickness / 2 + 1;
    const auto first = [&](float a, float b) {
        return std::max(0, static_cast<int>(std::floor(std::min(a, b) - reach)));
    };
    const auto behind = [&](float a, float b) {
        return std::min(side, static_cast<int>(std::ceil(std::max(a, b) + reach)));
    };
    for (int y = first(from.y, to.y); y < behind(from.y, to.y); ++y) {
        for (int x = first(from.x, to.x); x < behind(from.x, to.x); ++x) {
            const IconPoint middle{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
            std::uint8_t& pixel = coverage[cell(x, y, side)];
            pixel = std::max(pixel, shade(inside(thickness / 2 - distance(middle, from, to))));
        }
    }
}

}  // namespace

void paint_disc(std::vector<std::uint8_t>& coverage, int side, float thickness) {
    const float radius = static_cast<float>(side) / 2;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const float away = std::hypot(static_cast<float>(x) + 0.5F - radius,
                                          static_cast<float>(y) + 0.5F - radius);
            const float hole = thickness > 0 ? inside(radius - thickness - away) : 0.0F;
            coverage[cell(x, y, side)] = shade(inside(radius - away) - hole);
        }
    }
}

void paint_icon(std::vector<std::uint8_t>& coverage, int side, const Icon& icon, int grid,
                bool turned) {
    const float scale = static_cast<float>(grid) / 24;
    const float margin = static_cast<float>(side - grid) / 2;
    const auto place = [&](IconPoint point) {
        return IconPoint{margin + (turned ? 24 - point.x : point.x) * scale,
                         margin + point.y * scale};
    };
    for (const IconStroke& stroke : icon.strokes) {
        for (std::size_t i = 1; i < stroke.points.size(); ++i) {
            paint_line(coverage, side, place(stroke.points[i - 1]), place(stroke.points[i]),
                       2 * scale);
        }
        if (stroke.closed || stroke.points.size() == 1) {
            paint_line(coverage, side, place(stroke.points.back()), place(stroke.points.front()),
                       2 * scale);
        }
    }
}

}  // namespace lotse::ui
