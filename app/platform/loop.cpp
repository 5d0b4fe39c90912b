// SPDX-License-Identifier: EUPL-1.2
#include "platform/loop.h"

#include <SDL.h>

#include "core/check.h"

namespace lotse::platform {
namespace {

/// One event type for the whole process: SDL never takes a registered one back.
std::uint32_t wake_event_type() {
    static const std::uint32_t type = SDL_RegisterEvents(1);
    return type;
}

}  // namespace

EventLoop::EventLoop(Window& window, InputQueue& input) : m_window(window), m_input(input) {
    LOTSE_CHECK(wake_event_type() != static_cast<std::uint32_t>(-1));
    m_input.set_screen(window.width(), window.height());
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
            m_input.set_screen(m_window.width(), m_window.height());
        }
        m_input.handle(event, std::chrono::steady_clock::now());
    } while (SDL_PollEvent(&event) != 0);
    happened.input = m_input.pending();
    return happened;
}

void EventLoop::wake() {
    if (m_wake_sent.exchange(true)) return;
    SDL_Event event{};
    event.type = wake_event_type();
    if (SDL_PushEvent(&event) != 1) m_wake_sent = false;
}

}  // namespace lotse::platform
