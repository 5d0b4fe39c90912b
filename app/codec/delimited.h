// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec: tables as text, one row a line, cells with commas, semicolons or tabs between
/// them (RFC 4180).
///
/// What spreadsheets write and means one thing only is read: a byte order mark, the line ends of
/// every system, a first line "sep=;", spaces before a quotation mark, empty cells at the end of a
/// row. What could mean two things is refused with its line and what to do, for a table that was
/// read wrongly looks like one that was read: a quotation mark that nothing ends would swallow
/// every row below.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

/// The separator is that which stands most often in the first line outside of quotation marks; a
/// tab if none does. Cells in quotation marks may hold separators, line ends and doubled marks. A
/// last line end begins no row. Unusable: a quotation mark without its end, words after the end of
/// a cell in quotation marks, more cells than headings; `file` is named.
Result<std::vector<std::vector<std::string>>> rows_of_delimited(const std::string& file,
                                                                std::string_view text);

}  // namespace lotse::codec
