// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/configured_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/configuration/translation.h"

namespace lotse {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kId = "start.welcome";

Language language(const std::string& tag, const std::string& text) {
    Language out;
    out.tag = tag;
    out.messages[kId] = text;
    out.messages["action.next"] = tag + " next";
    return out;
}

/// German and two languages, of which one records what its texts were made from.
struct Centre {
    std::vector<Language> installed = {language("de", "Willkommen"), language("fr", "Bienvenue"),
                                       language("pl", "Witamy")};
    Configuration configuration;

    Centre() {
        installed[1].made_from = {fingerprint_of(kId, "Willkommen"),
                                  fingerprint_of("action.next", "de next")};
    }
    void writes(const std::string& tag, const std::string& text, const std::string& german) {
        configuration.texts[tag][kId] = text;
        if (tag != "de") {
            configuration.made_from[tag][kId] = fingerprint_of(kId, german);
        }
    }
    std::vector<std::string> stale() const {
        std::vector<Language> languages = installed;
        apply_texts(languages, configuration);
        std::vector<std::string> out;
        for (const Language& one : languages) {
            for (const auto& [id, text] : one.messages) {
                if (one.tag != "de" && is_stale(one, languages.front(), id)) {
                    out.push_back(one.tag + " " + id);
                }
            }
        }
        return out;
    }
};

TEST(ConfiguredTexts, the_centres_words_stand_in_place_of_those_of_the_folder) {
    Centre centre;
    centre.writes("fr", "Bonjour", "Willkommen");
    centre.configuration.texts["tlh"][kId] = "nuqneH";
    std::vector<Language> languages = centre.installed;
    apply_texts(languages, centre.configuration);
    EXPECT_EQ(languages[1].messages.at(kId), "Bonjour");
    EXPECT_EQ(languages[1].messages.at("action.next"), "fr next");
    EXPECT_EQ(languages[2].messages.at(kId), "Witamy");
    EXPECT_THAT(centre.stale(), IsEmpty());
}

TEST(ConfiguredTexts, a_german_text_that_the_centre_changed_makes_the_other_languages_stale) {
    Centre centre;
    centre.writes("de", "Guten Tag", "");
    EXPECT_THAT(centre.stale(), ElementsAre("fr start.welcome", "pl start.welcome"))
        << "also where the folder records nothing: its text was not made from the centre's German "
           "one";
    centre.configuration.texts.clear();
    EXPECT_THAT(centre.stale(), IsEmpty());
}

TEST(ConfiguredTexts,
     a_text_corrected_beside_the_new_german_one_is_no_longer_stale_in_this_centre) {
    Centre centre;
    centre.writes("de", "Guten Tag", "");
    centre.writes("fr", "Bonjour", "Guten Tag");
    EXPECT_THAT(centre.stale(), ElementsAre("pl start.welcome"));
    centre.configuration.made_from["pl"][kId] = fingerprint_of(kId, "Guten Tag");
    EXPECT_THAT(centre.stale(), IsEmpty()) << "somebody let the words of the folder stand";
}

TEST(ConfiguredTexts, a_correction_is_stale_again_when_the_german_text_changes_afterwards) {
    Centre centre;
    centre.writes("fr", "Bonjour", "Willkommen");
    EXPECT_THAT(centre.stale(), IsEmpty());
    centre.writes("de", "Guten Tag", "");
    EXPECT_THAT(centre.stale(), ElementsAre("fr start.welcome", "pl start.welcome"));
    centre.writes("de", "Willkommen", "");
    EXPECT_THAT(centre.stale(), IsEmpty());
}

TEST(ConfiguredTexts, a_correction_is_stale_when_a_new_program_brings_another_german_text) {
    Centre centre;
    centre.writes("fr", "Bonjour", "Willkommen");
    centre.writes("pl", "Dzień dobry", "Willkommen");
    centre.installed[0].messages[kId] = "Herzlich willkommen";
    centre.installed[1].made_from->insert(
        fingerprint_of(kId, "Herzlich willkommen"));  // its folder was translated anew
    EXPECT_THAT(centre.stale(), ElementsAre("fr start.welcome", "pl start.welcome"));
    centre.configuration.texts.erase("fr");
    centre.configuration.made_from.erase("fr");
    EXPECT_THAT(centre.stale(), ElementsAre("pl start.welcome"))
        << "the words of the folder are the new ones";
}

TEST(ConfiguredTexts, a_text_of_which_nothing_was_recorded_is_stale_nowhere) {
    Centre centre;
    centre.configuration.texts["de"][kId] = "Guten Tag";
    centre.configuration.texts["fr"][kId] = "Bonjour";
    EXPECT_THAT(centre.stale(), ElementsAre("pl start.welcome"));
}

TEST(ConfiguredTexts, only_what_the_folder_does_not_say_is_recorded) {
    const Centre centre;
    const Language &german = centre.installed[0], &french = centre.installed[1],
                   &polish = centre.installed[2];
    const std::string changed = fingerprint_of(kId, "Guten Tag");
    EXPECT_EQ(fingerprint_to_record(french, &german, kId, "Willkommen"), "");
    EXPECT_EQ(fingerprint_to_record(french, &german, kId, "Guten Tag"), changed);
    EXPECT_EQ(fingerprint_to_record(polish, &german, kId, "Willkommen"), "");
    EXPECT_EQ(fingerprint_to_record(polish, &german, kId, "Guten Tag"), changed);
    EXPECT_EQ(fingerprint_to_record(polish, nullptr, kId, "Guten Tag"), changed);
}

HardWord notice() {
    HardWord word;
    word.id = "notice";
    word.german = "Bescheid";
    word.explanation = "Ein Brief vom Amt.";
    word.bracket = true;
    word.languages["en"] = {"decision", {}, "A letter.", "", ""};
    word.languages["ar"] = {"القرار", {}, "رسالة.", "الْقَرَار", "رِسَالَة."};
    word.languages["de-x-leicht"] = {"Bescheid", {}, "Ein Brief.", "", ""};
    return word;
}

std::vector<Language> languages() {
    std::vector<Language> out(5);
    const char* tags[] = {"de", "en", "ar", "de-x-leicht", "tlh"};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].tag = tags[i];
        out[i].messages["a.b"] = "x";
    }
    out[1].made_from = {fingerprint_of("a.b", "x")};
    return out;
}

TEST(HardWords, become_texts_that_keep_the_word_which_stands_on_papers) {
    std::vector<Language> all = languages();
    add_hard_words(all, {notice()});
    std::vector<std::string> titles, texts;
    for (std::size_t i = 0; i < 4; ++i) {
        titles.push_back(all[i].messages.at("word.notice.title"));
        texts.push_back(all[i].messages.at("word.notice.text"));
    }
    EXPECT_THAT(titles,
                ElementsAre("Bescheid", "decision (Bescheid)", "القرار (Bescheid)", "Bescheid"));
    EXPECT_THAT(texts, ElementsAre("Ein Brief vom Amt.", "A letter.", "رسالة.", "Ein Brief."));
    EXPECT_FALSE(all[4].messages.contains("word.notice.title")) << "it falls back";
    EXPECT_FALSE(is_stale(all[1], all[0], "word.notice.title"));
    EXPECT_FALSE(is_stale(all[1], all[0], "word.notice.text"));
}

TEST(HardWords, are_said_as_their_language_needs_it) {
    std::vector<Language> all = languages();
    add_hard_words(all, {notice()});
    const auto& said = all[2].speech.say;
    EXPECT_EQ(said.at("word.notice.title").text, "الْقَرَار (Bescheid)");
    EXPECT_EQ(said.at("word.notice.title").of,
              fingerprint_of("word.notice.title", "القرار (Bescheid)"));
    EXPECT_EQ(said.at("word.notice.text").text, "رِسَالَة.");
    EXPECT_TRUE(all[1].speech.say.empty());
}

TEST(HardWords, a_word_of_everyday_stands_alone_and_a_text_that_is_there_stays) {
    HardWord word = notice();
    word.bracket = false;
    std::vector<Language> all = languages();
    all[1].messages["word.notice.text"] = "My own.";
    add_hard_words(all, {word});
    EXPECT_EQ(all[1].messages.at("word.notice.title"), "decision");
    EXPECT_EQ(all[1].messages.at("word.notice.text"), "My own.");
}

}  // namespace
}  // namespace lotse
