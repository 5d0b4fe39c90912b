// SPDX-License-Identifier: EUPL-1.2
/// A questionnaire as a spreadsheet: what that means stands in codec/xlsform/xlsform.h.
#pragma once

#include <map>
#include <string>

#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/xlsform.h"
#include "core/error.h"

namespace lotse::codec {

struct FormToExport {
    std::string definition;           ///< JSON
    std::string file = "definition";  ///< only named in errors
    FormTexts texts;
    std::map<std::string, std::string>
        language_names;  ///< tag → what stands in the heading before it, e.g. its endonym
};

/// The .xlsx file. Nothing is left out: what has no place in a cell of a form stands on the sheet
/// lotse_texts.
Result<std::string> write_xlsform(const FormToExport& form);
/// The same as cells.
Result<Spreadsheet> spreadsheet_of(const FormToExport& form);

/// `locales/<tag>/<name>.json`: the ids in the order of the definition, then the others.
std::string write_form_texts(const std::string& definition,
                             const std::map<std::string, std::string>& texts);

}  // namespace lotse::codec
