// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/table.h"

#include <algorithm>
#include <set>

namespace lotse::codec::xlsform {
namespace {

bool has_text(const std::vector<std::string>& row) {
    return std::any_of(row.begin(), row.end(),
                       [](const std::string& cell) { return !trimmed(cell).empty(); });
}

bool column_has_text(const Sheet& sheet, std::size_t from_row, std::size_t column) {
    for (std::size_t row = from_row; row < sheet.rows.size(); ++row) {
        if (!trimmed(sheet.text(row, column)).empty()) {
            return true;
        }
    }
    return false;
}

class Headings {
public:
    Headings(const Sheet& sheet, WordOf word_of,
             const std::map<std::string, std::string>& languages,
             std::vector<UnknownLanguage>& unknown)
        : m_sheet(sheet), m_word_of(word_of), m_languages(languages), m_unknown(unknown) {}

    void read(Table& table) {
        std::size_t width = 0;
        for (const auto& row : m_sheet.rows) {
            width = std::max(width, row.size());
        }
        for (std::size_t column = 0; column < width; ++column) {
            if (column_has_text(m_sheet, table.heading_row + 1, column)) {
                table.columns.push_back(column_at(table.heading_row, column));
                table.places[table.columns.back().key] = table.columns.size() - 1;
            }
        }
    }

private:
    TableColumn column_at(std::size_t row, std::size_t index) {
        TableColumn out;
        out.index = index;
        out.heading = trimmed(m_sheet.text(row, index));
        const Heading heading = heading_of(out.heading, m_word_of);
        const std::string word = m_word_of(heading.word);
        std::string key = word;
        if (is_translated(word)) {
            const auto tag = language_tag(heading.language, m_languages);
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

    const Sheet& m_sheet;
    WordOf m_word_of;
    const std::map<std::string, std::string>& m_languages;
    std::vector<UnknownLanguage>& m_unknown;
    std::set<std::string> m_keys;
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

Table table_of(const Sheet& sheet, WordOf word_of,
               const std::map<std::string, std::string>& languages,
               std::vector<UnknownLanguage>& unknown) {
    Table table;
    table.name = sheet.name;
    while (table.heading_row < sheet.rows.size() && !has_text(sheet.rows[table.heading_row])) {
        ++table.heading_row;
    }
    Headings(sheet, word_of, languages, unknown).read(table);
    for (std::size_t row = table.heading_row + 1; row < sheet.rows.size(); ++row) {
        TableRow out{row, {}};
        for (const TableColumn& column : table.columns) {
            const std::string& text = sheet.text(row, column.index);
            if (!trimmed(text).empty()) {
                out.cells[column.key] = text;
            }
        }
        if (!out.cells.empty()) {
            table.rows.push_back(std::move(out));
        }
    }
    return table;
}

}  // namespace lotse::codec::xlsform
