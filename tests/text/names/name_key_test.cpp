// SPDX-License-Identifier: EUPL-1.2
#include "text/names/name_key.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/limits.h"

namespace lotse::text {
namespace {

std::string key(std::string_view name) {
    return std::string(name_key(name).view());
}

/// Whole names, in both directions.
bool meet(const std::string& one, const std::string& other) {
    const std::string a = key(one), b = key(other);
    return name_key_matches(a, b, LastWord::Whole) && name_key_matches(b, a, LastWord::Whole);
}
/// As staff search: one is typed, the other is somebody's.
bool finds(const std::string& query, const std::string& name) {
    return name_matches(query, {name});
}

struct Pair {
    std::string one, other, scripts;
    bool same = false, held_out = false;
};

constexpr const char* kFirst = "name_pairs.tsv";
constexpr const char* kSecond = "name_pairs_second.tsv";
constexpr const char* kThird = "name_pairs_third.tsv";

std::vector<Pair> pairs(const char* set) {
    std::ifstream file(std::string(LOTSE_SOURCE_DIR) + "/tests/text/data/" + set);
    std::vector<Pair> out;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream fields(line);
        Pair pair;
        std::string verdict, part;
        std::getline(fields, pair.one, '\t');
        std::getline(fields, pair.other, '\t');
        std::getline(fields, pair.scripts, '\t');
        std::getline(fields, verdict, '\t');
        std::getline(fields, part, '\t');
        pair.same = verdict == "same";
        pair.held_out = part == "held-out";
        out.push_back(pair);
    }
    return out;
}

std::vector<Pair> pairs() {
    std::vector<Pair> all = pairs(kFirst);
    for (const char* set : {kSecond, kThird}) {
        for (Pair& pair : pairs(set)) all.push_back(std::move(pair));
    }
    return all;
}

struct Score {
    int same = 0, met = 0, different = 0, confused = 0, found_while_typing = 0;
    double recall() const { return static_cast<double>(met) / same; }
    double false_positives() const { return static_cast<double>(confused) / different; }
};

enum class Part { Tuning, HeldOut };

/// Only the pairs for tuning are told by name when they fail: who reads the others tunes to them.
Score score(const char* set, Part part) {
    Score out;
    for (const Pair& pair : pairs(set)) {
        if (pair.held_out != (part == Part::HeldOut)) continue;
        const bool met = meet(pair.one, pair.other);
        (pair.same ? out.same : out.different) += 1;
        if (met) (pair.same ? out.met : out.confused) += 1;
        if (!pair.same && (finds(pair.one, pair.other) || finds(pair.other, pair.one)))
            ++out.found_while_typing;
        if (part == Part::Tuning && met != pair.same) {
            std::printf("  %s: %s / %s [%s / %s]\n", met ? "meet" : "do not meet", pair.one.c_str(),
                        pair.other.c_str(), key(pair.one).c_str(), key(pair.other).c_str());
        }
    }
    return out;
}

void print(const char* set, const char* part, const Score& s) {
    std::printf(
        "%s, %s: recall %d of %d = %.3f; false positives %d of %d = %.3f (while typing %d)\n", set,
        part, s.met, s.same, s.recall(), s.confused, s.different, s.false_positives(),
        s.found_while_typing);
}

// --- The test set
// -----------------------------------------------------------------------------------

TEST(NamePairs, are_enough_of_every_script_and_both_verdicts) {
    int same = 0, different = 0;
    std::map<std::string, int> scripts;
    for (const Pair& pair : pairs()) {
        (pair.same ? same : different) += 1;
        std::istringstream words(pair.scripts);
        for (std::string script; words >> script;) ++scripts[script];
    }
    EXPECT_GE(same, 120);
    EXPECT_GE(different, 80);
    for (const char* script : {"Latn", "Arab", "Arab-fa", "Cyrl", "Ethi"}) {
        EXPECT_GE(scripts[script], 30) << script;
    }
}

// Staff who do not find somebody ask for the number; staff who find two read two lines. So a miss
// costs more, yet one in ten may be missed and one in twenty shown too much before it is a
// nuisance. What the rules were made with has to be better than what they have never seen.
TEST(NamePairs, that_the_rules_were_made_with_meet_and_stay_apart) {
    for (const char* set : {kFirst, kSecond, kThird}) {
        const Score tuning = score(set, Part::Tuning);
        print(set, "tuning", tuning);
        EXPECT_GE(tuning.recall(), 0.95) << set;
        // Who writes Hamid or Karim may mean a short i, as in Fazil for فضل: حمد and کرم are shown.
        EXPECT_LE(tuning.false_positives(), 0.03) << set;
    }
}

TEST(NamePairs, that_were_held_out_meet_and_stay_apart) {
    for (const char* set : {kFirst, kSecond, kThird}) {
        const Score held_out = score(set, Part::HeldOut);
        print(set, "held-out", held_out);
        EXPECT_GE(held_out.recall(), 0.90) << set;
        EXPECT_LE(held_out.false_positives(), 0.05) << set;
    }
}

/// Every spelling of the set against every spelling of another line. Some lines are of one name
/// (Dawud, Davoud) without saying so, which makes the number too high rather than too low.
TEST(NamePairs, hardly_any_spelling_meets_one_of_another_line) {
    std::vector<std::pair<std::string, int>> keys;  // with the name they belong to
    std::map<std::string, int> name_of;
    int names = 0;
    for (const Pair& pair : pairs()) {
        const auto known = name_of.find(pair.one);
        const int name = known != name_of.end() ? known->second : ++names;
        name_of.emplace(pair.one, name);
        name_of.emplace(pair.other, pair.same ? name : ++names);
    }
    for (const auto& [spelling, name] : name_of) keys.emplace_back(key(spelling), name);
    long all = 0, met = 0;
    for (const auto& [one, one_name] : keys) {
        for (const auto& [other, other_name] : keys) {
            if (one_name >= other_name) continue;
            ++all;
            met += name_key_matches(one, other, LastWord::Whole) ? 1 : 0;
        }
    }
    const double rate = static_cast<double>(met) / static_cast<double>(all);
    std::printf("cross pairs: %ld of %ld meet = %.5f\n", met, all, rate);
    EXPECT_LE(rate, 0.005) << "with 200 people in the queue, one stranger";
}

// --- Invented names
// ---------------------------------------------------------------------------------

struct Syllables {
    const char* script;
    std::vector<std::string> onsets, vowels, codas;
};

const std::vector<Syllables>& syllables() {
    static const std::vector<Syllables> kAll = {
        {"Latin",
         {"b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "z", "sh", "kh", "j", "v",
          "y"},
         {"a", "e", "i", "o", "u", "ai", "ou"},
         {"", "", "", "n", "r", "l", "m", "d"}},
        {"Arabic",
         {"ب", "د", "ف", "ج", "ح", "ك", "ل", "م", "ن", "ر", "س", "ت", "ز", "ش", "خ", "ق", "ه", "ع"},
         {"ا", "و", "ي", "", ""},
         {"", "", "", "ن", "ر", "ل", "م", "د"}},
        {"Cyrillic",
         {"б", "д", "ф", "г", "х", "к", "л", "м", "н", "р", "с", "т", "з", "ш", "ж", "ч", "в", "п"},
         {"а", "е", "и", "о", "у", "я"},
         {"", "", "", "н", "р", "л", "м", "д"}},
        {"Ethiopic",
         {"በ", "ባ", "ቡ", "ቢ", "ደ", "ዳ", "ዱ", "ገ", "ጋ", "ሃ", "ሂ", "ከ", "ካ", "ኪ", "ለ",
          "ላ", "ሉ", "መ", "ማ", "ሙ", "ሚ", "ነ", "ና", "ረ", "ራ", "ሩ", "ሰ", "ሳ", "ሶ", "ተ",
          "ታ", "ቶ", "ዘ", "ዛ", "የ", "ያ", "ዮ", "ሸ", "ሻ", "ጸ", "ጻ", "ፈ", "ፋ", "ወ", "ዋ"},
         {""},
         {"", "", "", "ን", "ር", "ል", "ም", "ድ"}},
    };
    return kAll;
}

/// Distinct names of two or three syllables; the same on every machine.
std::set<std::string> invented(const Syllables& from, std::size_t count) {
    std::mt19937 chance(20261122);
    const auto one_of = [&](const std::vector<std::string>& list) {
        return list[chance() % list.size()];
    };
    std::set<std::string> names;
    while (names.size() < count) {
        std::string name;
        for (unsigned left = 2 + chance() % 2; left > 0; --left) {
            name += one_of(from.onsets) + one_of(from.vowels);
            if (left == 1 || chance() % 3 == 0) name += one_of(from.codas);
        }
        names.insert(name);
    }
    return names;
}

TEST(InventedNames, of_a_thousand_few_share_a_search) {
    for (const Syllables& script : syllables()) {
        std::vector<std::string> keys;
        for (const std::string& name : invented(script, 1000)) keys.push_back(key(name));
        long all = 0, met = 0;
        int alone = 0;
        for (const std::string& one : keys) {
            int others = -1;  // itself
            for (const std::string& other : keys) {
                others += name_key_matches(one, other, LastWord::Whole) ? 1 : 0;
            }
            ASSERT_GE(others, 0) << "a name does not meet itself: " << one;
            all += static_cast<long>(keys.size()) - 1;
            met += others;
            alone += others == 0 ? 1 : 0;
        }
        const double rate = static_cast<double>(met) / static_cast<double>(all);
        std::printf("%s: collision rate %.5f, %d of 1000 found alone\n", script.script, rate,
                    alone);
        EXPECT_LE(rate, 0.005) << script.script;
    }
}

// --- Single rules
// -----------------------------------------------------------------------------------

TEST(NameKey, lets_the_spellings_of_one_name_meet_across_scripts) {
    const std::vector<std::vector<std::string>> names = {
        {"Rushdie", "Roshdi", "Ruschdi", "رشدي"},
        {"Tesfay", "Tesfai", "ተስፋይ"},
        {"Olena", "Олена"},
        {"Kowalczyk", "Kovalchuk", "Ковальчук", "Kowaltschuk"},
        {"Mohammed", "Muhammad", "محمد", "Мухаммад"},
    };
    for (const auto& spellings : names) {
        for (const std::string& one : spellings) {
            for (const std::string& other : spellings) {
                EXPECT_TRUE(meet(one, other)) << one << " / " << other;
            }
        }
    }
}

TEST(NameKey, lets_the_spellings_of_a_grown_together_name_meet) {
    const std::vector<std::vector<std::string>> names = {
        {"Najibullah", "Najib Ullah", "Najibollah", "نجیب الله", "نجیب‌الله", "نجيبالله",
         "Наджибуллах", "Necîbulla"},
        {"Abdullah", "Abdallah", "Abdulla", "Abdullo", "عبد الله", "عبدالله", "Абдулла", "አብደላ",
         "عەبدوڵڵا"},
        {"Nuruddin", "Noureddine", "Nurettin", "Nour ad-Din", "نور الدين", "نورالدین", "Нуриддин"},
        {"Alauddin", "Aladdin", "Alaa Eddine", "علاء الدين", "Alaattin"},
        {"Habiburrahman", "Habib ur Rahman", "حبیب الرحمن", "Хабибуррахман"},
        {"Ziaulhaq", "Zia ul-Haq", "ضیاءالحق", "ضياء الحق"},
        {"Noorulhuda", "Nour al-Houda", "نورالهدی", "نور الهدى"},
        {"Zainulabidin", "زین‌العابدین", "زين العابدين"},
        {"Zainulabidin", "Zain ul-Abedin"},
        {"Ishaq", "Eshagh", "إسحاق"},
        {"Ishaq", "İshak", "إسحاق", "Исхак"},
    };
    for (const auto& spellings : names) {
        for (const std::string& one : spellings) {
            for (const std::string& other : spellings) {
                EXPECT_TRUE(meet(one, other)) << one << " / " << other;
            }
        }
    }
}

TEST(NameKey, of_a_grown_together_name_is_more_than_either_half) {
    // The half that many names have in common must not bring them all.
    for (const char* query : {"Ali", "Ola", "علي", "Али", "Abdullah", "Habibullah", "Nurten"}) {
        EXPECT_FALSE(finds(query, "نجیب الله")) << query;
        EXPECT_FALSE(finds(query, "Nurettin")) << query;
    }
    EXPECT_FALSE(finds("Aladdin", "خير الدين"));
    EXPECT_FALSE(finds("Najibullah", "Abdullah Najib"));
    EXPECT_TRUE(finds("Ullah Sami", "Sami Ullah")) << "the half is somebody's family name";
    EXPECT_TRUE(name_matches("Sami Ullah", {"Ullah", "Sami"}));
}

TEST(NameKey, keeps_what_only_looks_like_an_article_or_a_half) {
    EXPECT_FALSE(meet("An Nguyen", "Nguyen"));
    EXPECT_FALSE(meet("Or Ravid", "Ravid"));
    EXPECT_TRUE(meet("Alla", "Алла"));
    EXPECT_TRUE(meet("Borodin", "Бородин"));
    EXPECT_TRUE(meet("Nadin", "نادين"));
    EXPECT_TRUE(meet("Ursula", "Урсула"));
}

TEST(NameKey, keeps_mehmet_and_mohammed_apart) {
    // Of one origin, but no passport and no official writes one for the other.
    EXPECT_FALSE(meet("Mehmet", "Mohammed"));
    EXPECT_TRUE(meet("Mehmet", "Mehmed"));
}

TEST(NameKey, of_a_name_in_letters_of_other_forms_is_the_same) {
    EXPECT_EQ(key("OLENA"), key("olena"));
    EXPECT_EQ(key("Zoe\u0308"), key("Zo\u00EB"));
    EXPECT_EQ(key("ﻣﺤﻤﺪ"), key("محمد")) << "presentation forms";
    EXPECT_EQ(key("مـحـمّـد"), key("محمد")) << "tatweel and shadda";
    EXPECT_EQ(key("Мар’яна"), key("Марʼяна"));
    EXPECT_EQ(key("  Anna\t"), key("Anna"));
}

TEST(NameKey, of_what_has_no_letters_is_empty_and_finds_nobody) {
    for (const char* nothing : {"", " ", "-", "123", "…", "\xFF\xFE", "😀"}) {
        EXPECT_TRUE(name_key(nothing).empty()) << nothing;
        EXPECT_FALSE(name_matches(nothing, {"Anna"})) << nothing;
    }
    EXPECT_FALSE(name_matches("Anna", {}));
    EXPECT_FALSE(name_matches("Anna", {""}));
}

TEST(NameKey, of_an_endless_text_is_that_of_its_beginning) {
    std::string endless;
    while (endless.size() < 100'000) endless += "መብራህቱ ";
    EXPECT_LE(name_key(endless).size(), 4 * lotse::limits::kLongestFoldedNameBytes);
    EXPECT_TRUE(name_matches("Mebrahtu", {endless}));
    EXPECT_FALSE(name_key(std::string(100'000, 'a')).empty());
    EXPECT_FALSE(name_matches(std::string(100'000, 'x'), {"Anna"}));
}

TEST(NameKey, of_letters_of_other_scripts_goes_through_icu) {
    EXPECT_TRUE(meet("Nikos", "Νίκος"));
    EXPECT_TRUE(meet("Maria", "Μαρία"));
    EXPECT_TRUE(meet("Nino", "ნინო"));
}

TEST(NameSearch, takes_words_in_any_order_and_the_last_one_unfinished) {
    const std::vector<std::string_view> somebody = {"Al-Khatib", "Rana Mariam", "رنا الخطيب"};
    for (const char* query : {"rana", "Rana Khatib", "khatib rana", "mariam al-khatib", "الخطيب",
                              "رنا", "alkhatib", "El Khatib", "kha", "rana kha", "Ra"}) {
        EXPECT_TRUE(name_matches(query, somebody)) << query;
    }
    for (const char* query : {"Rana Karimi", "Khatiba", "kha rana x", "hatice"}) {
        EXPECT_FALSE(name_matches(query, somebody)) << query;
    }
    EXPECT_TRUE(name_matches("rana kha", somebody));
    EXPECT_FALSE(name_matches("rana kha", somebody, LastWord::Whole));
    for (const char* query : {"Naj", "Najib", "Najibu", "Najibul", "Najibull", "Najib Ul"}) {
        EXPECT_TRUE(finds(query, "نجیب الله")) << query;
    }
    EXPECT_FALSE(name_matches("kha rana", somebody)) << "only the last word is still being typed";
}

TEST(NameKey, meets_initials_languages_of_one_name_and_a_vowel_that_was_dropped) {
    const std::pair<const char*, const char*> kSame[] = {
        {"A. Hassan", "Hassan A."},
        {"A. Hassan", "Ahmed Hassan"},
        {"Hassan A", "Ahmed Hassan"},
        {"Ahmed Hassan", "Hassan, A."},
        {"M. Al-Khatib", "Mariam Al-Khatib"},
        {"О. Петренко", "Олена Петренко"},
        {"O. Petrenko", "Олена Петренко"},
        {"م. الخطيب", "Mariam Khatib"},
        {"Sh. Karimi", "Shirin Karimi"},
        {"Ch. Müller", "Charlotte Müller"},
        {"Ю. Коваль", "Yuliia Koval"},
        {"J.-P. Mbaye", "Jean-Pierre Mbaye"},
        {"A. B. Hassan", "Ahmed Bashir Hassan"},
        {"Hassan A.", "حسن أحمد"},
        {"ተ. ገብረመድህን", "Tesfay Gebremedhin"},
        {"Alexander", "Олександр"},
        {"Alexander", "Александр"},
        {"Олександр", "Александр"},
        {"Aleksandr", "Oleksandr"},
        {"Alexandra", "Олександра"},
        {"Alexandra", "Александра"},
        {"Alexej", "Олексій"},
        {"Алексей", "Oleksii"},
        {"Aleksey", "Олексій"},
        {"Oleksandra", "Aleksandra"},
        {"Peter", "Petr"},
        {"Peter", "Пётр"},
        {"Сергій", "Сергей"},
        {"Андрій", "Андрей"},
        {"Наталія", "Наталья"},
        {"Nataliia", "Natalja"},
        {"Марія", "Мария"},
        {"Олена", "Елена"},
        {"Вікторія", "Viktoria"},
        {"Berhane", "Brhane"},
        {"Матвій", "Матвей"},
        {"Oleksandr Kovalenko", "Александр Коваленко"},
        {"Maxim", "Максим"},
        {"Alexander", "Alexandr"},
        {"Aleksander", "Олександр"},
        {"Ксенія", "Xenia"},
        {"Oleh", "Олег"},
        {"Олег", "Oleg"},
        {"Сергей", "Serhii"},
        {"Алексей", "Aleksej"},
        {"Сергей", "Sergej"},
        {"Emma E. Weber", "Emma Weber E"},
        {"Birhane", "Brhane"},
        {"Chadidja", "Khadija"},
        {"Fatimah", "Fatma"}};
    for (const auto& [one, other] : kSame) {
        EXPECT_TRUE(meet(one, other))
            << one << " / " << other << " [" << key(one) << " / " << key(other) << "]";
    }
    const std::pair<const char*, const char*> kOther[] = {
        {"Mykola", "Николай"},
        {"Микола", "Nikolai"},
        {"Alexander", "Alexandra"},
        {"Олександр", "Олександра"},
        {"Alexander", "Alexej"},
        {"Олексій", "Олена"},
        {"Alexander", "Leander"},
        {"Alexander", "Sandra"},
        {"A. Hassan", "B. Hassan"},
        {"A. Hassan", "Hussein Karimi"},
        {"A. Hassan", "Ahmed Karimi"},
        {"Anna", "A. Hassan"},
        {"Hassan", "A. Hamid"},
        {"A.", "Hassan Karim"},
        {"Sh. Karimi", "Mariam Karimi"},
        {"Sh. Karimi", "Sara Ahmadi"},
        {"О. Петренко", "Ірина Петренко"},
        {"M. Al-Khatib", "Rana Al-Khatib"},
        {"J. Weber", "Peter Weber"},
        {"Dr. Weber", "Dirk Weber"},
        {"A. B. Hassan", "Ahmed Karim Hassan"},
        {"Peter", "Patrick"},
        {"Petra", "Peter"},
        {"Peter", "Пьер"},
        {"Oleg", "Olga"},
        {"Олег", "Ольга"},
        {"Сергій", "Георгій"},
        {"Андрій", "Адріан"},
        {"Марія", "Мирон"},
        {"Oleksandr Kovalenko", "Александр Коваль"},
        {"Наталія", "Віталій"},
        {"Ali", "Alexander"},
        {"Olek", "Alec Ahmed"},
        {"Ole", "Ale"},
        {"Olena", "Alina"},
        {"Olaf", "Alaf"},
        {"Dmytro", "Дарина"},
        {"Karim", "Karam"},
        {"Marta", "Marat"},
        {"Hamid", "Hamd"},
        {"Sabrina", "Sabina"},
        {"Mohammed", "Mehmet"}};
    for (const auto& [one, other] : kOther) {
        EXPECT_FALSE(meet(one, other))
            << one << " / " << other << " [" << key(one) << " / " << key(other) << "]";
    }
}

TEST(NameSearch, takes_an_initial_for_a_name_only_beside_a_word_that_is_met) {
    EXPECT_TRUE(finds("A. Hassan", "Ahmed Hassan"));
    EXPECT_TRUE(finds("Hassan A", "Ahmed Hassan"));
    EXPECT_TRUE(finds("A. Has", "Ahmed Hassan")) << "while it is typed";
    EXPECT_TRUE(finds("Ahmed Hassan", "A. Hassan"));
    EXPECT_FALSE(finds("Ahmed", "A. Hassan"));
    EXPECT_FALSE(finds("A. Karimi", "Ahmed Hassan"));
    EXPECT_TRUE(finds("H", "Ahmed Hassan")) << "the first letter of what is typed";
    EXPECT_FALSE(finds("H", "Ahmed Karimi"));
}

TEST(NameSearch, finds_what_is_written_in_one_word_or_in_two) {
    EXPECT_TRUE(name_matches("Gebre Medhin", {"ገብረመድህን"}));
    EXPECT_TRUE(name_matches("Gebremedhin", {"Gebre", "Medhin"}));
    EXPECT_TRUE(name_matches("Abdul Rahman", {"عبد الرحمن"}));
    EXPECT_TRUE(name_matches("Abdurrahman", {"عبدالرحمن"}));
}

TEST(NameKey, is_made_in_microseconds) {
    std::vector<std::string> names;
    for (const Pair& pair : pairs()) {
        names.push_back(pair.one);
        names.push_back(pair.other);
    }
    for (const std::string& name : names) static_cast<void>(name_key(name));  // ICU's tables
    constexpr int kRounds = 20;
    const auto begin = std::chrono::steady_clock::now();
    std::size_t bytes = 0;
    std::vector<std::string> keys;
    for (int round = 0; round < kRounds; ++round) {
        keys.clear();
        for (const std::string& name : names) keys.push_back(key(name));
        bytes += keys.size();
    }
    const auto made = std::chrono::steady_clock::now();
    std::size_t found = 0;
    for (const std::string& one : keys) {
        for (const std::string& other : keys) {
            found += name_key_matches(one, other, LastWord::Begun) ? 1U : 0U;
        }
    }
    const auto compared = std::chrono::steady_clock::now();
    const double per_key = std::chrono::duration<double, std::micro>(made - begin).count() /
                           static_cast<double>(bytes);
    const double per_comparison =
        std::chrono::duration<double, std::micro>(compared - made).count() /
        static_cast<double>(keys.size() * keys.size());
    std::printf("%.2f µs per key, %.3f µs per comparison (%zu found)\n", per_key, per_comparison,
                found);
    EXPECT_LT(per_key, 1000) << "2,000 names would keep staff waiting for seconds";
    EXPECT_LT(per_comparison, 100);
}

/// As a search of countries compares them (text/words/search_list.h).
NameDistance between(std::string_view query, std::string_view name, int most) {
    return name_key_distance(name_key(query).view(), name_key(name).view(), most);
}

TEST(NameDistance, counts_letters_that_are_wrong_missing_too_many_or_swapped) {
    EXPECT_EQ(between("Kamerun", "Kamerun", 2).whole, 0);
    EXPECT_EQ(between("siria", "Syria", 2).whole, 0) << "a spelling is no mistake";
    EXPECT_EQ(between("Kameron", "Kamerun", 2).whole, 0);
    EXPECT_EQ(between("Kamerul", "Kamerun", 2).whole, 1);
    EXPECT_EQ(between("Kamrun", "Kamerun", 2).whole, 0) << "e comes and goes";
    EXPECT_EQ(between("Karun", "Kamrun", 2).whole, 1);
    EXPECT_EQ(between("Kamrunt", "Kamrun", 2).whole, 1);
    EXPECT_EQ(between("Karmun", "Kamrun", 2).whole, 1);
    EXPECT_EQ(between("Kam", "Kamerun", 2).begun, 0);
    EXPECT_EQ(between("Kam", "Kamerun", 2).whole, 3) << "further than two is three";
    EXPECT_EQ(between("Polen", "Kamerun", 1).whole, 2) << "further than one is two";
    std::string too_long;
    for (std::size_t i = 0; i <= limits::kLongestNameKeyWord; ++i) too_long += i % 2 ? "ba" : "ko";
    EXPECT_EQ(between(too_long, "Kamerun", 1).begun, 2) << "is not compared";
    EXPECT_EQ(between("", "", 1).whole, 0);
}

}  // namespace
}  // namespace lotse::text
