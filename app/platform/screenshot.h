// SPDX-License-Identifier: EUPL-1.2
/// Saves what stands on the window (Renderer::read_back) as a PNG file.
#pragma once

#include <string>

#include "core/error.h"
#include "platform/renderer.h"

namespace lotse::platform {

/// Writes 8-bit RGB. Unusable if the file cannot be written; a file that was begun is removed.
Result<void> save_png(const Picture& picture, const std::string& path);

}  // namespace lotse::platform
