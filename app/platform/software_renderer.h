// SPDX-License-Identifier: EUPL-1.2
/// Decides how a machine without a GPU gets its frames: only the tiles that differ are drawn and
/// handed over.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "platform/rasterizer.h"
#include "platform/renderer.h"
#include "platform/scene.h"
#include "platform/surface.h"

namespace lotse::platform {

/// Scene, damage and pixels together, without a window.
class TileCanvas {
public:
    /// Takes in a frame and answers the rectangles that differ from the one before; none: nothing
    /// does.
    const std::vector<PixelRect>& take(const ImDrawData& frame, const AlphaPageSource& pages,
                                       Colour clear, int width, int height);
    /// Draws these rectangles into `buffer`, which holds the frame before.
    void draw(const AlphaPageSource& pages, const PixelBuffer& buffer);
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

class SoftwareRenderer final : public Renderer {
public:
    explicit SoftwareRenderer(std::unique_ptr<Surface> surface) : m_surface(std::move(surface)) {}

    Result<FrameReport> present(const ImDrawData& frame, const AlphaPageSource& pages,
                                Colour clear) override;
    void invalidate() override { m_canvas.invalidate(); }
    void wipe() override { m_surface->wipe(); }
    Result<Picture> read_back() override { return m_surface->read_back(); }
    std::string_view name() const override { return "software"; }

private:
    Result<FrameReport> failed(const Error& error);

    std::unique_ptr<Surface> m_surface;
    TileCanvas m_canvas;
    std::uint64_t m_frames = 0;
};

}  // namespace lotse::platform
