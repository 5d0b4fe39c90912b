// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: computes the tree, and decides what a comparison of two values means.
#pragma once

#include "core/form/expression_tree.h"

namespace lotse {

/// The value of the node; nothing once `run` failed.
Value evaluate_node(Run& run, const Expression::Node& node);

}  // namespace lotse
