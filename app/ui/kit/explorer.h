// SPDX-License-Identifier: EUPL-1.2
/// Decides what a finger means to who hears the screen instead of seeing it: moving only says what
/// lies under it; two short taps anywhere press what was said last (EN 301 549 5.5.2, 11.2.5.2:
/// touching and letting go change nothing).
///
///     down ─► says what is there ─ moves ─► says the next ─ up ─► nothing
///     tap, tap within 0.7 s ─► activate
///
/// One button is pressed by a single tap all the same: "stop", for who touches the screen and sees
/// it. Pure. Units: physical pixels as in the tree, seconds of any monotonic clock.
#pragma once

#include <optional>
#include <string>

#include "ui/kit/semantic_tree.h"

namespace lotse::ui {

class Explorer {
public:
    struct Finger {
        float x = 0, y = 0;
        bool down = false;
    };
    struct Step {
        std::string point;      ///< the node that is to be said now; empty: nothing new
        bool activate = false;  ///< what was said last
        bool through = false;   ///< the finger acts as always
    };
    /// `tree`: of the frame before. `slack`: so far, in pixels, a tap may wander.
    Step step(const Finger& finger, double seconds, const SemanticTree& tree, float slack);
    void reset() { *this = {}; }

private:
    enum class Gesture { None, Exploring, Second, Through } m_gesture = Gesture::None;
    std::string m_node;  ///< said last
    float m_x = 0, m_y = 0;
    double m_down_at = 0;
    std::optional<double> m_tapped_at;  ///< a first tap ended
};

}  // namespace lotse::ui
