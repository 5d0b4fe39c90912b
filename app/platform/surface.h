// SPDX-License-Identifier: EUPL-1.2
/// Decides where the pixels of a machine without a GPU go: the memory that the window system shows.
///
/// Two kinds: SDL's window surface (X11, and SDL's dummy driver in tests) and shared memory of our
/// own on Wayland, where SDL 2 has no window surface without OpenGL. Both take damaged rectangles,
/// so that a key costs what its tiles cost. Leaves alone: what is drawn, and what changed
/// (SoftwareRenderer). Units: pixels of the screen. Lifetime: ends before its window. One thread
/// only. Errors: Unusable when the window system refuses, Transient when it holds every buffer.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/error.h"
#include "platform/renderer.h"

struct SDL_Window;

namespace lotse::platform {

class Surface {
public:
    /// Of the window that SDL has made: what its video driver needs.
    static Result<std::unique_ptr<Surface>> of(SDL_Window* window);
    virtual ~Surface() = default;

    struct Size {
        int width = 0, height = 0;
        bool operator==(const Size&) const = default;
    };
    struct Target {
        std::uint32_t* pixels = nullptr;  ///< 0x00RRGGBB
        int pitch_px = 0;
    };

    /// Follows the window. True in `fresh`: what was shown is gone, everything has to be drawn
    /// again.
    virtual Result<Size> prepare(bool& fresh) = 0;
    /// Memory that holds the picture shown last, to be changed in these rectangles and nowhere
    /// else: inside them it may hold anything. After prepare(), before show().
    virtual Result<Target> begin(const std::vector<PixelRect>& changed) = 0;
    /// Hands the changed rectangles, the same, to the window system.
    virtual Result<void> show(const std::vector<PixelRect>& changed) = 0;
    /// After the next picture nothing of the earlier ones is kept: they may show a client's
    /// answers.
    virtual void wipe() = 0;
    /// The picture shown last. Transient: there is none, or not in this size.
    virtual Result<Picture> read_back() = 0;
};

}  // namespace lotse::platform
