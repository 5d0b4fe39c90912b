// SPDX-License-Identifier: EUPL-1.2
/// Decides which day and time of day it is in Germany at an instant, whatever the machine's zone.
///
/// Summer time is arithmetic, not data: since 1996 it lasts from the last Sunday of March to the
/// last Sunday of October, 01:00 UTC each (Directive 2000/84/EC, articles 2 and 3). Times before
/// 1996 are given by the same rule, which is wrong for some weeks of them; nothing here is that old
/// but a clock that was never set. If the Union changes the rule, this module changes.
#pragma once

#include <string>

#include "core/moment.h"
#include "core/partial_date.h"

namespace lotse {

struct CivilTime {
    CivilDate date;
    int hour = 0, minute = 0, second = 0;
    bool operator==(const CivilTime&) const = default;
};

CivilTime german_time(WallTime time);
/// Minutes east of Greenwich in Germany at that instant.
int german_offset_minutes(WallTime time);
/// The first second of a civil day in Germany, and the first of the day after: 23 to 25 hours.
WallTime begin_of_german_day(const CivilDate& day);
WallTime end_of_german_day(const CivilDate& day);
/// YYYY-MM-DDThh:mm:ss.
std::string to_iso(const CivilTime& time);
/// What `update` is told at these readings of the clocks.
Moment moment_at(Instant monotonic, WallTime wall);

}  // namespace lotse
