// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: what an expression compares, and which of its parts say something else
/// than whoever wrote them is likely to mean. Looks at the tree alone; nothing is evaluated.
#pragma once

#include <string>
#include <vector>

#include "core/form/expression_tree.h"

namespace lotse {

std::vector<Expression::ComparedText> texts_compared_in(const Expression::Node& root);
std::vector<std::string> doubts_about(const Expression::Node& root);

}  // namespace lotse
