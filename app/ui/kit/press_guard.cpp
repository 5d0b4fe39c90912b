// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/press_guard.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui {
namespace {

/// Places are rounded independently.
constexpr float kPlay = 2.0F;

bool same_place(const Box& a, const Box& b) {
    return std::abs(a.x - b.x) <= kPlay && std::abs(a.y - b.y) <= kPlay &&
           std::abs(a.width - b.width) <= kPlay && std::abs(a.height - b.height) <= kPlay;
}

}  // namespace

void PressGuard::begin(const Press& press) {
    m_press = press;
    ++m_frame;
}

bool PressGuard::show_screen(const std::string& identity) {
    if (identity == m_screen) {
        return false;
    }
    forget_screen();
    m_screen = identity;
    return true;
}

bool PressGuard::offer(const std::string& id, const Box& place, Weight weight) {
    Target& target = m_targets[id];
    if (target.frame == m_frame) {
        return offer(id + "'", place, weight);  // another of the same name in this frame
    }
    return offer(target, place, weight);
}

bool PressGuard::offer_standing(const std::string& id, const Box& place) {
    return offer(m_standing[id], place, Weight::Light);
}

bool PressGuard::offer(Target& target, const Box& place, Weight weight) {
    if (target.frame == 0 || !same_place(target.place, place)) {
        target.since.reset();
        target.place = place;
    }
    target.weight = weight;
    target.frame = m_frame;
    return counts(target.since, weight);
}

bool PressGuard::offer_key(const std::string& pad) {
    Target& target = m_pads[pad];
    target.frame = m_frame;
    if (counts(target.since, Weight::Light)) {
        return true;
    }
    const bool again = !m_press.near || (m_last && m_last_pad != pad &&
                                         m_press.near->contains(m_last->x, m_last->y));
    return counts(m_screen_since, Weight::Light) && !again;
}

void PressGuard::end() {
    const auto gone = [this](const auto& entry) { return entry.second.frame != m_frame; };
    std::erase_if(m_targets, gone);
    std::erase_if(m_pads, gone);
    std::erase_if(m_standing, gone);
}

void PressGuard::presented(double seconds) {
    m_screen_since = m_screen_since.value_or(seconds);
    for (auto* targets : {&m_targets, &m_pads, &m_standing}) {
        for (auto& [id, target] : *targets) {
            target.since = target.since.value_or(seconds);
        }
    }
}

void PressGuard::pressed(float x, float y, const std::string& pad) {
    m_last = Box{x, y, 0, 0};
    m_last_pad = pad;
}

std::optional<double> PressGuard::open_from() const {
    double open = 0;
    for (const auto* targets : {&m_targets, &m_pads, &m_standing}) {
        for (const auto& [id, target] : *targets) {
            if (!target.since) {
                return std::nullopt;
            }
            open = std::max(open, *target.since + delay(target.weight));
        }
    }
    return open;
}

void PressGuard::reset() {
    forget_screen();
    m_standing.clear();
}

void PressGuard::forget_screen() {
    m_screen.clear();
    m_screen_since.reset();
    m_targets.clear();
    m_pads.clear();
    m_last.reset();
}

}  // namespace lotse::ui
