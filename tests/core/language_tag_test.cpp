// SPDX-License-Identifier: EUPL-1.2
#include "core/language_tag.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse {
namespace {

const std::vector<std::string> kInstalled = {
    "am", "ar", "ckb", "de", "de-x-leicht", "en", "es",      "fa", "fa-AF", "fr",
    "hi", "ku", "pl",  "ps", "ro",          "ru", "sr-Latn", "ti", "tr",    "uk"};

std::string canonical(std::string_view written) {
    return canonical_tag(written).value_or("(none)");
}
std::string meant(std::string_view written) {
    return language_meant(written).value_or("(none)");
}
std::string among(std::string_view written) {
    return language_among(written, kInstalled).value_or("(none)");
}

TEST(LanguageTag, a_tag_is_written_the_shortest_usual_way) {
    const std::pair<const char*, const char*> kTags[] = {
        {"de", "de"},
        {"DE-DE", "de"},
        {"de_DE", "de"},
        {"de_DE.UTF-8", "de"},
        {"sr_RS@latin", "sr"},
        {" de\u00a0", "de"},
        {"de\u2011DE", "de"},
        {"\ufeffuk", "uk"},
        {"uk-UA", "uk"},
        {"uk-Cyrl-UA", "uk"},
        {"bs-Latn-BA", "bs"},
        {"bs-Cyrl", "bs-Cyrl"},
        {"sr-Cyrl", "sr"},
        {"sr-Latn-RS", "sr-Latn"},
        {"SR_latn", "sr-Latn"},
        {"sr-ME", "sr-ME"},
        {"sh", "sr-Latn"},
        {"sh-Cyrl", "sr"},
        {"hbs", "sr-Latn"},
        {"prs", "fa-AF"},
        {"prs-AF", "fa-AF"},
        {"prs-Arab-AF", "fa-AF"},
        {"fa_af", "fa-AF"},
        {"pes", "fa"},
        {"fas", "fa"},
        {"per", "fa"},
        {"fa-IR", "fa"},
        {"kmr", "ku"},
        {"kmr-Latn-TR", "ku"},
        {"kur", "ku"},
        {"ku-Latn", "ku"},
        {"ku-Arab", "ckb"},
        {"ku-Arab-IQ", "ckb"},
        {"ckb-Arab-IQ", "ckb"},
        {"ckb-IR", "ckb-IR"},
        {"kmr-Arab", "kmr-Arab"},
        {"arb", "ar"},
        {"ara", "ar"},
        {"ar-EG", "ar"},
        {"ar-SY", "ar-SY"},
        {"ar-arb", "ar"},
        {"iw", "he"},
        {"heb", "he"},
        {"in", "id"},
        {"ji", "yi"},
        {"tl", "fil"},
        {"tgl", "fil"},
        {"mo", "ro"},
        {"ron", "ro"},
        {"rum", "ro"},
        {"mo-MD", "ro-MD"},
        {"no", "nb"},
        {"nor", "nb"},
        {"por", "pt"},
        {"pt-BR", "pt-BR"},
        {"zh-CN", "zh"},
        {"zh-Hans-CN", "zh"},
        {"cmn-Hans", "zh"},
        {"zh-TW", "zh-Hant"},
        {"zh-HK", "zh-HK"},
        {"zh-yue", "yue"},
        {"tir", "ti"},
        {"ti-ER", "ti-ER"},
        {"pbu", "ps"},
        {"pus-AF", "ps"},
        {"uz-Arab-AF", "uz-Arab"},
        {"uz-AF", "uz-Arab"},
        {"en-UK", "en-GB"},
        {"de-x-leicht", "de-x-leicht"},
        {"de-DE-x-leicht", "de-x-leicht"},
        {"DE-X-Leicht", "de-x-leicht"},
        {"de-simple", "de-x-leicht"},
        {"de_leicht", "de-x-leicht"},
        {"de-x-ls", "de-x-leicht"},
        {"de-u-co-phonebk", "de"},
        {"de-1996", "de-1996"},
        {"tlh", "tlh"},
    };
    for (const auto& [written, tag] : kTags) {
        EXPECT_EQ(canonical(written), tag) << written;
        EXPECT_EQ(canonical(tag), tag) << "a second time";
    }
    for (const char* none : {"", "d", "deutsch", "de DE", "de--DE", "12", "-de", "de-toolongsub",
                             "deutsch-DE", "#N/A", "de/uk"}) {
        EXPECT_EQ(canonical(none), "(none)") << none;
    }
}

TEST(LanguageTag, a_language_is_known_by_its_name_in_english_german_and_itself) {
    const std::pair<const char*, const char*> kNames[] = {
        {"German", "de"},
        {"DEUTSCH", "de"},
        {"deutsch", "de"},
        {"Dari", "fa-AF"},
        {"dari", "fa-AF"},
        {"دری", "fa-AF"},
        {"Persisch", "fa"},
        {"Farsi", "fa"},
        {"فارسي", "fa"},
        {"Kurdish (Sorani)", "ckb"},
        {"Kurdish - Sorani", "ckb"},
        {"Kurdisch-Sorani", "ckb"},
        {"Sorani Kurdish", "ckb"},
        {"Kurdish, Sorani", "ckb"},
        {"Kurmanji", "ku"},
        {"Kurmancî", "ku"},
        {"Kurdî (Kurmancî)", "ku"},
        {"Kurdisch (Kurmandschi)", "ku"},
        {"Arabic", "ar"},
        {"العربية", "ar"},
        {"Ukrainian", "uk"},
        {"Ukrainisch", "uk"},
        {"Українська", "uk"},
        {"УКРАЇНСЬКА", "uk"},
        {"Русский", "ru"},
        {"Français", "fr"},
        {"Franc\u0327ais", "fr"},
        {"FRANCAIS", "fr"},
        {"Türkçe", "tr"},
        {"Tigrinya", "ti"},
        {"Tigrigna", "ti"},
        {"ትግርኛ", "ti"},
        {"हिन्दी", "hi"},
        {"Paschtu", "ps"},
        {"Albanisch", "sq"},
        {"Shqip", "sq"},
        {"Leichte Sprache", "de-x-leicht"},
        {"Deutsch (leicht)", "de-x-leicht"},
        {"Simple German", "de-x-leicht"},
        {"Deutsch (Leichte Sprache)", "de-x-leicht"},
        {"Serbian (Latin)", "sr-Latn"},
        {"Bosnisch / Kroatisch / Serbisch", "sr-Latn"},
        {"Chinese (Traditional)", "zh-Hant"},
        {"Uzbek (Cyrillic)", "uz-Cyrl"},
    };
    for (const auto& [name, tag] : kNames) {
        EXPECT_EQ(meant(name), tag) << name;
    }
    for (const char* nobody :
         {"Kurdish", "Kurdisch", "کوردی", "Serbian", "Klingonisch", "Kurdish (Iraq)",
          "Kurdish (IQ)", "Kurdish (TR)", "Kurdish (Latin)", "Farsi/Dari", "All", "", "label"}) {
        if (std::string_view(nobody) != "All") {  // a code of three letters may be a language
            EXPECT_EQ(meant(nobody), "(none)") << nobody;
        }
    }
    EXPECT_EQ(meant(std::string(20'000, '(') + "de" + std::string(20'000, ')')), "(none)");
}

TEST(LanguageTag, a_name_and_a_tag_together_mean_what_both_say) {
    const std::pair<const char*, const char*> kBoth[] = {
        {"Deutsch (de)", "de"},
        {"German(DE)", "de"},
        {"Dari (prs)", "fa-AF"},
        {"Dari (fa-AF)", "fa-AF"},
        {"Dari (fa)", "fa-AF"},
        {"Farsi (prs)", "fa-AF"},
        {"Kurdish (Sorani) (ckb)", "ckb"},
        {"Kurdish (ckb)", "ckb"},
        {"Kurdish (ku)", "ku"},
        {"Kurdish [kmr]", "ku"},
        {"Kurdish (sdh)", "sdh"},
        {"ar (Arabic)", "ar"},
        {"ar - Arabic", "ar"},
        {"Arabic / العربية", "ar"},
        {"Arabic|ar", "ar"},
        {"Arabic (Syria)", "ar"},
        {"Arabic (SY)", "ar-SY"},
        {"English (UK)", "en-GB"},
        {"English (US)", "en"},
        {"Portuguese (BR)", "pt-BR"},
        {"Leichte Sprache (de)", "de-x-leicht"},
        {"Leichte Sprache (de-x-leicht)", "de-x-leicht"},
        {"Bosanski / Hrvatski / Srpski (sr-Latn)", "sr-Latn"},
        {"Srpski (sr-RS)", "sr-Latn"},
        {"Srpski (sr-Cyrl-RS)", "sr"},
        {"Srpski (sr_Cyrl)", "sr"},
        {"Hazaragi (haz)", "haz"},
        {"Unsere Sprache (uk)", "uk"},
        {"\u200fالعربية\u200e (ar)", "ar"},
        {"Українська\u00a0(uk)", "uk"},
    };
    for (const auto& [written, tag] : kBoth) {
        EXPECT_EQ(meant(written), tag) << written;
    }
    for (const char* two :
         {"Kurdish Sorani (ku)", "English (fr)", "Ukrainian (ru)", "Farsi, Dari"}) {
        EXPECT_EQ(meant(two), "(none)") << two;
    }
}

TEST(LanguageTag, of_the_languages_that_there_are_one_is_meant) {
    const std::pair<const char*, const char*> kMeant[] = {{"ar-SY", "ar"},
                                                          {"Arabic (Iraq)", "ar"},
                                                          {"en-GB", "en"},
                                                          {"en_US", "en"},
                                                          {"fr-CH", "fr"},
                                                          {"uk-UA", "uk"},
                                                          {"prs", "fa-AF"},
                                                          {"Dari (prs)", "fa-AF"},
                                                          {"fa-IR", "fa"},
                                                          {"kmr", "ku"},
                                                          {"ku-Arab-IQ", "ckb"},
                                                          {"ckb-IR", "ckb"},
                                                          {"sr_Latn", "sr-Latn"},
                                                          {"sr-ME", "sr-Latn"},
                                                          {"sh", "sr-Latn"},
                                                          {"cnr", "sr-Latn"},
                                                          {"de-AT", "de"},
                                                          {"de-1996", "de"},
                                                          {"mo-MD", "ro"},
                                                          {"TI", "ti"},
                                                          {"ti-ER", "ti"},
                                                          {"es-419", "es"},
                                                          {"de-x-leicht", "de-x-leicht"},
                                                          {"Leichte Sprache", "de-x-leicht"}};
    for (const auto& [written, tag] : kMeant) {
        EXPECT_EQ(among(written), tag) << written;
    }
    for (const char* none : {"so", "bs-Latn-BA", "sr", "sr-Cyrl", "de-x-einfach", "Kurdish", "zh",
                             "ku-x-badini", ""}) {
        EXPECT_EQ(among(none), "(none)") << none;
    }
    EXPECT_EQ(language_among("PT-pt", {"pt-PT"}), "pt-PT") << "as its folder is called";
    EXPECT_EQ(language_among("prs", {"prs", "fa-AF"}), "prs") << "what is there by that name";
}

TEST(LanguageTag, two_tags_are_the_same_if_they_mean_one_language) {
    EXPECT_TRUE(same_tag("sr-Latn", "sr_Latn"));
    EXPECT_TRUE(same_tag("ar", "AR"));
    EXPECT_TRUE(same_tag("prs-AF", "fa-AF"));
    EXPECT_TRUE(same_tag("zh-TW", "zh-Hant-TW"));
    EXPECT_FALSE(same_tag("ar", "ar-SY"));
    EXPECT_FALSE(same_tag("de", "de-x-leicht"));
    EXPECT_FALSE(same_tag("fa", "fa-AF"));
    EXPECT_FALSE(same_tag("", ""));
}

}  // namespace
}  // namespace lotse
