// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/scroller.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui {

Scroller::Area& Scroller::enter(const std::string& id) {
    m_stack.push_back(id);
    return m_areas[id];
}

void Scroller::keep_visible(const Box& box, const std::string& reason, bool urgent) {
    if (inside() && (urgent || !m_wish)) {
        m_wish = Wish{box.y, box.bottom(), reason};
    }
}

void Scroller::follow_wish(Area& area, const Box& viewport, const Feel& feel) {
    if (!m_wish || (!m_wish->reason.empty() && m_wish->reason == area.reason)) {
        return;
    }
    area.reason = m_wish->reason;
    const float top = m_wish->top - viewport.y - feel.room_around;
    const float bottom = m_wish->bottom - viewport.y + feel.room_around;
    if (bottom - area.offset > viewport.height) {
        area.offset = bottom - viewport.height;
    }
    if (top < area.offset) {
        area.offset = top;
    }
    area.velocity = 0;
}

bool Scroller::move(Area& area, const Box& viewport, const Box& touchable, Pointer& pointer,
                    const Feel& feel) {
    const float most = std::max(0.0F, area.content - viewport.height);
    const float before = area.offset;
    const bool inside = touchable.contains(pointer.down_x(), pointer.down_y());
    if (most > 0 && pointer.went_down() && inside) {
        area.grip_y = pointer.y();
        area.grip_offset = area.offset;
        area.velocity = 0;
        area.dragging = false;
    }
    if (most > 0 && inside && pointer.may_scroll() &&
        std::abs(pointer.y() - pointer.down_y()) > feel.drag_threshold) {
        pointer.start_scrolling();
        area.dragging = true;
        area.grip_y = pointer.y();  // no jump by the threshold
        area.grip_offset = area.offset;
    }
    if (area.dragging && pointer.is_down()) {
        area.offset = area.grip_offset + area.grip_y - pointer.y();
    }
    if (area.dragging && !pointer.is_down()) {
        area.dragging = false;
        if (const float speed = pointer.fling(); speed != 0) {
            area.velocity = -speed;
        }
    }
    if (pointer.wheel() != 0 && touchable.contains(pointer.x(), pointer.y())) {
        area.offset -= pointer.wheel() * feel.wheel_step;
        area.velocity = 0;
    }
    bool moving = false;
    if (!area.dragging && area.velocity != 0) {
        const float elapsed = std::clamp(static_cast<float>(pointer.elapsed()), 0.0F, 0.05F);
        area.offset += area.velocity * elapsed;
        area.velocity *= std::exp(-4.0F * elapsed);
        if (std::abs(area.velocity) < feel.rest_below) {
            area.velocity = 0;
        }
        moving = true;
    }
    if (area.offset < 0 || area.offset > most) {
        area.offset = std::clamp(area.offset, 0.0F, most);
        area.velocity = 0;
    }
    if (!area.dragging && area.velocity == 0) {
        area.offset = std::round(area.offset);
    }
    area.by_hand += area.offset - before;
    return moving;
}

void Scroller::step(Area& area, const Box& viewport, float by) {
    const float most = std::max(1.0F, area.content - viewport.height);
    const float before = area.offset;
    area.offset = std::clamp(area.offset + by, 0.0F, most);
    area.by_hand += area.offset - before;
    area.velocity = 0;
}

Scroller::Positions Scroller::positions() const {
    Positions out;
    for (const auto& [id, area] : m_areas) {
        out[id] = {area.offset, area.reason};
    }
    return out;
}

void Scroller::reset(const Positions& positions) {
    m_areas.clear();
    for (const auto& [id, position] : positions) {
        Area& area = m_areas[id];
        area.offset = position.offset;
        area.reason = position.reason;
    }
}

float Scroller::content_height(const std::string& id) const {
    const auto area = m_areas.find(id);
    return area == m_areas.end() ? 0.0F : area->second.content;
}

}  // namespace lotse::ui
