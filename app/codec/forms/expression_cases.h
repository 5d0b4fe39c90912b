// SPDX-License-Identifier: EUPL-1.2
/// One line of JSON for `lotse-tool expression eval`: an expression and what it may see, and its
/// result or its mistake.
///
///     {"expr": "${age} >= 18", "values": {"age": 34}}
///     →  {"ok":true,"type":"boolean","value":true}
///     {"expr": "1 +"}                                  →  {"error":"expected a value, …","at":4}
///
/// `values`: texts, numbers, true, false, null (no answer), dates as YYYY-MM-DD; an array is a
/// repeat or a multiple choice. `this` is `.`. Also understood: `today` (YYYY-MM-DD), `position`
/// (from 1), `columns` (of the choice under test), `labels` (question → choice → label). `type`:
/// string, number, boolean, date, datetime (as ODK writes it, with its offset), list. NaN and
/// infinity are texts, as JSON has no word for them. `at` is the column in the expression, from 1;
/// null if the mistake has no place in it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/form/time_zone.h"
#include "core/partial_date.h"

namespace lotse::codec {

struct ExpressionSurroundings {
    TimeZone zone;
    CivilDate today;  ///< unless the line says another
    int second_of_day = 0;
    std::function<double()> random;  ///< [0, 1)
    std::function<std::string()> uuid;
};

/// Without a line break at its end.
std::string evaluate_case(std::string_view line, const ExpressionSurroundings& surroundings);

}  // namespace lotse::codec
