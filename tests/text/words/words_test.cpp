// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/languages/locale_lint.h"
#include "text/languages/word_rules.h"
#include "text/words/support.h"

namespace lotse::text {
namespace {

using test::language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> broken(const std::string& tag, const std::string& locale,
                                const std::string& pattern) {
    std::vector<std::string> words;
    for (const Finding& finding : WordRules(language(tag, locale)).broken(pattern)) {
        words.push_back(finding.what);
    }
    return words;
}

TEST(WordRules, a_letter_of_another_script_inside_a_word_is_found) {
    EXPECT_THAT(broken("uk", "uk_UA", "Нaзад"), ElementsAre(HasSubstr("mixes Cyrillic and Latin")));
    EXPECT_THAT(broken("en", "en", "Nехt"), ElementsAre(HasSubstr("\"Nехt\"")));
    EXPECT_THAT(broken("uk", "uk_UA", "за\u00adпaс"), testing::SizeIs(1))
        << "a soft hyphen does not end a word";
}

TEST(WordRules, words_of_different_scripts_may_stand_side_by_side) {
    EXPECT_THAT(
        broken("uk", "uk_UA", "PDF-файл, {n, plural, one {# рік} other {# років}} (Anerkennung)"),
        IsEmpty());
    EXPECT_THAT(broken("ar", "ar", "ملف الـPDF"), IsEmpty());
    EXPECT_THAT(broken("ja", "ja", "漢字とカナ"), IsEmpty());
    EXPECT_THAT(broken("hi", "hi", "का\u200dर्य"), IsEmpty());
}

TEST(WordRules, letters_of_a_neighbouring_language_are_found) {
    EXPECT_THAT(broken("fa", "fa_IR", "زندگي"), ElementsAre(HasSubstr("U+064A")));
    EXPECT_THAT(broken("fa-AF", "fa_AF", "كتاب"),
                ElementsAre(HasSubstr("the language writes U+06A9")));
    EXPECT_THAT(broken("ckb", "ckb_IQ", "كوردي"), testing::SizeIs(2));
    EXPECT_THAT(broken("ro", "ro", "Naţional"), ElementsAre(HasSubstr("U+0163")));
    EXPECT_THAT(broken("ro", "ro", "Şi"), ElementsAre(HasSubstr("U+015E")));
    EXPECT_THAT(broken("fa", "fa_IR", "زندگی کتاب"), IsEmpty());
    EXPECT_THAT(broken("ar", "ar", "كتابي على"), IsEmpty());
    EXPECT_THAT(broken("tr", "tr_TR", "Şişli ılık"), IsEmpty());
    EXPECT_THAT(broken("ro", "ro", "Și național"), IsEmpty());
    EXPECT_THAT(broken("ps", "ps_AF", "دي"), IsEmpty()) << "Pashto has both forms of yeh";
    EXPECT_THAT(broken("ps", "ps_AF", "كور"), testing::SizeIs(1)) << "but one kaf only";
}

std::string foreign(const std::string& locale, const std::string& text,
                    const std::string& german = "") {
    return WordRules(language(locale, locale)).foreign(text, german);
}

TEST(WordRules, a_text_in_another_script_is_found) {
    EXPECT_EQ(foreign("uk_UA", "سلام", "Start"),
              "is written in Arabic letters; the language writes Cyrillic");
    EXPECT_THAT(foreign("uk_UA", "نعم", "Ja"), HasSubstr("Arabic")) << "however short";
    EXPECT_THAT(foreign("pl", "Так", "Ja"), HasSubstr("Cyrillic"));
    EXPECT_THAT(foreign("ar", "Your family name", "Ihr Familienname"), HasSubstr("Latin"));
    EXPECT_THAT(foreign("ti_ER", "{n, plural, one {# day} other {# days}}",
                        "{n, plural, one {# Tag} other {# Tage}}"),
                HasSubstr("Latin"));
    EXPECT_THAT(foreign("uk_UA", "Wie viel Zeit haben Sie?", "Wie viel Zeit haben Sie?"),
                HasSubstr("Latin"))
        << "nobody translated it";
    EXPECT_THAT(foreign("ja", "Далее", "Weiter"), HasSubstr("Cyrillic"));
}

TEST(WordRules, names_abbreviations_and_what_stands_in_brackets_may_be_in_another_script) {
    EXPECT_EQ(foreign("uk_UA", "Goethe-Institut", "Goethe-Institut"), "");
    EXPECT_EQ(foreign("ar", "WhatsApp, Telegram, Signal", "WhatsApp, Telegram oder Signal"), "");
    EXPECT_EQ(foreign("uk_UA", "jobcenter", "Job\u00adcenter"), "");
    EXPECT_EQ(foreign("ar", "مثلاً: Jobcenter Köln-Mitte.", "Zum Beispiel: Jobcenter Köln-Mitte."),
              "");
    EXPECT_THAT(
        foreign("uk_UA", "مثلاً: Jobcenter Köln-Mitte.", "Zum Beispiel: Jobcenter Köln-Mitte."),
        HasSubstr("Arabic"))
        << "names do not make a text";
    EXPECT_EQ(foreign("uk_UA", "SMS", "Kurznachricht"), "");
    EXPECT_EQ(foreign("fa_IR", "ادارهٔ کار (Agentur für Arbeit)", "Arbeitsagentur"), "");
    EXPECT_EQ(
        foreign("uk_UA", "{n, plural, one {# рік} few {# роки} many {# років} other {# року}}",
                "{n, plural, one {# Jahr} other {# Jahre}}"),
        "")
        << "the pattern's own words are no text";
    EXPECT_EQ(foreign("uk_UA", "12 {name} …", "12 {name} …"), "");
    EXPECT_EQ(foreign("ja", "漢字とカナ", "Schrift"), "");
    EXPECT_EQ(foreign("xx", "Далее", "Weiter"), "") << "nobody knows what it writes";
}

TEST(WordRules, the_script_of_the_folder_counts_where_no_letters_are_known) {
    Language unknown = language("xx", "xx");
    unknown.script = "Cyrl";
    EXPECT_EQ(WordRules(unknown).foreign("Далее", "Weiter"), "");
    EXPECT_THAT(WordRules(unknown).foreign("Continue", "Weiter"), HasSubstr("Latin"));
}

TEST(WordRules, a_line_break_does_not_belong_into_one_line) {
    for (const char* id : {"a.title", "a.add", "a.entry", "a.choices.b.c", "region.XK"}) {
        EXPECT_TRUE(is_one_line(id)) << id;
    }
    for (const char* id : {"a.label", "a.hint", "a.text"}) {
        EXPECT_FALSE(is_one_line(id)) << id;
    }
    const Language broken_title =
        language("uk", "uk_UA", {"gregorian"}, {{"a.title", "По\nчаток"}});
    const std::vector<Finding> findings = lint_texts(broken_title);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_THAT(findings[0].what, HasSubstr("line break"));
}

TEST(WordRules, a_long_german_word_needs_a_place_to_break) {
    EXPECT_THAT(unbreakable_words("Die Qualifizierung"), ElementsAre("Qualifizierung"));
    EXPECT_THAT(
        unbreakable_words("Quali\u00adfizierung, Aufenthalts·erlaubnis, Fachkräfte-Einwanderung"),
        IsEmpty());
    EXPECT_THAT(unbreakable_words("Staatsangehörig\u00adkeit"), testing::SizeIs(1))
        << "what is left is as long";
}

TEST(WordRules, german_titles_labels_and_buttons_are_judged) {
    const std::string word = "Qualifizierung";
    const Language german = language("de-x-leicht", "de_DE", {"gregorian"},
                                     {{"a.title", word},
                                      {"a.hint", word},
                                      {"privacy.rights.text", word},
                                      {"desk.a", word},
                                      {"region.X", word}});
    const std::vector<Finding> findings = lint_hyphens(german);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].where, "a.title");
    EXPECT_TRUE(lint_hyphens(language("en", "en", {"gregorian"}, {{"a.title", word}})).empty());
}

}  // namespace
}  // namespace lotse::text
