// SPDX-License-Identifier: EUPL-1.2
#include "platform/surface.h"

#include <SDL.h>

#include <cstring>
#include <string>

#include "platform/wayland_surface.h"

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

/// Draws straight into the window's surface, or, where that has another pixel format, into memory
/// of its own.
class WindowSurface final : public Surface {
public:
    explicit WindowSurface(SDL_Window* window) : m_window(window) {}

    Result<Size> prepare(bool& fresh) override {
        m_surface = SDL_GetWindowSurface(m_window);
        if (m_surface == nullptr) return refused("the window has no surface");
        const Size size{m_surface->w, m_surface->h};
        // Resized: SDL made another one, which may lie where the old one was.
        fresh = m_surface->pixels != m_last_pixels || size != m_last_size;
        m_last_pixels = m_surface->pixels;
        m_last_size = size;
        return size;
    }

    Result<Target> begin(const std::vector<PixelRect>&) override {
        if (takes_our_pixels(*m_surface)) {
            m_own_pixels.clear();
            return Target{static_cast<std::uint32_t*>(m_surface->pixels), m_surface->pitch / 4};
        }
        m_own_pixels.resize(static_cast<std::size_t>(m_surface->w) *
                            static_cast<std::size_t>(m_surface->h));
        return Target{m_own_pixels.data(), m_surface->w};
    }

    Result<void> show(const std::vector<PixelRect>& changed) override {
        std::vector<SDL_Rect> rects;
        rects.reserve(changed.size());
        for (const PixelRect& rect : changed) {
            rects.push_back({rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0});
            if (!m_own_pixels.empty() && !convert(rects.back())) {
                m_last_pixels = nullptr;
                return refused("pixels cannot be converted for the window");
            }
        }
        if (SDL_UpdateWindowSurfaceRects(m_window, rects.data(), static_cast<int>(rects.size())) !=
            0) {
            m_last_pixels = nullptr;
            return refused("the window does not take the frame");
        }
        m_shown = true;
        return {};
    }

    void wipe() override {}  // one memory, which the next picture overwrites

    Result<Picture> read_back() override {
        if (!m_shown) return Error{Kind::Transient, "window", "nothing was presented yet"};
        SDL_Surface* surface = SDL_GetWindowSurface(m_window);
        if (surface == nullptr) return refused("the window has no surface");
        if (surface->pixels != m_last_pixels) {
            return Error{Kind::Transient, "window",
                         "resized since the last frame; draw a frame first"};
        }
        Picture picture;
        picture.width = surface->w;
        picture.height = surface->h;
        picture.rgb.resize(static_cast<std::size_t>(surface->w) *
                           static_cast<std::size_t>(surface->h) * 3);
        if (SDL_ConvertPixels(surface->w, surface->h, surface->format->format, surface->pixels,
                              surface->pitch, SDL_PIXELFORMAT_RGB24, picture.rgb.data(),
                              surface->w * 3) != 0) {
            return refused("the window's pixels cannot be read");
        }
        return picture;
    }

private:
    bool convert(const SDL_Rect& rect) {
        return SDL_ConvertPixels(
                   rect.w, rect.h, SDL_PIXELFORMAT_RGB888,
                   m_own_pixels.data() +
                       static_cast<std::size_t>(rect.y) * static_cast<std::size_t>(m_surface->w) +
                       rect.x,
                   m_surface->w * 4, m_surface->format->format,
                   static_cast<std::uint8_t*>(m_surface->pixels) +
                       static_cast<std::ptrdiff_t>(rect.y) * m_surface->pitch +
                       static_cast<std::ptrdiff_t>(rect.x) * m_surface->format->BytesPerPixel,
                   m_surface->pitch) == 0;
    }

    SDL_Window* m_window;
    SDL_Surface* m_surface = nullptr;
    const void* m_last_pixels = nullptr;
    Size m_last_size;
    std::vector<std::uint32_t>
        m_own_pixels;  ///< empty while the surface takes our pixels as they are
    bool m_shown = false;
};

}  // namespace

Result<std::unique_ptr<Surface>> Surface::of(SDL_Window* window) {
    if (std::strcmp(SDL_GetCurrentVideoDriver(), "wayland") == 0) {
        return make_wayland_surface(window);
    }
    if (SDL_GetWindowSurface(window) == nullptr) return refused("the window has no surface");
    return std::unique_ptr<Surface>(std::make_unique<WindowSurface>(window));
}

}  // namespace lotse::platform
