// SPDX-License-Identifier: EUPL-1.2
#include "platform/loop.h"

#include <SDL.h>

#include "base/clock.h"
#include "core/check.h"

namespace lotse::platform {
namespace {

/// Event types for the whole process: SDL never takes a registered one back.
std::uint32_t wake_event_type() {
    static const std::uint32_t type = SDL_RegisterEvents(1);
    return type;
}
std::uint32_t blank_event_type() {
    static const std::uint32_t type = SDL_RegisterEvents(1);
    return type;
}

/// More than ever waited at once: each event of the longest text that can be typed in one go, and
/// its touches.
constexpr int kPastEvents = 1024;

}  // namespace

EventLoop::EventLoop(Window& window, InputQueue& input) : m_window(window), m_input(input) {
    LOTSE_CHECK(wake_event_type() != static_cast<std::uint32_t>(-1));
    m_input.set_screen(window.width(), window.height(), window.pixels_per_unit());
}

Happened EventLoop::wait(std::chrono::milliseconds timeout) {
    Happened happened;
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(timeout.count())) == 0) {
        happened.input = m_input.pending();
        return happened;
    }
    do {
        if (event.type == SDL_QUIT) happened.quit = true;
        if (event.type == wake_event_type()) {
            m_wake_sent = false;
            happened.woken = true;
        }
        if (m_window.handle(event)) {
            happened.redraw = true;
            m_input.set_screen(m_window.width(), m_window.height(), m_window.pixels_per_unit());
        }
        m_input.handle(event, BootClock::now());
    } while (SDL_PollEvent(&event) != 0);
    happened.input = m_input.pending();
    return happened;
}

void EventLoop::wipe_past_events() {
    SDL_Event blank{};
    blank.type = blank_event_type();
    for (int i = 0; i < kPastEvents; ++i) {
        if (SDL_PeepEvents(&blank, 1, SDL_ADDEVENT, 0, 0) != 1) {
            break;
        }
    }
    SDL_FlushEvent(blank_event_type());
}

void EventLoop::wake() {
    if (m_wake_sent.exchange(true)) return;
    SDL_Event event{};
    event.type = wake_event_type();
    if (SDL_PushEvent(&event) != 1) m_wake_sent = false;
}

}  // namespace lotse::platform
