// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: the rows of the sheet survey as a tree, in the shape that definitions
/// have.
///
/// Sections at the top, no page in a page, no repeat in a repeat or a page. What does not fit is
/// kept as rows.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "codec/xlsform/program_words.h"
#include "codec/xlsform/table.h"
#include "codec/xlsform/types.h"
#include "codec/xlsform/words.h"

namespace lotse::codec::xlsform {

struct Item {
    enum class Kind { Question, Section, Page, Plain, Repeat, Kept } kind = Kind::Kept;
    std::size_t row = 0;
    Cells cells;      ///< as written
    Cells end_cells;  ///< of the row that ends a group
    Type type;
    std::string name;            ///< in the definition; given by the import
    std::vector<Item> children;  ///< groups; a grid: its columns
    Cells extras;
    Cells instead;  ///< column → what stands for its cell in the definition (roles.h)
    std::map<std::string, std::string> expressions;  ///< key of the definition → text

    bool made = false;  ///< stands in no row of the spreadsheet

    bool is_group() const { return kind != Kind::Question && kind != Kind::Kept; }
    std::string cell(const std::string& key) const {
        const auto it = cells.find(key);
        return it == cells.end() ? "" : it->second;
    }
    /// What the definition makes its expression of.
    std::string logic(const std::string& key) const {
        const auto it = instead.find(key);
        return it == instead.end() ? cell(key) : it->second;
    }
};

/// Adds what a form leaves unsaid and reports it to `findings`.
struct TreeOptions {
    const Table& survey;
    const ProgramWords& words;
    const std::set<std::string>& lists;                    ///< names of choice lists as written
    const std::map<std::string, std::string>& file_lists;  ///< of a row's `file_key` → list
    const std::set<std::string>& named;                    ///< in expressions
    std::set<std::string>& lists_with_other;               ///< receives lists that or_other wants
    bool& wants_yes_no;  ///< receives whether a list yes_no has to be made
    std::vector<Finding>& findings;
};
Result<std::vector<Item>> tree_of(const TreeOptions& options);

/// A file of choices, and which of its columns are name and label.
std::string file_key(const Cells& row, const Type& type);

/// Turns groups without a question into kept rows, and kept groups into their rows.
void flatten_kept(std::vector<Item>& items);

}  // namespace lotse::codec::xlsform
