// SPDX-License-Identifier: EUPL-1.2
/// Reads .xlsx files as plain values: sheets, rows, cells of text as a person sees them.
///
/// A number is its shortest text ("1", never "1.0"), with the zeros, the percent sign or the
/// exponent that its format shows; a date is YYYY-MM-DD, a time HH:MM:SS. Runs of rich text are
/// joined, formulas stand for the value that was last computed. Of merged cells only the first
/// holds something. Hidden sheets, rows and columns count like any other.
///
/// Not every cell is text by nature: an error ("#N/A"), a truth value (TRUE, FALSE) and a formula
/// whose value nobody computed are told apart (`Sheet::kind`), because nobody wrote them as words.
/// A text that spells an error is one as well: somebody pasted it as a value. A text that spells
/// TRUE stays a text, because somebody typed it as one, and a number may be one that is meant: who
/// reads these as texts says so (`Sheet::hardly_text`). Leaves alone: colours, formulas, pictures,
/// what the cells mean.
///
/// Files come from anywhere: nothing is ever unpacked to disk, a document type declaration is
/// refused, and what a file may cost is bounded by limits.h. An old .xls, an .ods and a file with a
/// password are refused by name. Errors name file, sheet and cell. Source: ECMA-376 (Office Open
/// XML), part 1, 18; transitional and strict.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

enum class CellKind : std::uint8_t {
    Text,    ///< also nothing at all
    Number,  ///< read as it is shown; dates and times too
    Date,
    Error,    ///< "#N/A"
    Truth,    ///< TRUE or FALSE
    Unknown,  ///< a formula without a value: written by a program that cannot compute
};

/// Cells that were made one; all but the first hold nothing. Counted from 0.
struct MergedCells {
    std::string range;  ///< "A1:C1"
    std::size_t first_row = 0, last_row = 0, first_column = 0, last_column = 0;
    bool operator==(const MergedCells&) const = default;
};

struct Sheet {
    std::string name;
    std::vector<std::vector<std::string>> rows;  ///< without empty cells and rows at the ends
    std::vector<MergedCells> merged;             ///< only read
    /// Row and column of the cells that are no text by nature; only read.
    std::map<std::pair<std::size_t, std::size_t>, CellKind> kinds = {};
    bool operator==(const Sheet&) const = default;

    /// Counted from 0; "" outside.
    const std::string& text(std::size_t row, std::size_t column) const;
    CellKind kind(std::size_t row, std::size_t column) const;
    /// What the cell holds instead of a text and what to do, for a finding: "the formula has failed
    /// (#N/A); …"; "" if it is text.
    std::string no_text(std::size_t row, std::size_t column) const;
    /// The same of what may be meant as a text or not: "is a number, and was read as 3; …".
    std::string hardly_text(std::size_t row, std::size_t column) const;
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
