// SPDX-License-Identifier: EUPL-1.2
#include "text/words/regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <memory>
#include <set>

#include "text/words/collation.h"
#include "text/words/support.h"

namespace lotse::text {
namespace {

using test::six_languages;

std::vector<std::string> codes(const SearchList& list, std::string_view query) {
    std::vector<std::string> found;
    for (const std::size_t index : list.search(query).items) {
        found.push_back(list.items()[index].code);
    }
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

/// A list with the other names of some entries.
SearchList made_of(const std::vector<std::pair<std::string, std::string>>& shown,
                   const std::vector<std::pair<std::string, std::string>>& also = {}) {
    auto others = std::make_shared<OtherNames>();
    for (const auto& [code, name] : also) others->add(code, name, true);
    std::vector<NamedCode> items;
    for (const auto& [code, name] : shown) items.push_back({code, name, false});
    return SearchList(std::move(items), "de", std::move(others));
}

TEST(Search, best_hits_come_first) {
    const SearchList list = made_of({{"1", "Niger"},
                                     {"2", "Südlicher Iran"},
                                     {"3", "Algerien"},
                                     {"4", "Iran"},
                                     {"5", "Tirana"},
                                     {"6", "Iranien"},
                                     {"7", "Persien"}},
                                    {{"3", "Iran"}, {"7", "Iranistan"}});
    // Whole, whole of another name, beginning, beginning of another, a word, inside.
    EXPECT_EQ(codes(list, "iran"), (std::vector<std::string>{"4", "3", "6", "7", "2", "5"}));
    EXPECT_TRUE(codes(list, "xyz").empty());
    EXPECT_EQ(list.search("xyz").spelled, SearchList::Spelled::Nowhere);
    EXPECT_EQ(list.search("iran").spelled, SearchList::Spelled::So);
}

TEST(Search, sounds_come_before_mistakes_and_both_only_where_nothing_is_spelled_so) {
    const SearchList list =
        made_of({{"a", "Syrien"}, {"b", "Serbien"}, {"c", "Marokko"}, {"d", "Sirenen"}});
    EXPECT_EQ(codes(list, "sirien").front(), "a");
    EXPECT_EQ(list.search("sirien").spelled, SearchList::Spelled::Alike);
    EXPECT_EQ(codes(list, "maroko"), std::vector<std::string>{"c"});
    EXPECT_EQ(codes(list, "marrikko").front(), "c");
    EXPECT_EQ(codes(list, "serbein").front(), "b");
    EXPECT_TRUE(codes(list, "xx").empty()) << "two letters sound like anything";
}

TEST(Search, an_empty_query_lists_everything_in_its_order) {
    const SearchList list = made_of({{"b", "B"}, {"a", "A"}});
    EXPECT_EQ(codes(list, ""), (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(codes(list, " - "), (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(list.search("").spelled, SearchList::Spelled::So);
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

/// Of the six languages, made once: it takes a moment.
const SearchList& countries_in(const std::string& tag) {
    static const Catalogue catalogue = six_languages();
    static const auto names = country_names(catalogue);
    static std::map<std::string, SearchList> lists;
    return lists.try_emplace(tag, countries(catalogue, tag, names)).first->second;
}
const SearchList& languages_in(const std::string& tag) {
    static const Catalogue catalogue = six_languages();
    static const auto names = language_names(catalogue);
    static std::map<std::string, SearchList> lists;
    return lists.try_emplace(tag, languages(catalogue, tag, names)).first->second;
}

TEST(Regions, a_country_is_found_in_the_readers_language_in_english_and_in_german) {
    const SearchList arabic = countries_in("ar");
    EXPECT_TRUE(finds_first(arabic, "المانيا", "DE"));
    EXPECT_TRUE(finds_first(arabic, "Deutschl", "DE"));
    EXPECT_TRUE(finds_first(arabic, "germ", "DE"));
    EXPECT_TRUE(finds_first(arabic, "سوري", "SY"));
    EXPECT_TRUE(finds_first(countries_in("ti"), "ኤርት", "ER"));
    EXPECT_TRUE(finds_first(countries_in("uk"), "укр", "UA"));
    EXPECT_TRUE(finds_first(countries_in("fa-AF"), "افغ", "AF"));
    EXPECT_TRUE(finds_first(countries_in("de"), "aegy", "EG"));
}

TEST(Regions, a_country_is_found_however_people_write_it_whatever_the_screen_speaks) {
    const std::pair<const char*, const char*> spellings[] = {{"siria", "SY"},
                                                             {"Sirya", "SY"},
                                                             {"Syrie", "SY"},
                                                             {"Suriye", "SY"},
                                                             {"Сирия", "SY"},
                                                             {"سوريا", "SY"},
                                                             {"سورية", "SY"},
                                                             {"Sirija", "SY"},
                                                             {"ukraina", "UA"},
                                                             {"Ukrayna", "UA"},
                                                             {"Украина", "UA"},
                                                             {"Ucraina", "UA"},
                                                             {"afganistan", "AF"},
                                                             {"Avganistan", "AF"},
                                                             {"افغانستان", "AF"},
                                                             {"turkiye", "TR"},
                                                             {"Tuerkei", "TR"},
                                                             {"Turkei", "TR"},
                                                             {"Türkije", "TR"},
                                                             {"marocco", "MA"},
                                                             {"Maroko", "MA"},
                                                             {"Marrokko", "MA"},
                                                             {"Rumenien", "RO"},
                                                             {"Romanya", "RO"},
                                                             {"Eritria", "ER"},
                                                             {"ኤርትራ", "ER"},
                                                             {"Ägypten", "EG"},
                                                             {"Aegypten", "EG"},
                                                             {"Egypten", "EG"},
                                                             {"Misir", "EG"},
                                                             {"مصر", "EG"},
                                                             {"Albanija", "AL"},
                                                             {"Shqipëria", "AL"},
                                                             {"Irak", "IQ"},
                                                             {"Iraq", "IQ"},
                                                             {"العراق", "IQ"},
                                                             {"Elfenbeinküste", "CI"},
                                                             {"Elfenbeinkueste", "CI"},
                                                             {"Ivory Coast", "CI"},
                                                             {"Cote d Ivoire", "CI"},
                                                             {"USA", "US"},
                                                             {"Amerika", "US"},
                                                             {"UK", "GB"},
                                                             {"England", "GB"},
                                                             {"Grossbritannien", "GB"},
                                                             {"Kosova", "XK"},
                                                             {"Makedonien", "MK"},
                                                             {"Mazedonien", "MK"},
                                                             {"Birma", "MM"},
                                                             {"Burma", "MM"},
                                                             {"Persien", "IR"},
                                                             {"ایران", "IR"},
                                                             {"Hindistan", "IN"},
                                                             {"Polonya", "PL"},
                                                             {"Holland", "NL"},
                                                             {"Weissrussland", "BY"},
                                                             {"Moldawien", "MD"},
                                                             {"Tschechei", "CZ"},
                                                             {"Somalya", "SO"},
                                                             {"Etiopia", "ET"},
                                                             {"Äthiopien", "ET"},
                                                             {"Aethiopien", "ET"},
                                                             {"Pakstan", "PK"},
                                                             {"Nigerija", "NG"},
                                                             {"Kamerun", "CM"},
                                                             {"Cameroun", "CM"},
                                                             {"Philipinen", "PH"},
                                                             {"Filipinen", "PH"},
                                                             {"Bosna", "BA"},
                                                             {"Srbija", "RS"},
                                                             {"Georgien", "GE"},
                                                             {"Gruzija", "GE"},
                                                             {"Tschetschenien", "RU"},
                                                             {"Palestina", "PS"},
                                                             {"sakartvelo", "GE"},
                                                             {"hayastan", "AM"},
                                                             {"ellada", "GR"},
                                                             {"bharat", "IN"},
                                                             {"فلسطين", "PS"}};
    for (const char* tag : {"de", "ar", "ti", "uk"}) {
        for (const auto& [typed, code] : spellings) {
            const auto found = codes(countries_in(tag), typed);
            EXPECT_TRUE(!found.empty() && found.front() == code)
                << typed << " in " << tag << " finds " << (found.empty() ? "nothing" : found[0]);
        }
    }
}

TEST(Regions, a_country_is_among_the_best_hits_although_others_hold_the_letters) {
    const auto place = [](const char* typed, const std::string& code) {
        const auto found = codes(countries_in("de"), typed);
        return std::ranges::find(found, code) - found.begin();
    };
    for (const auto& [typed, code] : {std::pair("Frances", "FR"), std::pair("Français", "FR"),
                                      std::pair("Francais", "FR"), std::pair("Irk", "IQ")}) {
        EXPECT_LT(place(typed, code), 6) << typed;
    }
    EXPECT_EQ(place("sudn", "SD"), 0);
    EXPECT_LT(place("rak", "IQ"), 2);
}

TEST(Regions, a_language_is_found_by_the_names_that_its_speakers_use) {
    const std::pair<const char*, const char*> spellings[] = {
        {"farsi", "fa"},    {"dari", "prs"},    {"kurmandschi", "kmr"}, {"kurmanci", "kmr"},
        {"sorani", "ckb"},  {"paschtu", "ps"},  {"pashto", "ps"},       {"tigrinja", "ti"},
        {"tigrigna", "ti"}, {"arabisch", "ar"}, {"arabic", "ar"},       {"عربي", "ar"},
        {"русский", "ru"},  {"tagalog", "fil"}, {"amharik", "am"},      {"urdu", "ur"},
        {"shqip", "sq"},    {"turkce", "tr"},   {"ukrainski", "uk"},    {"oromifa", "om"},
        {"mandarin", "zh"}, {"suryoyo", "tru"}, {"romanes", "rom"},     {"hazara", "haz"},
        {"hayeren", "hy"},  {"kartuli", "ka"},  {"castellano", "es"},   {"ellinika", "el"}};
    for (const char* tag : {"de", "ar", "ti"}) {
        for (const auto& [typed, code] : spellings) {
            const auto found = codes(languages_in(tag), typed);
            EXPECT_TRUE(!found.empty() && found.front() == code)
                << typed << " in " << tag << " finds " << (found.empty() ? "nothing" : found[0]);
        }
    }
}

TEST(Regions, what_nobody_is_called_finds_nothing_and_every_letter_is_searched_at_once) {
    for (const char* typed : {"qwrtzpx", "xxxx", "12345", "qqzzxx", "Hxyqstan", "bbxxqq"}) {
        EXPECT_TRUE(codes(countries_in("de"), typed).empty())
            << typed << " finds " << codes(countries_in("de"), typed).front();
    }
    // Half a name, letter by letter, always leads to it in the end and never to nothing on the way.
    for (const std::string name : {"Afghanistan", "Elfenbeinküste", "Türkei", "marocco"}) {
        for (std::size_t length = 1; length <= name.size(); ++length) {
            if (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U)
                continue;
            EXPECT_FALSE(codes(countries_in("de"), name.substr(0, length)).empty())
                << name.substr(0, length);
        }
    }
    const std::clock_t started = std::clock();
    constexpr int kRounds = 20;
    for (int i = 0; i < kRounds; ++i) codes(countries_in("de"), "schwizerlant");
    const double took_ms = 1000.0 * static_cast<double>(std::clock() - started) /
                           static_cast<double>(CLOCKS_PER_SEC) / kRounds;
    RecordProperty("worst_search_ms", std::to_string(took_ms));
    EXPECT_LT(took_ms, 60) << "of processor time, without optimisation";
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
