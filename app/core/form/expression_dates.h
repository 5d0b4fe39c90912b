// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: dates and points in time as text, and the functions that read and write
/// them.
///
/// A text with an offset ("2026-11-22T10:00:00+01:00") is the point in time it means, shown as
/// clocks of the expression's zone show it; one without is meant in that zone (time_zone.h). Months
/// and days may have one digit. Source: ODK XForms specification, date and time functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/expression.h"

namespace lotse {

struct Run;

/// YYYY-MM-DD, perhaps with a time; nothing for any other text.
std::optional<DateValue> date_of_text(std::string_view text, const TimeZone& zone);
/// hh:mm, hh:mm:ss or hh:mm:ss.sss, perhaps with an offset: a part of the day on a clock of the
/// zone, with its offset of `day`. Nothing for any other text.
std::optional<double> part_of_day(std::string_view text, const TimeZone& zone,
                                  const CivilDate& day);
/// Days since 1970-01-01 as the zone counts them; of a range of days the first.
double days_of(const DateValue& date, const TimeZone& zone);
std::string iso_of(const DateValue& date);

/// Empty if `format` can be used by format-date, else what is wrong with it.
std::string format_date_mistake(std::string_view format);

Value run_date(Run& run, const std::vector<Value>& arguments);
Value run_date_time(Run& run, const std::vector<Value>& arguments);
Value run_now(Run& run, const std::vector<Value>& arguments);
Value run_format_date(Run& run, const std::vector<Value>& arguments);
Value run_decimal_date_time(Run& run, const std::vector<Value>& arguments);
Value run_decimal_time(Run& run, const std::vector<Value>& arguments);

}  // namespace lotse
