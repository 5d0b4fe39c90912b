// SPDX-License-Identifier: EUPL-1.2
#include "codec/spreadsheet/spreadsheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>

#include "codec/spreadsheet/package.h"
#include "core/clean_text.h"
#include "core/limits.h"
#include "core/partial_date.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr double kSecondsPerDay = 86400;

/// XML is read without looking at its encoding.
std::string valid_utf8(std::string_view text) {
    return utf8(code_points(text));
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// `_x000D_` stands for a character that XML cannot hold (ECMA-376, 22.9.2.19 ST_Xstring).
std::string unescaped(std::string_view text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '_' && at + 6 < text.size() && text[at + 1] == 'x' && text[at + 6] == '_') {
            int code = 0;
            for (std::size_t i = at + 2; i < at + 6 && code >= 0; ++i) {
                const int digit = hex_digit(text[i]);
                code = digit < 0 ? -1 : code * 16 + digit;
            }
            if (code > 0 && (code < 0xD800 || code > 0xDFFF)) {
                out += utf8(std::u32string(1, static_cast<char32_t>(code)));
                at += 7;
                continue;
            }
        }
        out += text[at++];
    }
    return out;
}

/// All that stands in an element, sections of CDATA and what comments part included.
std::string content_of(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node& child : node.children()) {
        out += child.value();
    }
    return out;
}

/// The text of `<si>` or `<is>`: one `<t>`, or runs `<r><t>`; phonetic readings (`<rPh>`) are left
/// out.
std::string rich_text(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = local_name(child.name());
        if (name == "t") {
            out += unescaped(content_of(child));
        } else if (name == "r") {
            out += unescaped(content_of(child_named(child, "t")));
        }
    }
    return out;
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() ||
        !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

/// As Excel shows it: 15 figures, no ".0", no exponent where a person would not expect one.
std::string number_text(double value) {
    char buffer[400];
    if (value == std::floor(value) && std::abs(value) < 1e15) {
        std::snprintf(buffer, sizeof buffer, "%.0f", value == 0 ? 0.0 : value);
    } else {
        std::snprintf(buffer, sizeof buffer, "%.15g", value);
    }
    return buffer;
}

/// What a format makes of a number besides its figures.
struct NumberShape {
    enum class Kind : std::uint8_t { Plain, Date, Percent, Scientific, Zeros } kind = Kind::Plain;
    int digits = 0;  ///< behind the point; Zeros: in front of it
};

/// As much of a format as people see as a part of the number: "50%", "1.50E+03", "01067".
NumberShape shape_of(std::string_view code) {
    std::string plain;  // the first section, without what is only drawn
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else if (code[i] == '"' || code[i] == '[') {
            i = std::min(code.find(code[i] == '"' ? '"' : ']', i + 1), code.size());
        } else {
            plain += code[i];
        }
    }
    const auto point = plain.find('.');
    const auto zeros = [](std::string_view text) {
        const auto end = text.find_first_not_of("0#?");
        return static_cast<int>(end == std::string_view::npos ? text.size() : end);
    };
    const int behind =
        point == std::string::npos ? 0 : zeros(std::string_view(plain).substr(point + 1));
    if (plain.find('%') != std::string::npos) {
        return {NumberShape::Kind::Percent, behind};
    }
    if (plain.find("E+") != std::string::npos || plain.find("E-") != std::string::npos) {
        return {NumberShape::Kind::Scientific, behind};
    }
    if (plain.size() > 1 && plain.find_first_not_of('0') == std::string::npos) {
        return {NumberShape::Kind::Zeros, static_cast<int>(plain.size())};
    }
    return {};
}

std::string shaped_number(double value, const NumberShape& shape) {
    constexpr int kMostDigits = 15;
    const int digits = std::min(shape.digits, kMostDigits);
    char buffer[400];
    switch (shape.kind) {
        case NumberShape::Kind::Percent:
            std::snprintf(buffer, sizeof buffer, "%.*f%%", digits, value * 100);
            return buffer;
        case NumberShape::Kind::Scientific:
            std::snprintf(buffer, sizeof buffer, "%.*E", digits, value);
            return buffer;
        case NumberShape::Kind::Zeros:
            if (value == std::floor(value) && std::abs(value) < 1e15) {
                std::snprintf(buffer, sizeof buffer, "%0*.0f", digits + (value < 0 ? 1 : 0), value);
                return buffer;
            }
            return number_text(value);
        default:
            return number_text(value);
    }
}

/// Days since 1899-12-30; day 60, the 29 February 1900 that Excel invented, is the 28.
std::string date_text(double serial, bool from_1904) {
    if (from_1904) {
        serial += 1462;
    }
    double day = std::floor(serial);
    auto second = static_cast<int>(std::lround((serial - day) * kSecondsPerDay));
    if (second >= static_cast<int>(kSecondsPerDay)) {
        second = 0;
        day += 1;
    }
    char time[48];
    std::snprintf(time, sizeof time, "%02d:%02d:%02d", second / 3600, second / 60 % 60,
                  second % 60);
    if (day == 0 && second != 0) {
        return time;
    }
    const auto before_march_1900 = day < 60 ? 1 : 0;
    const std::string date = to_iso(civil_from_days(
        days_from_civil({1899, 12, 30}) + static_cast<std::int64_t>(day) + before_march_1900));
    return second == 0 ? date : date + "T" + time;
}

/// Whether a number format shows a date or a time: y, m, d, h or s outside quotes, brackets and
/// escapes.
bool is_date_format(std::string_view code) {
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"' || c == '[') {
            // [h], [mm] and [ss] count hours that have passed; every other bracket is a colour, a
            // condition or a language.
            const auto end = code.find(c == '"' ? '"' : ']', i + 1);
            if (end == std::string_view::npos) {
                return false;
            }
            const std::string_view inner = code.substr(i + 1, end - i - 1);
            if (c == '[' && !inner.empty() &&
                inner.find_first_not_of("hmsHMS") == std::string_view::npos) {
                return true;
            }
            i = end;
        } else if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

/// ECMA-376, 18.8.30: the built-in formats.
NumberShape built_in_shape(int id) {
    using Kind = NumberShape::Kind;
    const bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                      (id >= 50 && id <= 58);
    return date       ? NumberShape{Kind::Date, 0}
           : id == 9  ? NumberShape{Kind::Percent, 0}
           : id == 10 ? NumberShape{Kind::Percent, 2}
           : id == 11 ? NumberShape{Kind::Scientific, 2}
           : id == 48 ? NumberShape{Kind::Scientific, 1}
                      : NumberShape{};
}

/// "2024-01-31T00:00:00Z" of a cell that is a date by nature → "2024-01-31".
std::string iso_date_text(std::string_view value) {
    constexpr std::size_t kDate = 10;
    const std::string_view time = value.substr(std::min(kDate, value.size()));
    const bool midnight = time.starts_with("T00:00:00") &&
                          time.substr(9).find_first_not_of(".0Z") == std::string_view::npos;
    return std::string(midnight ? value.substr(0, kDate) : value);
}

struct CellAddress {
    std::size_t row = 0, column = 0;
};

/// "B7", also "$B$7".
std::optional<CellAddress> address_of(std::string_view reference) {
    std::size_t row = 0;
    std::size_t column = 0;
    std::size_t at = 0;
    const auto skip_dollar = [&] { at += at < reference.size() && reference[at] == '$' ? 1 : 0; };
    skip_dollar();
    for (;
         at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && column < 100'000;
         ++at) {
        column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
    }
    skip_dollar();
    const std::size_t digits = at;
    for (;
         at < reference.size() && reference[at] >= '0' && reference[at] <= '9' && row < 10'000'000;
         ++at) {
        row = row * 10 + static_cast<std::size_t>(reference[at] - '0');
    }
    if (at != reference.size() || at == digits || column == 0 || row == 0) {
        return std::nullopt;
    }
    return CellAddress{row - 1, column - 1};
}

/// A relationship's target relative to `folder`, without "./" and "../".
std::string resolved(const std::string& folder, std::string_view target) {
    std::string path =
        target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (at <= path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string part = path.substr(at, end - at);
        if (part == ".." && !parts.empty()) {
            parts.pop_back();
        } else if (!part.empty() && part != "." && part != "..") {
            parts.push_back(part);
        }
        at = end + 1;
    }
    std::string out;
    for (const std::string& part : parts) {
        out += out.empty() ? part : "/" + part;
    }
    return out;
}

class WorkbookReader {
public:
    WorkbookReader(Package package, std::string file)
        : m_package(std::move(package)), m_file(std::move(file)) {}

    Result<Spreadsheet> read() {
        if (Result<void> done = read_workbook(); !done) {
            return done.error();
        }
        for (const auto& [name, part] : m_parts) {
            if (Result<void> done = read_sheet(name, part); !done) {
                return done.error();
            }
        }
        return std::move(m_out);
    }

private:
    using Document = std::unique_ptr<pugi::xml_document>;

    Error refused(const std::string& where, const std::string& why) const {
        return Error{Kind::Refused, m_file + ", " + where, why};
    }
    Error damaged(const std::string& where, const std::string& why) const {
        return Error{Kind::Corrupt, m_file + ", " + where, why};
    }

    /// Id → target and the last word of its type.
    struct Relation {
        std::string target, type;
    };
    Result<std::map<std::string, Relation>> relations(const std::string& part,
                                                      const std::string& folder) {
        std::map<std::string, Relation> out;
        if (!m_package.has(part)) {
            return out;
        }
        const Result<Document> document = m_package.xml(part);
        if (!document) {
            return document.error();
        }
        for (const pugi::xml_node& node : child_named(**document, "Relationships").children()) {
            const std::string type(attribute_named(node, "Type"));
            out[std::string(attribute_named(node, "Id"))] = {
                resolved(folder, attribute_named(node, "Target")),
                type.substr(type.rfind('/') + 1)};
        }
        return out;
    }

    Result<void> read_workbook() {
        const auto root = relations("_rels/.rels", "");
        if (!root) {
            return root.error();
        }
        std::string workbook = "xl/workbook.xml";
        for (const auto& [id, relation] : *root) {
            if (relation.type == "officeDocument") {
                workbook = relation.target;
            }
        }
        const auto slash = workbook.rfind('/');
        const std::string folder = slash == std::string::npos ? "" : workbook.substr(0, slash + 1);
        const auto parts =
            relations(folder + "_rels/" + workbook.substr(folder.size()) + ".rels", folder);
        if (!parts) {
            return parts.error();
        }
        const Result<Document> document = m_package.xml(workbook);
        if (!document) {
            return document.error();
        }
        const pugi::xml_node root_node = child_named(**document, "workbook");
        const std::string_view from_1904 =
            attribute_named(child_named(root_node, "workbookPr"), "date1904");
        m_from_1904 = from_1904 == "1" || from_1904 == "true";
        for (const pugi::xml_node& node : child_named(root_node, "sheets").children()) {
            const std::string name = valid_utf8(attribute_named(node, "name"));
            // r:id, whose prefix is the writer's choice; sheetId is another attribute.
            const auto relation = parts->find(std::string(attribute_named(node, "id")));
            if (relation == parts->end()) {
                return damaged("sheet " + name, "the part of this sheet is missing");
            }
            if (relation->second.type == "worksheet") {
                m_parts.emplace_back(name, relation->second.target);
            }
        }
        if (m_parts.empty()) {
            return damaged(workbook, "expected at least one sheet");
        }
        if (m_parts.size() > limits::kMostSheets) {
            return refused(workbook,
                           "expected at most " + std::to_string(limits::kMostSheets) + " sheets");
        }
        for (const auto& [id, relation] : *parts) {
            if (relation.type == "sharedStrings" || relation.type == "styles") {
                Result<void> done = relation.type == "styles" ? read_styles(relation.target)
                                                              : read_strings(relation.target);
                if (!done) {
                    return done;
                }
            }
        }
        return {};
    }

    Result<void> read_strings(const std::string& part) {
        const Result<Document> document = m_package.xml(part);
        if (!document) {
            return document.error();
        }
        for (const pugi::xml_node& node : child_named(**document, "sst").children()) {
            if (local_name(node.name()) == "si") {
                m_strings.push_back(rich_text(node));
            }
        }
        return {};
    }

    Result<void> read_styles(const std::string& part) {
        const Result<Document> document = m_package.xml(part);
        if (!document) {
            return document.error();
        }
        const pugi::xml_node root = child_named(**document, "styleSheet");
        std::map<std::string, NumberShape, std::less<>> shapes;
        for (const pugi::xml_node& format : child_named(root, "numFmts").children()) {
            const std::string_view code = attribute_named(format, "formatCode");
            shapes.emplace(
                attribute_named(format, "numFmtId"),
                is_date_format(code) ? NumberShape{NumberShape::Kind::Date, 0} : shape_of(code));
        }
        for (const pugi::xml_node& style : child_named(root, "cellXfs").children()) {
            const std::string_view id = attribute_named(style, "numFmtId");
            const auto own = shapes.find(id);
            const auto number = number_of(id);
            m_shapes.push_back(own != shapes.end() ? own->second
                               : number && *number >= 0 && *number < 100
                                   ? built_in_shape(static_cast<int>(*number))
                                   : NumberShape{});
        }
        return {};
    }

    Result<void> read_sheet(const std::string& name, const std::string& part) {
        const Result<Document> document = m_package.xml(part);
        if (!document) {
            return document.error();
        }
        Sheet sheet;
        sheet.name = name;
        const pugi::xml_node root = child_named(**document, "worksheet");
        if (!root) {
            return damaged("sheet " + name, "expected a worksheet");
        }
        // Rows and cells may leave their places out; they then follow the one before.
        std::size_t next_row = 0;
        for (const pugi::xml_node& row : child_named(root, "sheetData").children()) {
            const auto given = number_of(attribute_named(row, "r"));
            const std::size_t number = given && *given >= 1 && *given <= 1'048'576
                                           ? static_cast<std::size_t>(*given) - 1
                                           : next_row;
            next_row = number + 1;
            std::size_t next_column = 0;
            for (const pugi::xml_node& cell : row.children()) {
                CellAddress place{number, next_column};
                if (const std::string_view reference = attribute_named(cell, "r");
                    !reference.empty()) {
                    const auto found = address_of(reference);
                    if (!found) {
                        return damaged("sheet " + name + ", cell " + std::string(reference),
                                       "expected a cell such as B7");
                    }
                    place = *found;
                }
                next_column = place.column + 1;
                if (Result<void> done = read_cell(cell, place, sheet); !done) {
                    return done;
                }
            }
        }
        for (const pugi::xml_node& merge : child_named(root, "mergeCells").children()) {
            const std::string_view range = attribute_named(merge, "ref");
            const std::size_t colon = std::min(range.find(':'), range.size());
            const auto first = address_of(range.substr(0, colon));
            const auto last = colon == range.size() ? first : address_of(range.substr(colon + 1));
            if (first && last) {
                sheet.merged.push_back(
                    {std::string(range), first->row, last->row, first->column, last->column});
            }
        }
        m_out.sheets.push_back(std::move(sheet));
        return {};
    }

    Result<void> read_cell(const pugi::xml_node& cell, const CellAddress& place, Sheet& sheet) {
        const std::string where =
            "sheet " + sheet.name + ", cell " + cell_name(place.row, place.column);
        Result<std::string> text = cell_text(cell, where);
        if (!text) {
            return text.error();
        }
        const CellKind kind = cell_kind(cell, *text);
        if (text->empty() && kind == CellKind::Text) {
            return {};
        }
        if (place.row >= limits::kMostSpreadsheetRows ||
            place.column >= limits::kMostSpreadsheetColumns) {
            return refused(where, "expected at most " +
                                      std::to_string(limits::kMostSpreadsheetRows) + " rows and " +
                                      std::to_string(limits::kMostSpreadsheetColumns) + " columns");
        }
        if (kind != CellKind::Text) {
            sheet.kinds[{place.row, place.column}] = kind;
            m_cells += text->empty() ? 1 : 0;  // else the row counts it
        }
        if (!text->empty() && sheet.rows.size() <= place.row) {
            m_cells += place.row + 1 - sheet.rows.size();
            sheet.rows.resize(place.row + 1);
        }
        if (!text->empty() && sheet.rows[place.row].size() <= place.column) {
            m_cells += place.column + 1 - sheet.rows[place.row].size();
            if (m_cells <= limits::kMostSpreadsheetCells) {
                sheet.rows[place.row].resize(place.column + 1);
            }
        }
        if (m_cells > limits::kMostSpreadsheetCells) {
            return refused(where, "expected at most " +
                                      std::to_string(limits::kMostSpreadsheetCells) + " cells");
        }
        if (!text->empty()) {
            sheet.rows[place.row][place.column] = valid_utf8(*text);
        }
        return {};
    }

    NumberShape shape_of_cell(const pugi::xml_node& cell) const {
        const auto style = number_of(attribute_named(cell, "s"));
        return style && *style >= 0 && *style < static_cast<double>(m_shapes.size())
                   ? m_shapes[static_cast<std::size_t>(*style)]
                   : NumberShape{};
    }

    CellKind cell_kind(const pugi::xml_node& cell, const std::string& text) const {
        const std::string_view type = attribute_named(cell, "t");
        if (type == "e" || (type != "b" && spells_cell_error(text))) {
            return CellKind::Error;
        }
        if (type == "b" && !text.empty()) {
            return CellKind::Truth;
        }
        const bool is_number = type.empty() || type == "n" || type == "d";
        if (is_number && !text.empty()) {
            return type == "d" || shape_of_cell(cell).kind == NumberShape::Kind::Date
                       ? CellKind::Date
                       : CellKind::Number;
        }
        // A formula that gives "" has the type of a text.
        return text.empty() && child_named(cell, "f") && type != "str" ? CellKind::Unknown
                                                                       : CellKind::Text;
    }

    Result<std::string> cell_text(const pugi::xml_node& cell, const std::string& where) const {
        const std::string_view type = attribute_named(cell, "t");
        if (type == "inlineStr") {
            return rich_text(child_named(cell, "is"));
        }
        const std::string value = content_of(child_named(cell, "v"));
        if (value.empty()) {
            return std::string();
        }
        if (type == "s") {
            const auto index = number_of(value);
            if (!index || *index < 0 || *index >= static_cast<double>(m_strings.size())) {
                return damaged(where, "names a shared text that does not exist");
            }
            return m_strings[static_cast<std::size_t>(*index)];
        }
        if (type == "b") {
            return std::string(value == "0" || value == "false" ? "FALSE" : "TRUE");
        }
        if (type == "str" || type == "e") {
            return unescaped(value);
        }
        if (type == "d") {
            return iso_date_text(value);
        }
        const auto number = number_of(value);
        if (!number) {
            return damaged(where, "expected a number, not \"" + value.substr(0, 40) + "\"");
        }
        const NumberShape shape = shape_of_cell(cell);
        // Up to the year 9999; a number beyond is shown as ##### and means nothing as a date.
        return shape.kind == NumberShape::Kind::Date && *number >= 0 && *number < 2'958'466
                   ? date_text(*number, m_from_1904)
                   : shaped_number(*number, shape);
    }

    Package m_package;
    std::string m_file;
    std::vector<std::pair<std::string, std::string>> m_parts;  ///< name of the sheet → part
    std::vector<std::string> m_strings;
    std::vector<NumberShape> m_shapes;  ///< by style
    bool m_from_1904 = false;
    std::size_t m_cells = 0;
    Spreadsheet m_out;
};

}  // namespace

const std::string& Sheet::text(std::size_t row, std::size_t column) const {
    static const std::string kNothing;
    return row < rows.size() && column < rows[row].size() ? rows[row][column] : kNothing;
}

CellKind Sheet::kind(std::size_t row, std::size_t column) const {
    const auto found = kinds.find({row, column});
    return found == kinds.end() ? CellKind::Text : found->second;
}

std::string Sheet::no_text(std::size_t row, std::size_t column) const {
    switch (kind(row, column)) {
        case CellKind::Error:
            return "is no text: a formula failed" +
                   (text(row, column).empty() ? "" : " (" + text(row, column) + ")") +
                   "; mend the formula, or write what is meant instead";
        case CellKind::Truth:
            return "is no text but the truth value " + text(row, column) +
                   "; to mean the word, set the cell's format to Text and write it again";
        case CellKind::Unknown:
            return "has a formula without a value; open the file in a spreadsheet program, save it "
                   "there, and try again";
        case CellKind::Text:
        case CellKind::Number:
        case CellKind::Date:
            break;
    }
    return "";
}

std::string Sheet::hardly_text(std::size_t row, std::size_t column) const {
    const CellKind of = kind(row, column);
    if (of == CellKind::Number || of == CellKind::Date) {
        return (of == CellKind::Date ? "is a date, and was read as "
                                     : "is a number, and was read as ") +
               text(row, column) + "; to mean it, set the cell's format to Text and write it again";
    }
    return of == CellKind::Text && spells_value(text(row, column))
               ? "\"" + text(row, column) + "\" " + kValueAsText
               : "";
}

std::string column_name(std::size_t column) {
    std::string out;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return out;
}

std::string cell_name(std::size_t row, std::size_t column) {
    return column_name(column) + std::to_string(row + 1);
}

Result<Spreadsheet> read_spreadsheet(std::string_view bytes, const std::string& file) {
    Result<Package> package = Package::open(bytes, file);
    if (!package) {
        return package.error();
    }
    return WorkbookReader(std::move(*package), file).read();
}

}  // namespace lotse::codec
