// SPDX-License-Identifier: EUPL-1.2
/// Decides how software frames reach a Wayland compositor: buffers of shared memory (wl_shm),
/// attached to the wl_surface of SDL's window.
///
/// The compositor reads a buffer until it says so (wl_buffer.release), so frames take turns between
/// two buffers, and a third where it holds both. Before a frame is drawn, what the buffer missed is
/// copied from the one shown last: pixels outside the damage are never drawn twice. A queue of our
/// own takes our events, SDL's are left to SDL.
///
/// In full screen on Debian 12 a buffer has one row more than the display, which lies below its
/// edge. A buffer of exactly the display's size may be put on the display as it is, past
/// composition; cage 0.1 then leaves screen captures (remote maintenance, tests) black where
/// nothing changed. Shared memory gains nothing by it: hardware cannot show it. The SDL of Debian
/// 13 gives its windows a wp_viewport, which would squeeze that row into the display, and cage 0.2
/// captures what it shows. Source: the Wayland protocol, wl_shm, wl_buffer,
/// wl_surface.damage_buffer.
#pragma once

#include <memory>

#include "core/error.h"
#include "platform/surface.h"

namespace lotse::platform {

/// Unusable if the window is not one of Wayland, or the compositor has no shared memory.
Result<std::unique_ptr<Surface>> make_wayland_surface(SDL_Window* window);

}  // namespace lotse::platform
