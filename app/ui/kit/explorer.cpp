// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/explorer.h"

#include <cmath>
#include <utility>

namespace lotse::ui {
namespace {

/// Longer is no tap.
constexpr double kTapSeconds = 0.3;
/// Between the end of the first tap and the beginning of the second.
constexpr double kBetweenTapsSeconds = 0.7;
/// Acts on one tap.
constexpr const char* kStop = "bar.listen";

bool holds(const PixelBox& box, float x, float y) {
    return x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
}

/// The smallest node with words that lies there; null: none.
const Node* node_at(const SemanticTree& tree, float x, float y) {
    const Node* found = nullptr;
    for (const Node& node : tree.nodes) {
        const bool group = node.role == Role::Group || node.role == Role::Dialog;
        if (group || (node.label.empty() && node.value.empty()) || !holds(node.visible, x, y)) {
            continue;
        }
        const auto area = [](const Node& one) { return one.visible.width * one.visible.height; };
        if (found == nullptr || area(node) <= area(*found)) {
            found = &node;
        }
    }
    return found;
}

}  // namespace

Explorer::Step Explorer::step(const Finger& finger, double seconds, const SemanticTree& tree,
                              float slack) {
    Step out;
    const bool short_tap =
        seconds - m_down_at <= kTapSeconds && std::hypot(finger.x - m_x, finger.y - m_y) <= slack;
    if (!finger.down) {
        // A finger that was lifted has no place any more: how far it went was seen while it was
        // down.
        const Gesture ended = std::exchange(m_gesture, Gesture::None);
        const bool tapped = seconds - m_down_at <= kTapSeconds;
        out.activate = ended == Gesture::Second && tapped && !m_node.empty();
        out.through = ended == Gesture::Through;
        if (ended == Gesture::Exploring) {
            m_tapped_at = tapped ? std::optional(seconds) : std::nullopt;
        } else if (ended == Gesture::Second) {
            m_tapped_at.reset();
        }
        return out;
    }
    const Node* there = node_at(tree, finger.x, finger.y);
    if (m_gesture == Gesture::None) {
        m_x = finger.x;
        m_y = finger.y;
        m_down_at = seconds;
        const bool soon = m_tapped_at && seconds - *m_tapped_at <= kBetweenTapsSeconds;
        m_gesture = there != nullptr && there->id == kStop ? Gesture::Through
                    : soon                                 ? Gesture::Second
                                                           : Gesture::Exploring;
        if (m_gesture == Gesture::Exploring) {
            m_node.clear();
        }
    } else if (m_gesture == Gesture::Second && !short_tap) {
        m_gesture = Gesture::Exploring;  // it stays or moves on: it looks for something
        m_tapped_at.reset();
    }
    out.through = m_gesture == Gesture::Through;
    if (m_gesture == Gesture::Exploring && there != nullptr && there->id != m_node) {
        m_node = there->id;
        out.point = there->id;
    }
    return out;
}

}  // namespace lotse::ui
