// SPDX-License-Identifier: EUPL-1.2
/// A time of day as somebody gives it, on a clock of 24 hours.
///
/// Kept as the digits that were typed, so that a field shows what it holds while it is being filled
/// in; what they mean is asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lotse {

struct TimeOfDay {
    std::string hour, minute;  ///< Latin digits; empty: not (yet) given
    bool empty() const { return hour.empty() && minute.empty(); }
    bool operator==(const TimeOfDay&) const = default;
};

/// Since midnight. Nothing while a part is missing, and for a time that no clock shows; of minutes
/// both digits are needed.
std::optional<int> minutes_of(const TimeOfDay& time);
/// "09:05:00.000", as ODK writes the answer to a question for a time; empty if it has no minutes.
std::string to_iso(const TimeOfDay& time);

/// "hour:minute" with the digits as typed, and back; false for any other text.
std::string to_text(const TimeOfDay& time);
bool from_text(std::string_view text, TimeOfDay& out);

}  // namespace lotse
