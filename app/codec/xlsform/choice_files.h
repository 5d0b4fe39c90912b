// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: a file of choices beside a workbook as a sheet of choices, for
/// `select_one_from_file`.
///
/// .csv: headings in the first row; commas, semicolons or tabs between the cells. .xml: the
/// elements below the root are the choices, those in them their cells, or else their attributes.
/// .geojson: a feature is a choice, its properties are the cells. What spreadsheets and editors
/// write beside that and means one thing only is read (UTF-16 with its mark, "sep=;", spaces before
/// quotation marks, commas at the end of JSON); of anything else it is said where it stands.
/// Source: docs.getodk.org, "Select questions: choices from a file".
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/table.h"
#include "core/error.h"

namespace lotse::codec::xlsform {

struct ChoiceFile {
    std::string name;          ///< "towns.csv": its ending says how it is read
    std::string list;          ///< that its choices make
    std::string value, label;  ///< headings that stand for name and label; "": as usual
};

/// The rows with the column list_name in front; the sheet is called as the file.
Result<Sheet> sheet_of_file(const ChoiceFile& file, std::string_view bytes);

/// Those that the rows of a form ask from, each once. `lists` receives the list that each became,
/// by the row's `file_key` (tree.h); its name is none that `choices` have. `beside` as in
/// XlsFormOptions. Refused with the row: a name that is no such file's, files that cannot be read.
Result<std::deque<Sheet>> files_of_choices(
    const Table& survey, const std::deque<Table>& choices,
    const std::function<Result<std::string>(const std::string& name)>& beside,
    std::map<std::string, std::string>& lists);

}  // namespace lotse::codec::xlsform
