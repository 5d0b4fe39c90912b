// SPDX-License-Identifier: EUPL-1.2
#include "core/form/pattern.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace lotse {
namespace {

struct Case {
    const char* pattern;
    const char* text;
    bool matches;
};

TEST(Pattern, letters_digits_and_spaces_are_those_of_every_script) {
    for (const Case& one : {
             Case{R"(\p{L}+)", "MüllerሰላምمرحباЙ中", true},
             Case{R"([\p{L}\p{M} '-]+)", "Thị Ngọc O'Neill-Șerban", true},
             Case{R"(\p{Lu}\p{Ll}+)", "Ährenfeld", true},
             Case{R"(\p{Lu}\p{Ll}+)", "ährenfeld", false},
             Case{R"(\p{Lu}+)", "ЖÇΩ", true},
             Case{R"(\p{LC}+)", "aB", true},
             Case{R"(\p{N}+)", "12٣۴५½", true},
             Case{R"(\p{Nd}+)", "12٣۴५", true},
             Case{R"(\p{Nd}+)", "½", false},
             Case{R"(\pL\PL)", "a1", true},
             Case{R"(\P{L}+)", "123 -", true},
             Case{R"(\P{L}+)", "12a", false},
             Case{R"(\p{^L}+)", "123", true},
             Case{R"([^\p{L}]+)", "123", true},
             Case{R"([^\p{L}]+)", "1ä3", false},
             Case{R"(\p{P}+)", ".,!؟«»", true},
             Case{R"(\p{Sc})", "€", true},
             Case{R"(\p{Zs})", "\u00A0", true},
             Case{R"(\p{IsArabic}+)", "سلام", true},
             Case{R"(\p{IsArabic}+)", "salam", false},
             Case{R"(\p{IsLatin}+)", "Żółć", true},
             Case{R"(\p{Script=Cyrillic}+)", "Привіт", true},
             Case{R"(\p{sc=Ethiopic}+)", "ሰላም", true},
             Case{R"(\p{IsLu})", "Ä", true},
             Case{R"(\p{gc=Lu})", "Ä", true},
             Case{R"(\p{Alpha}+)", "abc", true},
             Case{R"(\p{Alpha}+)", "äbc", false},
             Case{R"(\p{Punct})", "!", true},
             Case{R"(\d{3})", "١٢٣", true},
             Case{R"(\D+)", "١", false},
             Case{R"(\w+)", "Schön_1ሰላም", true},
             Case{R"(\w+)", "می\u200Cروم", true},
             Case{R"(\w+)", "a b", false},
             Case{R"(\W)", "!", true},
             Case{R"(\W)", "é", false},
             Case{R"(a\sb)", "a\u00A0b", true},
             Case{R"(a\sb)", "a\tb", true},
             Case{R"(\S+)", "a\u2003b", false},
         }) {
        const auto pattern = Pattern::parse(one.pattern);
        ASSERT_TRUE(pattern.ok()) << one.pattern << ": " << to_string(pattern.error());
        EXPECT_EQ(pattern->matches(one.text), one.matches) << one.pattern << " on " << one.text;
    }
}

TEST(Pattern, what_makes_no_difference_to_a_whole_match_is_understood) {
    for (const Case& one : {
             Case{"a+?b*?", "aab", true},
             Case{"a{2,3}?", "aaa", true},
             Case{"a??b", "b", true},
             Case{"(?<year>[0-9]{4})", "2026", true},
             Case{R"(\u00e4\x41)", "äA", true},
             Case{R"([\u0041-\u0043]+)", "ABC", true},
             Case{R"(\bfoo\b bar)", "foo bar", true},
             Case{R"(fo\bo)", "foo", false},
             Case{R"(fo\Bo)", "foo", true},
             Case{R"(\bä\b)", "ä", true},
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
    for (const Case& one : {
             Case{R"(^(?=.*\d)(?=.*[A-Z]).{4,}$)", "ab1C", true},
             Case{R"(^(?=.*\d)(?=.*[A-Z]).{4,}$)", "abcC", false},
             Case{R"((?!0+$)\d{4})", "0070", true},
             Case{R"((?!0+$)\d{4})", "0000", false},
             Case{R"((?!.*  ).+)", "Anna Maria", true},
             Case{R"((?!.*  ).+)", "Anna  Maria", false},
             Case{R"([a-z]+(?<!x))", "abc", true},
             Case{R"([a-z]+(?<!x))", "abx", false},
             Case{R"(\d+(?<=5))", "125", true},
             Case{R"(\d+(?<=5))", "152", false},
             Case{R"((?:(?!ab)[a-c])+)", "acba", true},
             Case{R"((?:(?!ab)[a-c])+)", "cabc", false},
             Case{R"((?=a(?!b))a.*)", "acb", true},
             Case{R"((?=a(?!b))a.*)", "abc", false},
             Case{R"((?=(?<=^)a)ab)", "ab", true},
             Case{R"(a(?=b|c)[bd])", "ab", true},
             Case{R"(a(?=b|c)[bd])", "ad", false},
             Case{R"((?=ab$)..)", "ab", true},
             Case{R"((?=a$)..)", "ab", false},
             Case{R"(x(?=)y)", "xy", true},
             Case{R"(x(?!)y)", "xy", false},
             Case{R"((?=ሰ).+)", "ሰላም", true},
             Case{R"((?=a)*b)", "b", true},
             Case{R"(\Aab\z)", "ab", true},
             Case{R"([[:alpha:]]+[[:digit:]_]*)", "Müller_7", true},
             Case{R"([^[:space:]]+)", "a b", false},
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
