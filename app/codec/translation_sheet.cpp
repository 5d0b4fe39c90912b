// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "codec/spreadsheet.h"
#include "codec/translation_formats.h"

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
    std::size_t id = 0, text = 0;
    std::optional<std::size_t> german, state;
    std::string tag;
};

Result<Columns> columns_of(const Sheet& sheet, const std::string& file) {
    Columns columns;
    std::optional<std::size_t> id, text;
    for (std::size_t i = 0; !sheet.rows.empty() && i < sheet.rows[0].size(); ++i) {
        const std::string& heading = sheet.text(0, i);
        if (heading == kId) {
            id = i;
        } else if (heading == kGerman) {
            columns.german = i;
        } else if (heading == kState) {
            columns.state = i;
        } else if (looks_like_tag(heading) && !text) {
            text = i;
            columns.tag = heading;
        }
    }
    const std::string where = file + ", " + sheet.name + ", row 1";
    if (!id) {
        return Error{Kind::Corrupt, where, "expected a heading \"id\""};
    }
    if (!text) {
        return Error{Kind::Corrupt, where,
                     "expected the tag of the language as heading of its column, e.g. \"uk\""};
    }
    columns.id = *id;
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

Result<Translation> read_translation_sheet(std::string_view bytes, const std::string& file) {
    const Result<Spreadsheet> spreadsheet = read_spreadsheet(bytes, file);
    if (!spreadsheet) {
        return spreadsheet.error();
    }
    if (spreadsheet->sheets.empty()) {
        return Error{Kind::Corrupt, file, "expected a sheet with the texts"};
    }
    const Sheet& sheet = spreadsheet->sheets.front();
    const Result<Columns> columns = columns_of(sheet, file);
    if (!columns) {
        return columns.error();
    }
    Translation out;
    out.tag = columns->tag;
    for (std::size_t i = 1; i < sheet.rows.size(); ++i) {
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
