// SPDX-License-Identifier: EUPL-1.2
#include "core/clean_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/composition.h"
#include "core/utf8.h"

namespace lotse {
namespace {

using testing::HasSubstr;

TEST(CleanText, a_word_holds_nothing_that_nobody_sees) {
    for (const char* written : {"page.next",
                                " page.next",
                                "page.next ",
                                "page.next\u00a0",
                                "\u00a0page.next",
                                "\ufeffpage.next",
                                "page.\u200bnext",
                                "page.ne\u00adxt",
                                "\u200epage.next\u200f",
                                "page.next\u202f",
                                "page.next\u2007",
                                "page.next\u3000",
                                "\u2066page.next\u2069",
                                "page.next\u2060",
                                "page.next\r\n",
                                "page.next\n",
                                "page.next\t",
                                "page.next_x000D_",
                                "page.next_x000D__x000A_",
                                "page.next_x000d_\n",
                                "page.next\u2028",
                                "page.next\x01",
                                "page.next\u200d",
                                "page.next\u0085",
                                "page.next_\ufeffx000D_"}) {
        EXPECT_EQ(clean_word(written).text, "page.next") << written;
    }
    EXPECT_EQ(clean_word("  label :: \t Deutsch\u00a0(de) ").text, "label :: Deutsch (de)");
    EXPECT_EQ(clean_word("Gro\u0308ße").text, "Größe");
    EXPECT_EQ(clean_word("_x0041_ a_x b").text, "_x0041_ a_x b") << "no control character";
    EXPECT_EQ(clean_word("").text, "");
    EXPECT_EQ(clean_word(" \u00a0\u200b").text, "");
}

TEST(CleanText, what_was_taken_off_is_said_but_for_spaces_and_line_ends) {
    EXPECT_EQ(clean_word(" a  b\r\n").stripped, "");
    EXPECT_EQ(clean_word("a\u00a0").stripped, "a no-break space (U+00A0)");
    EXPECT_EQ(clean_word("\u200b\u200ba\u200f").stripped,
              "2 zero-width spaces (U+200B), a direction mark (U+200F)");
    EXPECT_THAT(clean_word("a\u00adb").stripped, HasSubstr("soft hyphen"));
    EXPECT_THAT(clean_word("a_x000D_").stripped, HasSubstr("control character (U+000D)"));
    EXPECT_THAT(clean_text("\ufeffa").stripped, HasSubstr("byte order mark"));
    EXPECT_EQ(clean_text("a  b").stripped, "");
    EXPECT_EQ(clean_word("a\u00a0= b").stripped, "") << "is a space now, and still there";
}

TEST(CleanText, a_text_loses_what_programs_put_beside_it) {
    const std::pair<const char*, const char*> kTexts[] = {
        {"  Weiter ", "Weiter"},
        {"\nWeiter\n", "Weiter"},
        {"Weiter\u00a0", "Weiter"},
        {"\ufeffWeiter", "Weiter"},
        {"Wei\u200bter", "Weiter"},
        {"Zeile_x000D_\nzwei", "Zeile\nzwei"},
        {"Zeile_x000D__x000A_zwei", "Zeile\nzwei"},
        {"Zeile\r\nzwei", "Zeile\nzwei"},
        {"Zeile\rzwei", "Zeile\nzwei"},
        {"Zeile\u2028zwei", "Zeile\nzwei"},
        {"Zeile\x0Bzwei", "Zeile\nzwei"},
        {"Zeile  \n  zwei", "Zeile\nzwei"},
        {"a\tb", "a b"},
        {"a   b", "a b"},
        {"a\u2003b", "a b"},
        {"a \u00a0 b", "a\u00a0b"},
        {"u\u0308ber", "über"},
        {"a\x02"
         "b",
         "ab"},
    };
    for (const auto& [written, text] : kTexts) {
        EXPECT_EQ(clean_text(written).text, text) << written;
        EXPECT_EQ(clean_text(text).text, text) << "a second time";
    }
}

TEST(CleanText, a_text_keeps_what_it_means) {
    for (const char* text :
         {"می\u200cخواهم", "क्\u200dष", "20\u00a0km", "Seite\u202f7", "« Oui\u00a0! »",
          "Eins\nzwei\n\ndrei", "\u2067العربية\u2069 und", "Donau\u00addampf", "สวัสดี\u200bครับ",
          "ភាសា\u200bខ្មែរ", "a\u2060b", "\u200fنعم", "{n, plural, one {#} other {#}}", "_x0041_",
          "نام\u200cهای", "👩\u200d🔧", "ℹ\ufe0f"}) {
        EXPECT_EQ(clean_text(text).text, text);
        EXPECT_EQ(clean_text(text).stripped, "");
    }
}

TEST(CleanText, marks_of_direction_stay_where_they_do_something) {
    for (const char* text :
         {"رقم \u200e+49\u200e هنا", "שלום (\u200f!)", "\u061c١٢", "{name}\u200e (2)",
          "Hallo \u2068{name}\u2069!", "الاسم \u202aTom\u202c هنا", "\u2066a\u2069 \u2067ب\u2069",
          "a \u2067ب \u2066c\u2069 د\u2069",
          "{n, plural, one {\u2067ب\u2069 x} other {\u2067ج\u2069 x}}"}) {
        EXPECT_EQ(clean_text(text), (Cleaned{text, ""})) << text;
    }
    const std::pair<const char*, const char*> kIdle[] = {
        {"Zgadzam się\u200e", "Zgadzam się"},
        {"\u200fJa\u200f", "Ja"},
        {"Ja\u061c, nein", "Ja, nein"},
        {"\u202aZgadzam się\u202c", "Zgadzam się"},
        {"\u202bنعم\u202c", "نعم"},
        {"\u2068{name}\u2069", "{name}"},
        {"\u2067نعم\u2069\nلا", "نعم\nلا"},
        {"\u202a\u202bab\u202c\u202c", "ab"},
        {"nein \u202eaj\u202c!", "nein aj!"},
        {"\u202dab\u202c c", "ab c"},
        {"a \u202a\u202c b", "a b"},
        {"a \u202a b", "a b"},
        {"a \u202c b", "a b"},
        {"a\u2069 b", "a b"},
        {"a \u2066b\nc\u2069 d", "a b\nc d"},
        {"a \u2066b \u202ac\u2069 d", "a \u2066b c\u2069 d"},
        {"a \u202ab\u2069 c\u202c d", "a \u202ab c\u202c d"},
        {"\u2060Ja\u2060", "Ja"},
        {"eins\u2060\nzwei", "eins\nzwei"},
        {"Ja\u2061\u2064", "Ja"},
        {"Ja\u3164", "Ja"},
        {"Ja\U000E0041", "Ja"},
    };
    for (const auto& [written, text] : kIdle) {
        EXPECT_EQ(clean_text(written).text, text) << written;
        EXPECT_NE(clean_text(written).stripped, "") << written;
        EXPECT_EQ(clean_text(text), (Cleaned{text, ""})) << "a second time";
    }
    EXPECT_EQ(clean_text("a \u202eb").stripped, "a direction mark (U+202E)");
}

TEST(CleanText, the_same_text_is_the_same_however_it_is_set) {
    const std::string text = folded("Wie heißen Sie?\nBitte wie im Pass.");
    for (const char* other :
         {"Wie heißen Sie? Bitte wie im Pass.", "  Wie heißen\u00a0Sie?\r\n  Bitte wie im Pass.\n",
          "Wie hei\u00adßen Sie?_x000D_\nBitte wie im Pass.",
          "\ufeffWie heißen Sie?\tBitte wie im "
          "Pass."}) {
        EXPECT_EQ(folded(other), text) << other;
    }
    EXPECT_EQ(folded("Zuru\u0308ck"), folded("Zurück"));
    EXPECT_NE(folded("Zurück"), folded("Zuruck"));
    EXPECT_NE(folded("zu rück"), folded("zurück"));
}

TEST(CleanText, an_expression_keeps_the_spaces_in_its_quotes) {
    EXPECT_EQ(clean_expression("\u00a0${a}\u00a0= 'x  y'\u200b\n"),
              (Cleaned{"${a} = 'x  y'", "a zero-width space (U+200B)"}));
    EXPECT_EQ(clean_expression(" \u00a0"), Cleaned{});
}

TEST(CleanText, indentation_goes_and_line_breaks_that_are_meant_stay) {
    EXPECT_EQ(without_indentation("\n      Weiter\n    "), "Weiter");
    EXPECT_EQ(without_indentation("Wie heißen\n        Sie?"), "Wie heißen Sie?");
    EXPECT_EQ(without_indentation("Wie heißen\r\n\tSie?"), "Wie heißen Sie?");
    EXPECT_EQ(without_indentation("Eins\nzwei"), "Eins\nzwei");
    EXPECT_EQ(without_indentation("\n  Eins\n\n  zwei\n"), "Eins\n\nzwei");
    EXPECT_EQ(without_indentation("Ein Satz. "), "Ein Satz. ");
    EXPECT_EQ(without_indentation(" \n "), "");
    EXPECT_EQ(without_indentation(""), "");
}

TEST(CleanText, a_word_that_stands_for_no_text_is_known) {
    for (const char* word : {"nan", "NaN", "NULL", "null", "TRUE", "FALSE", "WAHR", "FALSCH",
                             "VRAI", " nan\u00a0", "<NA>", "undefined", "ЛОЖЬ", "DOĞRU"}) {
        EXPECT_TRUE(spells_value(word)) << word;
    }
    for (const char* text : {"", "Nan", "Falsch", "Wahr", "True", "None", "Null", "0", "1",
                             "nan bread", "WAHRHEIT", "TRUE or FALSE?"}) {
        EXPECT_FALSE(spells_value(text)) << text;
    }
}

TEST(CleanText, what_a_spreadsheet_shows_of_a_failed_formula_is_known) {
    for (const char* error :
         {"#N/A",    "#NAME?",    "#REF!",          "#VALUE!",       "#DIV/0!",    "#NUM!",
          "#NULL!",  "#NV",       "#BEZUG!",        "#WERT!",        "#ZAHL!",     "#SPILL!",
          "Err:502", "Err:508",   "#ERROR!",        " #N/A\u00a0",   "#NOM?",      "#N/D",
          "#¡REF!",  "#¿NOMBRE?", "#ЗНАЧ!",         "#Н/Д",          "#ИМЯ?",      "#ДЕЛ/0!",
          "#NAZWA?", "#DZIEL/0!", "#SAYI/0!",       "#DEĞER!",       "#VÄRDEFEL!", "#ZÉRÓOSZTÓ!",
          "#YOK",    "#I/T",      "#DĚLENÍ_NULOU!", "#GETTING_DATA", "#ÜBERLAUF!"}) {
        EXPECT_TRUE(spells_cell_error(error)) << error;
    }
    for (const char* text :
         {"",      "#",         "#1",    "N/A",   "TRUE", "WAHR", "# Titel", "#N/A heißt nicht da",
          "Err:",  "Err:12345", "Error", "#NAME", "#FFF", "#1!",  "#A?",     "#neu!",
          "#Neu!", "#NEU",      "#1/2",  "C#?"}) {
        EXPECT_FALSE(spells_cell_error(text)) << text;
    }
}

TEST(Composition, letters_and_marks_become_one_character) {
    EXPECT_EQ(composed("u\u0308"), "ü");
    EXPECT_EQ(composed("o\u0302\u0323"), "ộ") << "marks in another order";
    EXPECT_EQ(composed("и\u0306 і\u0308 е\u0308"), "й ї ё");
    EXPECT_EQ(composed("ا\u0653"), "آ");
    EXPECT_EQ(composed("s\u0327 s\u0326"), "ş ș");
    EXPECT_EQ(composed("q\u0308"), "q\u0308") << "there is no such character";
    EXPECT_EQ(composed("\u0308a"), "\u0308a");
    EXPECT_EQ(utf8(decomposed(U"ế")), "e\u0302\u0301");
}

}  // namespace
}  // namespace lotse
