// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: writes the definition and its texts once everything has its name.
#pragma once

#include <string>
#include <vector>

#include "codec/json_reader.h"
#include "codec/xlsform/choices.h"
#include "codec/xlsform/tree.h"

namespace lotse::codec::xlsform {

/// The definition and its texts.
struct Emitted {
    Json survey, choices;
    FormTexts texts;
};
struct EmitOptions {
    std::string form;
    std::string default_tag;
    std::string title;  ///< of sections that the spreadsheet does not have
    const Table& survey;
    const ChoiceLists& lists;
    const Names& renamed;
    std::vector<Finding>& findings;
};
Emitted emitted(std::vector<Item> items, const EmitOptions& options);

}  // namespace lotse::codec::xlsform
