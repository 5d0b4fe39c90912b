// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: a sheet whose first row is headings, as rows of cells by heading.
///
/// The key of a column is our word for it ("relevant", "label::de"), or its heading as written if
/// it means nothing here. Keys are unique: a second column of the same meaning is one that means
/// nothing, but where it decides who is asked: there it counts in the rows in which the first is
/// empty, and is a lost condition where both differ.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/import.h"
#include "codec/xlsform/words.h"

namespace lotse::codec::xlsform {

/// Key → text as written; cells without text are absent.
using Cells = std::map<std::string, std::string>;

struct TableColumn {
    std::size_t index = 0;
    std::string heading;
    std::string key;
    std::string tag;  ///< of a translated word
    bool known = false;
    bool again = false;  ///< means what a column before it means; not known
    std::string second;  ///< key of that column if the cells of both decide who is asked, else ""

    /// Why a column that is not known stands among the extras.
    const char* why_kept() const {
        return again ? "a column before it has the same meaning, or the same language; this one is "
                       "kept"
                     : "this column means nothing at the terminal; it is kept";
    }
};

struct TableRow {
    std::size_t row = 0;  ///< of the sheet, from 0
    Cells cells;
    /// Keys of the cells that are truth values in columns that mean nothing here.
    std::set<std::string> truths = {};
};

struct Table {
    std::string name;
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;  ///< those with any text
    std::size_t heading_row = 0;
    std::map<std::string, std::size_t> places;  ///< key → index in `columns`
    std::vector<MergedCells> merged;            ///< over several rows of the table

    /// Where a cell stands, for findings.
    Finding finding(Finding::Kind kind, std::size_t row, const std::string& key,
                    const std::string& what) const;
};

/// A heading whose language nobody told.
struct UnknownLanguage {
    std::string sheet, cell, language;  ///< language "": a column without one
};

/// How a sheet is read: its words, and which languages its headings may mean.
struct TableOptions {
    WordOf word_of;
    const std::map<std::string, std::string>& told;  ///< what headings call a language → its tag
    const std::vector<std::string>& known;           ///< tags of the languages that there are
};

/// Reads `sheet`; adds to `unknown` what it could not resolve. A cell that is no text by nature
/// (spreadsheet.h) is none of the row's and told, but for a truth value where yes or no is
/// expected. A number or a word such as "nan" where people read a text is told, once for each
/// column. What nobody sees is taken off headings and texts, and told.
Table table_of(const Sheet& sheet, const TableOptions& options,
               std::vector<UnknownLanguage>& unknown, std::vector<Finding>& findings);

}  // namespace lotse::codec::xlsform
