// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: what to write instead of signs and words that mean something in other
/// languages of expressions (Excel, SQL, C, other form programs), or that word processors and
/// keyboards of other scripts make of ours.
///
/// Only for what cannot be read: an expression that can means what it says.
#pragma once

#include <string>
#include <string_view>

namespace lotse {

/// Of the sign that `rest` begins with: "write and instead of &&"; "" if it has no meaning
/// anywhere. `after_value`: an operator could stand here.
std::string instead_of_sign(std::string_view rest, bool after_value);

/// Of a word where an operator is expected: "write and instead of AND"; "" if none is meant.
std::string instead_of_operator(std::string_view word);

/// Of a function that there is not: "write string-length(…)"; "" if none of ours does the same.
std::string instead_of_function(std::string_view name);

}  // namespace lotse
