// SPDX-License-Identifier: EUPL-1.2
#include "platform/wayland_surface.h"

#include <SDL.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "platform/wayland_registry.h"

namespace lotse::platform {
namespace {

/// A compositor that is alive gives a buffer back within a few refreshes of its output.
constexpr std::chrono::milliseconds kLongestWaitForBuffer{250};
/// Below the edge of the display. None where SDL itself scales what is attached to a window.
int hidden_rows() {
    SDL_version version;
    SDL_GetVersion(&version);
    return SDL_VERSIONNUM(version.major, version.minor, version.patch) < SDL_VERSIONNUM(2, 28, 0)
               ? 1
               : 0;
}

Error refused(const std::string& what) {
    return {Kind::Unusable, "Wayland", what};
}

/// One wl_buffer and the memory behind it.
class Buffer {
public:
    Buffer() = default;
    ~Buffer() { release(); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    bool exists() const { return m_buffer != nullptr; }
    bool free() const { return !m_held; }
    wl_buffer* handle() const { return m_buffer; }
    std::uint32_t* pixels() const { return m_pixels; }

    Result<void> make(wl_shm* shm, Surface::Size size, int hidden_rows) {
        release();
        size.height += hidden_rows;
        m_bytes = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4;
        const int file = memfd_create("lotse-frame", MFD_CLOEXEC);
        if (file < 0 || ftruncate(file, static_cast<off_t>(m_bytes)) != 0) {
            if (file >= 0) close(file);
            return refused(std::string("no memory for a frame: ") + std::strerror(errno));
        }
        void* memory =
            mmap(nullptr, m_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, file, 0);
        if (memory == MAP_FAILED) {
            close(file);
            return refused(std::string("no memory for a frame: ") + std::strerror(errno));
        }
        m_pixels = static_cast<std::uint32_t*>(memory);
        wl_shm_pool* pool = wl_shm_create_pool(shm, file, static_cast<std::int32_t>(m_bytes));
        m_buffer = wl_shm_pool_create_buffer(pool, 0, size.width, size.height, size.width * 4,
                                             WL_SHM_FORMAT_XRGB8888);
        wl_shm_pool_destroy(pool);
        close(file);
        static const wl_buffer_listener kListener{
            [](void* data, wl_buffer*) { static_cast<Buffer*>(data)->m_held = false; }};
        wl_buffer_add_listener(m_buffer, &kListener, this);
        missed.clear();
        return {};
    }

    void release() {
        if (m_buffer != nullptr) wl_buffer_destroy(m_buffer);
        if (m_pixels != nullptr) munmap(m_pixels, m_bytes);
        m_buffer = nullptr;
        m_pixels = nullptr;
        m_held = false;
    }
    void hold() { m_held = true; }

    /// Rectangles that changed since this buffer was shown; after many, all of it.
    std::vector<PixelRect> missed;
    void miss(const PixelRect& rect, const PixelRect& whole) {
        if (missed.size() >= kMostMissed) missed.assign(1, whole);
        if (missed.size() != 1 || missed.front() != whole) missed.push_back(rect);
    }

private:
    static constexpr std::size_t kMostMissed = 256;

    wl_buffer* m_buffer = nullptr;
    std::uint32_t* m_pixels = nullptr;
    std::size_t m_bytes = 0;
    bool m_held = false;  ///< the compositor may be reading it
};

class WaylandSurface final : public Surface {
public:
    WaylandSurface(SDL_Window* window, const WaylandWindow& handles)
        : m_window(window), m_display(handles.display), m_surface(handles.surface) {}

    ~WaylandSurface() override {
        for (Buffer& buffer : m_buffers) buffer.release();
        if (m_shm != nullptr) wl_shm_destroy(m_shm);
    }

    Result<void> connect() {
        const auto offered = [this](wl_registry* registry, std::uint32_t name,
                                    std::string_view interface) {
            if (m_shm != nullptr || interface != wl_shm_interface.name) return;
            m_shm = static_cast<wl_shm*>(wl_registry_bind(registry, name, &wl_shm_interface, 1));
        };
        if (Result<void> connected = m_registry.connect(m_display, offered); !connected) {
            return connected;
        }
        if (m_shm == nullptr) return refused("the compositor has no shared memory (wl_shm)");
        return {};
    }

    Result<Size> prepare(bool& fresh) override {
        Size size;
        SDL_GetWindowSizeInPixels(m_window, &size.width, &size.height);
        fresh = size != m_size || m_shown == nullptr;
        const bool full_screen = (SDL_GetWindowFlags(m_window) & SDL_WINDOW_FULLSCREEN) != 0;
        m_hidden_rows = full_screen ? hidden_rows() : 0;
        if (size != m_size) {
            for (Buffer& buffer : m_buffers) buffer.release();
            m_shown = nullptr;
            m_size = size;
        }
        return size;
    }

    Result<Target> begin(const std::vector<PixelRect>& changed) override {
        Result<Buffer*> next = free_buffer();
        if (!next) return next.error();
        m_next = *next;
        if (m_shown != nullptr && m_next != m_shown) {
            for (const PixelRect& rect : m_next->missed) {
                const auto covers = [&rect](const PixelRect& drawn) {
                    return drawn.x0 <= rect.x0 && drawn.y0 <= rect.y0 && drawn.x1 >= rect.x1 &&
                           drawn.y1 >= rect.y1;
                };
                if (std::none_of(changed.begin(), changed.end(), covers)) {
                    copy(rect, *m_shown, *m_next);
                }
            }
        }
        m_next->missed.clear();
        return Target{m_next->pixels(), m_size.width};
    }

    Result<void> show(const std::vector<PixelRect>& changed) override {
        wl_surface_attach(m_surface, m_next->handle(), 0, 0);
        for (const PixelRect& rect : changed) {
            damage(rect);
            for (Buffer& buffer : m_buffers) {
                if (&buffer != m_next && buffer.exists()) buffer.miss(rect, whole());
            }
        }
        m_next->hold();
        m_shown = m_next;
        wl_surface_commit(m_surface);
        if (std::exchange(m_wipe, false)) {
            for (Buffer& buffer : m_buffers) {
                if (&buffer != m_shown) buffer.release();
            }
        }
        if (wl_display_flush(m_display) < 0 && errno != EAGAIN) {
            return refused(std::string("the compositor is gone: ") + std::strerror(errno));
        }
        return {};
    }

    void wipe() override { m_wipe = true; }

    Result<Picture> read_back() override {
        Size size;
        SDL_GetWindowSizeInPixels(m_window, &size.width, &size.height);
        if (m_shown == nullptr || size != m_size) {
            return Error{Kind::Transient, "Wayland", "nothing was presented in this size yet"};
        }
        Picture picture{m_size.width, m_size.height, {}};
        picture.rgb.reserve(pixel_count() * 3);
        for (std::size_t i = 0; i < pixel_count(); ++i) {
            const std::uint32_t pixel = m_shown->pixels()[i];
            picture.rgb.push_back(static_cast<std::uint8_t>(pixel >> 16));
            picture.rgb.push_back(static_cast<std::uint8_t>(pixel >> 8));
            picture.rgb.push_back(static_cast<std::uint8_t>(pixel));
        }
        return picture;
    }

private:
    std::size_t pixel_count() const {
        return static_cast<std::size_t>(m_size.width) * static_cast<std::size_t>(m_size.height);
    }

    /// The one shown last is never free for drawing before it is given back; a new one starts as
    /// its copy.
    Result<Buffer*> free_buffer() {
        m_registry.dispatch();
        for (Buffer& buffer : m_buffers) {
            if (buffer.exists() && buffer.free()) return &buffer;
        }
        for (Buffer& buffer : m_buffers) {
            if (buffer.exists()) continue;
            if (Result<void> made = buffer.make(m_shm, m_size, m_hidden_rows); !made)
                return made.error();
            if (m_shown != nullptr) {
                std::memcpy(buffer.pixels(), m_shown->pixels(), pixel_count() * 4);
            }
            return &buffer;
        }
        const auto until = BootClock::now() + kLongestWaitForBuffer;
        while (BootClock::now() < until) {
            if (!read_events()) break;
            for (Buffer& buffer : m_buffers) {
                if (buffer.free()) return &buffer;
            }
        }
        return Error{Kind::Transient, "Wayland", "the compositor gives no buffer back"};
    }

    /// Whatever arrives within a few milliseconds; false: the connection is gone.
    bool read_events() {
        if (wl_display_prepare_read_queue(m_display, m_registry.queue()) != 0) {
            return m_registry.dispatch();
        }
        wl_display_flush(m_display);
        pollfd file{wl_display_get_fd(m_display), POLLIN, 0};
        if (poll(&file, 1, 5) > 0) {
            if (wl_display_read_events(m_display) < 0) return false;
        } else {
            wl_display_cancel_read(m_display);
        }
        return m_registry.dispatch();
    }

    PixelRect whole() const { return {0, 0, m_size.width, m_size.height}; }

    void copy(const PixelRect& rect, const Buffer& from, const Buffer& to) const {
        const auto width = static_cast<std::size_t>(m_size.width);
        const auto bytes = static_cast<std::size_t>(rect.x1 - rect.x0) * 4;
        for (int y = rect.y0; y < rect.y1; ++y) {
            const std::size_t at =
                static_cast<std::size_t>(y) * width + static_cast<std::size_t>(rect.x0);
            std::memcpy(to.pixels() + at, from.pixels() + at, bytes);
        }
    }

    void damage(const PixelRect& rect) const {
        const int width = rect.x1 - rect.x0, height = rect.y1 - rect.y0;
        if (wl_surface_get_version(m_surface) >= WL_SURFACE_DAMAGE_BUFFER_SINCE_VERSION) {
            wl_surface_damage_buffer(m_surface, rect.x0, rect.y0, width, height);
            return;
        }
        // Units of the surface: with a scaled output more is said to have changed, never less.
        wl_surface_damage(m_surface, rect.x0, rect.y0, width, height);
    }

    SDL_Window* m_window;
    wl_display* m_display;
    wl_surface* m_surface;
    WaylandRegistry m_registry;
    wl_shm* m_shm = nullptr;
    Size m_size;
    int m_hidden_rows = 0;
    std::array<Buffer, 3> m_buffers;
    Buffer* m_shown = nullptr;  ///< holds the picture shown last
    Buffer* m_next = nullptr;   ///< between begin() and show()
    bool m_wipe = false;        ///< after the next picture
};

}  // namespace

Result<std::unique_ptr<Surface>> make_wayland_surface(SDL_Window* window) {
    const auto handles = wayland_window(window);
    if (!handles) return refused(std::string("not a window of Wayland: ") + SDL_GetError());
    auto surface = std::make_unique<WaylandSurface>(window, *handles);
    if (Result<void> connected = surface->connect(); !connected) return connected.error();
    return std::unique_ptr<Surface>(std::move(surface));
}

}  // namespace lotse::platform
