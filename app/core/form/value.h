// SPDX-License-Identifier: EUPL-1.2
/// What an expression works with, and how one kind of value stands for another.
///
/// Source of the conversions: XPath 1.0 (W3C), ODK XForms specification. What differs on purpose
/// stands in core/form/expression.h.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/form/time_zone.h"
#include "core/partial_date.h"

namespace lotse {

/// The answer to a multiple choice. As text: the names joined by spaces.
struct Selection {
    std::vector<std::string> names;
    bool operator==(const Selection&) const = default;
};
/// The values of one question in all instances of its repeat, "" where there is none. Alone it
/// stands for its first value; a comparison holds if it holds for one of them.
struct Sequence {
    std::vector<std::string> values;
    bool operator==(const Sequence&) const = default;
};
/// A range of days; or a point in time, then with the time of that day and its offset.
struct DateValue {
    CivilDate first, last;
    int millisecond = -1;    ///< of the day, as clocks of the zone show it; -1: a date
    int offset_minutes = 0;  ///< of a point in time, east of Greenwich
    bool has_time() const { return millisecond >= 0; }
    bool operator==(const DateValue&) const = default;
};

/// Of XPath 1.0: what is no number.
inline constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

using Value =
    std::variant<std::monostate, std::string, double, bool, DateValue, Selection, Sequence>;

bool is_empty(const Value& value);    ///< nothing, "" or no element
bool to_boolean(const Value& value);  ///< XPath 1.0, 4.3
/// XPath 1.0, 4.4; a decimal comma is a decimal point, as in ODK Collect. A date, also as text, is
/// a number of days (time_zone.h). NaN if it is no number.
double to_number(const Value& value, const TimeZone& zone = {});
/// XPath 1.0, 4.2, without the noise of binary fractions: 0.1 + 0.2 is "0.3". Dates as YYYY-MM-DD
/// (first day), a point in time as YYYY-MM-DDThh:mm:ss.sss±hh:mm.
std::string to_text(const Value& value);

/// The point in time at a millisecond of a day on clocks of the zone.
DateValue point_in_time(const CivilDate& day, int millisecond, const TimeZone& zone);

/// The number that was meant: what is a short decimal but for the noise of binary fractions is that
/// decimal.
double without_noise(double value);

/// Without space, tab and line ends of XML around it.
std::string_view trimmed_xml(std::string_view text);

}  // namespace lotse
