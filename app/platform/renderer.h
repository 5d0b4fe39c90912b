// SPDX-License-Identifier: EUPL-1.2
/// Decides how a frame of draw lists becomes pixels on the window, and how much of the window is
/// drawn again.
///
/// Leaves alone: what is drawn (ui), when (the loop), glyph rasterising (text, through
/// core/alpha_page.h). Texture id 0 is a plain white texel, id i + 1 is page i of the
/// AlphaPageSource. Draw commands with user callbacks are a broken invariant. Units: pixels, y
/// downwards, pixel centres at .5 (the rule of OpenGL and Direct3D). A frame that looks like the
/// one before is not presented at all. Lifetime: a Renderer lives as long as its Window. One thread
/// only. Errors are Unusable when the window system refuses; the next present() draws everything
/// again.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/alpha_page.h"
#include "core/error.h"

struct ImDrawData;

namespace lotse::platform {

/// Half-open: [x0, x1) × [y0, y1).
struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
    bool operator==(const PixelRect&) const = default;
};

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
};

struct FrameReport {
    bool drawn = false;  ///< false: nothing differs from the last frame, nothing reached the window
    int damaged_tiles = 0;
    int damaged_rects = 0;
    std::int64_t damaged_pixels = 0;
    int pages_uploaded = 0;          ///< GPU only: atlas pages of which a part was sent to the GPU
    std::uint64_t frames_drawn = 0;  ///< since the window was opened
};

/// What stands on the window: rows of red, green, blue from the top, without padding.
struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

class Renderer {
public:
    virtual ~Renderer() = default;
    virtual Result<FrameReport> present(const ImDrawData& frame, const AlphaPageSource& pages,
                                        Colour clear) = 0;
    /// The window was uncovered, resized or lost its textures: the next present() draws everything.
    virtual void invalidate() = 0;
    /// After the next frame nothing of the earlier ones is kept: they may show a client's answers.
    virtual void wipe() {}
    /// The last presented frame, whatever the window system shows of it.
    virtual Result<Picture> read_back() = 0;
    /// For logs and statistics: "software", "opengl", …
    virtual std::string_view name() const = 0;
};

}  // namespace lotse::platform
