// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: a file of choices beside a workbook as a sheet of choices, for
/// `select_one_from_file`.
///
/// .csv: headings in the first row; commas, semicolons or tabs between the cells. .xml: the
/// elements below the root are the choices, those in them their cells. .geojson: a feature is a
/// choice, its properties are the cells. Source: docs.getodk.org, "Select questions: choices from a
/// file".
#pragma once

#include <string>
#include <string_view>

#include "codec/spreadsheet/spreadsheet.h"
#include "core/error.h"

namespace lotse::codec::xlsform {

struct ChoiceFile {
    std::string name;          ///< "towns.csv": its ending says how it is read
    std::string list;          ///< that its choices make
    std::string value, label;  ///< headings that stand for name and label; "": as usual
};

/// The rows with the column list_name in front; the sheet is called as the file.
Result<Sheet> sheet_of_file(const ChoiceFile& file, std::string_view bytes);

}  // namespace lotse::codec::xlsform
