// SPDX-License-Identifier: EUPL-1.2
/// Decides how the one window of a program comes up: size, touch and keyboard settings of SDL,
/// which renderer draws.
///
/// Only SDL's video part is started; other parts of SDL would turn waiting for events into polling.
/// One unit of the window is one pixel. Auto draws with the GPU only where the system has a real
/// one: Mesa's llvmpipe costs more CPU and three times the memory of our own software renderer.
/// Lifetime: the window ends with the object; the renderer is the window's. One thread only.
/// Errors: Unusable, with what SDL says.
#pragma once

#include <memory>
#include <string>

#include "core/error.h"
#include "platform/renderer.h"

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
    static Result<std::unique_ptr<Window>> open(const WindowConfig& config);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    int width() const { return m_width; }
    int height() const { return m_height; }
    Renderer& renderer() { return *m_renderer; }
    /// To be called with every event: follows size, uncovering and lost textures. True if a frame
    /// has to be drawn.
    bool handle(const SDL_Event& event);

private:
    Window() = default;
    Result<void> create(const WindowConfig& config, bool gpu);
    void destroy();
    bool draws_on_cpu_anyway() const;
    void measure();

    SDL_Window* m_window = nullptr;
    SDL_Renderer* m_sdl_renderer = nullptr;
    std::unique_ptr<Renderer> m_renderer;
    int m_width = 0, m_height = 0;
};

}  // namespace lotse::platform
