// SPDX-License-Identifier: EUPL-1.2
#include "core/form/pattern.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace lotse {
namespace {

struct PatternCase {
    const char* pattern;
    const char* text;
    bool matches;
};

TEST(Pattern, letters_digits_and_spaces_are_those_of_every_script) {
    for (const PatternCase& one : {
             PatternCase{R"(\p{L}+)", "MüllerሰላምمرحباЙ中", true},
             PatternCase{R"([\p{L}\p{M} '-]+)", "Thị Ngọc O'Neill-Șerban", true},
             PatternCase{R"(\p{Lu}\p{Ll}+)", "Ährenfeld", true},
             PatternCase{R"(\p{Lu}\p{Ll}+)", "ährenfeld", false},
             PatternCase{R"(\p{Lu}+)", "ЖÇΩ", true},
             PatternCase{R"(\p{LC}+)", "aB", true},
             PatternCase{R"(\p{N}+)", "12٣۴५½", true},
             PatternCase{R"(\p{Nd}+)", "12٣۴५", true},
             PatternCase{R"(\p{Nd}+)", "½", false},
             PatternCase{R"(\pL\PL)", "a1", true},
             PatternCase{R"(\P{L}+)", "123 -", true},
             PatternCase{R"(\P{L}+)", "12a", false},
             PatternCase{R"(\p{^L}+)", "123", true},
             PatternCase{R"([^\p{L}]+)", "123", true},
             PatternCase{R"([^\p{L}]+)", "1ä3", false},
             PatternCase{R"(\p{P}+)", ".,!؟«»", true},
             PatternCase{R"(\p{Sc})", "€", true},
             PatternCase{R"(\p{Zs})", "\u00A0", true},
             PatternCase{R"(\p{IsArabic}+)", "سلام", true},
             PatternCase{R"(\p{IsArabic}+)", "salam", false},
             PatternCase{R"(\p{IsLatin}+)", "Żółć", true},
             PatternCase{R"(\p{Script=Cyrillic}+)", "Привіт", true},
             PatternCase{R"(\p{sc=Ethiopic}+)", "ሰላም", true},
             PatternCase{R"(\p{IsLu})", "Ä", true},
             PatternCase{R"(\p{gc=Lu})", "Ä", true},
             PatternCase{R"(\p{Alpha}+)", "abc", true},
             PatternCase{R"(\p{Alpha}+)", "äbc", false},
             PatternCase{R"(\p{Punct})", "!", true},
             PatternCase{R"(\d{3})", "١٢٣", true},
             PatternCase{R"(\D+)", "١", false},
             PatternCase{R"(\w+)", "Schön_1ሰላም", true},
             PatternCase{R"(\w+)", "می\u200Cروم", true},
             PatternCase{R"(\w+)", "a b", false},
             PatternCase{R"(\W)", "!", true},
             PatternCase{R"(\W)", "é", false},
             PatternCase{R"(a\sb)", "a\u00A0b", true},
             PatternCase{R"(a\sb)", "a\tb", true},
             PatternCase{R"(\S+)", "a\u2003b", false},
         }) {
        const auto pattern = Pattern::parse(one.pattern);
        ASSERT_TRUE(pattern.ok()) << one.pattern << ": " << to_string(pattern.error());
        EXPECT_EQ(pattern->matches(one.text), one.matches) << one.pattern << " on " << one.text;
    }
}

TEST(Pattern, what_makes_no_difference_to_a_whole_match_is_understood) {
    for (const PatternCase& one : {
             PatternCase{"a+?b*?", "aab", true},
             PatternCase{"a{2,3}?", "aaa", true},
             PatternCase{"a??b", "b", true},
             PatternCase{"(?<year>[0-9]{4})", "2026", true},
             PatternCase{R"(\u00e4\x41)", "äA", true},
             PatternCase{R"([\u0041-\u0043]+)", "ABC", true},
             PatternCase{R"(\bfoo\b bar)", "foo bar", true},
             PatternCase{R"(fo\bo)", "foo", false},
             PatternCase{R"(fo\Bo)", "foo", true},
             PatternCase{R"(\bä\b)", "ä", true},
         }) {
        const auto pattern = Pattern::parse(one.pattern);
        ASSERT_TRUE(pattern.ok()) << one.pattern << ": " << to_string(pattern.error());
        EXPECT_EQ(pattern->matches(one.text), one.matches) << one.pattern << " on " << one.text;
    }
}

TEST(Pattern, what_cannot_be_matched_is_refused_by_name) {
    for (const auto& [pattern, why] :
         std::vector<std::pair<std::string, std::string>>{{R"(\p{Klingon})", "Klingon"},
                                                          {R"(\p{L)", "'}'"},
                                                          {R"(\p)", "no class"},
                                                          {R"((a)\1)", "back references"},
                                                          {"(?i)a", "flags"},
                                                          {"(?>a)", "possessive"},
                                                          {"a++", "possessive"},
                                                          {"[a-z&&[^b]]", "write the signs"},
                                                          {"[[:word:]]", "[:alpha:]"},
                                                          {"(?i)ja", "write both letters"},
                                                          {"(?=a", "')'"},
                                                          {R"(\u12)", "hexadecimal"},
                                                          {R"(\xg1)", "hexadecimal"},
                                                          {R"(\q)", "after the backslash"}}) {
        const auto parsed = Pattern::parse(pattern);
        ASSERT_FALSE(parsed.ok()) << pattern;
        EXPECT_NE(parsed.error().detail.find(why), std::string::npos)
            << pattern << ": " << parsed.error().detail;
    }
}

TEST(Pattern, looks_ahead_and_behind) {
    for (const PatternCase& one : {
             PatternCase{R"(^(?=.*\d)(?=.*[A-Z]).{4,}$)", "ab1C", true},
             PatternCase{R"(^(?=.*\d)(?=.*[A-Z]).{4,}$)", "abcC", false},
             PatternCase{R"((?!0+$)\d{4})", "0070", true},
             PatternCase{R"((?!0+$)\d{4})", "0000", false},
             PatternCase{R"((?!.*  ).+)", "Anna Maria", true},
             PatternCase{R"((?!.*  ).+)", "Anna  Maria", false},
             PatternCase{R"([a-z]+(?<!x))", "abc", true},
             PatternCase{R"([a-z]+(?<!x))", "abx", false},
             PatternCase{R"(\d+(?<=5))", "125", true},
             PatternCase{R"(\d+(?<=5))", "152", false},
             PatternCase{R"((?:(?!ab)[a-c])+)", "acba", true},
             PatternCase{R"((?:(?!ab)[a-c])+)", "cabc", false},
             PatternCase{R"((?=a(?!b))a.*)", "acb", true},
             PatternCase{R"((?=a(?!b))a.*)", "abc", false},
             PatternCase{R"((?=(?<=^)a)ab)", "ab", true},
             PatternCase{R"(a(?=b|c)[bd])", "ab", true},
             PatternCase{R"(a(?=b|c)[bd])", "ad", false},
             PatternCase{R"((?=ab$)..)", "ab", true},
             PatternCase{R"((?=a$)..)", "ab", false},
             PatternCase{R"(x(?=)y)", "xy", true},
             PatternCase{R"(x(?!)y)", "xy", false},
             PatternCase{R"((?=ሰ).+)", "ሰላም", true},
             PatternCase{R"((?=a)*b)", "b", true},
             PatternCase{R"(\Aab\z)", "ab", true},
             PatternCase{R"([[:alpha:]]+[[:digit:]_]*)", "Müller_7", true},
             PatternCase{R"([^[:space:]]+)", "a b", false},
         }) {
        const auto pattern = Pattern::parse(one.pattern);
        ASSERT_TRUE(pattern.ok()) << one.pattern << ": " << to_string(pattern.error());
        EXPECT_EQ(pattern->matches(one.text), one.matches) << one.pattern << " " << one.text;
    }
}

TEST(Pattern, what_looks_ahead_again_and_again_stays_fast) {
    const std::string text(4000, 'a');
    for (const char* hostile :
         {"(?=(a+)+$)(?!(a|aa)+$b)(?:(?=.*a)(?!.*b)a)*", "(?:(?=(?:(?=(?:a*)*)a*)*)a)*!",
          "(?:(?<=(a|a)*)(?<!(a*)*b)a)*", "(?=(?=(?=(?=(?=(?=.*a).*a).*a).*a).*a).*a).*"}) {
        const auto pattern = Pattern::parse(hostile);
        ASSERT_TRUE(pattern.ok()) << hostile << ": " << to_string(pattern.error());
        const auto begin = std::chrono::steady_clock::now();
        static_cast<void>(pattern->matches(text));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2)) << hostile;
    }
    std::string many;
    for (int i = 0; i < 80; ++i) {
        many += "(?=a)";
    }
    const auto pattern = Pattern::parse(many + "a*");
    ASSERT_TRUE(pattern.ok()) << to_string(pattern.error());
    EXPECT_TRUE(pattern->matches(text));
}

TEST(Pattern, a_class_of_many_ranges_stays_fast_however_often_it_is_repeated) {
    const auto pattern = Pattern::parse(R"((\p{L}|\p{M}|\w){0,150})");
    ASSERT_TRUE(pattern.ok()) << to_string(pattern.error());
    EXPECT_FALSE(pattern->matches(std::string(4000, 'a') + "!"));
}

TEST(UnicodeClasses, the_categories_part_the_code_points_among_them) {
    std::size_t count = 0;
    for (const char* name : {"L", "M", "N", "P", "S", "Z", "C"}) {
        const auto points = unicode_class(name);
        ASSERT_TRUE(points.has_value()) << name;
        for (const CodePointRange& range : *points) {
            count += range.last - range.first + 1;
        }
    }
    EXPECT_EQ(count, 0x110000U);
    EXPECT_TRUE(complement(complement(word_characters())).size() == word_characters().size());
}

}  // namespace
}  // namespace lotse
