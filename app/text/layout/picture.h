// SPDX-License-Identifier: EUPL-1.2
/// A grey picture of a layout, for tests and tools that have no renderer: black text on white.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/error.h"
#include "text/layout/layout.h"

namespace lotse::text {

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> grey;  ///< row by row, 255 is white
};

/// The layout's box with `padding_px` around it; what sticks out further is cut.
Picture picture_of(Engine& engine, const Layout& layout, float box_width_px, int padding_px);

Result<void> write_png(const Picture& picture, const std::string& path);

}  // namespace lotse::text
