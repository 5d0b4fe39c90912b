// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_sheet.h"

#include <algorithm>
#include <array>
#include <optional>

#include "codec/spreadsheet/write.h"
#include "core/clean_text.h"
#include "core/language_tag.h"

namespace lotse::codec {
namespace {

constexpr const char* kId = "id";
constexpr const char* kGerman = "Deutsch";
constexpr const char* kNote = "Hinweis";
constexpr const char* kState = "Stand";
/// By TextState.
constexpr std::array<const char*, 4> kStateNames = {"fehlt", "veraltet", "Entwurf", "geprüft"};

/// People put a title and a date above the headings.
constexpr std::size_t kMostRowsAboveHeadings = 20;

std::string in_small(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// Two or three small letters, then subtags: no other heading looks like that.
bool looks_like_tag(std::string_view heading) {
    const std::string_view language = heading.substr(0, heading.find_first_of("-_"));
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    return heading != kId && language.size() >= 2 && language.size() <= 3 &&
           std::ranges::all_of(language, is_small) && canonical_tag(heading).has_value();
}

/// Columns by what they hold, found by their headings.
struct Columns {
    std::size_t heading = 0;  ///< row
    std::size_t id = 0, text = 0;
    std::optional<std::size_t> german, state;
    std::string tag;
};

std::size_t columns_in(const Sheet& sheet, std::size_t row) {
    return row < sheet.rows.size() ? sheet.rows[row].size() : 0;
}

/// The row of the headings; nothing: this is no sheet of texts.
std::optional<std::size_t> heading_of(const Sheet& sheet) {
    for (std::size_t row = 0; row < std::min(sheet.rows.size(), kMostRowsAboveHeadings); ++row) {
        for (std::size_t i = 0; i < columns_in(sheet, row); ++i) {
            if (in_small(clean_word(sheet.text(row, i)).text) == kId) {
                return row;
            }
        }
    }
    return std::nullopt;
}

/// The sheet with the texts; people put others before and behind it.
Result<const Sheet*> sheet_of(const Spreadsheet& spreadsheet, const std::string& file) {
    const Sheet* found = nullptr;
    for (const Sheet& sheet : spreadsheet.sheets) {
        if (!heading_of(sheet)) {
            continue;
        }
        if (found != nullptr) {
            return Error{Kind::Refused, file,
                         "expected one sheet with a heading \"id\"; " + found->name + " and " +
                             sheet.name + " have it. Delete the sheet that is not meant"};
        }
        found = &sheet;
    }
    if (found == nullptr) {
        return Error{Kind::Corrupt, file,
                     "expected a sheet with a heading \"id\" in its first row, as the export "
                     "writes it"};
    }
    return found;
}

class SheetReader {
public:
    SheetReader(const Sheet& sheet, const std::string& file, std::string_view wanted,
                const std::vector<std::string>& known)
        : m_sheet(sheet), m_file(file), m_known(known) {
        if (!wanted.empty()) {
            m_wanted.push_back(canonical_tag(wanted).value_or(std::string(wanted)));
        }
    }

    Result<Translation> read() {
        if (const Result<void> columns = find_columns(); !columns) {
            return columns.error();
        }
        m_out.tag = m_columns.tag;
        for (const MergedCells& merged : m_sheet.merged) {
            if (merged.last_row > std::max(merged.first_row, m_columns.heading)) {
                m_out.remarks.push_back(
                    {"", "sheet " + m_sheet.name + ", cells " + merged.range,
                     "of merged cells only the first holds a text; part them, and write the text "
                     "into each row"});
            }
        }
        // Formulas without a value may stand below the last text.
        const std::size_t end =
            std::max(m_sheet.rows.size(),
                     m_sheet.kinds.empty() ? 0 : m_sheet.kinds.rbegin()->first.first + 1);
        for (std::size_t row = m_columns.heading + 1; row < end; ++row) {
            read_row(row);
        }
        return std::move(m_out);
    }

private:
    /// "sheet Texte, cell C4 (uk)"
    std::string cell(std::size_t row, std::size_t column) const {
        return "sheet " + m_sheet.name + ", cell " + cell_name(row, column) + " (" +
               clean_word(m_sheet.text(m_columns.heading, column)).text + ")";
    }

    /// The tag that a heading gives its column; "" if it is no language's.
    std::string language_of(const std::string& heading) const {
        if (!m_wanted.empty()) {
            return language_among(heading, m_wanted).value_or("");
        }
        if (!m_known.empty()) {
            return language_among(heading, m_known).value_or("");
        }
        return looks_like_tag(heading) ? canonical_tag(heading).value_or("") : "";
    }

    Result<void> find_columns() {
        m_columns.heading = heading_of(m_sheet).value_or(0);
        const std::size_t row = m_columns.heading;
        const std::string where = m_file + ", " + m_sheet.name + ", row " + std::to_string(row + 1);
        std::optional<std::size_t> text;
        std::string headings, several;
        for (std::size_t i = 0; i < columns_in(m_sheet, row); ++i) {
            const Cleaned heading = clean_word(m_sheet.text(row, i));
            const std::string word = in_small(heading.text);
            if (heading.text.empty()) {
                continue;
            }
            headings += (headings.empty() ? "\"" : ", \"") + heading.text + "\"";
            if (!heading.stripped.empty()) {
                m_out.remarks.push_back(
                    {"", "row " + std::to_string(row + 1),
                     cell(row, i) + ": taken off the heading: " + heading.stripped});
            }
            const std::string tag = language_of(heading.text);
            if (word == kId) {
                m_columns.id = i;
            } else if (word == in_small(kGerman) || (m_wanted.empty() && tag == "de")) {
                m_columns.german = i;
            } else if (word == in_small(kState)) {
                m_columns.state = i;
            } else if (!tag.empty()) {
                if (text) {
                    several = "has columns of two languages, \"" +
                              clean_word(m_sheet.text(row, *text)).text + "\" and \"" +
                              heading.text + "\"; say with --language which is meant";
                }
                text = i;
                m_columns.tag = tag;
            }
        }
        if (!several.empty()) {
            return Error{Kind::Refused, where, several};
        }
        if (!text) {
            return Error{Kind::Corrupt, where,
                         "expected the tag of the language as heading of its column, e.g. \"" +
                             (m_wanted.empty() ? "uk" : m_wanted.front()) +
                             "\"; the headings are " + headings};
        }
        m_columns.text = *text;
        return {};
    }

    void read_row(std::size_t at) {
        TranslationRow row;
        row.place = "row " + std::to_string(at + 1);
        const auto refuse = [&](const std::string& what) {
            m_out.refused.push_back({row.id, row.place, what});
        };
        if (const std::string why = m_sheet.no_text(at, m_columns.id); !why.empty()) {
            return refuse(cell(at, m_columns.id) + " " + why);
        }
        const Cleaned id = clean_word(m_sheet.text(at, m_columns.id));
        row.id = id.text;
        if (const std::string why = m_sheet.no_text(at, m_columns.text); !why.empty()) {
            return refuse(cell(at, m_columns.text) + " " + why);
        }
        row.text = m_sheet.text(at, m_columns.text);
        const CellKind kind = m_sheet.kind(at, m_columns.text);
        if (kind == CellKind::Number || kind == CellKind::Date) {
            m_out.remarks.push_back(
                {row.id, row.place,
                 cell(at, m_columns.text) + " " + m_sheet.hardly_text(at, m_columns.text)});
        }
        if (row.id.empty()) {
            return clean_text(row.text).text.empty()
                       ? void()
                       : refuse("has no id; write into " + cell(at, m_columns.id) +
                                " which text this is, as the export has it");
        }
        if (!id.stripped.empty()) {
            m_out.remarks.push_back({row.id, row.place, "taken off the id: " + id.stripped});
        }
        if (m_columns.german) {
            const std::string why = m_sheet.no_text(at, *m_columns.german);
            if (why.empty()) {
                row.german = m_sheet.text(at, *m_columns.german);
            } else {
                m_out.remarks.push_back({row.id, row.place,
                                         cell(at, *m_columns.german) + " " + why +
                                             "; the row counts as one without its German text"});
            }
        }
        if (m_columns.state) {
            const std::string state = clean_word(m_sheet.text(at, *m_columns.state)).text;
            const auto known = std::ranges::find(kStateNames, in_small(state),
                                                 [](const char* one) { return in_small(one); });
            if (known != kStateNames.end()) {
                row.state = static_cast<TextState>(known - kStateNames.begin());
            } else if (!state.empty()) {
                return refuse("\"" + state + "\" in " + cell(at, *m_columns.state) +
                              " is no state; expected fehlt, veraltet, Entwurf or geprüft");
            }
        }
        m_out.rows.push_back(std::move(row));
    }

    const Sheet& m_sheet;
    const std::string& m_file;
    const std::vector<std::string>& m_known;
    std::vector<std::string> m_wanted;  ///< one, or none
    Columns m_columns;
    Translation m_out;
};

}  // namespace

Result<std::string> write_translation_sheet(const Translation& translation) {
    Sheet sheet;
    sheet.name = "Texte";
    sheet.rows.push_back({kId, kGerman, translation.tag, kNote, kState});
    for (const TranslationRow& row : translation.rows) {
        sheet.rows.push_back(
            {row.id, row.german.value_or(""), row.text, row.note,
             row.state ? kStateNames.at(static_cast<std::size_t>(*row.state)) : ""});
    }
    return write_spreadsheet({{sheet}});
}

Result<Translation> read_translation_sheet(std::string_view bytes, const std::string& file,
                                           std::string_view wanted,
                                           const std::vector<std::string>& known) {
    const Result<Spreadsheet> spreadsheet = read_spreadsheet(bytes, file);
    if (!spreadsheet) {
        return spreadsheet.error();
    }
    const Result<const Sheet*> texts = sheet_of(*spreadsheet, file);
    if (!texts) {
        return texts.error();
    }
    return SheetReader(**texts, file, wanted, known).read();
}

}  // namespace lotse::codec
