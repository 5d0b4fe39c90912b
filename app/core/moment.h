// SPDX-License-Identifier: EUPL-1.2
/// Times as values: the pure parts are given them and never read a clock (base/clock.h does).
///
/// An `Instant` measures how long something lasts, a `WallTime` says when something was, a `Moment`
/// is all that one step of a program may know of the time. Two of the same kind compare and
/// subtract; an Instant and a WallTime have nothing in common, because a wall clock may be set.
#pragma once

#include <chrono>
#include <string>

#include "core/partial_date.h"

namespace lotse {

/// Since an arbitrary start, monotonic.
using Instant = std::chrono::milliseconds;

/// Since 1970-01-01 UTC.
using WallTime = std::chrono::sys_seconds;

/// The time, as `update` is allowed to know it.
struct Moment {
    Instant monotonic{0};
    CivilDate today;
    std::string wall;  ///< local civil time, YYYY-MM-DDThh:mm:ss
    WallTime utc{};    ///< the same instant, by this machine's clock
};

}  // namespace lotse
