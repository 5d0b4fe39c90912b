// SPDX-License-Identifier: EUPL-1.2
/// Decides how a machine without a GPU gets its frames: only the tiles that differ are drawn and
/// handed over.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/rasterizer.h"
#include "platform/renderer.h"
#include "platform/scene.h"

struct SDL_Window;

namespace lotse::platform {

/// Scene, damage and pixels together, without a window: `buffer` keeps the last frame between
/// calls.
class TileCanvas {
public:
    /// Answers the rectangles of `buffer` that changed; none: nothing was touched.
    const std::vector<PixelRect>& paint(const ImDrawData& frame, const AlphaPageSource& pages,
                                        Colour clear, const PixelBuffer& buffer, int width,
                                        int height);
    void invalidate() { m_damage.invalidate(); }
    int damaged_tiles() const { return m_damaged_tiles; }
    const Scene& scene() const { return m_scene; }

private:
    Scene m_scene;
    Damage m_damage;
    Rasterizer m_rasterizer;
    std::vector<PixelRect> m_rects;
    int m_damaged_tiles = 0;
};

/// Draws straight into the window's surface, or, where that has another pixel format, into a buffer
/// of its own.
class SoftwareRenderer final : public Renderer {
public:
    explicit SoftwareRenderer(SDL_Window* window) : m_window(window) {}

    Result<FrameReport> present(const ImDrawData& frame, const AlphaPageSource& pages,
                                Colour clear) override;
    void invalidate() override { m_canvas.invalidate(); }
    Result<Picture> read_back() override;
    std::string_view name() const override { return "software"; }

private:
    SDL_Window* m_window;
    TileCanvas m_canvas;
    std::vector<std::uint32_t>
        m_own_pixels;  ///< empty while the surface takes our pixels as they are
    const void* m_last_pixels = nullptr;
    std::uint64_t m_frames = 0;
};

}  // namespace lotse::platform
