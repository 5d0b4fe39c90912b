// SPDX-License-Identifier: EUPL-1.2
/// Decides how the program waits: without using the processor, until somebody touches it or another
/// thread calls.
///
/// Leaves alone: what happens after waiting; the caller draws only if something was touched, woken,
/// or still moves. Under SDL's drivers without a file to wait on (dummy, KMSDRM) SDL itself looks
/// once per millisecond. One thread, except wake().
#pragma once

#include <atomic>
#include <chrono>

#include "platform/input.h"
#include "platform/window.h"

namespace lotse::platform {

struct Happened {
    bool input = false;   ///< the queue has something for a frame
    bool redraw = false;  ///< the window was uncovered or resized
    bool woken = false;   ///< wake() was called since the last wait
    bool quit = false;    ///< the window was closed, or SIGTERM or SIGINT arrived
    bool anything() const { return input || redraw || woken || quit; }
};

class EventLoop {
public:
    static constexpr std::chrono::milliseconds kForever{-1};

    /// Borrows both; they outlive the loop.
    EventLoop(Window& window, InputQueue& input);

    /// Returns after the first event and all that came with it, or after `timeout`; 0 only looks.
    Happened wait(std::chrono::milliseconds timeout);
    /// From any thread, as often as one likes; calls between two waits count as one.
    void wake();
    /// SDL keeps the memory of events that are over for later ones, typed text included: overwrites
    /// it. Events that still wait are kept.
    void wipe_past_events();

private:
    Window& m_window;
    InputQueue& m_input;
    std::atomic<bool> m_wake_sent = false;
};

}  // namespace lotse::platform
