// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/choice_files.h"

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <vector>

#include "codec/delimited.h"
#include "codec/json_mending.h"
#include "codec/json_reader.h"
#include "codec/xlsform/roles.h"
#include "codec/xlsform/tree.h"
#include "codec/xlsform/words.h"
#include "core/clean_text.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec::xlsform {
namespace {

using Row = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, std::string>>;  ///< heading, text

/// As UTF-8 what begins with the mark of UTF-16, as spreadsheets save "Unicode text".
std::string from_utf16(std::string_view bytes) {
    const bool big = bytes[0] == '\xFE';
    std::u32string text;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        const auto first = static_cast<unsigned char>(bytes[at + (big ? 0 : 1)]);
        const auto second = static_cast<unsigned char>(bytes[at + (big ? 1 : 0)]);
        const char32_t unit = first * 256U + second;
        const bool pairs = unit >= 0xDC00 && unit < 0xE000 && !text.empty() &&
                           text.back() >= 0xD800 && text.back() < 0xDC00;
        if (pairs) {
            text.back() = 0x10000 + ((text.back() - 0xD800) << 10U) + (unit - 0xDC00);
        } else {
            text += unit;
        }
    }
    return utf8(text);
}

/// Headings in the order they first come, then a row for each choice.
std::vector<Row> rows_of_named(const std::vector<Named>& choices) {
    std::vector<Row> rows(1);
    for (const Named& choice : choices) {
        rows.emplace_back(rows[0].size());
        for (const auto& [heading, text] : choice) {
            const auto it = std::find(rows[0].begin(), rows[0].end(), heading);
            const auto column = static_cast<std::size_t>(it - rows[0].begin());
            if (it == rows[0].end()) {
                rows[0].push_back(heading);
                rows.back().emplace_back();
            }
            rows.back()[column] = text;
        }
    }
    return rows;
}

Result<std::vector<Row>> rows_of_xml(const std::string& file, std::string_view text) {
    pugi::xml_document document;
    const unsigned flags = pugi::parse_default | pugi::parse_doctype;
    if (!document.load_buffer(text.data(), text.size(), flags)) {
        return Error{Kind::Refused, file, "is no XML that can be read"};
    }
    std::vector<Named> choices;
    for (const pugi::xml_node& node : document.children()) {
        if (node.type() == pugi::node_doctype) {
            return Error{Kind::Refused, file, "a document type declaration is not allowed"};
        }
        for (const pugi::xml_node& choice : node.children()) {
            if (choice.type() != pugi::node_element) {
                continue;
            }
            choices.emplace_back();
            for (const pugi::xml_node& cell : choice.children()) {
                if (cell.type() == pugi::node_element) {
                    choices.back().emplace_back(cell.name(), cell.text().get());
                }
            }
            if (choices.back().empty()) {
                for (const pugi::xml_attribute& cell : choice.attributes()) {
                    choices.back().emplace_back(cell.name(), cell.value());
                }
            }
        }
    }
    return rows_of_named(choices);
}

Result<std::vector<Row>> rows_of_geojson(const std::string& file, std::string_view text) {
    const MendedJson mended = mend_json(text);
    if (!mended.doubts.empty()) {
        const auto at = static_cast<std::ptrdiff_t>(mended.doubts.begin()->first);
        const auto line = std::count(mended.text.begin(), mended.text.begin() + at, '\n') + 1;
        return Error{Kind::Refused, file,
                     "line " + std::to_string(line) + ": " + mended.doubts.begin()->second};
    }
    const Result<Json> json = parse_json(mended.text, file, limits::kLargestSpreadsheetBytes);
    if (!json) {
        return json.error();
    }
    const bool several = json->is_object() && json->contains("features");
    const bool alone = json->is_object() && !several && json->contains("properties");
    const Json features = several ? (*json)["features"] : alone ? Json::array({*json}) : *json;
    if (!features.is_array() || (features.empty() && !several)) {
        return Error{Kind::Refused, file, "expected a FeatureCollection with \"features\""};
    }
    const auto plain = [](const Json& value) {
        return value.is_string()                         ? value.get<std::string>()
               : value.is_number() || value.is_boolean() ? value.dump()
                                                         : std::string();
    };
    std::vector<Named> choices;
    for (const Json& feature : features) {
        Named& choice = choices.emplace_back();
        if (!feature.is_object()) {
            continue;
        }
        if (feature.contains("id")) {
            choice.emplace_back("id", plain(feature["id"]));
        }
        if (feature.contains("properties") && feature["properties"].is_object()) {
            for (const auto& property : feature["properties"].items()) {
                choice.emplace_back(property.key(), plain(property.value()));
            }
        }
    }
    return rows_of_named(choices);
}

/// The column called `wanted` becomes the column `word`; another of that name gives way.
void rename(Row& headings, const std::string& wanted, const std::string& word) {
    const auto named = [&](const std::string& name) {
        return std::find_if(headings.begin(), headings.end(), [&](const std::string& heading) {
            return lower(trimmed(heading)) == lower(name);
        });
    };
    const auto found = named(wanted);
    if (lower(wanted) == word || found == headings.end()) {
        return;
    }
    if (const auto other = named(word); other != headings.end()) {
        *other = "(" + *other + ")";
    }
    *found = word;
}

}  // namespace

Result<Sheet> sheet_of_file(const ChoiceFile& file, std::string_view bytes) {
    const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    const std::string converted = utf16 ? from_utf16(bytes) : std::string();
    if (utf16) {
        bytes = converted;
    } else if (bytes.starts_with(kByteOrderMark)) {
        bytes.remove_prefix(kByteOrderMark.size());
    }
    if (utf8(code_points(bytes)) != bytes) {
        return Error{Kind::Refused, file.name, "is not UTF-8; save it as UTF-8"};
    }
    const std::string ending = lower(file.name.substr(file.name.rfind('.') + 1));
    const bool geojson = ending == "geojson";
    Result<std::vector<Row>> rows = ending == "xml" ? rows_of_xml(file.name, bytes)
                                    : geojson       ? rows_of_geojson(file.name, bytes)
                                                    : rows_of_delimited(file.name, bytes);
    if (!rows) {
        return rows.error();
    }
    std::size_t cells = 0;
    for (const Row& row : *rows) {
        cells += row.size();
    }
    if (cells > limits::kMostSpreadsheetCells) {
        return Error{
            Kind::Refused, file.name,
            "expected at most " + std::to_string(limits::kMostSpreadsheetCells) + " cells"};
    }
    if (rows->empty()) {
        rows->emplace_back(1);
    }
    Row& headings = rows->front();
    rename(headings, file.value.empty() ? geojson ? "id" : "name" : file.value, "name");
    rename(headings, file.label.empty() ? geojson ? "title" : "label" : file.label, "label");
    const bool good = std::any_of(headings.begin(), headings.end(), [](const std::string& heading) {
        return choices_word(heading) == "name";
    });
    if (!good) {
        return Error{Kind::Refused, file.name,
                     "expected a column \"" + (file.value.empty() ? "name" : file.value) +
                         "\" with the choices' names; another one is given in the column "
                         "parameters of the survey, as in value=code label=title"};
    }
    std::size_t width = 0;
    for (const Row& row : *rows) {
        width = std::max(width, row.size());
    }
    for (std::string& heading : headings) {
        if (choices_word(heading) == "list_name") {
            heading = "(" + heading + ")";
        }
    }
    Sheet out;
    out.name = file.name;
    for (Row& row : *rows) {
        const bool has_text = std::any_of(
            row.begin(), row.end(), [](const std::string& cell) { return !trimmed(cell).empty(); });
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (spells_cell_error(row[column])) {
                out.kinds[{out.rows.size(), column}] = CellKind::Error;
            }
        }
        // Behind the file's own columns, so that cells are called as the file has them.
        row.resize(width);
        row.push_back(out.rows.empty() ? "list_name" : has_text ? file.list : "");
        out.rows.push_back(std::move(row));
    }
    return out;
}

Result<std::deque<Sheet>> files_of_choices(
    const Table& survey, const std::deque<Table>& choices,
    const std::function<Result<std::string>(const std::string& name)>& beside,
    std::map<std::string, std::string>& lists) {
    std::deque<Sheet> out;
    std::string missing, first;
    UniqueNames names;
    for (const Table& table : choices) {
        for (const TableRow& row : table.rows) {
            const auto list = row.cells.find("list_name");
            names.take(list == row.cells.end() ? "" : trimmed(list->second));
        }
    }
    for (const TableRow& row : survey.rows) {
        const auto cell = row.cells.find("type");
        const Type type = type_of(cell == row.cells.end() ? "" : cell->second);
        const std::string key = type.file.empty() ? "" : file_key(row.cells, type);
        if (key.empty() || lists.contains(key)) {
            continue;
        }
        const std::string at = "sheet " + survey.name + ", row " + std::to_string(row.row + 1);
        const std::string ending =
            lower(type.file.substr(std::min(type.file.rfind('.'), type.file.size())));
        if (type.file.find_first_of("/\\") != std::string::npos ||
            (ending != ".csv" && ending != ".xml" && ending != ".geojson")) {
            return Error{Kind::Refused, at + ", " + type.file,
                         "expected the name of a file beside the workbook that ends in .csv, .xml "
                         "or .geojson"};
        }
        const std::string list =
            names.take(plain_name(type.file.substr(0, type.file.size() - ending.size())));
        lists[key] = list;
        const Result<std::string> bytes =
            beside ? beside(type.file) : Result<std::string>(Error{Kind::Unusable, type.file, ""});
        if (!bytes) {
            missing += (missing.empty() ? "" : ", ") + type.file;
            first = first.empty() ? at : first;
            continue;
        }
        const auto parameters =
            parameters_of(row.cells.contains("parameters") ? row.cells.at("parameters") : "");
        const auto parameter = [&](const char* name) {
            const auto it = parameters.find(name);
            return it == parameters.end() ? "" : it->second;
        };
        Result<Sheet> sheet =
            sheet_of_file({type.file, list, parameter("value"), parameter("label")}, *bytes);
        if (!sheet) {
            return Error{Kind::Refused, at + ", " + type.file, sheet.error().detail};
        }
        out.push_back(std::move(*sheet));
    }
    if (!missing.empty()) {
        return Error{Kind::Refused, first,
                     "the choices of select_one_from_file lie in " + missing +
                         ", and no such file can be read. Put it into the folder of the workbook"};
    }
    return out;
}

}  // namespace lotse::codec::xlsform
