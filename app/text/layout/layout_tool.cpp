// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/layout_tool.h"

#include <array>
#include <charconv>
#include <cmath>
#include <istream>
#include <ostream>
#include <sstream>
#include <string_view>
#include <vector>

#include "text/layout/breaker.h"
#include "text/layout/layout.h"
#include "text/layout/layout_data.h"
#include "text/layout/picture.h"
#include "text/limits.h"
#include "text/utf16.h"

namespace lotse::text {
namespace {

constexpr std::array<std::string_view, 6> kColumns = {"lang", "dir", "fonts", "px", "wrap", "text"};
constexpr float kLineHeightEm = 1.362F;
constexpr float kHitGridPx = 7.0F;
constexpr int kPicturePaddingPx = 16;
/// Wider than any screen; keeps the grid of hits and the pictures finite.
constexpr float kWidestWrapPx = 10'000.0F;

struct Row {
    Typography typography;
    Style style;
    std::string text;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
        const std::size_t end = text.find(separator, at);
        parts.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
        if (end == std::string_view::npos) return parts;
        at = end + 1;
    }
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == 'n' || next == '\\') {
            out.push_back(next == 'n' ? '\n' : '\\');
            ++i;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

bool parse_number(std::string_view text, float& out) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, out);
    return parsed.ec == std::errc{} && parsed.ptr == end && std::isfinite(out);
}

/// `where` names the row; the error adds the column.
Result<Row> parse_row(std::string_view line, const std::string& where,
                      const std::string& fonts_dir) {
    const auto wrong = [&](std::size_t column, const std::string& what) {
        return Error{Kind::Refused, where + ", column " + std::string(kColumns[column]), what};
    };
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != kColumns.size()) {
        return Error{
            Kind::Refused, where,
            std::to_string(cells.size()) +
                " columns, expected 6 separated by tabs: lang, dir, fonts, px, wrap, text"};
    }
    Row row;
    if (cells[0].empty()) return wrong(0, "empty, expected a BCP 47 tag such as de or fa-AF");
    row.typography.tag = cells[0];
    row.typography.locale = cells[0];
    row.typography.line_height_em = kLineHeightEm;
    if (cells[1] != "ltr" && cells[1] != "rtl") {
        return wrong(1, "\"" + std::string(cells[1]) + "\", expected ltr or rtl");
    }
    row.typography.direction = cells[1] == "rtl" ? Direction::RightToLeft : Direction::LeftToRight;
    for (const std::string_view font : split(cells[2], ';')) {
        if (font.empty()) return wrong(2, "an empty file name");
        row.typography.regular_fonts.push_back(fonts_dir + "/" + std::string(font));
    }
    if (!parse_number(cells[3], row.style.size_px) || row.style.size_px < limits::kSmallestSize ||
        row.style.size_px > limits::kLargestSize) {
        return wrong(3, "\"" + std::string(cells[3]) + "\", expected an em size from 1 to 400");
    }
    if (!parse_number(cells[4], row.style.wrap_px) || row.style.wrap_px < 0 ||
        row.style.wrap_px > kWidestWrapPx) {
        return wrong(
            4, "\"" + std::string(cells[4]) + "\", expected a width from 0 (no wrapping) to 10000");
    }
    row.text = unescaped(cells[5]);
    return row;
}

/// At most three decimals, none that say nothing; never an exponent, whatever the program's locale.
void write_number(std::ostream& out, float value) {
    std::array<char, 64> buffer{};
    const double rounded = std::round(static_cast<double>(value) * 1000.0) / 1000.0;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                   rounded == 0 ? 0.0 : rounded, std::chars_format::fixed);
    out.write(buffer.data(), end.ptr - buffer.data());
}

void write_result(std::ostream& out, std::size_t index, const Row& row, const LayoutData& layout,
                  float box_width) {
    Utf16Text text;
    to_utf16(row.text, text);
    std::vector<std::uint32_t> grapheme_ends;
    Breaker().grapheme_ends(text.units, grapheme_ends);
    grapheme_ends.insert(grapheme_ends.begin(), 0);
    out << "{\"row\":" << index << ",\"glyphs\":" << layout.glyphs().size()
        << ",\"missing\":" << layout.missing_glyphs() << ",\"lines\":[";
    const char* comma = "";
    for (const Line& line : layout.lines()) {
        out << comma << "{\"start\":" << text.unit_at(line.begin)
            << ",\"end\":" << text.unit_at(line.end) << ",\"x\":";
        write_number(out, line.x);
        out << ",\"width\":";
        write_number(out, line.width);
        out << "}";
        comma = ",";
    }
    out << "],\"carets\":[";
    comma = "";
    for (const std::uint32_t at : grapheme_ends) {
        const CaretBox caret = layout.caret(text.bytes[at]);
        out << comma << "[" << at << ",";
        write_number(out, caret.x);
        out << ",";
        write_number(out, caret.y);
        out << "]";
        comma = ",";
    }
    out << "],\"hits\":[";
    comma = "";
    const int down = static_cast<int>(std::ceil(layout.height() / kHitGridPx));
    const int across = static_cast<int>(std::floor(box_width / kHitGridPx)) + 1;
    for (int j = 0; j < down; ++j) {
        for (int i = 0; i < across; ++i) {
            const float x = static_cast<float>(i) * kHitGridPx;
            const float y = static_cast<float>(j) * kHitGridPx;
            out << comma << "[";
            write_number(out, x);
            out << ",";
            write_number(out, y);
            out << "," << text.unit_at(layout.nearest_boundary(x, y)) << "]";
            comma = ",";
        }
    }
    out << "]}";
}

}  // namespace

int run_layout_tool(const std::string& fonts_dir, const std::optional<std::string>& png_dir,
                    std::istream& in, std::ostream& out, std::ostream& errors) {
    const auto complain = [&](const Error& error) {
        errors << to_string(error) << "\n";
        return 1;
    };
    Engine engine;
    std::ostringstream json;
    json << "[";
    std::string line;
    std::size_t line_number = 0;
    std::size_t index = 0;
    while (std::getline(in, line)) {
        ++line_number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        const std::string where = "row " + std::to_string(line_number);
        const Result<Row> row = parse_row(line, where, fonts_dir);
        if (!row) return complain(row.error());
        const Result<void> fonts = engine.check_fonts(row->typography);
        if (!fonts)
            return complain({Kind::Unusable, where + ", column fonts", to_string(fonts.error())});

        const LayoutPtr layout = engine.layout(row->text, row->typography, row->style);
        const float box_width = row->style.wrap_px > 0 ? row->style.wrap_px : layout->width();
        json << (index == 0 ? "\n" : ",\n");
        write_result(json, index, *row, static_cast<const LayoutData&>(*layout), box_width);
        if (png_dir) {
            const Result<void> written =
                write_png(picture_of(engine, *layout, box_width, kPicturePaddingPx),
                          *png_dir + "/" + std::to_string(index) + ".png");
            if (!written) return complain(written.error());
        }
        ++index;
    }
    json << (index == 0 ? "]\n" : "\n]\n");
    out << json.str();
    return 0;
}

}  // namespace lotse::text
