// SPDX-License-Identifier: EUPL-1.2
/// Rectangles of the interface.
///
/// Units: pixels. x grows from the *start* edge of the screen (left in left-to-right languages,
/// right in right-to-left ones), y downwards. Only Canvas turns start into left or right, so a
/// layout is written once for both directions.
#pragma once

#include <algorithm>

namespace lotse::ui {

struct Box {
    float x = 0, y = 0, width = 0, height = 0;

    float end() const { return x + width; }
    float bottom() const { return y + height; }
    bool empty() const { return width <= 0 || height <= 0; }
    bool contains(float px, float py) const {
        return px >= x && px < end() && py >= y && py < bottom();
    }
    bool contains(const Box& other) const {
        return other.x >= x && other.y >= y && other.end() <= end() && other.bottom() <= bottom();
    }
    Box inset(float by) const { return inset(by, by); }
    Box inset(float dx, float dy) const {
        return {x + dx, y + dy, std::max(0.0F, width - 2 * dx), std::max(0.0F, height - 2 * dy)};
    }
    Box intersect(const Box& other) const {
        const float x0 = std::max(x, other.x), y0 = std::max(y, other.y);
        const float x1 = std::min(end(), other.end()), y1 = std::min(bottom(), other.bottom());
        return {x0, y0, std::max(0.0F, x1 - x0), std::max(0.0F, y1 - y0)};
    }
    /// Cuts a piece off and keeps the rest.
    Box take_top(float piece) {
        const Box cut{x, y, width, std::min(piece, height)};
        y += cut.height;
        height -= cut.height;
        return cut;
    }
    Box take_bottom(float piece) {
        const float cut = std::min(piece, height);
        height -= cut;
        return {x, y + height, width, cut};
    }
    Box take_start(float piece) {
        const Box cut{x, y, std::min(piece, width), height};
        x += cut.width;
        width -= cut.width;
        return cut;
    }
    Box take_end(float piece) {
        const float cut = std::min(piece, width);
        width -= cut;
        return {x + width, y, cut, height};
    }
    /// A box of the given size in the middle.
    Box centred(float inner_width, float inner_height) const {
        return {x + (width - inner_width) / 2, y + (height - inner_height) / 2, inner_width,
                inner_height};
    }
    bool operator==(const Box&) const = default;
};

}  // namespace lotse::ui
