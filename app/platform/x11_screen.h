// SPDX-License-Identifier: EUPL-1.2
/// Decides, on X, where a full-screen window really is and brings it where it belongs.
///
/// SDL reports a full-screen window as soon as it has asked for one; without a window manager
/// nobody answers, and SDL does not follow a screen whose size changes (SDL issue 16342). So the
/// server itself is asked, over SDL's own connection. Without a window manager the window is moved
/// directly; with one, it is asked through SDL again. Source: ICCCM §4.1.5, EWMH
/// (_NET_SUPPORTING_WM_CHECK), RandR 1.5 monitors. Units: pixels of the X screen. Lifetime: ends
/// before the window. One thread only.
#pragma once

#include <memory>

struct SDL_Window;
union SDL_Event;

namespace lotse::platform {

struct ScreenArea {
    int x = 0, y = 0, width = 0, height = 0;
    bool operator==(const ScreenArea&) const = default;
};

class X11Screen {
public:
    /// Null if the window is not one of X. From now on SDL hands out the events of `concerns`.
    static std::unique_ptr<X11Screen> of(SDL_Window* window);
    /// Whether a window manager answers on $DISPLAY, before there is a window. False also without
    /// an X server.
    static bool is_managed();
    virtual ~X11Screen() = default;

    /// The primary monitor, else the first; without RandR the whole screen.
    virtual ScreenArea monitor() const = 0;
    virtual ScreenArea window() const = 0;
    virtual bool managed() const = 0;
    /// Without a window manager: moves the window, on top, with the keyboard's focus. The server
    /// confirms by an event.
    virtual void place(const ScreenArea& area) = 0;
    /// Some time after the window was opened. A compositor with Xwayland may put a window that
    /// covers the display on it as it is, past composition; cage 0.1 then leaves screen captures
    /// (remote maintenance, tests) black where nothing changed. It composes a window that has
    /// another one belonging to it: one that is never shown. True: from soon on it composes, and
    /// everything has to be drawn once more.
    virtual bool keep_composited() = 0;
    /// An event after which monitor() may differ.
    virtual bool concerns(const SDL_Event& event) const = 0;
};

}  // namespace lotse::platform
