// SPDX-License-Identifier: EUPL-1.2
/// Decides what one frame of the user interface sees of fingers, mouse and keys.
///
/// ImGui samples a button once per frame; touches come faster. The queue therefore hands out at
/// most one change of the button per frame, at the position of the event itself, and says whether
/// another frame is needed:
///
///     finger down  ─► position, button down
///     finger moves ─► position              (several moves become one)
///     finger up    ─► position, button up   (never in the frame of a move)
///                  ─► position -FLT_MAX     (nothing is under the finger any more)
///
/// A second finger first releases the first where it is.
/// Text and keys keep their order relative to touches. A key that is held down repeats only what is
/// typed or erased: Enter, Tab and Escape are pressed once. Leaves alone: what a tap means (ui).
/// Units: pixels of the window; times of BootClock, so that a key held through a suspend is old.
/// Bound: limits::kMostPendingInputs; a touch beyond is ignored as a whole. One thread only.
#pragma once

#include <cfloat>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "core/keypad.h"
#include "core/keystroke.h"

union SDL_Event;
struct ImGuiIO;

namespace lotse::platform {

using TimePoint = BootClock::time_point;

struct InputFrame {
    std::vector<Keystroke> strokes;
    /// When the first event that this frame shows came in; none: nothing came in.
    std::optional<TimePoint> oldest_event;
    /// When the press that this frame begins came in, or its last key; none: neither is in it.
    std::optional<TimePoint> pressed;
    bool more = false;  ///< draw another frame at once: events are waiting for it
};

class InputQueue {
public:
    /// `desk`: the mouse has a position while no button is down, Ctrl+A selects all, Ctrl+V types
    /// what the clipboard holds. A terminal has no pointer to hover, and nobody's clipboard is its
    /// clients'.
    explicit InputQueue(bool desk = false) : m_desk(desk) {}

    /// Only its keys count from now on, each once however long it is held; empty: all keys do.
    void set_keypad(Keypad keypad) { m_keypad = std::move(keypad); }
    const Keypad& keypad() const { return m_keypad; }
    /// What a keypad last said of its jack since this was asked: it is in. No input of anybody.
    std::optional<bool> take_headset() { return std::exchange(m_headset, std::nullopt); }
    /// In pixels; `pixels_per_unit`: SDL reports the mouse in units of a scaled output.
    void set_screen(int width, int height, float pixels_per_unit = 1);
    /// True if the event was input for the window.
    bool handle(const SDL_Event& event, TimePoint now);
    /// Before ImGui::NewFrame: fills position, button, wheel, display size and time step.
    InputFrame begin_frame(ImGuiIO& io, TimePoint now);
    bool pending() const { return !m_steps.empty(); }

private:
    struct Point {
        float x, y;
    };
    struct Pointer {
        bool mouse;
        std::int64_t device, finger;
        bool operator==(const Pointer&) const = default;
    };
    enum class Kind : std::uint8_t { Move, Down, Up, Wheel, Stroke };
    struct Step {
        Kind kind;
        Point at;  ///< Wheel: how far
        std::optional<TimePoint> came_in;
        Keystroke stroke;
    };
    void press(const Pointer& pointer, Point at, TimePoint when);
    void move(const Pointer& pointer, Point at, TimePoint when);
    void release(const Pointer& pointer, Point at, TimePoint when);
    void cancel(TimePoint when);
    void add_stroke(Keystroke stroke, TimePoint when);
    void add(Kind kind, Point at, std::optional<TimePoint> when);
    Point finger_point(float x, float y) const;

    bool handle_key(const SDL_Event& event, TimePoint when);
    bool handle_keypad(const SDL_Event& event, TimePoint when);

    bool m_desk;
    Keypad m_keypad;
    std::optional<bool> m_headset;
    int m_width = 0, m_height = 0;
    float m_pixels_per_unit = 1;
    std::deque<Step> m_steps;
    std::optional<Pointer> m_active;  ///< who holds the button, as of the newest event
    Point m_active_at{0, 0};
    std::optional<TimePoint> m_last_frame;
    bool m_down = false;             ///< as of the last frame
    Point m_at{-FLT_MAX, -FLT_MAX};  ///< as of the last frame
};

/// Milliseconds from an event to the frame that shows it, over the last kWindow frames that did.
class LatencyMeter {
public:
    static constexpr std::size_t kWindow = 1024;
    struct Summary {
        std::uint64_t count = 0;  ///< ever
        double p50_ms = 0, p95_ms = 0, p99_ms = 0, worst_ms = 0;
    };

    /// A frame has taken in an event of this time. The earliest counts until a frame is presented.
    void event_taken(TimePoint when);
    /// After Renderer::present: closes the measurement if the frame reached the window.
    void presented(bool drawn, TimePoint now);
    /// Nothing is left to draw: what was taken in had no visible effect and must not be counted
    /// against a later frame.
    void settled() { m_pending.reset(); }
    Summary summary() const;

private:
    std::optional<TimePoint> m_pending;
    std::vector<float> m_ring;
    std::uint64_t m_count = 0;
};

}  // namespace lotse::platform
