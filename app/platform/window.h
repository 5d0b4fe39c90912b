// SPDX-License-Identifier: EUPL-1.2
/// Decides how the one window of a program comes up: size, touch and keyboard settings of SDL,
/// which renderer draws; and that a full-screen window fills its display, whatever becomes of that.
///
/// A full-screen window opens at its display's bounds and follows size, scale, orientation and
/// hot-plugging. Nothing that SDL reports is believed before the window system confirmed it: some
/// time after every change the real geometry is looked at, put right if that is in our hands, and
/// told (`fit`). Only SDL's video part is started; other parts of SDL would turn waiting for events
/// into polling. One unit of the window is one pixel. Auto draws with the GPU only where the system
/// has a real one: Mesa's llvmpipe costs more CPU and three times the memory of our own software
/// renderer. Lifetime: the window ends with the object; the renderer is the window's. One thread
/// only. Errors: Unusable, with what SDL says.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "core/error.h"
#include "core/screen_fit.h"
#include "platform/renderer.h"
#include "platform/wayland_outputs.h"
#include "platform/x11_screen.h"

union SDL_Event;
struct SDL_Renderer;
struct SDL_Window;

namespace lotse::platform {

enum class RendererChoice { Auto, Software, Gpu };

struct WindowConfig {
    std::string title = "Lotse";
    int width = 0, height = 0;  ///< 0 × 0: full screen in the resolution that the system has
    bool show_cursor = false;
    bool resizable = false;
    bool hardware_keyboard =
        false;  ///< take text from a keyboard (desk); otherwise only from the screen's own
    RendererChoice renderer = RendererChoice::Auto;
};

class Window {
public:
    using TimePoint = BootClock::time_point;

    static Result<std::unique_ptr<Window>> open(const WindowConfig& config);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    int width() const { return m_width; }
    int height() const { return m_height; }
    /// Pixels for one of the units in which SDL reports the mouse: above 1 on scaled outputs.
    float pixels_per_unit() const { return m_pixels_per_unit; }
    Renderer& renderer() { return *m_renderer; }
    /// "x11", "wayland", "KMSDRM", …
    std::string driver() const;
    /// To be called with every event: follows size, uncovering and lost textures. True if a frame
    /// has to be drawn.
    bool handle(const SDL_Event& event);

    /// When the real geometry is to be looked at; nothing: it was, and nothing changed since.
    std::optional<TimePoint> look_due() const { return m_look_due; }
    /// Looks at it and puts it right where it can. True: draw; `fit` may differ from what it was.
    bool look(TimePoint now);
    const ScreenFit& fit() const { return m_fit; }

private:
    Window() = default;
    Result<void> create(const WindowConfig& config, bool gpu);
    void destroy();
    bool draws_on_cpu_anyway() const;
    bool measure();
    ScreenFit measured_fit() const;
    ScreenArea display_beside(const ScreenArea& window) const;
    void follow_display();

    SDL_Window* m_window = nullptr;
    SDL_Renderer* m_sdl_renderer = nullptr;
    std::unique_ptr<Renderer> m_renderer;
    std::unique_ptr<X11Screen> m_x11;
    std::unique_ptr<WaylandOutputs> m_outputs;
    bool m_full_screen = false;
    int m_width = 0, m_height = 0;
    float m_pixels_per_unit = 1;
    ScreenFit m_fit;
    std::optional<TimePoint> m_look_due;
    bool m_draw_at_look = false;
};

}  // namespace lotse::platform
