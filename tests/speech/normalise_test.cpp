// SPDX-License-Identifier: EUPL-1.2
#include "speech/normalise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/translation/language_json.h"
#include "core/configuration/translation.h"
#include "core/utf8.h"

namespace lotse::speech {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

const std::vector<Language>& languages() {
    static const std::vector<Language> kAll =
        *codec::read_languages(LOTSE_SOURCE_DIR "/locales", codec::debian_font_folders(), {});
    return kAll;
}

const Language& language(const std::string& tag) {
    for (const Language& one : languages()) {
        if (one.tag == tag) return one;
    }
    throw std::runtime_error(tag);
}

std::vector<SpokenRun> runs(const std::string& tag, std::string_view words,
                            std::string_view id = {}) {
    return Normaliser(language(tag), language("de")).runs(id, words);
}

std::string said(const std::string& tag, std::string_view words) {
    std::string out;
    for (const SpokenRun& run : runs(tag, words)) out += run.text;
    return out;
}

TEST(Normalise, leaves_out_what_nobody_hears) {
    EXPECT_EQ(said("de", "Über\u00adsetzung \u2068Jobcenter\u2069 \u200f\u00a0gut \U0001F600"),
              "Übersetzung Jobcenter gut");
}

TEST(Normalise, makes_pauses_of_signs_and_lines) {
    EXPECT_EQ(said("de", "Einen Moment bitte …"), "Einen Moment bitte,");
    EXPECT_EQ(said("de", "Frage 2 · Person\nWeiter"), "Frage 2, Person. Weiter");
    EXPECT_EQ(said("en", "#a* b"), "a b");
}

TEST(Normalise, says_the_ukrainian_apostrophe_as_one) {
    EXPECT_EQ(said("uk", "Здоров\u02bcя"), "Здоров\u2019я");
}

TEST(Normalise, says_numbers_of_people_and_files_digit_by_digit) {
    EXPECT_EQ(said("de", "A-047"), "A, 0 4 7");
    EXPECT_EQ(said("de", "0151 23456789"), "0 1 5 1 , 2 3 4 5 6 7 8 9");
    EXPECT_EQ(said("de", "+49 30 123"), "+ 4 9 , 3 0 , 1 2 3");
    EXPECT_EQ(said("de", "10115 Berlin"), "1 0 1 1 5 Berlin");
}

TEST(Normalise, leaves_usual_numbers_as_they_are) {
    for (const char* number : {"2 von 5", "1985", "10.000", "3,5", "12:30", "B2", "٢ من ٥"}) {
        EXPECT_EQ(said("de", number), number);
    }
}

TEST(Normalise, says_what_lies_between_two_numbers) {
    EXPECT_EQ(said("de", "2019–2021"), "2019 bis 2021");
    EXPECT_EQ(said("de", "Beruf – Alter"), "Beruf – Alter");
}

TEST(Normalise, says_days_as_the_language_orders_them) {
    EXPECT_EQ(said("de", "1. Januar 1985"), "erster Januar 1985");
    EXPECT_EQ(said("de", "am 12.03.1985."), "am zwölfter März 1985.");
    EXPECT_EQ(said("de", "32. Januar"), "32. Januar");
    EXPECT_EQ(said("de", "1. Schule"), "1. Schule");
}

TEST(Normalise, says_abbreviations_only_where_they_are_words) {
    EXPECT_EQ(said("de", "(§ 81a AufenthG)"), "(Paragraf 81 A Aufenthaltsgesetz)");
    EXPECT_EQ(said("de", "ZAB ZABEL"), "Z A B ZABEL");
}

TEST(Normalise, gives_latin_words_in_another_script_to_the_german_voice) {
    EXPECT_THAT(runs("uk", "Центр зайнятості (Jobcenter) чекає"),
                ElementsAre(SpokenRun{false, "Центр зайнятості ("}, SpokenRun{true, "Jobcenter"},
                            SpokenRun{false, ") чекає"}));
    EXPECT_THAT(runs("ar", "Agentur für Arbeit"),
                ElementsAre(SpokenRun{true, "Agentur für Arbeit"}));
}

TEST(Normalise, gives_a_bracket_to_the_german_voice_only_if_it_is_of_the_german_text) {
    Language german, english;
    german.tag = german.locale = "de";
    german.messages["x"] = "Haben Sie einen Be\u00adscheid?";
    english.tag = english.locale = "en";
    english.script = "Latn";
    const Normaliser normaliser(english, german);
    EXPECT_THAT(
        normaliser.runs("x", "Do you have a decision (Bescheid)?"),
        ElementsAre(SpokenRun{false, "Do you have a decision ("}, SpokenRun{true, "Bescheid)?"}));
    EXPECT_THAT(normaliser.runs("x", "Do you have a paper (letter)?"), SizeIs(1));
    EXPECT_THAT(normaliser.runs("", "A paper (Bescheid)"), SizeIs(1));
}

TEST(Normalise, says_a_text_in_its_spoken_form_as_long_as_it_is_of_that_text) {
    Language arabic;
    arabic.tag = arabic.locale = "ar";
    arabic.script = "Arab";
    arabic.messages["ask"] = "هل كنتم عندنا؟";
    arabic.speech.say["ask"] = {"هَلْ كُنْتُمْ عِنْدَنَا؟", fingerprint_of("ask", "هل كنتم عندنا؟")};
    EXPECT_THAT(Normaliser(arabic, arabic).runs("", "هل كنتم عندنا؟"),
                ElementsAre(SpokenRun{false, "هَلْ كُنْتُمْ عِنْدَنَا؟"}));
    // A part of it, or the same words in another text.
    EXPECT_THAT(Normaliser(arabic, arabic).runs("", "كنتم هل"),
                ElementsAre(SpokenRun{false, "كُنْتُمْ هَلْ"}));
    arabic.messages["ask"] = "هل أنتم عندنا؟";
    EXPECT_THAT(Normaliser(arabic, arabic).runs("", "هل كنتم عندنا؟"),
                ElementsAre(SpokenRun{false, "هل كنتم عندنا؟"}));
}

TEST(Normalise, puts_arabic_signs_where_the_voice_expects_them) {
    // Shadda and fatha as Unicode orders them; a ta marbuta before a pause, and one before a word.
    EXPECT_EQ(said("ar", "\u0634\u064E\u0651"), "\u0634\u0651\u064E");
    EXPECT_EQ(said("ar", "\u0633\u0629."), "\u0633\u0647.");
    EXPECT_EQ(said("ar", "\u0633\u0629 \u0633"), "\u0633\u0629 \u0633");
    EXPECT_EQ(said("fa", "\u0633\u0629."), "\u0633\u0629.");
}

TEST(Normalise, cuts_long_texts_at_sentences_and_loses_nothing) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "Ein Satz mit ein paar Wörtern. ";
    text.pop_back();
    std::string all;
    for (const SpokenRun& run : runs("de", text)) {
        EXPECT_LE(code_points(run.text).size(), 600U);
        EXPECT_TRUE(run.text.ends_with('.')) << run.text;
        all += run.text;
    }
    EXPECT_EQ(all, text);
    const std::vector<SpokenRun> letters = runs("de", std::string(2000, 'a'));
    EXPECT_THAT(letters, SizeIs(4));
}

TEST(Normalise, takes_whatever_was_typed) {
    for (const char* typed : {"", " ", "\xff\xfe", "((((", ")(", "–", "1–", "–1", "+", "0", "A-",
                              "A-1", "31.12.", "99.99.9999", "\u2068"}) {
        for (const char* tag : {"de", "en", "uk", "ar", "ti"}) runs(tag, typed);
    }
}

}  // namespace
}  // namespace lotse::speech
