// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: why a date was refused, which is the comparison of `.` in a constraint
/// that does not hold.
#pragma once

#include <optional>

#include "core/form/expression_tree.h"

namespace lotse {

std::optional<Expression::DateBound> broken_date_bound(const Expression::Node& root,
                                                       const Scope& scope);

}  // namespace lotse
