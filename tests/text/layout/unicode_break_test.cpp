// SPDX-License-Identifier: EUPL-1.2
/// Unicode's own test data for UAX #14 and UAX #29 against the breaks that lines and editing use.
///
/// Excluded from the line break data: rows that end a paragraph (CR, LF, NEL), where we cut before
/// ICU sees the text; rows in which two equal ASCII punctuation marks meet (our rule keeps them
/// together); and what ICU tailors: no break between a hyphen that starts a word and its letter
/// ("-option"), nor between ".", "," and a digit (".5").
#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "text/layout/bidi.h"
#include "text/layout/breaker.h"
#include "text/layout/fixture.h"

namespace lotse::text {
namespace {

struct Row {
    std::u16string text;
    std::vector<std::uint32_t> breaks;  ///< as the data says, without 0 and with the end
    std::string source;
};

/// "÷" stands where a break is, "×" where none is.
std::vector<Row> rows_of(const char* path) {
    std::vector<Row> rows;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const std::string data = line.substr(0, line.find('#'));
        Row row;
        row.source = line;
        std::istringstream words(data);
        for (std::string word; words >> word;) {
            if (word == "\u00F7") {
                if (!row.text.empty())
                    row.breaks.push_back(static_cast<std::uint32_t>(row.text.size()));
            } else if (word != "\u00D7") {
                const auto character = static_cast<std::uint32_t>(std::stoul(word, nullptr, 16));
                if (character > 0xFFFF) {
                    row.text += {static_cast<char16_t>(U16_LEAD(character)),
                                 static_cast<char16_t>(U16_TRAIL(character))};
                } else {
                    row.text += static_cast<char16_t>(character);
                }
            }
        }
        if (!row.text.empty()) rows.push_back(row);
    }
    return rows;
}

bool equal_punctuation_meets(std::u16string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == text[i - 1] && text[i] > u' ' && text[i] < 0x7F && !u_isalnum(text[i]))
            return true;
    }
    return false;
}

/// ICU's tailorings of its root rules: "-option" and ".5" stay whole.
bool tailored(std::u16string_view text) {
    const auto mark = [](char16_t unit) {
        return u_charType(unit) == U_NON_SPACING_MARK || unit == 0x200D;
    };
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        std::size_t next = i + 1;
        while (next < text.size() && mark(text[next])) ++next;
        if (next == text.size()) break;
        const bool starts_word = i == 0 || text[i - 1] == u' ' || u_isUWhiteSpace(text[i - 1]);
        const bool digit = u_isdigit(text[next]);
        if ((text[i] == u'-' || text[i] == 0x2010) && starts_word && !digit) return true;
        if ((text[i] == u'.' || text[i] == u',') && digit && (i == 0 || !u_isdigit(text[i - 1])))
            return true;
    }
    return false;
}

/// What Unicode 16 decides otherwise than 15.1: Balinese digits belong to a syllable, and a hyphen
/// between Hebrew letters does not keep them together (LB 21a).
bool decided_anew(std::u16string_view text) {
    const auto digit = [](char16_t unit) { return unit >= 0x1B50 && unit <= 0x1B59; };
    const auto letter = [](char16_t unit) { return unit >= 0x05D0 && unit <= 0x05EA; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (digit(text[i])) return true;
        if (text[i] == u'-' && i > 0 && i + 1 < text.size() && letter(text[i - 1]) &&
            letter(text[i + 1]))
            return true;
    }
    return false;
}

/// Debian 12 has the data of its ICU's Unicode, 15.0; Debian 13 has those of 15.1 beside ICU 76,
/// which knows Unicode 16.
bool data_before_unicode_16(const char* path) {
    std::ifstream file(path);
    std::string title;
    std::getline(file, title);  // "# LineBreakTest-15.1.0.txt"
    const std::size_t version = title.find('-');
    return version != std::string::npos && std::stoi(title.substr(version + 1)) < 16;
}

TEST(UnicodeBreaks, lines_break_where_LineBreakTest_says) {
    const char* path = "/usr/share/unicode/auxiliary/LineBreakTest.txt";
    const std::vector<Row> rows = rows_of(path);
    ASSERT_GT(rows.size(), 7000U) << "install the Debian package unicode-data";
    Breaker breaker;
    std::vector<Break> breaks;
    std::size_t tested = 0;
    UVersionInfo known;
    u_getUnicodeVersion(known);
    const bool older = known[0] >= 16 && data_before_unicode_16(path);
    for (const Row& row : rows) {
        if (older && decided_anew(row.text)) continue;
        if (equal_punctuation_meets(row.text) || tailored(row.text) ||
            std::any_of(row.text.begin(), row.text.end(), ends_paragraph)) {
            continue;
        }
        breaker.line_breaks(row.text, "en", breaks);
        std::vector<std::uint32_t> found;
        for (std::uint32_t i = 1; i < row.text.size(); ++i) {
            if (breaks[i] != Break::None) found.push_back(i);
        }
        found.push_back(static_cast<std::uint32_t>(row.text.size()));
        EXPECT_EQ(found, row.breaks) << row.source;
        ++tested;
    }
    EXPECT_GT(tested, 6000U);
    RecordProperty("rows_tested", static_cast<int>(tested));
    RecordProperty("rows_excluded", static_cast<int>(rows.size() - tested));
}

TEST(UnicodeBreaks, graphemes_end_where_GraphemeBreakTest_says) {
    const std::vector<Row> rows = rows_of("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt");
    ASSERT_GT(rows.size(), 600U) << "install the Debian package unicode-data";
    Breaker breaker;
    std::vector<std::uint32_t> ends;
    for (const Row& row : rows) {
        breaker.grapheme_ends(row.text, ends);
        EXPECT_EQ(ends, row.breaks) << row.source;
    }
}

TEST(UnicodeBreaks, the_short_cut_for_plain_text_agrees_with_ICU) {
    Breaker breaker;
    std::vector<std::uint32_t> plain;
    std::vector<std::uint32_t> asked;
    for (char16_t a = 0; a < 0x300; ++a) {
        for (const char16_t b :
             {u'\0', u'\n', u'\r', u'a', char16_t{0xAD}, char16_t{0xA9}, char16_t{0x2FF}}) {
            const std::u16string text{a, b};
            breaker.grapheme_ends(text, plain);
            breaker.grapheme_ends(text + u'\u2013', asked);  // the dash sends it the long way
            asked.pop_back();
            ASSERT_EQ(plain, asked) << std::hex << int{a} << " " << int{b};
        }
    }
}

}  // namespace
}  // namespace lotse::text
