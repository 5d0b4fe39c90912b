// SPDX-License-Identifier: EUPL-1.2
#include "platform/window.h"

#include <SDL.h>

#include <cstring>
#include <filesystem>

#include "platform/gpu_renderer.h"
#include "platform/software_renderer.h"

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
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return refused("no screen to draw on");

    std::unique_ptr<Window> window(new Window);
    const bool try_gpu = config.renderer == RendererChoice::Gpu ||
                         (config.renderer == RendererChoice::Auto && has_gpu());
    Result<void> created = window->create(config, try_gpu);
    if (config.renderer == RendererChoice::Auto && try_gpu &&
        (!created || window->draws_on_cpu_anyway())) {
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

Result<void> Window::create(const WindowConfig& config, bool gpu) {
    const bool full_screen = config.width <= 0 || config.height <= 0;
    std::uint32_t flags = 0;
    if (full_screen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (config.resizable) flags |= SDL_WINDOW_RESIZABLE;
    m_window = SDL_CreateWindow(config.title.c_str(), SDL_WINDOWPOS_CENTERED,
                                SDL_WINDOWPOS_CENTERED, full_screen ? 640 : config.width,
                                full_screen ? 480 : config.height, flags);
    if (m_window == nullptr) return refused("no window");
    if (!gpu) {
        if (SDL_GetWindowSurface(m_window) == nullptr) return refused("the window has no surface");
        m_renderer = std::make_unique<SoftwareRenderer>(m_window);
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

void Window::measure() {
    if (m_sdl_renderer == nullptr ||
        SDL_GetRendererOutputSize(m_sdl_renderer, &m_width, &m_height) != 0) {
        SDL_GetWindowSize(m_window, &m_width, &m_height);
    }
}

bool Window::handle(const SDL_Event& event) {
    switch (event.type) {
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
            m_renderer->invalidate();
            return true;
        case SDL_WINDOWEVENT:
            break;
        default:
            return false;
    }
    switch (event.window.event) {
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_RESTORED:
            measure();
            m_renderer->invalidate();
            return true;
        default:
            return false;
    }
}

}  // namespace lotse::platform
