// SPDX-License-Identifier: EUPL-1.2
/// Decides when a centre is open: the same every week, but for single days.
///
/// Written as OpenStreetMap writes `opening_hours`, of which this much is understood: rules parted
/// by ";", each of days ("Mo", "Mo-Th", "Mo,We", the week from Mo to Su) and times of day
/// ("09:00-12:00,13:00-16:00", at most until 24:00). A day stands in one rule only; one that stands
/// in none is closed. Everything else of that format is refused rather than read half. Times are
/// the clocks of the place (civil_time.h). Source: wiki.openstreetmap.org/wiki/Key:opening_hours.
///
/// Pure.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/civil_time.h"
#include "core/error.h"

namespace lotse {

struct OpeningHours {
    /// Minutes since midnight, `from` before `to`.
    struct Span {
        int from = 0, to = 0;
        bool operator==(const Span&) const = default;
    };
    std::array<std::vector<Span>, 7> week;  ///< Monday first; spans in order, apart from each other
    std::set<CivilDate> closed_on;

    /// Nobody wrote when the centre is open.
    bool empty() const;
    bool open_at(const CivilTime& time) const;
    bool operator==(const OpeningHours&) const = default;
};

/// 0: Monday.
int weekday_of(const CivilDate& day);

/// Refused, naming the part that is not understood. "" gives empty hours.
Result<OpeningHours> opening_hours_from(std::string_view written);

/// Days that follow each other and have the same hours: "Monday to Thursday". Closed days are in
/// none.
struct OpenDays {
    int first = 0, last = 0;
    std::vector<OpeningHours::Span> spans;
    bool operator==(const OpenDays&) const = default;
};
std::vector<OpenDays> open_days(const OpeningHours& hours);

}  // namespace lotse
