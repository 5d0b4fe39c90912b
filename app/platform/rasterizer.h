// SPDX-License-Identifier: EUPL-1.2
/// Decides the colour of every pixel of a Scene without a GPU.
///
/// A pixel belongs to a shape if its centre does (top and left edges in, bottom and right edges
/// out); colours blend "source over" with 8 bits per channel. Every pixel is computed from its own
/// position, never from where a span was clipped, so that drawing a part of the screen gives the
/// same bytes as drawing all of it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/alpha_page.h"
#include "platform/scene.h"

namespace lotse::platform {

/// 32-bit pixels 0xAARRGGBB (the alpha byte is written as 255 or left as it was). Borrowed.
struct PixelBuffer {
    std::uint32_t* pixels = nullptr;
    int pitch_px = 0;
    std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * pitch_px; }
};

class Rasterizer {
public:
    /// Clears `clip` and draws what touches it. `clip` lies inside the scene's screen and the
    /// buffer.
    void draw(const Scene& scene, const AlphaPageSource& pages, const PixelBuffer& to,
              const PixelRect& clip);

private:
    struct Span {
        int left, right;
    };
    /// Fills m_spans for the rows of `area`; a span is empty where left >= right.
    void scan(const SceneVertex* vertices, std::uint32_t count, const PixelRect& area);
    void draw_polygon(const SceneVertex* vertices, const Primitive& polygon, const PixelBuffer& to,
                      const PixelRect& area);
    void draw_triangle(const SceneVertex* corners, const AlphaPage* page, const PixelBuffer& to,
                       const PixelRect& area);

    std::vector<Span> m_spans;
};

}  // namespace lotse::platform
