// SPDX-License-Identifier: EUPL-1.2
#include "platform/wayland_outputs.h"

#include <wayland-client.h>

#include <cstdint>
#include <string_view>
#include <utility>

#include "platform/wayland_registry.h"

namespace lotse::platform {
namespace {

/// wl_output of this version tells size and transform, and needs no request to be given back.
constexpr std::uint32_t kVersion = 1;

/// One wl_output and what it said last.
class Output {
public:
    Output(wl_output* handle, std::uint32_t name) : m_handle(handle), m_name(name) {
        wl_output_add_listener(m_handle, listener(), this);
    }
    ~Output() { wl_output_destroy(m_handle); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    std::uint32_t name() const { return m_name; }
    WaylandOutputs::Size size() const {
        return m_turned ? WaylandOutputs::Size{m_mode.height, m_mode.width} : m_mode;
    }

private:
    static const wl_output_listener* listener() {
        static const wl_output_listener kListener = [] {
            wl_output_listener made{};
            made.geometry = [](void* data, wl_output*, std::int32_t, std::int32_t, std::int32_t,
                               std::int32_t, std::int32_t, const char*, const char*,
                               std::int32_t transform) {
                // The odd ones are the quarter turns, with or without a mirror.
                static_cast<Output*>(data)->m_turned = transform % 2 == 1;
            };
            made.mode = [](void* data, wl_output*, std::uint32_t flags, std::int32_t width,
                           std::int32_t height, std::int32_t) {
                if ((flags & WL_OUTPUT_MODE_CURRENT) == 0) return;
                static_cast<Output*>(data)->m_mode = {width, height};
            };
            return made;
        }();
        return &kListener;
    }

    wl_output* m_handle;
    std::uint32_t m_name;
    WaylandOutputs::Size m_mode;
    bool m_turned = false;
};

class Outputs final : public WaylandOutputs {
public:
    bool connect(wl_display* display) {
        const auto offered = [this](wl_registry* registry, std::uint32_t name,
                                    std::string_view interface) {
            if (interface != wl_output_interface.name) return;
            auto* handle = static_cast<wl_output*>(
                wl_registry_bind(registry, name, &wl_output_interface, kVersion));
            m_outputs.push_back(std::make_unique<Output>(handle, name));
        };
        const auto gone = [this](std::uint32_t name) {
            std::erase_if(m_outputs, [name](const auto& output) { return output->name() == name; });
        };
        // The second answer follows what the outputs themselves say.
        return m_registry.connect(display, offered, gone).ok() &&
               wl_display_roundtrip_queue(display, m_registry.queue()) >= 0;
    }

    std::vector<Size> sizes() override {
        m_registry.dispatch();
        std::vector<Size> all;
        for (const auto& output : m_outputs) {
            if (output->size().width > 0) all.push_back(output->size());
        }
        return all;
    }

private:
    WaylandRegistry m_registry;
    std::vector<std::unique_ptr<Output>> m_outputs;  ///< end before the registry's queue
};

}  // namespace

std::unique_ptr<WaylandOutputs> WaylandOutputs::of(SDL_Window* window) {
    const auto handles = wayland_window(window);
    if (!handles) return nullptr;
    auto outputs = std::make_unique<Outputs>();
    if (!outputs->connect(handles->display)) return nullptr;
    return outputs;
}

}  // namespace lotse::platform
