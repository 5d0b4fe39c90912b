// SPDX-License-Identifier: EUPL-1.2
/// Reads .xlsx files as plain values: sheets, rows, cells of text as a person sees them.
///
/// A number is its shortest text ("1", never "1.0"), a truth value TRUE or FALSE, a date
/// YYYY-MM-DD, a time HH:MM:SS. Runs of rich text are joined, formulas stand for the value that was
/// last computed. Of merged cells only the first holds something. Hidden sheets, rows and columns
/// count like any other. Leaves alone: colours, formulas, pictures, what the cells mean.
///
/// Files come from anywhere: nothing is ever unpacked to disk, a document type declaration is
/// refused, and what a file may cost is bounded by limits.h. An old .xls, an .ods and a file with a
/// password are refused by name. Errors name file, sheet and cell. Source: ECMA-376 (Office Open
/// XML), part 1, 18; transitional and strict.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

struct Sheet {
    std::string name;
    std::vector<std::vector<std::string>> rows;  ///< without empty cells and rows at the ends
    std::vector<std::string> merged;             ///< ranges such as "A1:C1"; only read
    bool operator==(const Sheet&) const = default;

    /// Counted from 0; "" outside.
    const std::string& text(std::size_t row, std::size_t column) const;
};

struct Spreadsheet {
    std::vector<Sheet> sheets;
    bool operator==(const Spreadsheet&) const = default;
};

/// "B7" of row 6, column 1; "B" of column 1.
std::string cell_name(std::size_t row, std::size_t column);
std::string column_name(std::size_t column);

/// `file` is only named in errors.
Result<Spreadsheet> read_spreadsheet(std::string_view bytes, const std::string& file);

}  // namespace lotse::codec
