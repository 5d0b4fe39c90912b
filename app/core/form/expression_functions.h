// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: the table of functions, with the numbers of their arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/expression_tree.h"

namespace lotse {

struct Function {
    std::string_view name;
    int least = 0;
    int most = 0;  ///< -1: any number
    /// Null for the forms that the evaluator handles itself because they do not evaluate all
    /// arguments first.
    Value (*run)(Run&, const std::vector<Value>&) = nullptr;
    bool of_own_value = false;  ///< without an argument it speaks of `.`
};
/// Null if there is no such function.
const Function* find_function(std::string_view name);
/// What to tell somebody who called a function that find_function does not know.
std::string why_there_is_no(std::string_view name);

}  // namespace lotse
