// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/choice_files.h"

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <vector>

#include "codec/json_reader.h"
#include "codec/xlsform/words.h"
#include "core/clean_text.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec::xlsform {
namespace {

using Row = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, std::string>>;  ///< heading, text

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// RFC 4180: cells in quotation marks may hold commas, line ends and doubled marks.
std::vector<Row> rows_of_csv(std::string_view text) {
    const std::string_view first = text.substr(0, text.find('\n'));
    const char comma = first.find(',') != std::string_view::npos   ? ','
                       : first.find(';') != std::string_view::npos ? ';'
                                                                   : '\t';
    std::vector<Row> rows(1, Row(1));
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        std::string& cell = rows.back().back();
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                cell += text[++at];
            } else {
                quoted = false;
            }
        } else if (c == '"' && cell.empty()) {
            quoted = true;
        } else if (c == comma) {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.emplace_back(1);
        } else if (c != '\r') {
            cell += c;
        }
    }
    return rows;
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
        }
    }
    return rows_of_named(choices);
}

Result<std::vector<Row>> rows_of_geojson(const std::string& file, std::string_view text) {
    const Result<Json> json = parse_json(text, file, limits::kLargestSpreadsheetBytes);
    if (!json) {
        return json.error();
    }
    if (!json->is_object() || !json->contains("features") || !(*json)["features"].is_array()) {
        return Error{Kind::Refused, file, "expected a FeatureCollection with \"features\""};
    }
    const auto plain = [](const Json& value) {
        return value.is_string()                         ? value.get<std::string>()
               : value.is_number() || value.is_boolean() ? value.dump()
                                                         : std::string();
    };
    std::vector<Named> choices;
    for (const Json& feature : (*json)["features"]) {
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
    if (bytes.starts_with(kByteOrderMark)) {
        bytes.remove_prefix(kByteOrderMark.size());
    }
    if (utf8(code_points(bytes)) != bytes) {
        return Error{Kind::Refused, file.name, "is not UTF-8; save it as UTF-8"};
    }
    const std::string ending = lower(file.name.substr(file.name.rfind('.') + 1));
    const bool geojson = ending == "geojson";
    Result<std::vector<Row>> rows = ending == "xml" ? rows_of_xml(file.name, bytes)
                                    : geojson       ? rows_of_geojson(file.name, bytes)
                                                    : Result<std::vector<Row>>(rows_of_csv(bytes));
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
    Sheet out;
    out.name = file.name;
    for (Row& row : *rows) {
        const bool has_text = std::any_of(
            row.begin(), row.end(), [](const std::string& cell) { return !trimmed(cell).empty(); });
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (spells_cell_error(row[column])) {
                out.kinds[{out.rows.size(), column + 1}] = CellKind::Error;
            }
        }
        row.insert(row.begin(), out.rows.empty() ? "list_name" : has_text ? file.list : "");
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace lotse::codec::xlsform
