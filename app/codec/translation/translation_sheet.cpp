// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_sheet.h"

#include <algorithm>
#include <array>

#include "codec/spreadsheet/write.h"
#include "codec/translation/translation_file.h"

namespace lotse::codec {
namespace {

constexpr const char* kId = "id";
constexpr const char* kGerman = "Deutsch";
constexpr const char* kNote = "Hinweis";
constexpr const char* kState = "Stand";
/// By TextState.
constexpr std::array<const char*, 4> kStates = {"fehlt", "veraltet", "Entwurf", "geprüft"};

/// Two or three small letters, then subtags: no other heading looks like that.
bool looks_like_tag(std::string_view heading) {
    const std::string_view language = heading.substr(0, heading.find('-'));
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    return heading != kId && language.size() >= 2 && language.size() <= 3 &&
           std::ranges::all_of(language, is_small);
}

/// Columns by what they hold, found by their headings.
struct Columns {
    std::size_t heading = 0;  ///< row
    std::size_t id = 0, text = 0;
    std::optional<std::size_t> german, state;
    std::string tag;
};

/// The first row that holds anything.
std::size_t heading_of(const Sheet& sheet) {
    std::size_t row = 0;
    while (row < sheet.rows.size() && sheet.rows[row].empty()) {
        ++row;
    }
    return row;
}

std::size_t columns_in(const Sheet& sheet, std::size_t row) {
    return row < sheet.rows.size() ? sheet.rows[row].size() : 0;
}

bool has_ids(const Sheet& sheet) {
    const std::size_t row = heading_of(sheet);
    for (std::size_t i = 0; i < columns_in(sheet, row); ++i) {
        if (same_tag(sheet.text(row, i), kId)) {
            return true;
        }
    }
    return false;
}

/// The sheet with the texts; people put others before and behind it.
Result<const Sheet*> sheet_of(const Spreadsheet& spreadsheet, const std::string& file) {
    const Sheet* found = nullptr;
    for (const Sheet& sheet : spreadsheet.sheets) {
        if (!has_ids(sheet)) {
            continue;
        }
        if (found != nullptr) {
            return Error{Kind::Refused, file,
                         "expected one sheet with a heading \"id\"; " + found->name + " and " +
                             sheet.name + " have it"};
        }
        found = &sheet;
    }
    if (found == nullptr) {
        return Error{Kind::Corrupt, file + ", row 1",
                     "expected a sheet with a heading \"id\" in its first row"};
    }
    return found;
}

Result<Columns> columns_of(const Sheet& sheet, const std::string& file, std::string_view wanted) {
    Columns columns;
    columns.heading = heading_of(sheet);
    const std::string where =
        file + ", " + sheet.name + ", row " + std::to_string(columns.heading + 1);
    std::optional<std::size_t> text;
    std::optional<Error> several;
    for (std::size_t i = 0; i < columns_in(sheet, columns.heading); ++i) {
        const std::string& heading = sheet.text(columns.heading, i);
        if (same_tag(heading, kId)) {
            columns.id = i;
        } else if (heading == kGerman) {
            columns.german = i;
        } else if (heading == kState) {
            columns.state = i;
        } else if (wanted.empty() ? looks_like_tag(heading) : same_tag(heading, wanted)) {
            if (text) {
                several = Error{Kind::Refused, where,
                                "has columns of two languages, \"" + columns.tag + "\" and \"" +
                                    heading + "\"; say with --language which is meant"};
            }
            text = i;
            columns.tag = heading;
        }
    }
    if (several) {
        return *several;
    }
    if (!text) {
        return Error{Kind::Corrupt, where,
                     "expected the tag of the language as heading of its column, e.g. \"" +
                         std::string(wanted.empty() ? "uk" : wanted) + "\""};
    }
    columns.text = *text;
    return columns;
}

}  // namespace

Result<std::string> write_translation_sheet(const Translation& translation) {
    Sheet sheet;
    sheet.name = "Texte";
    sheet.rows.push_back({kId, kGerman, translation.tag, kNote, kState});
    for (const TranslationRow& row : translation.rows) {
        sheet.rows.push_back({row.id, row.german.value_or(""), row.text, row.note,
                              row.state ? kStates.at(static_cast<std::size_t>(*row.state)) : ""});
    }
    return write_spreadsheet({{sheet}});
}

Result<Translation> read_translation_sheet(std::string_view bytes, const std::string& file,
                                           std::string_view wanted) {
    const Result<Spreadsheet> spreadsheet = read_spreadsheet(bytes, file);
    if (!spreadsheet) {
        return spreadsheet.error();
    }
    const Result<const Sheet*> texts = sheet_of(*spreadsheet, file);
    if (!texts) {
        return texts.error();
    }
    const Sheet& sheet = **texts;
    const Result<Columns> columns = columns_of(sheet, file, wanted);
    if (!columns) {
        return columns.error();
    }
    Translation out;
    out.tag = columns->tag;
    for (std::size_t i = columns->heading + 1; i < sheet.rows.size(); ++i) {
        TranslationRow row;
        row.id = sheet.text(i, columns->id);
        row.text = sheet.text(i, columns->text);
        row.place = "row " + std::to_string(i + 1);
        if (row.id.empty()) {
            if (!row.text.empty()) {
                out.refused.push_back({"", row.place, "has no id"});
            }
            continue;
        }
        if (columns->german) {
            row.german = sheet.text(i, *columns->german);
        }
        const std::string state = columns->state ? sheet.text(i, *columns->state) : "";
        if (!state.empty()) {
            const auto known = std::ranges::find(kStates, state);
            if (known == kStates.end()) {
                out.refused.push_back(
                    {row.id, row.place,
                     "\"" + state +
                         "\" is no state; expected fehlt, veraltet, Entwurf or geprüft"});
                continue;
            }
            row.state = static_cast<TextState>(known - kStates.begin());
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace lotse::codec
