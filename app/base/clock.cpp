// SPDX-License-Identifier: EUPL-1.2
#include "base/clock.h"

#include <time.h>

#include "core/civil_time.h"

namespace lotse {

BootClock::time_point BootClock::now() noexcept {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);  // cannot fail: the clock is there since Linux 2.6.39
    return time_point(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

Instant monotonic_now() {
    return std::chrono::duration_cast<Instant>(BootClock::now().time_since_epoch());
}

WallTime wall_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Moment moment_now() {
    return moment_at(monotonic_now(), wall_now());
}

}  // namespace lotse
