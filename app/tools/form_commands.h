// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool xlsform import|export` and `lotse-tool expression eval`: questionnaires for people
/// who write them in a spreadsheet.
#pragma once

#include <string>
#include <vector>

#include "tools/console.h"

namespace lotse::tools {

struct ImportForm {
    std::string file;  ///< .xlsx
    std::string name;
    std::vector<std::string> languages;  ///< "Dari=fa-AF"
    std::string out = ".";  ///< receives questionnaires/<name>.json and locales/<tag>/<name>.json
    std::string locales = "locales";  ///< the program's own texts, for what a form leaves unsaid
    bool replace = false;             ///< write over files that are there
    bool accept_lost_conditions = false;  ///< import although conditions are lost
    bool json = false;
};
/// Prints what was kept, changed or lost, also of a form that is refused; then the files.
Result<void> import_form(const ImportForm& request, Console& console);

struct ExportForm {
    std::string name;
    std::string out;  ///< a new file
    std::string questionnaires = "kiosk-config/questionnaires", locales = "locales";
};
Result<void> export_form(const ExportForm& request, Console& console);

struct EvaluateExpressions {
    /// IANA name; dates then count as in ODK Web Forms (core/form/time_zone.h). Empty: as a kiosk.
    std::string zone;
};
/// One line of JSON for every line of standard input (codec/forms/expression_cases.h).
Result<void> evaluate_expressions(const EvaluateExpressions& request, Console& console);

}  // namespace lotse::tools
