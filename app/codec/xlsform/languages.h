// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: what a person should know of the languages that a form's headings name.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/table.h"

namespace lotse::codec::xlsform {

struct LanguagesOfForm {
    const Table& survey;
    const std::deque<Table>& choices;
    const Sheet* texts;                              ///< lotse_texts; null: there is none
    const std::vector<std::string>& known;           ///< tags of the languages that there are
    const std::map<std::string, std::string>& told;  ///< what headings call a language → its tag
    std::string default_language;                    ///< as the sheet settings calls it
    std::vector<Finding>& findings;
};
/// Texts of a language that nobody added, which no terminal shows; and what was told of a language
/// that no column has: it may have been meant for one that is read as another language now.
void tell_languages(const LanguagesOfForm& form);

}  // namespace lotse::codec::xlsform
