// SPDX-License-Identifier: EUPL-1.2
/// Where the clock of an expression stands, and how a date becomes a number there.
///
/// A point in time that is written with an offset is the same instant everywhere; one without an
/// offset, and every date, is meant in this zone. The rule of the zone is given as a function, so
/// nothing here knows a zone file.
#pragma once

#include <cstdint>
#include <functional>

namespace lotse {

/// Programs in the field differ in what the number of a date is.
enum class DayCount : std::uint8_t {
    /// As ODK Collect counts: days of the zone's own calendar since 1970-01-01. A date is a whole
    /// number whatever summer time does, and date() drops the time.
    Calendar,
    /// As ODK Web Forms counts: days since 1970-01-01T00:00Z. A date is midnight of its zone, so
    /// its number has a fraction; date() keeps the time.
    Utc,
};

struct TimeZone {
    /// Minutes east of Greenwich at a second since 1970-01-01T00:00Z. Not set: Greenwich.
    std::function<int(std::int64_t second)> offset;
    DayCount count = DayCount::Calendar;
};

/// Europe/Berlin, where every kiosk stands (core/civil_time.h).
TimeZone german_zone();

int offset_at(const TimeZone& zone, std::int64_t second);
/// Of the time that clocks of the zone show; `local_second` counts as if they stood in Greenwich. A
/// time that comes twice is the earlier one; one that is left out in spring counts with the offset
/// before the change.
int offset_of_local(const TimeZone& zone, std::int64_t local_second);

}  // namespace lotse
