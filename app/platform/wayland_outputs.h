// SPDX-License-Identifier: EUPL-1.2
/// Tells how large the outputs of a Wayland compositor are now.
///
/// SDL 2 keeps an output's bounds as they were when it first heard of it: after another mode, or on
/// a display that was plugged in later, a window that fills its output seemed not to. Units: pixels
/// of the output as it is looked at, that is, turned by its transform. Lifetime: ends before the
/// window. One thread only. Source: the Wayland protocol, wl_output.
#pragma once

#include <memory>
#include <vector>

struct SDL_Window;

namespace lotse::platform {

class WaylandOutputs {
public:
    struct Size {
        int width = 0, height = 0;
    };

    /// Null: the window is not one of Wayland, or the compositor does not answer.
    static std::unique_ptr<WaylandOutputs> of(SDL_Window* window);
    virtual ~WaylandOutputs() = default;

    /// One for each output that has a mode; the oldest first.
    virtual std::vector<Size> sizes() = 0;
};

}  // namespace lotse::platform
