// SPDX-License-Identifier: EUPL-1.2
/// What an expression works with, and how one kind of value stands for another.
///
/// Source of the conversions: XPath 1.0 (W3C), ODK XForms specification. What differs on purpose
/// stands in core/form/expression.h.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
/// A range of days; `second_of_day` only for a point in time (`now()`), else -1.
struct DateValue {
    CivilDate first, last;
    int second_of_day = -1;
    bool operator==(const DateValue&) const = default;
};

using Value =
    std::variant<std::monostate, std::string, double, bool, DateValue, Selection, Sequence>;

bool is_empty(const Value& value);     ///< nothing, "" or no element
bool to_boolean(const Value& value);   ///< XPath 1.0, 4.3
double to_number(const Value& value);  ///< XPath 1.0, 4.4; dates are days since 1970-01-01; NaN if
                                       ///< it is no number
std::string to_text(const Value& value);  ///< XPath 1.0, 4.2; dates as YYYY-MM-DD (first day)

/// Without space, tab and line ends of XML around it.
std::string_view trimmed_xml(std::string_view text);

}  // namespace lotse
