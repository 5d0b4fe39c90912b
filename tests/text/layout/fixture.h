// SPDX-License-Identifier: EUPL-1.2
/// What the layout tests share: typographies on Debian's Noto fonts, and what holds for every
/// layout of any text.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/layout/layout.h"

namespace lotse::text {

inline constexpr std::string_view kNoto = "/usr/share/fonts/truetype/noto/";

/// `files` are names in Noto's folder without "-Regular.ttf"; bold faces are listed where `bold`
/// says so.
inline Typography typography(const std::string& tag, Direction direction,
                             const std::vector<std::string>& files, bool bold = false) {
    Typography made;
    made.tag = tag;
    made.locale = tag;
    made.direction = direction;
    for (const std::string& file : files) {
        made.regular_fonts.push_back(std::string(kNoto) + file + "-Regular.ttf");
        if (bold) made.bold_fonts.push_back(std::string(kNoto) + file + "-Bold.ttf");
    }
    return made;
}

inline Typography german() {
    return typography("de", Direction::LeftToRight, {"NotoSans"}, true);
}
inline Typography arabic() {
    return typography("ar", Direction::RightToLeft, {"NotoSansArabicUI", "NotoSans"}, true);
}

/// Invisible characters by name, so that they can be seen in the tests.
inline constexpr const char* kSoftHyphen = "\u00AD";

/// A text of what breaks layout engines: controls, marks, joiners, lone bytes, all directions,
/// separators.
inline std::string nasty_text(std::mt19937& random, std::size_t pieces) {
    static const std::vector<std::string> kPieces = {"a",
                                                     "W",
                                                     "fi",
                                                     "ffi",
                                                     " ",
                                                     "  ",
                                                     "\t",
                                                     "\n",
                                                     "\r\n",
                                                     "\r",
                                                     "1",
                                                     "12,5",
                                                     "(",
                                                     ")",
                                                     "[",
                                                     "++",
                                                     "...",
                                                     "-",
                                                     "\u00AD",
                                                     "\u00A0",
                                                     "\u00DF",
                                                     "e\u0301",
                                                     "\u0301",
                                                     "\u0315\u0300",
                                                     "\u034F",
                                                     "\u05D0",
                                                     "\u05E9\u05C1",
                                                     "\u0628",
                                                     "\u0644\u0627",
                                                     "\u0645\u064E",
                                                     "\u0640",
                                                     "\u0661\u0662",
                                                     "\u060C",
                                                     "\u0600"
                                                     "1",
                                                     "\u0915\u094D\u0937",
                                                     "\u0930\u094D",
                                                     "\u093F",
                                                     "\u0E01\u0E33",
                                                     "\u0E40\u0E01",
                                                     "\u1780\u17D2\u178A",
                                                     "\u1275",
                                                     "\u1361",
                                                     "\u10D0",
                                                     "\u0561",
                                                     "\u4E2D",
                                                     "\u3002",
                                                     "\u200B",
                                                     "\u200C",
                                                     "\u200D",
                                                     "\u200E",
                                                     "\u200F",
                                                     "\u202A",
                                                     "\u202B",
                                                     "\u202C",
                                                     "\u202D",
                                                     "\u202E",
                                                     "\u2066",
                                                     "\u2067",
                                                     "\u2068",
                                                     "\u2069",
                                                     "\u2028",
                                                     "\u2029",
                                                     "\u0085",
                                                     "\x1C",
                                                     "\x1D",
                                                     "\x1E",
                                                     "\x1F",
                                                     "\x0B",
                                                     "\x0C",
                                                     "\x01",
                                                     "\u2060",
                                                     "\uFEFF",
                                                     "\uFE0F",
                                                     "\U0001F600",
                                                     "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                                     "\U0001F1E9\U0001F1EA",
                                                     "\U000E0001",
                                                     "\U000F0000",
                                                     "\U0010FFFF",
                                                     "\uFFFD",
                                                     "\uFFFF",
                                                     "\x80",
                                                     "\xC3",
                                                     "\xE2\x82",
                                                     "\xF0\x9F",
                                                     "\xED\xA0\x80",
                                                     "\xFF",
                                                     "\xC0\x80",
                                                     std::string(1, '\0'),
                                                     "donaudampfschifffahrt",
                                                     "\u202E\u202E\u2067",
                                                     "\u1160",
                                                     "\u1100",
                                                     "\u11A8"};
    std::uniform_int_distribution<std::size_t> pick(0, kPieces.size() - 1);
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i) text += kPieces[pick(random)];
    return text;
}

/// What must hold for every text. Returns what is wrong, empty if nothing is.
/// With `max_lines` white space may be left over without a sign.
inline std::string violation(const Engine& engine, const Layout& layout, std::string_view text,
                             int max_lines = 0) {
    const std::vector<Line>& lines = layout.lines();
    if (lines.empty()) return "no line";
    std::size_t before = 0;
    for (const Line& line : lines) {
        if (line.begin < before || line.end < line.begin || line.end > text.size())
            return "lines overlap";
        if (!std::isfinite(line.x) || !std::isfinite(line.width)) return "a line is not finite";
        before = line.end;
    }
    if (lines.front().begin != 0) return "the first line does not start the text";
    if (max_lines == 0 && !layout.truncated() && text.size() - lines.back().end > 0)
        return "text is left over without a sign";
    if (!std::isfinite(layout.width()) || !(layout.height() > 0)) return "no size";
    const std::size_t step = text.size() < 400 ? 1 : text.size() / 50;
    for (std::size_t at = 0; at <= text.size() + 1; at += step) {
        const CaretBox caret = layout.caret(at);
        if (!std::isfinite(caret.x) || caret.y < -caret.height || caret.y > layout.height())
            return "caret outside";
    }
    for (const float x : {-1e9F, -1.0F, 0.0F, 17.0F, 60.0F, 1e9F}) {
        for (const float y : {-1e9F, 0.0F, layout.height() / 2, 1e9F}) {
            const std::size_t hit = layout.hit(x, y);
            if (hit > text.size()) return "hit behind the text";
            if (text.size() > 400) continue;
            const std::size_t next = engine.next_grapheme(text, hit);
            if (hit > 0 && hit < text.size() && engine.previous_grapheme(text, next) != hit) {
                return "hit inside a grapheme, at byte " + std::to_string(hit);
            }
        }
    }
    for (const Rect& rect : layout.selection(0, text.size())) {
        if (!(rect.width > 0) || !(rect.height > 0)) return "an empty selection rectangle";
    }
    return {};
}

}  // namespace lotse::text
