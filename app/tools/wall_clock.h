// SPDX-License-Identifier: EUPL-1.2
/// The time of day, for audit rows and the day of test intakes.
#pragma once

#include <chrono>

#include "core/intake/queue.h"

namespace lotse::tools {

inline WallTime wall_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace lotse::tools
