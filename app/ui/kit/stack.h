// SPDX-License-Identifier: EUPL-1.2
/// Where content stands on a screen: in one column, one thing below the other, or in the middle.
///
/// Units: pixels, logical (geometry.h).
#pragma once

#include <functional>
#include <string>

#include "ui/kit/canvas.h"
#include "ui/kit/geometry.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

/// Things one below the other.
class Stack {
public:
    explicit Stack(const Box& at) : m_box(at), m_y(at.y) {}
    /// The space from here on; its height counts for nothing.
    Box rest() const { return {m_box.x, m_y, m_box.width, 0}; }
    Box next(float height) {
        const Box box{m_box.x, m_y, m_box.width, height};
        m_y += height;
        return box;
    }
    void skip(float height) { m_y += height; }
    float used() const { return m_y - m_box.y; }

private:
    Box m_box;
    float m_y;
};

/// The part of a full-width strip that the column covers.
Box column_of(const Theme& theme, const Box& strip);

/// What an area that scrolls leaves free above and below, for its buttons to stand apart from those
/// of a strip beside it, which keeps half a space itself.
float beside_scroll_buttons(const Theme& theme);

/// Short content: in the middle of the area if it fits, else scrolling.
void draw_centred(Canvas& canvas, const Box& area, const std::string& id, float width,
                  const std::function<float(const Box&)>& content);

}  // namespace lotse::ui
