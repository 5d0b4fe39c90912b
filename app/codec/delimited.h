// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec: tables as text, one row a line, cells with commas, semicolons or tabs between
/// them (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lotse::codec {

/// The separator is the one of the first line. Cells in quotation marks may hold separators, line
/// ends and doubled marks. A byte order mark is no part of the first cell. A last line end begins
/// no row.
std::vector<std::vector<std::string>> rows_of_delimited(std::string_view text);

}  // namespace lotse::codec
