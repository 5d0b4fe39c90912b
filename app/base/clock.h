// SPDX-License-Identifier: EUPL-1.2
/// The only place of the programs that reads clocks; everything else is given times as values.
///
/// Decides which clocks: how long something lasts is measured by one that goes on while the machine
/// sleeps (CLOCK_BOOTTIME), so that a session, a log-in or a lock-out is as old after a suspend as
/// it is for the people around. When something was, is said by the wall clock; its day and time of
/// day are Germany's (core/civil_time.h), whatever the machine was set to. From any thread.
///
/// Waiting is another matter: the system's waits (poll, condition variables) stand still while the
/// machine sleeps. Whoever waits for a deadline that matters to people looks again now and then
/// (limits::kLongestWait).
#pragma once

#include <chrono>

#include "core/moment.h"

namespace lotse {

/// A clock in the sense of <chrono>, for deadlines within one program.
struct BootClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;

    static time_point now() noexcept;
};

/// BootClock in the resolution that rules are written in.
Instant monotonic_now();
WallTime wall_now();
Moment moment_now();

}  // namespace lotse
