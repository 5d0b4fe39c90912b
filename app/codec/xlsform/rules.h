// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: which expressions of a spreadsheet a definition can hold.
#pragma once

#include <vector>

#include "codec/xlsform/choices.h"
#include "codec/xlsform/tree.h"

namespace lotse::codec::xlsform {

/// Takes over the expressions that a definition can hold; the others become extras, and what cannot
/// live without its expression becomes a kept row. What would have decided who is asked, or which
/// answers hold, is told as a lost condition.
struct ExpressionsOfForm {
    const Table& survey;
    ChoiceLists& lists;
    const Names& renamed;  ///< questions
    /// Names that several rows share, with their rows.
    const std::map<std::string, std::string>& ambiguous;
    const std::set<std::string>& named;  ///< in expressions, as written
    std::vector<Finding>& findings;
};
void take_expressions(std::vector<Item>& items, const ExpressionsOfForm& form);

}  // namespace lotse::codec::xlsform
