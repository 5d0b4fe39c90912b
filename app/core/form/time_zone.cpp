// SPDX-License-Identifier: EUPL-1.2
#include "core/form/time_zone.h"

#include <chrono>

#include "core/civil_time.h"

namespace lotse {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::int64_t kSecondsPerMinute = 60;

}  // namespace

TimeZone german_zone() {
    return {[](std::int64_t second) {
                return german_offset_minutes(WallTime(std::chrono::seconds(second)));
            },
            DayCount::Calendar};
}

int offset_at(const TimeZone& zone, std::int64_t second) {
    return zone.offset ? zone.offset(second) : 0;
}

int offset_of_local(const TimeZone& zone, std::int64_t local_second) {
    // No zone changes its offset twice within two days.
    const int before = offset_at(zone, local_second - kSecondsPerDay);
    const int after = offset_at(zone, local_second + kSecondsPerDay);
    for (const int offset : {before, after}) {
        if (offset_at(zone, local_second - offset * kSecondsPerMinute) == offset) {
            return offset;
        }
    }
    return before;
}

}  // namespace lotse
