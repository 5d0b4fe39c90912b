// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: which expressions of a spreadsheet a definition can hold.
#pragma once

#include <vector>

#include "codec/xlsform/choices.h"
#include "codec/xlsform/tree.h"

namespace lotse::codec::xlsform {

/// Takes over the expressions that a definition can hold; the others become extras, and what cannot
/// live without its expression becomes a kept row.
struct ExpressionsOfForm {
    const Table& survey;
    const Table* choices;
    ChoiceLists& lists;
    const Names& renamed;
    std::vector<Finding>& findings;
};
void take_expressions(std::vector<Item>& items, const ExpressionsOfForm& form);

}  // namespace lotse::codec::xlsform
