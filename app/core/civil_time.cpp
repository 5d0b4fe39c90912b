// SPDX-License-Identifier: EUPL-1.2
#include "core/civil_time.h"

#include <array>
#include <cstdio>

namespace lotse {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// Both changes of the Union are at this time of day, UTC.
constexpr hours kChange{1};
constexpr hours kWinter{1}, kSummer{2};

hours offset_at(WallTime time) {
    using namespace std::chrono;
    const year_month_day date{floor<days>(time)};
    const auto last_sunday = [&](month of) { return sys_days{date.year() / of / Sunday[last]}; };
    const bool summer =
        time >= last_sunday(March) + kChange && time < last_sunday(October) + kChange;
    return summer ? kSummer : kWinter;
}

}  // namespace

CivilTime german_time(WallTime time) {
    const WallTime local = time + offset_at(time);
    const auto day = std::chrono::floor<days>(local);
    const std::chrono::hh_mm_ss clock{local - day};
    return {civil_from_days(day.time_since_epoch().count()),
            static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count())};
}

int german_offset_minutes(WallTime time) {
    return static_cast<int>(std::chrono::minutes(offset_at(time)).count());
}

WallTime begin_of_german_day(const CivilDate& day) {
    // Clocks change at 02:00 or 03:00 local time, so the evening before has midnight's offset.
    const WallTime midnight_utc{days{days_from_civil(day)}};
    return midnight_utc - offset_at(midnight_utc - kSummer);
}

WallTime end_of_german_day(const CivilDate& day) {
    return begin_of_german_day(civil_from_days(days_from_civil(day) + 1));
}

std::string to_iso(const CivilTime& time) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d", time.hour, time.minute, time.second);
    return to_iso(time.date) + text.data();
}

Moment moment_at(Instant monotonic, WallTime wall) {
    const CivilTime local = german_time(wall);
    return {monotonic, local.date, to_iso(local), wall};
}

}  // namespace lotse
