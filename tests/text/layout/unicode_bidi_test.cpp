// SPDX-License-Identifier: EUPL-1.2
/// Unicode's own test data for UAX #9 against the levels and the visual order that lines use.
#include <gtest/gtest.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "text/layout/bidi.h"
#include "text/layout/fixture.h"

namespace lotse::text {
namespace {

std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, ';');) out.push_back(field);
    return out;
}

/// Where ICU 72 departs from UAX #9, 30 of 91,707 rows, none with text that people write: an
/// override (U+202D, U+202E) does not change isolates and closing brackets inside it; a combining
/// mark on a bracket does not follow the bracket's direction; brackets nested deeper than 63 are
/// still paired.
bool known_of_icu(const std::u16string& text) {
    const auto has_any = [&](std::u16string_view units) {
        return text.find_first_of(units) != text.npos;
    };
    return has_any(u"\u202D\u202E") || has_any(u"\u0331\u0332\u0333\u20D6") ||
           std::count(text.begin(), text.end(), u'(') > 63;
}

TEST(UnicodeBidi, direction_and_order_agree_with_BidiCharacterTest) {
    std::ifstream file("/usr/share/unicode/BidiCharacterTest.txt");
    ASSERT_TRUE(file) << "install the Debian package unicode-data";
    Bidi bidi;
    std::size_t tested = 0;
    std::size_t several_paragraphs = 0;
    std::size_t differing = 0;
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty() || line[0] == '#') continue;
        const std::vector<std::string> row = fields(line);
        ASSERT_EQ(row.size(), 5U);
        // The paragraph's level as resolved: we never guess it from the text.
        const bool right_to_left = row[2] == "1";
        std::u16string text;
        std::vector<std::size_t> unit_of;  // per character of the row
        bool split = false;
        std::istringstream characters(row[0]);
        for (std::uint32_t character = 0; characters >> std::hex >> character;) {
            unit_of.push_back(text.size());
            if (character > 0xFFFF) {
                text += {static_cast<char16_t>(U16_LEAD(character)),
                         static_cast<char16_t>(U16_TRAIL(character))};
            } else {
                text += static_cast<char16_t>(character);
            }
            split = split || ends_paragraph(text.back());
        }
        if (split) {  // we cut there before ICU sees the text
            ++several_paragraphs;
            continue;
        }
        bidi.set_paragraph(text, right_to_left);

        std::vector<std::string> levels;
        std::istringstream level_words(row[3]);
        for (std::string level; level_words >> level;) levels.push_back(level);
        ASSERT_EQ(levels.size(), unit_of.size()) << line;
        bool agrees = true;
        std::vector<bool> removed(text.size(), false);  // by rule X9
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const std::size_t unit = unit_of[i];
            removed[unit] = levels[i] == "x";
            // The height of a level is ICU's affair where order and direction are the same.
            const bool odd = !removed[unit] && std::stoi(levels[i]) % 2 != 0;
            agrees = agrees && (removed[unit] || odd == (bidi.levels()[unit] % 2 != 0));
        }
        std::vector<std::size_t> expected;
        std::istringstream order(row[4]);
        for (std::size_t i = 0; order >> i;) expected.push_back(unit_of[i]);

        std::vector<std::size_t> visual;
        for (const Bidi::VisualRun& run :
             bidi.visual_runs(0, static_cast<std::uint32_t>(text.size()))) {
            for (std::uint32_t k = 0; k < run.end - run.begin; ++k) {
                const std::uint32_t at = run.right_to_left ? run.end - 1 - k : run.begin + k;
                if (!U16_IS_TRAIL(text[at]) && !removed[at]) visual.push_back(at);
            }
        }
        agrees = agrees && visual == expected;
        if (!agrees) {
            EXPECT_TRUE(known_of_icu(text)) << line;
            ++differing;
        }
        ++tested;
    }
    EXPECT_GT(tested, 90'000U);
    EXPECT_LE(differing, 30U);
    RecordProperty("rows_differing", static_cast<int>(differing));
    RecordProperty("rows_tested", static_cast<int>(tested));
    RecordProperty("rows_with_several_paragraphs_excluded", static_cast<int>(several_paragraphs));
}

TEST(UnicodeBidi, every_character_of_class_B_ends_a_paragraph_and_no_other) {
    for (UChar32 character = 0; character <= 0xFFFF; ++character) {
        const bool class_b = u_charDirection(character) == U_BLOCK_SEPARATOR;
        ASSERT_EQ(ends_paragraph(static_cast<char16_t>(character)), class_b)
            << std::hex << character;
    }
}

}  // namespace
}  // namespace lotse::text
