// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: dates and points in time as text, and the functions that write them.
///
/// Text with an offset ("2026-11-22T10:00:00+01:00") counts as the point in time it means; without
/// one as if it were UTC, as a kiosk's forms know the day only. Formats write what stands in the
/// text, whatever its offset. Source: ODK XForms specification, date and time functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/expression.h"

namespace lotse {

struct Run;

/// Days since 1970-01-01 UTC of YYYY-MM-DD, perhaps with a time; nothing for any other text.
std::optional<double> days_of_date_text(std::string_view text);

/// Empty if `format` can be used by format-date, else what is wrong with it.
std::string format_date_mistake(std::string_view format);

Value run_date(Run& run, const std::vector<Value>& arguments);
Value run_format_date(Run& run, const std::vector<Value>& arguments);
Value run_decimal_date_time(Run& run, const std::vector<Value>& arguments);
Value run_decimal_time(Run& run, const std::vector<Value>& arguments);

}  // namespace lotse
