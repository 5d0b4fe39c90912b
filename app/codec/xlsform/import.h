// SPDX-License-Identifier: EUPL-1.2
/// A spreadsheet as a questionnaire: what that means stands in codec/xlsform/xlsform.h.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/xlsform.h"
#include "core/error.h"

namespace lotse::codec {

/// Something of a spreadsheet that a person should know.
struct Finding {
    enum class Kind {
        Kept,           ///< means nothing at the terminal; comes back on export
        Changed,        ///< taken over, but not as it stands
        Lost,           ///< not taken over and not kept
        ConditionLost,  ///< who is asked, or which answers hold, is not as the form says
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
    /// What a file that lies beside the workbook holds, for select_one_from_file; not set: there
    /// are none.
    std::function<Result<std::string>(const std::string& name)> beside = {};
    /// Import although conditions are lost.
    bool accept_lost_conditions = false;
};

struct ImportedForm {
    std::string definition;  ///< JSON as in kiosk-config/questionnaires
    FormTexts texts;
    std::string default_language;
    std::vector<Finding> findings;  ///< in the order of the file
};

/// `bytes` is the .xlsx file. Refused: no spreadsheet (spreadsheet.h), no form, a language whose
/// tag nobody told, groups that do not close, questions that depend on themselves, a name that the
/// program has texts under, a file of choices that is not there, conditions that would be lost
/// unless that is accepted. `told` receives what was found until a form was refused: often the
/// reason.
Result<ImportedForm> read_xlsform(std::string_view bytes, const XlsFormOptions& options,
                                  std::vector<Finding>* told = nullptr);
/// The same of cells that were read already. They are UTF-8, as `read_spreadsheet` gives them.
Result<ImportedForm> form_of(const Spreadsheet& spreadsheet, const XlsFormOptions& options,
                             std::vector<Finding>* told = nullptr);

}  // namespace lotse::codec
