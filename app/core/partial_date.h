// SPDX-License-Identifier: EUPL-1.2
/// A date as far as a person knows it: a Gregorian range, and how it was given.
///
/// A Persian or Ethiopic year alone spans two Gregorian years, therefore the range. `text` makes
/// the range from the entered fields (calendars are ICU's work); core only compares ranges.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "core/time_of_day.h"

namespace lotse {

/// Proleptic Gregorian.
struct CivilDate {
    int year = 0;
    int month = 0;  ///< 1–12
    int day = 0;    ///< 1–31
    auto operator<=>(const CivilDate&) const = default;
};

/// Days since 1970-01-01 of a civil date, and back (H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms").
std::int64_t days_from_civil(const CivilDate& date);
CivilDate civil_from_days(std::int64_t days);
int days_in_month(int year, int month);
/// YYYY-MM-DD; from_iso returns false unless the text is exactly a valid date of that form (years
/// 0001 to 9999).
std::string to_iso(const CivilDate& date);
bool from_iso(const std::string& text, CivilDate& out);

/// Of every calendar that clients use now, a year has four digits; one that has fewer is not typed
/// to its end.
inline constexpr int kYearDigits = 4;
bool is_whole_year(int year);

enum class DatePrecision : std::uint8_t { Day, Month, Year };

struct PartialDate {
    std::string calendar = "gregorian";  ///< ICU calendar name
    DatePrecision precision = DatePrecision::Day;
    bool about = false;                     ///< "about": the client is not sure
    bool papers_say_first_january = false;  ///< the papers carry a placeholder date
    int year = 0, month = 0, day = 0;       ///< as entered, in `calendar`; 0: not (yet) given
    CivilDate first, last;                  ///< the Gregorian range; both zero while incomplete
    TimeOfDay time;                         ///< of a question for a day and a time; else empty
    bool complete() const { return first.year != 0; }
    bool operator==(const PartialDate&) const = default;
};

}  // namespace lotse
