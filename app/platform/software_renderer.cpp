// SPDX-License-Identifier: EUPL-1.2
#include "platform/software_renderer.h"

#include <SDL.h>

#include <string>

namespace lotse::platform {
namespace {

Error refused(const char* what) {
    return {Kind::Unusable, "window", std::string(what) + ": " + SDL_GetError()};
}

bool takes_our_pixels(const SDL_Surface& surface) {
    return (surface.format->format == SDL_PIXELFORMAT_RGB888 ||
            surface.format->format == SDL_PIXELFORMAT_ARGB8888) &&
           surface.pitch % 4 == 0 && !SDL_MUSTLOCK(&surface);
}

}  // namespace

const std::vector<PixelRect>& TileCanvas::paint(const ImDrawData& frame,
                                                const AlphaPageSource& pages, Colour clear,
                                                const PixelBuffer& buffer, int width, int height) {
    m_scene.build(frame, pages, clear, width, height);
    m_rects = m_damage.update(m_scene, m_damaged_tiles);
    for (const PixelRect& rect : m_rects) m_rasterizer.draw(m_scene, pages, buffer, rect);
    return m_rects;
}

Result<FrameReport> SoftwareRenderer::present(const ImDrawData& frame, const AlphaPageSource& pages,
                                              Colour clear) {
    SDL_Surface* surface = SDL_GetWindowSurface(m_window);
    if (surface == nullptr) {
        invalidate();
        return refused("the window has no surface");
    }
    if (surface->pixels != m_last_pixels) {  // resized: the old content is gone
        m_last_pixels = surface->pixels;
        invalidate();
    }
    PixelBuffer buffer{static_cast<std::uint32_t*>(surface->pixels), surface->pitch / 4};
    const bool direct = takes_our_pixels(*surface);
    if (!direct) {
        const auto needed =
            static_cast<std::size_t>(surface->w) * static_cast<std::size_t>(surface->h);
        if (m_own_pixels.size() != needed) {
            m_own_pixels.assign(needed, 0);
            invalidate();
        }
        buffer = {m_own_pixels.data(), surface->w};
    }

    const std::vector<PixelRect>& rects =
        m_canvas.paint(frame, pages, clear, buffer, surface->w, surface->h);
    FrameReport report;
    report.frames_drawn = m_frames;
    if (rects.empty()) return report;

    std::vector<SDL_Rect> changed;
    for (const PixelRect& rect : rects) {
        changed.push_back({rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0});
        report.damaged_pixels += static_cast<std::int64_t>(changed.back().w) * changed.back().h;
        if (direct) continue;
        if (SDL_ConvertPixels(
                changed.back().w, changed.back().h, SDL_PIXELFORMAT_RGB888,
                buffer.row(rect.y0) + rect.x0, buffer.pitch_px * 4, surface->format->format,
                static_cast<std::uint8_t*>(surface->pixels) + rect.y0 * surface->pitch +
                    rect.x0 * surface->format->BytesPerPixel,
                surface->pitch) != 0) {
            invalidate();
            return refused("pixels cannot be converted for the window");
        }
    }
    if (SDL_UpdateWindowSurfaceRects(m_window, changed.data(), static_cast<int>(changed.size())) !=
        0) {
        invalidate();
        return refused("the window does not take the frame");
    }
    report.drawn = true;
    report.damaged_tiles = m_canvas.damaged_tiles();
    report.damaged_rects = static_cast<int>(changed.size());
    report.frames_drawn = ++m_frames;
    return report;
}

Result<Picture> SoftwareRenderer::read_back() {
    if (m_frames == 0) return Error{Kind::Transient, "window", "nothing was presented yet"};
    SDL_Surface* surface = SDL_GetWindowSurface(m_window);
    if (surface == nullptr) return refused("the window has no surface");
    if (surface->pixels != m_last_pixels) {
        return Error{Kind::Transient, "window", "resized since the last frame; draw a frame first"};
    }
    Picture picture;
    picture.width = surface->w;
    picture.height = surface->h;
    picture.rgb.resize(static_cast<std::size_t>(surface->w) * static_cast<std::size_t>(surface->h) *
                       3);
    if (SDL_ConvertPixels(surface->w, surface->h, surface->format->format, surface->pixels,
                          surface->pitch, SDL_PIXELFORMAT_RGB24, picture.rgb.data(),
                          surface->w * 3) != 0) {
        return refused("the window's pixels cannot be read");
    }
    return picture;
}

}  // namespace lotse::platform
