// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/table.h"

#include <algorithm>
#include <set>

#include "core/clean_text.h"

namespace lotse::codec::xlsform {
namespace {

bool has_text(const std::vector<std::string>& row) {
    return std::any_of(row.begin(), row.end(),
                       [](const std::string& cell) { return !trimmed(cell).empty(); });
}

/// Columns below the headings that hold anything.
std::set<std::size_t> columns_in_use(const Sheet& sheet, std::size_t heading_row) {
    std::set<std::size_t> out;
    for (std::size_t row = heading_row + 1; row < sheet.rows.size(); ++row) {
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            if (!trimmed(sheet.rows[row][column]).empty()) {
                out.insert(column);
            }
        }
    }
    for (const auto& [place, kind] : sheet.kinds) {
        if (place.first > heading_row) {
            out.insert(place.second);
        }
    }
    return out;
}

bool is_expression(const std::string& word) {
    static const std::set<std::string> kWords = {"relevant",      "required",       "constraint",
                                                 "calculation",   "default",        "repeat_count",
                                                 "choice_filter", "lotse_relevant", "lotse_offer"};
    return kWords.contains(word);
}

/// Columns of our words whose cells decide what is asked of whom: without one nobody knows. A
/// default that is missing leaves the question to the client.
bool decides(const std::string& word) {
    static const std::set<std::string> kWords = {"type", "name", "list_name", "lotse_type",
                                                 "lotse_at_most"};
    return (is_decisive(word) && word != "default") || kWords.contains(word);
}

/// Columns of our words where a truth value is what is wanted.
bool wants_truth(const std::string& word) {
    static const std::set<std::string> kWords = {
        "relevant",    "required", "read_only",      "disabled",
        "calculation", "default",  "lotse_optional", "lotse_prefer_not_to_say"};
    return kWords.contains(word);
}

class Headings {
public:
    Headings(const Sheet& sheet, const TableOptions& options, std::vector<UnknownLanguage>& unknown,
             std::vector<Finding>& findings)
        : m_sheet(sheet), m_options(options), m_unknown(unknown), m_findings(findings) {}

    void read(Table& table) {
        for (const std::size_t column : columns_in_use(m_sheet, table.heading_row)) {
            table.columns.push_back(column_at(table.heading_row, column));
            table.places[table.columns.back().key] = table.columns.size() - 1;
        }
    }

private:
    TableColumn column_at(std::size_t row, std::size_t index) {
        TableColumn out;
        out.index = index;
        out.heading = heading_text(row, index);
        const Heading heading = heading_of(out.heading, m_options.word_of);
        const std::string word = m_options.word_of(heading.word);
        std::string key = word;
        if (is_translated(word)) {
            const auto tag = language_tag(heading.language, m_options.told, m_options.known);
            if (!tag) {
                m_unknown.push_back({m_sheet.name, cell_name(row, index), heading.language});
            }
            out.tag = tag.value_or("");
            key = word + "::" + out.tag;
        } else if (!heading.language.empty()) {
            key.clear();
        }
        out.known = !key.empty() && m_keys.insert(key).second;
        out.again = !key.empty() && !out.known;
        out.second = out.again && is_decisive(key) ? key : "";
        if (!out.known) {
            const std::string wanted =
                out.heading.empty() ? "(column " + column_name(index) + ")" : out.heading;
            // A second column of one language may be called "label::English", which would read as a
            // column of its own.
            const bool looks_known = out.again && is_translated(word);
            key = wanted;
            for (int number = 2; (looks_known && key == wanted) || !m_keys.insert(key).second;
                 ++number) {
                // In front: behind, it would look like a part of the language.
                key = "(" + std::to_string(number) + ") " + wanted;
            }
        }
        out.key = key;
        return out;
    }

    std::string heading_text(std::size_t row, std::size_t index) {
        if (const std::string why = m_sheet.no_text(row, index); !why.empty()) {
            m_findings.push_back({Finding::Kind::Lost, m_sheet.name, row + 1, "",
                                  cell_name(row, index), "the heading " + why});
            return "";
        }
        Cleaned heading = clean_word(m_sheet.text(row, index));
        if (!heading.stripped.empty()) {
            m_findings.push_back({Finding::Kind::Changed, m_sheet.name, row + 1, heading.text,
                                  cell_name(row, index),
                                  "taken off the heading: " + heading.stripped});
        }
        return std::move(heading.text);
    }

    const Sheet& m_sheet;
    const TableOptions& m_options;
    std::vector<UnknownLanguage>& m_unknown;
    std::vector<Finding>& m_findings;
    std::set<std::string> m_keys;
};

/// A cell of a column that decides the same as a column before it.
void add_second(const Table& table, const TableColumn& column, const std::string& text,
                TableRow& row, std::vector<Finding>& findings) {
    const auto [first, alone] = row.cells.emplace(column.second, text);
    if (alone) {
        return;
    }
    row.cells[column.key] = text;
    if (folded(first->second) != folded(text)) {
        const TableColumn& before = table.columns[table.places.at(column.second)];
        findings.push_back(table.finding(
            Finding::Kind::ConditionLost, row.row, column.key,
            "the column \"" + before.heading +
                "\" means the same and says something else in this row; only that one counts. "
                "Write one condition in one of the two cells, and empty the other"));
    }
}

/// Of merged cells only the first holds a text: where they decide, the rows below say nothing.
void tell_merged(const Sheet& sheet, Table& table, std::vector<Finding>& findings) {
    for (const MergedCells& merged : sheet.merged) {
        const bool over_rows = merged.last_row > std::max(merged.first_row, table.heading_row) &&
                               !trimmed(sheet.text(merged.first_row, merged.first_column)).empty();
        const bool condition =
            over_rows &&
            std::any_of(table.columns.begin(), table.columns.end(), [&](const TableColumn& one) {
                return one.index == merged.first_column && one.known && decides(one.key);
            });
        if (over_rows) {
            table.merged.push_back(merged);
        }
        findings.push_back(
            {condition ? Finding::Kind::ConditionLost : Finding::Kind::Changed, sheet.name, 0, "",
             merged.range,
             std::string("of merged cells only the first holds a text") +
                 (condition ? "; part them, and write it into each row that it is for" : "")});
    }
}

/// The cells of one column of texts that may not be meant as texts.
struct HardlyText {
    std::size_t count = 0, first = 0, last = 0;
    std::string what;  ///< of the first

    void add(std::size_t row, std::string why) {
        if (why.empty()) {
            return;
        }
        if (count++ == 0) {
            first = row;
            what = std::move(why);
        }
        last = row;
    }
    std::string said() const {
        return "the cell " + what +
               (count == 1 ? ""
                           : ". So do " + std::to_string(count - 1) +
                                 " more of this column, down to row " + std::to_string(last + 1));
    }
};

}  // namespace

Finding Table::finding(Finding::Kind kind, std::size_t row, const std::string& key,
                       const std::string& what) const {
    Finding out{kind, name, row + 1, "", "", what};
    if (const auto it = places.find(key); it != places.end()) {
        out.column = columns[it->second].heading;
        out.cell = cell_name(row, columns[it->second].index);
    }
    return out;
}

Table table_of(const Sheet& sheet, const TableOptions& options,
               std::vector<UnknownLanguage>& unknown, std::vector<Finding>& findings) {
    Table table;
    table.name = sheet.name;
    while (table.heading_row < sheet.rows.size() && !has_text(sheet.rows[table.heading_row])) {
        ++table.heading_row;
    }
    Headings(sheet, options, unknown, findings).read(table);
    tell_merged(sheet, table, findings);
    std::vector<HardlyText> hardly(table.columns.size());
    // A row of formulas without values may stand below the last text.
    const std::size_t last = sheet.kinds.empty() ? 0 : sheet.kinds.rbegin()->first.first + 1;
    for (std::size_t row = table.heading_row + 1; row < std::max(sheet.rows.size(), last); ++row) {
        TableRow out{row, {}};
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            const TableColumn& column = table.columns[at];
            const bool counts = column.known || !column.second.empty();
            const std::string word = !column.second.empty()
                                         ? column.second
                                         : column.key.substr(0, column.key.find("::"));
            const CellKind kind = sheet.kind(row, column.index);
            if (kind == CellKind::Error || kind == CellKind::Unknown ||
                (kind == CellKind::Truth && counts && !wants_truth(word))) {
                const bool condition = counts && decides(word);
                findings.push_back(
                    table.finding(condition ? Finding::Kind::ConditionLost : Finding::Kind::Lost,
                                  row, column.key, "the cell " + sheet.no_text(row, column.index)));
                continue;
            }
            const std::string& text = sheet.text(row, column.index);
            if (trimmed(text).empty()) {
                continue;
            }
            if (kind == CellKind::Date && counts && is_expression(word) && word != "default") {
                findings.push_back(table.finding(
                    Finding::Kind::ConditionLost, row, column.key,
                    "the cell is a date, and no condition; to compare with a day, write e.g. "
                    "${name} > date('2026-01-31')"));
                continue;
            }
            if (kind == CellKind::Truth && !counts) {
                out.truths.insert(column.key);
            }
            const Cleaned clean = !column.tag.empty()   ? clean_text(text)
                                  : is_expression(word) ? clean_expression(text)
                                                        : clean_word(text);
            if (counts && !clean.stripped.empty()) {
                findings.push_back(table.finding(Finding::Kind::Changed, row, column.key,
                                                 "taken off: " + clean.stripped));
            }
            if (column.known &&
                (is_translated(word) || (word == "name" && kind == CellKind::Date))) {
                hardly[at].add(row, sheet.hardly_text(row, column.index));
            }
            if (column.second.empty()) {
                out.cells[column.key] = text;
            } else {
                add_second(table, column, text, out, findings);
            }
        }
        if (!out.cells.empty()) {
            table.rows.push_back(std::move(out));
        }
    }
    for (std::size_t at = 0; at < hardly.size(); ++at) {
        if (hardly[at].count > 0) {
            findings.push_back(table.finding(Finding::Kind::Changed, hardly[at].first,
                                             table.columns[at].key, hardly[at].said()));
        }
    }
    return table;
}

}  // namespace lotse::codec::xlsform
