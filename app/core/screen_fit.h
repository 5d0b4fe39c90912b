// SPDX-License-Identifier: EUPL-1.2
/// How what is drawn lies on the display, as the window system says. Pixels.
#pragma once

#include "core/limits.h"

namespace lotse {

struct ScreenFit {
    int drawn_width = 0, drawn_height = 0;      ///< that frames are laid out for
    int window_width = 0, window_height = 0;    ///< that the window really has
    int display_width = 0, display_height = 0;  ///< of its display; 0: not full screen
    bool covers = true;  ///< what is drawn is the window, and a full-screen window is its display
    bool operator==(const ScreenFit&) const = default;
};

/// Nothing can be laid out on less: neither on its own side nor turned.
constexpr bool is_too_small(int width, int height) {
    const int longer = width > height ? width : height, shorter = width > height ? height : width;
    return longer < limits::kLeastScreenLongerPx || shorter < limits::kLeastScreenShorterPx;
}

}  // namespace lotse
