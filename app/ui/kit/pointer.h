// SPDX-License-Identifier: EUPL-1.2
/// Decides what a finger (or a mouse) does to the areas of one frame: which of them it holds, when
/// it has pressed one, when it slid off, when it drags.
///
///     down inside ─► held ─── up inside ──► pressed          (if the press counts, press_guard.h)
///                     ├────── slides off ─► nothing, even if it comes back
///                     ├────── scrolls ────► nothing
///                     └────── is pulled ──► keeps the finger wherever it goes
///
/// Leaves alone: where areas are, and which of them may be pressed (Canvas). Pure: knows neither
/// Dear ImGui nor the clock. Units: logical pixels (geometry.h), seconds of any monotonic clock.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/kit/geometry.h"

namespace lotse::ui {

class Pointer {
public:
    /// What the device says at the beginning of a frame.
    struct Input {
        bool present = false;  ///< it has a place; a finger has none once it was lifted
        float x = 0, y = 0;
        bool down = false;
        float wheel = 0;  ///< lines, upwards
    };
    enum class Touch { None, Held, Pressed, SlidOff };
    struct Drag {
        float from_x = 0, from_y = 0, x = 0, y = 0;
    };

    void begin(const Input& input, double seconds);
    /// Instead of begin: a frame that nobody can touch.
    void leave_alone();
    /// True: what was held looks different in the next frame.
    bool end();
    /// A finger that has been down is nobody's until it was lifted: what it held is not there any
    /// more.
    void let_go();

    /// Once in a frame for each area; of areas that overlap the first has the finger. A finger that
    /// comes down where it does not count is nobody's.
    Touch touch(const std::string& id, const Box& area, bool counts = true);
    /// After touch: from where the finger comes down on `id` on, it stays with it. True: it does.
    bool pull(const std::string& id);
    /// Where the finger went down and where it is now, while it is held on `id`.
    std::optional<Drag> drag(const std::string& id) const;

    /// The finger belongs to nobody that it could not be taken from.
    bool may_scroll() const { return m_down && !m_scrolling && m_pulled.empty(); }
    /// From now on it moves a scrolling area, and presses nothing.
    void start_scrolling() { m_scrolling = true; }
    /// Vertical speed of the last tenth of a second before the finger was lifted; pixels a second.
    float fling() const;

    float x() const { return m_x; }
    float y() const { return m_y; }
    float down_x() const { return m_down_x; }
    float down_y() const { return m_down_y; }
    bool is_down() const { return m_down; }
    bool went_down() const { return m_went_down; }
    bool went_up() const { return m_went_up; }
    float wheel() const { return m_wheel; }
    /// Since the frame before.
    double elapsed() const { return m_seconds - m_last_seconds; }
    /// In the frame before, the finger was lifted without having hit anything.
    bool tapped_nothing_before() const { return m_tapped_nothing; }

private:
    float m_x = 0, m_y = 0, m_down_x = 0, m_down_y = 0;
    bool m_down = false, m_went_down = false, m_went_up = false;
    bool m_caught = false;  ///< an area took the finger that went down
    bool m_tapped_nothing = false;
    bool m_scrolling = false;
    std::string m_held, m_pulled;
    float m_wheel = 0;
    double m_seconds = 0, m_last_seconds = 0;
    std::vector<std::pair<double, float>> m_trail;  ///< recent y by time
};

}  // namespace lotse::ui
