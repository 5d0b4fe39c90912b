// SPDX-License-Identifier: EUPL-1.2
// Which configurations are switched to, and what of their texts is stale at the desk.
#include "kiosk/configuration/configuration_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "codec/files.h"
#include "core/configuration/translation.h"
#include "core/limits.h"
#include "kiosk/configuration/draft_check.h"

namespace lotse::kiosk {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

codec::KioskConfig settings() {
    codec::KioskConfig config;
    config.languages = {"de", "en", "ar", "pl"};
    config.questionnaires = {"anerkennung"};
    return config;
}

/// What the terminal says of a configuration with this one text; empty: it takes it.
std::string refusal_of(const std::string& tag, const std::string& id, const std::string& pattern) {
    Configuration configuration;
    configuration.texts[tag][id] = pattern;
    const Result<void> checked =
        check_configuration(LOTSE_SOURCE_DIR, settings(), configuration).outcome();
    return checked ? "" : to_string(checked.error());
}

TEST(CheckedConfiguration, a_good_text_is_taken) {
    EXPECT_EQ(refusal_of("pl", "start.number_only", "Tylko numer"), "");
    EXPECT_EQ(refusal_of("de", "start.number_only", "Nur eine Nummer"), "");
    EXPECT_EQ(refusal_of("de", "desk.action.call_next", "Bitte die nächste Person"), "");
}

TEST(CheckedConfiguration,
     a_text_with_other_arguments_than_the_german_one_is_refused_with_id_and_language) {
    EXPECT_THAT(refusal_of("pl", "start.number_only", "Numer {number}"),
                AllOf(HasSubstr("pl, start.number_only"),
                      HasSubstr("has the arguments number; German has none")));
    EXPECT_THAT(refusal_of("de", "start.number_only", "Nummer {number}"),
                AllOf(HasSubstr("de, start.number_only"), HasSubstr("German has none")))
        << "what the program passes is what the installed German text has";
}

TEST(CheckedConfiguration, a_text_that_is_no_pattern_is_refused) {
    EXPECT_THAT(refusal_of("pl", "start.number_only", "Numer {"), HasSubstr("start.number_only"));
}

TEST(CheckedConfiguration, a_plural_without_a_category_of_the_language_is_refused) {
    EXPECT_THAT(refusal_of("pl", "staff.pin.blocked",
                           "{seconds, plural, one {Sekunda.} other {# sekundy.}}"),
                AllOf(HasSubstr("pl, staff.pin.blocked"), HasSubstr("lacks the plural category")));
}

TEST(CheckedConfiguration, unbalanced_bidi_controls_are_refused) {
    EXPECT_THAT(refusal_of("ar", "start.number_only", "رقم \u2067فقط"),
                AllOf(HasSubstr("ar, start.number_only"), HasSubstr("bidi")));
}

TEST(CheckedConfiguration, the_other_languages_are_held_against_the_german_text_of_the_centre) {
    Configuration configuration;
    configuration.texts["de"]["start.number_only"] = "Nummer";
    configuration.texts["pl"]["start.number_only"] = "{x}";
    configuration.texts["en"]["start.number_only"] = "{y}";
    const Result<void> checked =
        check_configuration(LOTSE_SOURCE_DIR, settings(), configuration).outcome();
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.error().kind, Kind::Refused);
    EXPECT_THAT(to_string(checked.error()),
                AllOf(HasSubstr("en, start.number_only"), HasSubstr("others: 1")));
}

TEST(CheckedConfiguration, the_texts_of_an_added_language_are_judged_as_well) {
    Configuration configuration;
    const std::string folder = LOTSE_SOURCE_DIR "/locales/en/";
    auto& added = configuration.added_languages["xx"];
    for (const char* name : {"language.json", "keyboard.json"}) {
        added[name] = codec::read_file(folder + name, limits::kLargestLanguageFileBytes).value();
    }
    added["language.json"].replace(added["language.json"].find("\"en\""), 4, "\"xx\"");
    added["messages.json"] = R"({"start.number_only": "A number"})";
    EXPECT_TRUE(check_configuration(LOTSE_SOURCE_DIR, settings(), configuration).outcome().ok());
    added["messages.json"] = R"({"start.number_only": "A number {for} you"})";
    const Result<void> checked =
        check_configuration(LOTSE_SOURCE_DIR, settings(), configuration).outcome();
    ASSERT_FALSE(checked.ok());
    EXPECT_THAT(to_string(checked.error()), HasSubstr("xx, start.number_only"));
}

TEST(CheckedConfiguration, what_cannot_be_loaded_is_refused_first) {
    Configuration configuration;
    configuration.languages = {{"de", "tlh"}};
    const Result<void> checked =
        check_configuration(LOTSE_SOURCE_DIR, settings(), configuration).outcome();
    ASSERT_FALSE(checked.ok());
    EXPECT_THAT(to_string(checked.error()), HasSubstr("tlh"));
}

TEST(CheckedLanguages,
     the_desk_lists_as_stale_what_the_centres_german_left_behind_until_it_is_corrected) {
    constexpr const char* kId = "start.number_only";
    const AdminSetup setup{LOTSE_SOURCE_DIR, settings()};
    Configuration draft;
    const auto stale = [&](const std::string& tag) {
        const admin::LanguagesChecked judged = check_draft(setup, draft);
        const auto figures =
            std::find_if(judged.figures.begin(), judged.figures.end(),
                         [&](const admin::LanguageFigures& one) { return one.tag == tag; });
        EXPECT_NE(figures, judged.figures.end());
        return figures == judged.figures.end() ? std::vector<std::string>() : figures->stale_ids;
    };
    EXPECT_THAT(stale("pl"), Not(Contains(kId)));
    draft.texts["de"][kId] = "Nur eine Nummer ziehen";
    EXPECT_THAT(stale("pl"), Contains(kId));
    EXPECT_THAT(stale("hi"), Contains(kId));
    draft.texts["pl"][kId] = "Tylko pobrać numer";
    draft.made_from["pl"][kId] = fingerprint_of(kId, "Nur eine Nummer ziehen");
    EXPECT_THAT(stale("pl"), Not(Contains(kId)));
    EXPECT_THAT(stale("hi"), Contains(kId));
    draft.texts["de"][kId] = "Bitte eine Nummer";
    EXPECT_THAT(stale("pl"), Contains(kId))
        << "the correction is as old as the German text it stood beside";
}

}  // namespace
}  // namespace lotse::kiosk
