// SPDX-License-Identifier: EUPL-1.2
#include "text/words/regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "text/words/support.h"

namespace lotse::text {
namespace {

using test::six_languages;

std::vector<std::string> codes(const SearchList& list, std::string_view query) {
    std::vector<std::string> found;
    for (const std::size_t index : list.search(query)) found.push_back(list.items()[index].code);
    return found;
}

bool finds_first(const SearchList& list, std::string_view query, const std::string& code) {
    const auto found = codes(list, query);
    return !found.empty() && found.front() == code;
}

TEST(Search, folds_what_people_type_differently) {
    const std::pair<const char*, const char*> alike[] = {{"ГЕРМАНІЯ", "германія"},
                                                         {"Ёлка", "елка"},
                                                         {"Iğdır", "igdir"},
                                                         {"İstanbul", "istanbul"},
                                                         {"Łódź", "lodz"},
                                                         {"Đorđe", "dorde"},
                                                         {"Straße", "STRASSE"},
                                                         {"أفغانستان", "افغانستان"},
                                                         {"إيران", "ايران"},
                                                         {"آذربيجان", "اذربيجان"},
                                                         {"ایران", "ايران"},
                                                         {"کابل", "كابل"},
                                                         {"سورية", "سوريه"},
                                                         {"مصطفى", "مصطفي"},
                                                         {"محمّد", "محمد"},
                                                         {"مـحـمـد", "محمد"},
                                                         {"ሠላም", "ሰላም"},
                                                         {"ኀይሊ", "ሐይሊ"},
                                                         {"ፀሓይ", "ጸሓይ"},
                                                         {"Мар’яна", "Марʼяна"},
                                                         {"می‌خواهم", "میخواهم"},
                                                         {"۱۲", "12"},
                                                         {"Côte d’Ivoire", "cote divoire"}};
    for (const auto& [one, other] : alike) {
        EXPECT_EQ(search_key(one, "en"), search_key(other, "en")) << one << " / " << other;
    }
}

TEST(Search, german_umlauts_may_be_written_with_e) {
    EXPECT_EQ(search_key("Ägypten", "de"), search_key("Aegypten", "de"));
    EXPECT_EQ(search_key("Österreich", "de"), search_key("Oesterreich", "de"));
    EXPECT_NE(search_key("Ägypten", "en"), search_key("Aegypten", "en"));
}

TEST(Search, different_letters_stay_different) {
    EXPECT_NE(search_key("Iran", "en"), search_key("Irak", "en"));
    EXPECT_NE(search_key("سوريا", "ar"), search_key("سودان", "ar"));
    EXPECT_NE(search_key("ሀ", "ti"), search_key("ሁ", "ti"));
    EXPECT_NE(search_key("і", "uk"), search_key("и", "uk"));
}

TEST(Search, a_name_that_begins_so_comes_before_one_that_contains_it) {
    const SearchList list({{"1", "Niger", {}, false},
                           {"2", "Südlicher Iran", {}, false},
                           {"3", "Algerien", {"Iran"}, false},
                           {"4", "Iran", {}, false},
                           {"5", "Tirana", {}, false}},
                          "de");
    EXPECT_EQ(codes(list, "iran"), (std::vector<std::string>{"4", "2", "5", "3"}));
    EXPECT_TRUE(codes(list, "xyz").empty());
}

TEST(Search, an_empty_query_lists_everything_in_its_order) {
    const SearchList list({{"b", "B", {}, false}, {"a", "A", {}, false}}, "de");
    EXPECT_EQ(codes(list, ""), (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(codes(list, " - "), (std::vector<std::string>{"b", "a"}));
}

TEST(Collation, each_language_has_its_own_alphabet) {
    const std::vector<std::string> ukrainian = {"Ямайка", "Іран",     "Ґана",
                                                "Ірак",   "Йорданія", "Гана"};
    std::vector<std::string> sorted;
    for (const std::size_t index : alphabetical(ukrainian, "uk_UA")) {
        sorted.push_back(ukrainian[index]);
    }
    EXPECT_EQ(sorted,
              (std::vector<std::string>{"Гана", "Ґана", "Ірак", "Іран", "Йорданія", "Ямайка"}));
    EXPECT_EQ(alphabetical({"Zypern", "Ägypten", "Albanien"}, "de_DE"),
              (std::vector<std::size_t>{1, 2, 0}));
}

TEST(Regions, every_country_has_a_name_in_all_six_languages) {
    const Catalogue catalogue = six_languages();
    for (const Language& language : catalogue.languages()) {
        const SearchList list = countries(catalogue, language.tag);
        EXPECT_GT(list.items().size(), 230U);
        EXPECT_LT(list.items().size(), 260U);
        std::set<std::string> seen;
        for (const NamedCode& country : list.items()) {
            EXPECT_TRUE(seen.insert(country.code).second) << country.code << " stands twice";
            if (country.code.size() == 2 && country.code != "YU" && country.code != "CS" &&
                country.code != "DD") {
                EXPECT_NE(country.name, country.code) << language.tag;
            }
        }
        EXPECT_TRUE(seen.contains("XK"));
        EXPECT_TRUE(seen.contains("CSHH"));
        EXPECT_FALSE(seen.contains("AQ"));
    }
}

TEST(Regions, the_readers_own_country_comes_first_then_the_frequent_ones_then_the_alphabet) {
    const Catalogue catalogue = six_languages();
    const SearchList list = countries(catalogue, "uk");
    ASSERT_GT(list.items().size(), 20U);
    EXPECT_EQ(list.items()[0].code, "UA");
    EXPECT_EQ(list.items()[1].code, "SY");
    const auto first_other =
        std::ranges::find_if(list.items(), [](const NamedCode& item) { return !item.frequent; });
    ASSERT_NE(first_other, list.items().end());
    std::vector<std::string> names;
    for (auto it = first_other; it != list.items().end(); ++it) {
        EXPECT_FALSE(it->frequent);
        names.push_back(it->name);
    }
    const auto order = alphabetical(names, "uk_UA");
    EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(Regions, a_country_is_found_in_the_readers_language_in_english_and_in_german) {
    const Catalogue catalogue = six_languages();
    const SearchList arabic = countries(catalogue, "ar");
    EXPECT_TRUE(finds_first(arabic, "المانيا", "DE"));
    EXPECT_TRUE(finds_first(arabic, "Deutschl", "DE"));
    EXPECT_TRUE(finds_first(arabic, "germ", "DE"));
    EXPECT_TRUE(finds_first(arabic, "سوري", "SY"));
    EXPECT_TRUE(finds_first(countries(catalogue, "ti"), "ኤርት", "ER"));
    EXPECT_TRUE(finds_first(countries(catalogue, "uk"), "укр", "UA"));
    EXPECT_TRUE(finds_first(countries(catalogue, "fa-AF"), "افغ", "AF"));
    EXPECT_TRUE(finds_first(countries(catalogue, "de"), "aegy", "EG"));
}

TEST(Regions, a_state_of_the_past_keeps_its_own_name) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(country_name("SU", catalogue, "de"), "Sowjetunion");
    EXPECT_EQ(country_name("SU", catalogue, "uk"), "Sowjetunion");
    EXPECT_EQ(country_name("YU", catalogue, "de"), "YU");
}

TEST(Regions, territories_with_long_titles_go_by_their_short_names) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(country_name("HK", catalogue, "de"), "Hongkong");
    EXPECT_EQ(country_name("PS", catalogue, "ar"), "فلسطين");
}

TEST(Regions, a_folders_own_name_of_a_language_wins_and_an_unknown_code_stays) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(language_name("kmr", catalogue, "de"), "Kurdisch (Kurmandschi)");
    EXPECT_EQ(language_name("uk", catalogue, "uk"), "Українська");
    EXPECT_EQ(language_name("qqq", catalogue, "de"), "qqq");
}

TEST(Regions, the_readers_own_language_comes_first) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(languages(catalogue, "fa-AF").items()[0].code, "prs");
    EXPECT_EQ(languages(catalogue, "ti").items()[0].code, "ti");
    const SearchList list = languages(catalogue, "de");
    EXPECT_GE(list.items().size(), 120U);
    std::set<std::string> seen;
    for (const NamedCode& item : list.items())
        EXPECT_TRUE(seen.insert(item.code).second) << item.code;
}

}  // namespace
}  // namespace lotse::text
