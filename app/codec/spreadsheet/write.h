// SPDX-License-Identifier: EUPL-1.2
/// Writes .xlsx files from plain values (codec/spreadsheet/spreadsheet.h).
#pragma once

#include <string>

#include "codec/spreadsheet/spreadsheet.h"
#include "core/error.h"

namespace lotse::codec {

/// Every cell is written as text. The first row of a sheet is set as a heading. Refused: names and
/// texts that Excel cannot hold. The same values make the same bytes.
Result<std::string> write_spreadsheet(const Spreadsheet& spreadsheet);

}  // namespace lotse::codec
