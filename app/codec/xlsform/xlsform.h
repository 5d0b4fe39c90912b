// SPDX-License-Identifier: EUPL-1.2
/// Questionnaires as XLSForm (.xlsx) and back: a spreadsheet ⇄ a definition and its texts in every
/// language.
///
/// Import decides what of a form the terminal can ask. What it cannot (a photo, a path in an
/// expression, an unknown column or sheet) is kept in the definition under `extras` and `kept`,
/// comes back on export, and is told with sheet, row and column. A form that was accepted can be
/// filled in: the definition is one that `read_questionnaire` reads. import → export → import gives
/// the same definition and texts.
///
/// What XLSForm has no word for stands in columns of our own that other programs ignore: lotse_type
/// (country, language, occupation, grid, grid_column), lotse_keyboard, lotse_optional,
/// lotse_prefer_not_to_say, lotse_purpose, lotse_basis, lotse_retention, lotse_longest_bytes,
/// lotse_at_most, lotse_add, lotse_entry; lotse_icon and lotse_relevant on choices. Texts with
/// another place than a cell stand on the sheet lotse_texts.
///
/// In a cell `${institution}` (`${number}` where a repeat is counted) stands for that argument of a
/// pattern. The terminal puts no answers into texts: another `${name}` is cut out, told, and comes
/// back on export unless the text was changed meanwhile. A cell that begins with "icu:" is a
/// pattern as it is. Leaves alone: files (the tool), drawing (the preview). Source: xlsform.org,
/// docs.getodk.org.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codec/spreadsheet/spreadsheet.h"
#include "core/error.h"

namespace lotse::codec {

/// Language tag → message id → pattern.
using FormTexts = std::map<std::string, std::map<std::string, std::string>>;

/// Something of a spreadsheet that a person should know.
struct Finding {
    enum class Kind {
        Kept,     ///< means nothing at the terminal; comes back on export
        Changed,  ///< taken over, but not as it stands
        Lost,     ///< not taken over and not kept
    } kind = Kind::Kept;
    std::string sheet;
    std::size_t row = 0;  ///< as spreadsheet programs count, from 1; 0: none
    std::string column;   ///< its heading, "" if the whole row
    std::string cell;     ///< "C7", "" if the whole row or sheet
    std::string what;
    bool operator==(const Finding&) const = default;
};
std::string to_string(const Finding& finding);

struct XlsFormOptions {
    std::string name;           ///< of the questionnaire: letters a-z, digits and _
    std::string file = "form";  ///< only named in errors
    /// Language as a heading calls it → tag ("Dari" → "fa-AF"); "default" for columns without a
    /// language.
    std::map<std::string, std::string> languages;
    /// The program's own texts, by language: what `or_other` and the type `yes_no` ask without
    /// writing it (answer.*).
    FormTexts program_texts = {};
};

struct ImportedForm {
    std::string definition;  ///< JSON as in kiosk-config/questionnaires
    FormTexts texts;
    std::string default_language;
    std::vector<Finding> findings;  ///< in the order of the file
};

/// `bytes` is the .xlsx file. Refused: no spreadsheet (spreadsheet.h), no form, a language whose
/// tag nobody told, groups that do not close, questions that depend on themselves, a name that the
/// program has texts under. `told` receives what was found until a form was refused: often the
/// reason.
Result<ImportedForm> read_xlsform(std::string_view bytes, const XlsFormOptions& options,
                                  std::vector<Finding>* told = nullptr);
/// The same of cells that were read already. They are UTF-8, as `read_spreadsheet` gives them.
Result<ImportedForm> form_of(const Spreadsheet& spreadsheet, const XlsFormOptions& options,
                             std::vector<Finding>* told = nullptr);

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
