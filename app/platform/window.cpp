// SPDX-License-Identifier: EUPL-1.2
#include "platform/window.h"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/clock.h"
#include "platform/gpu_renderer.h"
#include "platform/software_renderer.h"
#include "platform/surface.h"

namespace lotse::platform {
namespace {

Error refused(const std::string& what) {
    return {Kind::Unusable, "window", what + ": " + SDL_GetError()};
}

/// A GPU that Mesa can use shows itself as a render node; without one OpenGL would be llvmpipe.
bool has_gpu() {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", error)) {
        if (entry.path().filename().string().starts_with("renderD")) return true;
    }
    return false;
}

int renderer_index(const char* wanted) {
    SDL_RendererInfo info;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); ++i) {
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && std::strcmp(info.name, wanted) == 0) return i;
    }
    return -1;
}

/// A kiosk under a Wayland compositor is to be a client of it, not of the X server that it brings
/// along; SDL 2 would ask the X server first.
void prefer_wayland(bool full_screen) {
    const char* wayland = std::getenv("WAYLAND_DISPLAY");
    if (!full_screen || wayland == nullptr || *wayland == '\0') return;
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "wayland,x11", SDL_HINT_DEFAULT);
    // A compositor that draws no frames round its windows makes SDL 2.26 take the window back and
    // hand it to libdecor, from which, without its plugins, it never returns: the screen stays
    // black.
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

/// A window that is to be confirmed by the window system has this long before it is looked at.
constexpr std::chrono::milliseconds kSettling{400};
/// A window that does not fit is looked at again so often: a display may come back.
constexpr std::chrono::seconds kNextLook{5};

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowConfig& config) {
    // Fingers and mouse are told apart by the input queue; SDL must not make one of the other.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    // Otherwise SDL wraps the window's surface into an OpenGL texture: 100 MB of llvmpipe on
    // machines without a GPU.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    if (!config.hardware_keyboard) {
        // Nobody types into the window: no input method whose tables are read, no message bus that
        // is started for it.
        setenv("XCOMPOSEFILE", "/dev/null", 0);
        setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    }
    prefer_wayland(config.width <= 0 || config.height <= 0);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return refused("no screen to draw on");

    std::unique_ptr<Window> window(new Window);
    // KMSDRM shows nothing but what a GPU drew.
    const bool needs_gpu = window->driver() == "KMSDRM";
    const bool wayland = window->driver() == "wayland";
    const bool try_gpu = needs_gpu || config.renderer == RendererChoice::Gpu ||
                         (config.renderer == RendererChoice::Auto && has_gpu());
    Result<void> created = window->create(config, try_gpu);
    // Asked for by name, OpenGL is used even where the CPU computes it; not on Wayland, where its
    // buffers would cover the display exactly (wayland_surface.h).
    const bool may_change = config.renderer == RendererChoice::Auto || wayland;
    if (try_gpu && !needs_gpu && may_change && (!created || window->draws_on_cpu_anyway())) {
        window->destroy();
        created = window->create(config, false);
    }
    if (!created) return created.error();

    SDL_ShowCursor(config.show_cursor ? SDL_ENABLE : SDL_DISABLE);
    if (config.hardware_keyboard) {
        SDL_StartTextInput();
    } else {
        SDL_StopTextInput();
    }
    return window;
}

Window::~Window() {
    destroy();
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

std::string Window::driver() const {
    const char* name = SDL_GetCurrentVideoDriver();
    return name != nullptr ? name : "";
}

Result<void> Window::create(const WindowConfig& config, bool gpu) {
    m_full_screen = config.width <= 0 || config.height <= 0;
    std::uint32_t flags = SDL_WINDOW_ALLOW_HIGHDPI;
    if (config.resizable) flags |= SDL_WINDOW_RESIZABLE;
    // The one that SDL's renderer draws with: asked for later, SDL would make the window a second
    // time.
    if (gpu) flags |= SDL_WINDOW_OPENGL;
    SDL_Rect place{SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, config.width, config.height};
    if (m_full_screen) {
        if (SDL_GetDisplayBounds(0, &place) != 0) return refused("the display has no size");
        const bool alone = driver() == "x11" && !X11Screen::is_managed();
        flags |= alone ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
    }
    m_window = SDL_CreateWindow(config.title.c_str(), place.x, place.y, place.w, place.h, flags);
    if (m_window == nullptr) return refused("no window");
    m_x11 = X11Screen::of(m_window);
    m_outputs = WaylandOutputs::of(m_window);
    if (m_full_screen) follow_display();
    m_look_due = BootClock::now() + kSettling;
    if (!gpu) {
        Result<std::unique_ptr<Surface>> surface = Surface::of(m_window);
        if (!surface) return surface.error();
        m_renderer = std::make_unique<SoftwareRenderer>(std::move(*surface));
        measure();
        return {};
    }
    for (const char* driver : {"opengl", "opengles2"}) {
        const int index = renderer_index(driver);
        if (index < 0) continue;
        m_sdl_renderer = SDL_CreateRenderer(
            m_window, index,
            SDL_RENDERER_ACCELERATED | SDL_RENDERER_TARGETTEXTURE | SDL_RENDERER_PRESENTVSYNC);
        if (m_sdl_renderer != nullptr) break;
    }
    if (m_sdl_renderer == nullptr) return refused("neither opengl nor opengles2 can draw");
    m_renderer = std::make_unique<GpuRenderer>(m_sdl_renderer);
    measure();
    return {};
}

void Window::destroy() {
    m_renderer.reset();
    m_x11.reset();
    m_outputs.reset();
    if (m_sdl_renderer != nullptr) SDL_DestroyRenderer(m_sdl_renderer);
    if (m_window != nullptr) SDL_DestroyWindow(m_window);
    m_sdl_renderer = nullptr;
    m_window = nullptr;
}

bool Window::draws_on_cpu_anyway() const {
    using GetString = const unsigned char* (*)(unsigned int);
    constexpr unsigned int kGlRenderer = 0x1F01;
    const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
    const unsigned char* text = get_string != nullptr ? get_string(kGlRenderer) : nullptr;
    if (text == nullptr) return true;
    const std::string_view name = reinterpret_cast<const char*>(text);
    return name.find("llvmpipe") != name.npos || name.find("softpipe") != name.npos ||
           name.find("SWR") != name.npos;
}

/// True if the size differs from what it was.
bool Window::measure() {
    const int width = m_width, height = m_height;
    if (m_sdl_renderer == nullptr ||
        SDL_GetRendererOutputSize(m_sdl_renderer, &m_width, &m_height) != 0) {
        SDL_GetWindowSizeInPixels(m_window, &m_width, &m_height);
    }
    int units = 0, ignored = 0;
    SDL_GetWindowSize(m_window, &units, &ignored);
    m_pixels_per_unit = units > 0 ? static_cast<float>(m_width) / static_cast<float>(units) : 1.0F;
    return width != m_width || height != m_height;
}

ScreenFit Window::measured_fit() const {
    ScreenFit fit;
    fit.drawn_width = m_width;
    fit.drawn_height = m_height;
    ScreenArea window, display;
    if (m_x11) {
        window = m_x11->window();
        display = m_x11->monitor();
    } else {
        // Wayland: SDL knows the size that the compositor set, and answered it.
        SDL_GetWindowSizeInPixels(m_window, &window.width, &window.height);
        display = display_beside(window);
    }
    fit.window_width = window.width;
    fit.window_height = window.height;
    fit.covers = window.width == m_width && window.height == m_height;
    if (!m_full_screen) return fit;
    fit.display_width = display.width;
    fit.display_height = display.height;
    // A compositor may stretch one window over several outputs, and a scaled one has its picture
    // larger than it is.
    const bool filled = m_x11 ? window == display
                              : window.width >= display.width && window.height >= display.height;
    fit.covers = fit.covers && filled;
    return fit;
}

/// Where there is no X: the display that the window fills, else the first; if none is known, the
/// window's own size.
ScreenArea Window::display_beside(const ScreenArea& window) const {
    ScreenArea first = window;
    if (m_outputs) {
        const std::vector<WaylandOutputs::Size> sizes = m_outputs->sizes();
        if (!sizes.empty()) first = {0, 0, sizes.front().width, sizes.front().height};
        for (const WaylandOutputs::Size& size : sizes) {
            if (window.width >= size.width && window.height >= size.height) {
                return {0, 0, size.width, size.height};
            }
        }
        return first;
    }
    SDL_Rect bounds;
    if (SDL_GetDisplayBounds(std::max(0, SDL_GetWindowDisplayIndex(m_window)), &bounds) == 0) {
        first.width = bounds.w;
        first.height = bounds.h;
    }
    return first;
}

void Window::follow_display() {
    if (!m_x11) return;
    const ScreenArea monitor = m_x11->monitor();
    if (!m_x11->managed()) {
        m_x11->place(monitor);
    } else if (m_x11->window() != monitor) {
        SDL_SetWindowFullscreen(m_window, SDL_WINDOW_FULLSCREEN_DESKTOP);
    }
}

bool Window::look(TimePoint now) {
    if (!m_look_due || now < *m_look_due) return false;
    m_look_due.reset();
    const bool draw = std::exchange(m_draw_at_look, false);
    if (draw) m_renderer->invalidate();
    if (m_x11 && m_x11->keep_composited()) {
        m_draw_at_look = true;
        m_look_due = now + kSettling;
    }
    const ScreenFit before = m_fit;
    m_fit = measured_fit();
    if (!m_fit.covers) {
        if (m_full_screen) follow_display();
        // Once more in any case: what was put right is to be seen, and what was not may be tried
        // again.
        m_look_due = now + kNextLook;
    }
    return draw || m_fit != before;
}

bool Window::handle(const SDL_Event& event) {
    if (m_x11 && m_full_screen && m_x11->concerns(event)) {
        follow_display();
        m_look_due = BootClock::now() + kSettling;
        return false;  // a frame is due when the server has confirmed the window's new size
    }
    switch (event.type) {
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
            m_renderer->invalidate();
            return true;
        case SDL_DISPLAYEVENT:
            m_look_due = BootClock::now() + kSettling;
            return false;
        case SDL_WINDOWEVENT:
            break;
        default:
            return false;
    }
    switch (event.window.event) {
        case SDL_WINDOWEVENT_MOVED:
            // Of the same size, and yet not on its display any more.
            m_look_due = BootClock::now() + kSettling;
            [[fallthrough]];
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_RESTORED:
        case SDL_WINDOWEVENT_SHOWN:
            if (measure()) m_look_due = BootClock::now() + kSettling;
            m_renderer->invalidate();
            return true;
        default:
            return false;
    }
}

}  // namespace lotse::platform
