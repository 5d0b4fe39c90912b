// SPDX-License-Identifier: EUPL-1.2
// The installed content, changed by a configuration.
#include "kiosk/configuration/content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "codec/files.h"
#include "core/form/form.h"
#include "core/limits.h"

namespace lotse::kiosk {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

codec::KioskConfig settings() {
    codec::KioskConfig config;
    config.languages = {"de", "en", "ar"};
    config.questionnaires = {"anerkennung", "arbeitgeber"};
    return config;
}

Result<Content> load(const Configuration& configuration) {
    return load_content(LOTSE_SOURCE_DIR, settings(), configuration);
}

void expect_refused(const Configuration& configuration, const std::string& says) {
    const Result<Content> content = load(configuration);
    ASSERT_FALSE(content.ok()) << says;
    EXPECT_THAT(to_string(content.error()), HasSubstr(says));
}

TEST(ConfiguredContent, without_changes_is_what_is_installed) {
    const Result<Content> content = load({});
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_EQ(content->config, settings());
    EXPECT_EQ(content->setup.configuration, 0);
    EXPECT_EQ(content->opening_hours, "");
}

TEST(ConfiguredContent, logos_that_the_settings_name_are_drawn_from_the_assets) {
    codec::KioskConfig config = settings();
    config.logos = {"icons/globe.svg"};
    const Result<Content> content = load_content(LOTSE_SOURCE_DIR, config, {});
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_NE(content->icons.find("icons/globe.svg"), nullptr);
    config.logos = {"icons/nowhere.svg"};
    EXPECT_FALSE(load_content(LOTSE_SOURCE_DIR, config, {}).ok());
}

TEST(ConfiguredContent, settings_words_and_logos_of_the_centre_are_applied) {
    Configuration c;
    c.version = 4;
    c.languages = {{"ar", "de"}};
    c.default_language = "ar";
    c.offered_questionnaires = {{"arbeitgeber"}};
    c.institution = "Haus der Beratung";
    c.opening_hours = "Mo–Fr 9–12 Uhr";
    c.funding_line = "";
    c.idle = std::chrono::seconds(120);
    c.number_shown = std::chrono::seconds(20);
    c.text_scale = 1.2;
    c.texts["en"]["start.number_only"] = "A number, please";
    c.logos["esf"] = R"(<svg viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>)";
    const Result<Content> content = load(c);
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_EQ(content->setup.configuration, 4);
    EXPECT_THAT(content->config.languages, ElementsAre("ar", "de"));
    EXPECT_EQ(content->config.default_language, "ar");
    EXPECT_EQ(content->config.institution, "Haus der Beratung");
    EXPECT_EQ(content->config.funding_line, "");
    EXPECT_EQ(content->config.text_scale, 1.2);
    EXPECT_EQ(content->opening_hours, "Mo–Fr 9–12 Uhr");
    EXPECT_EQ(content->catalogue.message("en", "start.number_only"), "A number, please");
    ASSERT_THAT(content->config.logos, ElementsAre("logo.esf"));
    EXPECT_NE(content->icons.find("logo.esf"), nullptr);
    const terminal::Rules rules = rules_for(*content, content->config);
    EXPECT_EQ(rules.forms.size(), 1u);
    EXPECT_EQ(rules.idle, std::chrono::seconds(120));
    EXPECT_EQ(rules.number_shown, std::chrono::seconds(20));
}

TEST(ConfiguredContent, deletion_can_be_asked_for_whatever_is_offered_and_is_no_offer_itself) {
    Configuration c;
    c.offered_questionnaires = {{"arbeitgeber"}};
    const Result<Content> content = load(c);
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    const terminal::Rules rules = rules_for(*content, content->config);
    ASSERT_TRUE(rules.withdrawal);
    EXPECT_EQ(rules.withdrawal->questionnaire->name, kWithdrawalForm);
    EXPECT_EQ(rules.withdrawal->hash_hex.size(), 64U);
    EXPECT_EQ(content->questionnaire(kWithdrawalForm), nullptr);
    c.offered_questionnaires = {{"arbeitgeber", kWithdrawalForm}};
    expect_refused(c, "is offered by help");
}

TEST(ConfiguredContent, languages_are_those_that_are_meant) {
    Configuration c;
    c.languages = {{"ar-SY", "DE_de", "en-GB", "ar"}};
    c.default_language = "de-DE";
    c.second_language = "German";
    const auto content = load(c);
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_THAT(content->config.languages, ElementsAre("ar", "de", "en"));
    EXPECT_EQ(content->config.default_language, "de");
    EXPECT_EQ(content->config.second_language, "de");
}

TEST(ConfiguredContent, a_question_means_what_the_centre_says_and_is_asked_as_before) {
    Configuration c;
    c.meanings["arbeitgeber"]["company_place"] = Meaning::FamilyName;
    const Result<Content> content = load(c), installed = load({});
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    ASSERT_TRUE(installed.ok());
    EXPECT_EQ(content->questionnaire("arbeitgeber")->by_name.at("company_place")->meaning,
              Meaning::FamilyName);
    EXPECT_EQ(content->hashes, installed->hashes);
    c.meanings["arbeitgeber"]["sector"] = Meaning::FamilyName;
    expect_refused(c, "\"sector\"");
}

TEST(ConfiguredContent, a_changed_consent_text_is_another_consent) {
    Configuration c;
    c.texts["de"]["privacy.short.2"] = "Nur für Sie.";
    const Result<Content> changed = load(c), installed = load({});
    ASSERT_TRUE(changed.ok() && installed.ok());
    const auto digest = [](const Content& content) {
        return rules_for(content, content.config).forms.front().consent_hashes.at("de");
    };
    EXPECT_NE(digest(*changed), digest(*installed));
}

TEST(ConfiguredContent, the_digest_in_an_intake_is_of_what_the_notice_says_of_the_centre) {
    const auto digests = [](const codec::KioskConfig& config) {
        const Result<Content> content = load_content(LOTSE_SOURCE_DIR, config, {});
        EXPECT_TRUE(content.ok());
        const terminal::Rules rules = rules_for(*content, content->config);
        return std::make_pair(rules.forms[0].consent_hashes, rules.forms[1].consent_hashes);
    };
    const auto without = digests(settings());
    EXPECT_NE(without.first.at("de"), without.second.at("de")) << "employers read another notice";
    EXPECT_NE(without.first.at("de"), without.first.at("ar"));
    for (const auto& change : std::vector<std::function<void(codec::KioskConfig&)>>{
             [](auto& config) { config.privacy.address = "Musterstraße 1"; },
             [](auto& config) { config.privacy.officer = "Mika Muster"; },
             [](auto& config) { config.privacy.authority = "Landesamt"; },
             [](auto& config) { config.privacy.processors = {"Musterhosting"}; },
             [](auto& config) { config.privacy.kept_days = 31; },
             [](auto& config) { config.copies_kept = std::chrono::days(0); },
             [](auto& config) { config.institution = "Andere Beratung"; }}) {
        codec::KioskConfig config = settings();
        change(config);
        EXPECT_NE(digests(config).first.at("de"), without.first.at("de"));
    }
}

TEST(ConfiguredContent, a_language_below_the_threshold_is_not_offered) {
    Configuration c;
    c.added_languages["xx"] = {};
    const std::string folder = LOTSE_SOURCE_DIR "/locales/en/";
    for (const char* name : {"language.json", "keyboard.json"}) {
        c.added_languages["xx"][name] =
            codec::read_file(folder + name, limits::kLargestLanguageFileBytes).value();
    }
    std::string& language = c.added_languages["xx"]["language.json"];
    language.replace(language.find("\"en\""), 4, "\"xx\"");
    c.added_languages["xx"]["messages.json"] = R"({"start.welcome": "Hello from memory"})";
    c.languages = {{"de", "xx"}};
    {
        const Result<Content> content = load(c);
        ASSERT_TRUE(content.ok()) << to_string(content.error());
        EXPECT_THAT(content->config.languages, ElementsAre("de", "xx"));
        EXPECT_EQ(content->catalogue.message("xx", "start.welcome"), "Hello from memory");
    }
    c.threshold = 0.9;
    const Result<Content> content = load(c);
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_THAT(content->config.languages, ElementsAre("de"));
    c.default_language = "xx";
    expect_refused(c, "xx: is not among the languages");
}

TEST(ConfiguredContent, what_cannot_work_is_refused_with_its_place) {
    Configuration c;
    c.languages = {{"de", "tlh"}};
    expect_refused(c, "tlh: has no folder");
    c = {};
    c.languages = {{"en"}};
    expect_refused(c, "default_language");
    c = {};
    c.texts["tlh"]["start.welcome"] = "nuqneH";
    expect_refused(c, "texts.tlh");
    c = {};
    c.texts["de"]["start.welcome"] = "{broken";
    expect_refused(c, "start.welcome");
    c = {};
    c.logos["esf"] = "<svg><path d=\"M0 0 Q1 1 2 2\"/></svg>";
    expect_refused(c, "logos.esf");
    c = {};
    c.added_languages["hi"]["messages.json"] = "{}";
    expect_refused(c, "added_languages/hi/language.json");
    c = {};
    c.questionnaires["arbeitgeber"] = "{}";
    expect_refused(c, "questionnaires.arbeitgeber");
    c = {};
    c.offered_questionnaires = {{"steuer"}};
    expect_refused(c, "steuer.json");
}

bool asks(const Content& content, const std::string& form, const std::string& question) {
    return content.questionnaire(form)->by_name.contains(question);
}

TEST(ConfiguredContent, questions_are_off_or_optional_as_the_centre_wants) {
    Configuration c;
    c.questions["arbeitgeber"] = {{"message", QuestionUse::Off},
                                  {"company_name", QuestionUse::Optional},
                                  {"sector", QuestionUse::AsWritten}};
    const Result<Content> content = load(c), installed = load({});
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_FALSE(asks(*content, "arbeitgeber", "message"));
    EXPECT_TRUE(asks(*installed, "arbeitgeber", "message"));
    EXPECT_TRUE(asks(*content, "arbeitgeber", "sector"));
    EXPECT_TRUE(asks(*content, "anerkennung", "message")) << "the other questionnaire is as it was";
    const CivilDate today{2026, 11, 22};
    const Questionnaire& form = *content->questionnaire("arbeitgeber");
    for (const FormPage& page : pages(form, {}, today)) {
        for (const FormField& field : page.fields) {
            EXPECT_NE(field.question->name, "message");
        }
        for (const Problem& problem : problems(form, page, {}, today)) {
            EXPECT_NE(problem.path.question, "company_name");
        }
    }
    EXPECT_TRUE(form.by_name.at("company_name")->optional);
    EXPECT_NE(content->hashes.back(), installed->hashes.back()) << "another definition is in force";
    EXPECT_EQ(content->hashes.front(), installed->hashes.front());
}

TEST(ConfiguredContent, consents_and_what_others_depend_on_cannot_be_off) {
    Configuration c;
    c.questions["anerkennung"] = {{"consent_jobcenter", QuestionUse::Off}};
    expect_refused(c, "\"consent_jobcenter\" is a consent");
    c.questions["anerkennung"] = {{"for_whom", QuestionUse::Off}};
    expect_refused(c, "\"for_whom\" cannot be off: anerkennung.");
    c.questions["anerkennung"] = {{"colour_of_hair", QuestionUse::Off}};
    expect_refused(c, "\"colour_of_hair\" is no question");
    c.questions["anerkennung"] = {{"consent_jobcenter", QuestionUse::Optional}};
    expect_refused(c, "\"consent_jobcenter\" is a consent");
    c.questions["anerkennung"] = {{"heard_about", QuestionUse::Off}};
    const Result<Content> content = load(c);
    ASSERT_TRUE(content.ok()) << to_string(content.error());
    EXPECT_FALSE(asks(*content, "anerkennung", "heard_about"));
}

}  // namespace
}  // namespace lotse::kiosk
