// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/pointer.h"

namespace lotse::ui {
namespace {

constexpr float kNowhere = -1e6F;
constexpr double kTrailSeconds = 0.1;

}  // namespace

void Pointer::begin(const Input& input, double seconds) {
    m_last_seconds = m_seconds;
    m_seconds = seconds;
    const bool was_down = m_down;
    m_down = input.down;
    m_went_down = m_down && !was_down;
    m_went_up = !m_down && was_down;
    m_wheel = input.wheel;
    if (input.present) {
        m_x = input.x;
        m_y = input.y;
    } else if (!m_went_up) {
        m_x = m_y = kNowhere;
    }
    if (m_went_down) {
        m_down_x = m_x;
        m_down_y = m_y;
        m_caught = false;
        m_scrolling = false;
        m_held.clear();
        m_pulled.clear();
        m_trail.clear();
    }
    if (m_down) {
        m_trail.emplace_back(seconds, m_y);
        while (m_trail.size() > 2 && m_trail.front().first < seconds - kTrailSeconds) {
            m_trail.erase(m_trail.begin());
        }
    }
}

void Pointer::leave_alone() {
    m_x = m_y = m_down_x = m_down_y = kNowhere;
    m_down = m_went_down = m_went_up = m_scrolling = false;
    m_wheel = 0;
    m_held.clear();
    m_pulled.clear();
}

bool Pointer::end() {
    m_tapped_nothing = m_went_up && !m_caught && !m_scrolling;
    if (!m_went_up) {
        return false;
    }
    m_held.clear();
    m_pulled.clear();
    m_scrolling = false;
    return true;
}

void Pointer::let_go() {
    m_held.clear();
    m_pulled.clear();
    m_scrolling = false;
    m_caught = m_caught || !m_went_down;
}

Pointer::Touch Pointer::touch(const std::string& id, const Box& area, bool counts) {
    const bool inside = area.contains(m_x, m_y);
    if (m_went_down && !m_caught && inside) {
        m_caught = true;
        if (counts) {
            m_held = id;
        }
    }
    if (m_held != id) {
        return Touch::None;
    }
    if (m_pulled != id && (m_scrolling || !inside)) {
        m_held.clear();
        return Touch::SlidOff;
    }
    return m_went_up ? Touch::Pressed : Touch::Held;
}

bool Pointer::pull(const std::string& id) {
    if (m_went_down && m_held == id) {
        m_pulled = id;
    }
    return m_pulled == id;
}

std::optional<Pointer::Drag> Pointer::drag(const std::string& id) const {
    if (m_held != id) {
        return std::nullopt;
    }
    return Drag{m_down_x, m_down_y, m_x, m_y};
}

float Pointer::fling() const {
    if (m_trail.size() < 2 || m_trail.back().first <= m_trail.front().first) {
        return 0;
    }
    return (m_trail.back().second - m_trail.front().second) /
           static_cast<float>(m_trail.back().first - m_trail.front().first);
}

}  // namespace lotse::ui
