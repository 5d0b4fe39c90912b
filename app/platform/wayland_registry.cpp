// SPDX-License-Identifier: EUPL-1.2
#include "platform/wayland_registry.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <wayland-client.h>

#include <utility>

namespace lotse::platform {
namespace {

Error refused(const char* what) {
    return {Kind::Unusable, "Wayland", what};
}

}  // namespace

std::optional<WaylandWindow> wayland_window(SDL_Window* window) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_WAYLAND) {
        return std::nullopt;
    }
    return WaylandWindow{info.info.wl.display, info.info.wl.surface};
}

WaylandRegistry::~WaylandRegistry() {
    if (m_registry != nullptr) wl_registry_destroy(m_registry);
    if (m_queue != nullptr) wl_event_queue_destroy(m_queue);
}

Result<void> WaylandRegistry::connect(wl_display* display, Offered offered, Gone gone) {
    m_display = display;
    m_offered = std::move(offered);
    m_gone = std::move(gone);
    m_queue = wl_display_create_queue(display);
    auto* wrapper = static_cast<wl_display*>(wl_proxy_create_wrapper(display));
    if (m_queue == nullptr || wrapper == nullptr) return refused("no memory");
    wl_proxy_set_queue(reinterpret_cast<wl_proxy*>(wrapper), m_queue);
    m_registry = wl_display_get_registry(wrapper);
    wl_proxy_wrapper_destroy(wrapper);
    static const wl_registry_listener kListener{
        [](void* data, wl_registry* registry, std::uint32_t name, const char* interface,
           std::uint32_t) {
            static_cast<WaylandRegistry*>(data)->m_offered(registry, name, interface);
        },
        [](void* data, wl_registry*, std::uint32_t name) {
            auto* self = static_cast<WaylandRegistry*>(data);
            if (self->m_gone) self->m_gone(name);
        }};
    wl_registry_add_listener(m_registry, &kListener, this);
    if (wl_display_roundtrip_queue(display, m_queue) < 0) {
        return refused("the compositor does not answer");
    }
    return {};
}

bool WaylandRegistry::dispatch() {
    return wl_display_dispatch_queue_pending(m_display, m_queue) >= 0;
}

}  // namespace lotse::platform
