// SPDX-License-Identifier: EUPL-1.2
#include "platform/x11_screen.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>

#include <string_view>

namespace lotse::platform {
namespace {

/// EWMH: a window manager names a window of its own on the root, which names itself.
bool is_managed_by_somebody(Display* display) {
    const Atom check = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", True);
    if (check == None) return false;
    Atom type = None;
    int format = 0;
    unsigned long count = 0, rest = 0;
    unsigned char* value = nullptr;
    const bool read =
        XGetWindowProperty(display, DefaultRootWindow(display), check, 0, 1, False, XA_WINDOW,
                           &type, &format, &count, &rest, &value) == Success;
    const bool managed = read && type == XA_WINDOW && count == 1;
    if (value != nullptr) XFree(value);
    return managed;
}

class Screen final : public X11Screen {
public:
    Screen(Display* display, ::Window window)
        : m_display(display), m_window(window), m_root(DefaultRootWindow(display)) {
        XWindowAttributes root{};
        XGetWindowAttributes(display, m_root, &root);
        XSelectInput(display, m_root, root.your_event_mask | StructureNotifyMask);
        int error_base = 0;
        m_has_randr = XRRQueryExtension(display, &m_randr_event_base, &error_base) != 0;
        if (m_has_randr) {
            XRRSelectInput(
                display, m_root,
                RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask | RROutputChangeNotifyMask);
        }
        SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE);
        // The compositor has to have seen it before it hears whose it is.
        m_is_xwayland = is_xwayland();
        if (m_is_xwayland)
            m_never_shown = XCreateSimpleWindow(display, m_root, 0, 0, 1, 1, 0, 0, 0);
    }
    ~Screen() override {
        if (m_never_shown != None) XDestroyWindow(m_display, m_never_shown);
    }

    ScreenArea monitor() const override {
        ScreenArea area = geometry(m_root);
        if (!m_has_randr) return area;
        int count = 0;
        XRRMonitorInfo* monitors = XRRGetMonitors(m_display, m_root, True, &count);
        if (monitors == nullptr) return area;
        if (m_is_xwayland && count == 1) {
            // It tells the width of a mode, a multiple of eight; the screen is as wide as the
            // compositor's output.
            XRRFreeMonitors(monitors);
            return area;
        }
        const XRRMonitorInfo* chosen = nullptr;
        for (int i = 0; i < count; ++i) {
            if (chosen == nullptr || (monitors[i].primary != 0 && chosen->primary == 0)) {
                chosen = &monitors[i];
            }
        }
        if (chosen != nullptr) area = {chosen->x, chosen->y, chosen->width, chosen->height};
        XRRFreeMonitors(monitors);
        return area;
    }

    ScreenArea window() const override {
        ScreenArea area = geometry(m_window);
        ::Window child = None;
        XTranslateCoordinates(m_display, m_window, m_root, 0, 0, &area.x, &area.y, &child);
        return area;
    }

    bool managed() const override { return is_managed_by_somebody(m_display); }

    void place(const ScreenArea& area) override {
        XMoveResizeWindow(m_display, m_window, area.x, area.y,
                          static_cast<unsigned int>(area.width),
                          static_cast<unsigned int>(area.height));
        XRaiseWindow(m_display, m_window);
        XWindowAttributes attributes{};
        XGetWindowAttributes(m_display, m_window, &attributes);
        if (attributes.map_state == IsViewable) {
            XSetInputFocus(m_display, m_window, RevertToPointerRoot, CurrentTime);
        }
        XFlush(m_display);
    }

    bool keep_composited() override {
        if (m_never_shown == None || m_kept_composited) return false;
        XSetTransientForHint(m_display, m_never_shown, m_window);
        XFlush(m_display);
        m_kept_composited = true;
        return true;
    }

    bool concerns(const SDL_Event& event) const override {
        if (event.type != SDL_SYSWMEVENT || event.syswm.msg == nullptr ||
            event.syswm.msg->subsystem != SDL_SYSWM_X11) {
            return false;
        }
        const XEvent& x = event.syswm.msg->msg.x11.event;
        if (x.type == ConfigureNotify) return x.xconfigure.window == m_root;
        return m_has_randr && (x.type == m_randr_event_base + RRScreenChangeNotify ||
                               x.type == m_randr_event_base + RRNotify);
    }

private:
    bool is_xwayland() const {
        // Its extension of that name is younger than Debian 12; its monitors have always been
        // called so.
        int count = 0;
        XRRMonitorInfo* monitors =
            m_has_randr ? XRRGetMonitors(m_display, m_root, True, &count) : nullptr;
        bool found = false;
        for (int i = 0; i < count && !found; ++i) {
            char* name = XGetAtomName(m_display, monitors[i].name);
            found = name != nullptr && std::string_view(name).starts_with("XWAYLAND");
            if (name != nullptr) XFree(name);
        }
        if (monitors != nullptr) XRRFreeMonitors(monitors);
        return found;
    }

    ScreenArea geometry(Drawable of) const {
        ::Window root = None;
        int x = 0, y = 0;
        unsigned int width = 0, height = 0, border = 0, depth = 0;
        XGetGeometry(m_display, of, &root, &x, &y, &width, &height, &border, &depth);
        return {x, y, static_cast<int>(width), static_cast<int>(height)};
    }

    Display* m_display;
    ::Window m_window;
    ::Window m_root;
    ::Window m_never_shown = None;
    bool m_is_xwayland = false;
    bool m_kept_composited = false;
    bool m_has_randr = false;
    int m_randr_event_base = 0;
};

}  // namespace

std::unique_ptr<X11Screen> X11Screen::of(SDL_Window* window) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_X11) {
        return nullptr;
    }
    return std::make_unique<Screen>(info.info.x11.display, info.info.x11.window);
}

bool X11Screen::is_managed() {
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr) return false;
    const bool managed = is_managed_by_somebody(display);
    XCloseDisplay(display);
    return managed;
}

}  // namespace lotse::platform
