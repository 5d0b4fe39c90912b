// SPDX-License-Identifier: EUPL-1.2
/// Decides how automation touches and types: with the events that a panel and a keyboard would
/// send.
///
/// The events go into SDL's queue, so they pass through everything that real ones pass through. Any
/// thread. Errors: Transient if SDL's queue is full.
#pragma once

#include <string_view>

#include "core/error.h"
#include "core/keystroke.h"
#include "platform/input.h"

namespace lotse::platform {

class SyntheticInput {
public:
    /// Size of the window in pixels: fingers are reported as shares of it.
    SyntheticInput(int width, int height) : m_width(width), m_height(height) {}

    Result<void> push_tap(float x, float y);
    /// Down at the first point, `moves` moves on the straight line, up at the second.
    Result<void> push_drag(float x0, float y0, float x1, float y1, int moves = 8);
    /// Refuses invalid UTF-8 and U+0000.
    Result<void> push_text(std::string_view utf8);
    /// A key by its usage of USB HID page 7, as a keypad reports it.
    Result<void> push_usage(int usage);
    Result<void> push_key(Keystroke::Key key, bool shift = false);

private:
    Result<void> push_finger(unsigned int type, float x, float y);

    int m_width, m_height;
};

}  // namespace lotse::platform
