// SPDX-License-Identifier: EUPL-1.2
/// Decides how objects of our own live on SDL's connection to a Wayland compositor: on an event
/// queue that SDL does not read, beside a registry that tells what the compositor offers.
///
/// Whoever looks at the connection (SDL does) reads the events of all queues; ours are handed out
/// by dispatch() alone. Lifetime: ends before the window, after the objects that were bound from
/// it. One thread only. Source: the Wayland protocol, wl_registry.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/error.h"

struct SDL_Window;
struct wl_display;
struct wl_event_queue;
struct wl_registry;
struct wl_surface;

namespace lotse::platform {

struct WaylandWindow {
    wl_display* display = nullptr;
    wl_surface* surface = nullptr;
};
/// Nothing: the window is not one of Wayland.
std::optional<WaylandWindow> wayland_window(SDL_Window* window);

class WaylandRegistry {
public:
    using Offered = std::function<void(wl_registry*, std::uint32_t name, std::string_view)>;
    using Gone = std::function<void(std::uint32_t name)>;

    WaylandRegistry() = default;
    ~WaylandRegistry();
    WaylandRegistry(const WaylandRegistry&) = delete;
    WaylandRegistry& operator=(const WaylandRegistry&) = delete;

    /// Hears of everything that is there before it returns, and later, in dispatch(), of what comes
    /// and goes. Unusable: the compositor does not answer.
    Result<void> connect(wl_display* display, Offered offered, Gone gone = {});
    /// Hands out what arrived for this queue. False: the connection is gone.
    bool dispatch();
    wl_event_queue* queue() const { return m_queue; }

private:
    wl_display* m_display = nullptr;
    wl_event_queue* m_queue = nullptr;
    wl_registry* m_registry = nullptr;
    Offered m_offered;
    Gone m_gone;
};

}  // namespace lotse::platform
