// SPDX-License-Identifier: EUPL-1.2
/// The two times of the program. Neither is read in core: both come as arguments.
#pragma once

#include <chrono>

namespace lotse {

/// Since an arbitrary start, monotonic: for waiting and for periods.
using Instant = std::chrono::milliseconds;
/// A clock's time, to the second: for what people and other machines are told. May be wrong or set.
using WallTime = std::chrono::sys_seconds;

}  // namespace lotse
