// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/new_language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/languages/keyboard_lint.h"
#include "text/languages/locale_lint.h"

namespace lotse::text {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

NewLanguage proposed(const std::string& tag) {
    Result<NewLanguage> made = propose_language(tag, {"hi", "am", "ur", "vi"});
    EXPECT_TRUE(made.ok()) << tag << (made ? "" : to_string(made.error()));
    return made ? std::move(*made) : NewLanguage{};
}

TEST(NewLanguage, hindi_is_known_but_for_its_texts) {
    const NewLanguage hindi = proposed("hi");
    EXPECT_EQ(hindi.language.endonym, "हिन्दी");
    EXPECT_EQ(hindi.language.german_name, "Hindi");
    EXPECT_EQ(hindi.language.locale, "hi_IN");
    EXPECT_EQ(hindi.language.script, "Deva");
    EXPECT_FALSE(hindi.language.right_to_left);
    EXPECT_EQ(hindi.language.voice, "hi");
    EXPECT_THAT(hindi.plural_categories, UnorderedElementsAre("one", "other"));
    EXPECT_THAT(hindi.sample_countries, Contains("जर्मनी"));
    EXPECT_EQ(hindi.language.review.state, "started");
}

TEST(NewLanguage, urdu_runs_from_right_to_left) {
    const NewLanguage urdu = proposed("ur");
    EXPECT_TRUE(urdu.language.right_to_left);
    EXPECT_EQ(urdu.language.script, "Arab");
    EXPECT_EQ(urdu.language.fonts_regular.front(), "NotoSansArabicUI-Regular.ttf");
}

TEST(NewLanguage, amharic_brings_its_calendar) {
    const NewLanguage amharic = proposed("am");
    EXPECT_THAT(amharic.language.calendars, Contains("ethiopic"));
    EXPECT_THAT(amharic.language.calendars, Contains("gregorian"));
}

TEST(NewLanguage, somali_and_vietnamese_stand_on_the_german_keyboard) {
    for (const char* tag : {"so", "vi"}) {
        const NewLanguage made = proposed(tag);
        EXPECT_EQ(made.language.keyboard.latin_layer, "base");
        EXPECT_TRUE(made.language.keyboard.layers.contains("base.shift"));
    }
    EXPECT_TRUE(proposed("vi").language.keyboard.layers.contains("accents"));
}

TEST(NewLanguage, every_letter_of_every_proposed_language_can_be_typed) {
    for (const char* tag : {"hi", "am", "so", "ur",    "vi", "bn", "sq", "el", "bg", "ka",
                            "hy", "he", "th", "pt-BR", "ta", "my", "ne", "mk", "it", "hu"}) {
        const NewLanguage made = proposed(tag);
        std::string wrong;
        for (const Finding& finding : lint_keyboard(made.language)) {
            wrong += "\n  " + to_string(finding);
        }
        EXPECT_EQ(wrong, "") << tag;
    }
}

TEST(NewLanguage, its_files_hold_what_was_proposed) {
    const NewLanguage made = proposed("am");
    ASSERT_EQ(made.files.size(), 3U);
    EXPECT_THAT(made.files.at("language.json"), HasSubstr("\"locale\": \"am_ET\""));
    EXPECT_THAT(made.files.at("keyboard.json"), HasSubstr("\"latin_layer\": \"latin\""));
}

TEST(NewLanguage, names_a_voice_only_where_the_synthesiser_has_one) {
    const auto voice = [](const char* tag) {
        const Result<NewLanguage> made = propose_language(tag, synthesiser_voices());
        return made ? made->language.voice : "refused";
    };
    EXPECT_EQ(voice("hi"), "hi");
    EXPECT_EQ(voice("pt"), "pt");
    EXPECT_EQ(voice("pt-BR"), "pt-br");
    EXPECT_EQ(voice("bn-IN"), "bn");
    for (const char* none : {"so", "km", "lo", "ti"}) {
        EXPECT_EQ(voice(none), "") << none;
    }
}

TEST(NewLanguage, capitals_mean_nothing_in_a_tag) {
    for (const auto& [written, tag] :
         {std::pair{"HI", "hi"}, {"PT-br", "pt-BR"}, {"az-cyrl", "az-Cyrl"}}) {
        const Result<NewLanguage> made = propose_language(written);
        ASSERT_TRUE(made.ok()) << written;
        EXPECT_EQ(made->language.tag, tag);
    }
}

TEST(NewLanguage, a_language_may_be_called_as_people_and_programs_call_it) {
    for (const auto& [written, tag] : {std::pair{"de_DE", "de"},
                                       {"prs", "fa-AF"},
                                       {"prs-AF", "fa-AF"},
                                       {"bs-Latn-BA", "bs"},
                                       {"iw", "he"},
                                       {"tl", "fil"},
                                       {"ku-Arab-IQ", "ckb"},
                                       {"kmr", "ku"},
                                       {"Somali", "so"},
                                       {"Albanisch", "sq"},
                                       {"Shqip (sq)", "sq"}}) {
        const Result<NewLanguage> made = propose_language(written);
        ASSERT_TRUE(made.ok()) << written << ": " << to_string(made.error());
        EXPECT_EQ(made->language.tag, tag) << written;
    }
}

TEST(NewLanguage, what_is_no_tag_or_no_language_is_refused_with_its_reason) {
    for (const auto& [tag, where] : {std::pair{"", "tag"},
                                     {"x", "tag"},
                                     {"hindi language", "tag"},
                                     {"Kurdish", "tag"},
                                     {"qqq", "language"},
                                     {"zh-Hans", "script"},
                                     {"ja", "script"}}) {
        const Result<NewLanguage> made = propose_language(tag);
        ASSERT_FALSE(made.ok()) << tag;
        EXPECT_EQ(made.error().kind, Kind::Refused);
        EXPECT_EQ(made.error().where, where) << tag;
    }
}

}  // namespace
}  // namespace lotse::text
