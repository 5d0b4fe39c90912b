// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/admin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "codec/forms/questionnaire_json.h"
#include "core/admin/screen.h"
#include "core/configuration/configured_form.h"
#include "core/configuration/merge.h"
#include "core/desk/desk.h"
#include "core/terminal/gallery.h"

namespace lotse::admin {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

Installed installed() {
    Installed out;
    out.folders = {"ar", "de", "en", "uk"};
    out.languages = {"de", "en", "uk"};
    out.questionnaires = {"intake"};
    out.questions["intake"] = {
        {"name", "intake.a.name.label", "intake.a.title", false, {}},
        {"married", "intake.a.married.label", "intake.a.title", false, {"intake.a.partner.label"}},
        {"consent", "intake.a.consent.label", "intake.a.title", true, {}}};
    out.institution = "Beratung";
    return out;
}

/// An admin at work: what was asked of the effect runner is kept.
struct Desk {
    Rules given{installed()};
    const Installed& rules = given.installed;
    std::vector<Effect> effects;
    State state = opened(given, {"a.admin", "musterstadt"}).state;

    explicit Desk(Configuration current = {}, std::vector<PublishedConfiguration> published = {}) {
        Configuration released =
            std::any_of(published.begin(), published.end(),
                        [&](const auto& one) {
                            return one.version == current.version && !one.preview.empty();
                        })
                ? Configuration{}
                : current;
        send(ConfigurationsKnown{std::move(published),
                                 {{"eingang", 0, 0, "", "1.0", {}, 0}},
                                 std::move(current),
                                 std::move(released),
                                 {}});
        effects.clear();
    }
    void send(const Event& event) {
        Moment now;
        now.wall = "2026-11-22T12:00:00";
        Update done = update(std::move(state), event, now, given);
        state = std::move(done.state);
        effects.insert(effects.end(), done.effects.begin(), done.effects.end());
    }
    void type(const std::string& field, const std::string& words) {
        send(FieldTyped{{field, SecretText(words), words.size(), words.size()}});
    }
    std::vector<std::string> languages() const { return offered_languages(state.draft(), rules); }
    std::vector<Change> changed() const { return changes(state.base, state.draft(), rules); }
    template <class E>
    const E* asked() const {
        for (const Effect& effect : effects) {
            if (const E* found = std::get_if<E>(&effect)) {
                return found;
            }
        }
        return nullptr;
    }
};

PublishedConfiguration version(std::int64_t number, const std::string& preview = "") {
    return {number, WallTime{}, "a.admin", "", preview};
}

// --- Languages -----------------------------------------------------------------------------------

TEST(AdminLanguages, a_language_is_switched_on_at_the_end_of_the_list_and_off_again) {
    Desk desk;
    desk.send(LanguageSwitched{"ar", true});
    EXPECT_THAT(desk.languages(), ElementsAre("de", "en", "uk", "ar"));
    desk.send(LanguageSwitched{"en", false});
    EXPECT_THAT(desk.languages(), ElementsAre("de", "uk", "ar"));
    EXPECT_THAT(all_languages(desk.state.draft(), desk.rules), ElementsAre("de", "uk", "ar", "en"));
}

TEST(AdminLanguages, the_default_language_cannot_be_switched_off) {
    Desk desk;
    desk.send(LanguageSwitched{"de", false});
    EXPECT_THAT(desk.languages(), ElementsAre("de", "en", "uk"));
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.default_off");
    desk.send(DefaultChosen{"en"});
    EXPECT_EQ(desk.state.problem_id, "");
    desk.send(LanguageSwitched{"de", false});
    EXPECT_THAT(desk.languages(), ElementsAre("en", "uk"));
}

TEST(AdminLanguages, only_an_offered_language_becomes_the_default) {
    Desk desk;
    desk.send(DefaultChosen{"ar"});
    EXPECT_EQ(default_language(desk.state.draft(), desk.rules), "de");
}

TEST(AdminLanguages, a_language_moves_to_any_place_in_both_directions) {
    Desk desk;
    desk.send(LanguageMoved{"de", 2});
    EXPECT_THAT(desk.languages(), ElementsAre("en", "uk", "de"));
    desk.send(LanguageMoved{"de", 0});
    EXPECT_THAT(desk.languages(), ElementsAre("de", "en", "uk"));
    desk.send(LanguageMoved{"de", 9});
    EXPECT_THAT(desk.languages(), ElementsAre("de", "en", "uk"));
}

TEST(AdminLanguages, a_language_that_nobody_installed_is_not_switched_on) {
    Desk desk;
    desk.send(LanguageSwitched{"xx", true});
    EXPECT_THAT(desk.languages(), ElementsAre("de", "en", "uk"));
}

// --- Undo ----------------------------------------------------------------------------------------

TEST(AdminDraft, every_edit_is_a_step_that_can_be_undone_and_done_again) {
    Desk desk;
    desk.send(LanguageSwitched{"ar", true});
    desk.send(ThresholdChosen{0.8});
    EXPECT_THAT(desk.changed(), SizeIs(2));
    desk.send(Undone{});
    EXPECT_EQ(desk.state.draft().threshold, std::nullopt);
    desk.send(Undone{});
    EXPECT_FALSE(desk.state.changed());
    desk.send(Undone{});
    desk.send(Redone{});
    EXPECT_THAT(desk.languages(), Contains("ar"));
    desk.send(LanguageMoved{"ar", 0});
    EXPECT_FALSE(desk.state.can_redo()) << "another edit begins another branch";
}

TEST(AdminDraft, an_edit_that_changes_nothing_is_no_step) {
    Desk desk;
    desk.send(LanguageSwitched{"de", true});
    desk.send(IdleChosen{std::chrono::seconds(90)});
    EXPECT_FALSE(desk.state.can_undo());
}

TEST(AdminDraft, steps_beyond_the_bound_are_forgotten_from_the_oldest) {
    Desk desk;
    for (int i = 0; i < 300; ++i) {
        desk.send(ThresholdChosen{i % 2 == 0 ? 0.5 : 0.6});
    }
    EXPECT_EQ(desk.state.steps.size(), 200U);
}

// --- Texts ---------------------------------------------------------------------------------------

TEST(AdminTexts, a_saved_text_replaces_the_installed_one_until_it_is_reset) {
    Desk desk;
    desk.send(PageOpened{Page::Texts, "uk"});
    desk.send(TextOpened{"start.welcome"});
    desk.type("text", "Вітаємо!");
    EXPECT_FALSE(desk.state.changed()) << "typing alone changes nothing";
    desk.send(TextSaved{});
    EXPECT_EQ(desk.state.draft().texts.at("uk").at("start.welcome"), "Вітаємо!");
    EXPECT_THAT(desk.changed(), ElementsAre(Change{"text", "uk", "start.welcome", "", "Вітаємо!"}));
    desk.send(TextReset{});
    EXPECT_FALSE(desk.state.changed());
}

TEST(AdminTexts, the_installed_words_typed_again_are_kept_nowhere) {
    Desk desk;
    desk.send(PageOpened{Page::Texts, "uk"});
    desk.send(TextOpened{"start.welcome"});
    desk.type("text", "x");
    desk.send(TextSaved{});
    desk.type("text", "installed");
    desk.send(TextSaved{true});
    EXPECT_THAT(desk.state.draft().texts, IsEmpty());
}

TEST(AdminTexts, a_saved_text_remembers_the_german_one_that_stood_beside_it) {
    Desk desk;
    desk.send(PageOpened{Page::Texts, "uk"});
    desk.send(TextOpened{"start.welcome"});
    desk.type("text", "Вітаємо!");
    desk.send(TextSaved{false, "0a1b2c3d"});
    EXPECT_EQ(desk.state.draft().made_from.at("uk").at("start.welcome"), "0a1b2c3d");
    desk.send(TextSaved{false, "99999999"});
    EXPECT_EQ(desk.state.draft().texts.at("uk").at("start.welcome"), "Вітаємо!")
        << "nothing was typed: the words stand";
    EXPECT_EQ(desk.state.draft().made_from.at("uk").at("start.welcome"), "99999999");
    EXPECT_THAT(desk.changed(), SizeIs(1)) << "a new text, not a confirmed one";
    desk.send(TextReset{});
    EXPECT_FALSE(desk.state.changed());
}

TEST(AdminTexts, an_installed_text_that_somebody_let_stand_is_a_change_of_its_own) {
    Desk desk;
    desk.send(PageOpened{Page::Texts, "uk"});
    desk.send(TextOpened{"start.welcome"});
    desk.send(TextSaved{true, "0a1b2c3d"});
    EXPECT_THAT(desk.state.draft().texts, IsEmpty());
    EXPECT_THAT(desk.changed(),
                ElementsAre(Change{"text_confirmed", "uk", "start.welcome", "", ""}));
    desk.send(TextSaved{true, ""});
    EXPECT_THAT(desk.changed(), SizeIs(1)) << "nothing typed, nothing to record";
    desk.send(TextReset{});
    EXPECT_FALSE(desk.state.changed());
}

TEST(AdminTexts, figures_are_made_anew_after_a_change) {
    Desk desk;
    desk.send(PageOpened{Page::Texts, "uk"});
    desk.send(TextOpened{"start.welcome"});
    desk.type("text", "x");
    desk.send(TextSaved{});
    ASSERT_NE(desk.asked<CheckLanguages>(), nullptr);
    EXPECT_EQ(desk.asked<CheckLanguages>()->configuration, desk.state.draft());
}

// --- Questions and centre ------------------------------------------------------------------------

TEST(AdminQuestions, a_question_is_made_optional_or_left_out_and_put_back) {
    Desk desk;
    desk.send(PageOpened{Page::Questions, ""});
    desk.send(QuestionUseChosen{"name", QuestionUse::Off});
    EXPECT_EQ(use_of(desk.state.draft(), "intake", "name"), QuestionUse::Off);
    desk.send(QuestionUseChosen{"name", QuestionUse::Optional});
    EXPECT_THAT(desk.changed(),
                ElementsAre(Change{"question_optional", "", "intake/name", "on", "optional"}));
    desk.send(QuestionUseChosen{"name", QuestionUse::AsWritten});
    EXPECT_FALSE(desk.state.changed());
}

TEST(AdminQuestions, what_others_depend_on_and_a_consent_stay_and_it_is_said_why) {
    Desk desk;
    desk.send(PageOpened{Page::Questions, ""});
    desk.send(QuestionUseChosen{"married", QuestionUse::Off});
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.question_needed");
    desk.send(QuestionUseChosen{"consent", QuestionUse::Optional});
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.consent_stays");
    EXPECT_FALSE(desk.state.changed());
    desk.send(QuestionUseChosen{"married", QuestionUse::Optional});
    EXPECT_TRUE(desk.state.changed());
}

TEST(AdminCentre, times_stay_within_their_bounds) {
    Desk desk;
    desk.send(IdleChosen{std::chrono::seconds(1)});
    EXPECT_EQ(desk.state.draft().idle, std::chrono::seconds(30));
    desk.send(RetentionChosen{std::chrono::days(10000)});
    EXPECT_EQ(desk.state.draft().retention, std::chrono::days(365));
}

TEST(AdminCentre, a_field_holds_once_it_is_taken_over) {
    Desk desk;
    desk.send(PageOpened{Page::Centre, ""});
    desk.type("opening_hours", "Mo–Fr 9–12 Uhr");
    EXPECT_FALSE(desk.state.changed());
    desk.send(FieldConfirmed{});
    EXPECT_EQ(desk.state.draft().opening_hours, "Mo–Fr 9–12 Uhr");
    desk.type("institution", "");
    desk.send(FieldConfirmed{});
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.no_institution");
}

TEST(AdminNewLanguage, a_proposed_language_becomes_part_of_the_draft_and_is_not_offered) {
    Desk desk;
    desk.type("search", "start.");
    desk.send(TextOpened{"start.welcome"});
    desk.send(PageOpened{Page::NewLanguage, ""});
    desk.type("tag", "hi");
    desk.send(TagEntered{});
    ASSERT_NE(desk.asked<ProposeLanguage>(), nullptr);
    Proposal proposal;
    proposal.language.tag = "hi";
    proposal.files = {{"language.json", "{}"}};
    desk.send(LanguageProposed{proposal});
    desk.send(LanguageAdded{});
    EXPECT_TRUE(desk.state.draft().added_languages.contains("hi"));
    EXPECT_THAT(desk.languages(), ElementsAre("de", "en", "uk"));
    EXPECT_EQ(desk.state.page, Page::Texts);
    EXPECT_EQ(desk.state.tag, "hi");
    EXPECT_EQ(desk.state.search, "")
        << "its texts are not hidden behind what was looked for before";
    EXPECT_FALSE(desk.state.text_id);
    proposal.language.tag = "uk";
    desk.send(LanguageProposed{proposal});
    EXPECT_EQ(desk.state.proposal->problem_id, "desk.admin.problem.language_there");
}

// --- Versions ------------------------------------------------------------------------------------

TEST(AdminVersions, publishing_makes_the_version_after_the_highest_with_its_author) {
    Configuration current;
    current.version = 4;
    Desk desk(current, {version(3), version(4)});
    desk.send(PublishPressed{});
    EXPECT_EQ(desk.asked<PublishConfiguration>(), nullptr) << "nothing changed";
    desk.send(LanguageSwitched{"ar", true});
    desk.type("note", "Arabisch dazu");
    desk.send(PreviewChosen{"eingang"});
    desk.send(PublishPressed{});
    const auto* publish = desk.asked<PublishConfiguration>();
    ASSERT_NE(publish, nullptr);
    EXPECT_EQ(publish->preview, "eingang");
    EXPECT_EQ(publish->configuration.version, 5);
    EXPECT_EQ(publish->configuration.made_by, "a.admin");
    EXPECT_EQ(publish->configuration.centre, "musterstadt");
    EXPECT_EQ(publish->configuration.note, "Arabisch dazu");
    EXPECT_EQ(publish->configuration.threshold, 0.9) << "said in every version";
    EXPECT_TRUE(desk.state.busy);
    desk.effects.clear();
    desk.send(PublishPressed{});
    EXPECT_THAT(desk.effects, IsEmpty()) << "once is enough";
}

TEST(AdminVersions, a_preview_on_one_terminal_is_proposed_and_only_on_one_that_has_reported) {
    Desk desk;
    EXPECT_EQ(desk.state.preview, "eingang");
    desk.send(PreviewChosen{"nirgends"});
    EXPECT_EQ(desk.state.preview, "eingang");
    desk.send(PreviewChosen{""});
    EXPECT_EQ(desk.state.preview, "");
}

TEST(AdminVersions, what_was_published_is_the_base_of_what_comes_next) {
    Desk desk;
    desk.send(LanguageSwitched{"ar", true});
    desk.send(PublishPressed{});
    Configuration made = desk.asked<PublishConfiguration>()->configuration;
    desk.send(Published{1});
    desk.send(ConfigurationsKnown{{version(1)}, {}, made, made, {}});
    EXPECT_FALSE(desk.state.busy);
    EXPECT_FALSE(desk.state.changed());
    EXPECT_EQ(desk.state.base.version, 1);
    EXPECT_FALSE(desk.state.can_undo());
}

TEST(AdminVersions, a_refused_publication_keeps_the_draft_and_names_the_places) {
    Desk desk;
    desk.send(LanguageSwitched{"ar", true});
    desk.send(PublishPressed{});
    desk.send(PublishRefused{"desk.admin.problem.refused", {"ar/messages.json"}});
    EXPECT_FALSE(desk.state.busy);
    EXPECT_TRUE(desk.state.changed());
    EXPECT_THAT(desk.state.problem_places, ElementsAre("ar/messages.json"));
}

TEST(AdminVersions, a_draft_is_made_again_on_what_somebody_else_published_meanwhile) {
    Desk desk;
    desk.send(LanguageSwitched{"ar", true});
    desk.send(IdleChosen{std::chrono::seconds(120)});
    Configuration theirs;
    theirs.version = 1;
    theirs.institution = "Neu";
    theirs.idle = std::chrono::seconds(300);
    desk.send(ConfigurationsKnown{{version(1)}, {}, theirs, theirs, {}});
    EXPECT_THAT(desk.languages(), Contains("ar")) << "the draft stays";
    EXPECT_EQ(desk.state.draft().institution, "Neu") << "and so does what the other one did";
    EXPECT_EQ(desk.state.draft().idle, std::chrono::seconds(120));
    EXPECT_EQ(desk.state.done_id, "desk.admin.done.rebased");
    EXPECT_THAT(desk.state.open_clashes().parts, ElementsAre("idle"));
    desk.effects.clear();
    desk.send(PublishPressed{});
    EXPECT_EQ(desk.asked<PublishConfiguration>(), nullptr) << "nobody decided";
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.undecided");
    desk.send(ClashDecided{"idle", false});
    desk.send(PublishPressed{});
    ASSERT_NE(desk.asked<PublishConfiguration>(), nullptr);
    EXPECT_EQ(desk.asked<PublishConfiguration>()->configuration.version, 2);
    EXPECT_EQ(desk.asked<PublishConfiguration>()->configuration.institution, "Neu");
}

/// Both wrote the same text and the same idle time; "z.other" is theirs alone.
Desk clashing() {
    Configuration first;
    first.texts["uk"] = {{"a", "1"}};
    Desk desk(first);
    desk.send(PageOpened{Page::Texts, "uk"});
    desk.send(TextOpened{"a"});
    desk.type("text", "2");
    desk.send(TextSaved{false, "german"});
    desk.send(IdleChosen{std::chrono::seconds(120)});
    Configuration theirs = first;
    theirs.version = 1;
    theirs.texts["uk"] = {{"a", "3"}};
    theirs.made_from["uk"]["a"] = "new german";
    theirs.idle = std::chrono::seconds(300);
    PublishedConfiguration made = version(1);
    made.account = "b.admin";
    desk.send(ConfigurationsKnown{{made}, {}, theirs, theirs, {}});
    desk.effects.clear();
    return desk;
}

TEST(AdminClashes, name_both_words_and_whose_the_other_is) {
    Desk desk = clashing();
    desk.send(PageOpened{Page::Versions, ""});
    const auto view = std::get<VersionsView>(screen_for(desk.state, desk.given).content);
    EXPECT_EQ(view.clashes_by, "b.admin");
    EXPECT_FALSE(view.can_publish);
    ASSERT_THAT(view.clashes, SizeIs(2));
    EXPECT_EQ(view.clashes[1].part, "texts/uk/a");
    EXPECT_THAT(view.clashes[1].theirs, ElementsAre(Change{"text", "uk", "a", "2", "3"}));
    EXPECT_THAT(view.clashes[1].mine, ElementsAre(Change{"text", "uk", "a", "3", "2"}));
    EXPECT_THAT(view.clashes[0].theirs, ElementsAre(Change{"idle", "", "", "120", "300"}));
}

TEST(AdminClashes, the_word_that_was_chosen_holds_and_undo_asks_again) {
    Desk desk = clashing();
    desk.send(ClashDecided{"texts/uk/a", true});
    EXPECT_EQ(desk.state.draft().texts.at("uk").at("a"), "3");
    EXPECT_EQ(desk.state.draft().made_from.at("uk").at("a"), "new german") << "goes along";
    EXPECT_EQ(desk.state.draft().idle, std::chrono::seconds(120));
    EXPECT_THAT(desk.state.open_clashes().parts, ElementsAre("idle"));
    desk.send(Undone{});
    EXPECT_THAT(desk.state.open_clashes().parts, ElementsAre("idle", "texts/uk/a"));
    desk.send(ClashDecided{"texts/uk/a", false});
    desk.send(ClashDecided{"", true});
    EXPECT_EQ(desk.state.draft().texts.at("uk").at("a"), "2");
    EXPECT_EQ(desk.state.draft().idle, std::chrono::seconds(300));
    desk.send(PublishPressed{});
    ASSERT_NE(desk.asked<PublishConfiguration>(), nullptr);
}

TEST(AdminClashes, stay_open_through_a_third_version_and_another_visit) {
    Desk desk = clashing();
    Configuration third = desk.state.newest;
    third.version = 2;
    third.institution = "Neu";
    PublishedConfiguration by = version(2);
    by.account = "c.admin";
    desk.send(ConfigurationsKnown{{version(1), by}, {}, third, third, {}});
    EXPECT_THAT(desk.state.open_clashes().parts, ElementsAre("idle", "texts/uk/a"));
    EXPECT_THAT(desk.state.open_clashes().accounts, ElementsAre("b.admin"));
    Desk back;
    back.state = opened(back.given, {"a.admin", "musterstadt"},
                        Draft{desk.state.newest, desk.state.draft(), desk.state.open_clashes()})
                     .state;
    back.send(ConfigurationsKnown{{version(1), by}, {}, third, third, {}});
    EXPECT_THAT(back.state.open_clashes().parts, ElementsAre("idle", "texts/uk/a"));
    back.send(PublishPressed{});
    EXPECT_EQ(back.asked<PublishConfiguration>(), nullptr);
}

TEST(AdminClashes, end_when_the_draft_says_the_same_or_is_dropped) {
    Desk desk = clashing();
    desk.send(IdleChosen{std::chrono::seconds(300)});
    EXPECT_THAT(desk.state.open_clashes().parts, ElementsAre("texts/uk/a"));
    desk.send(DraftDropped{});
    EXPECT_THAT(desk.state.open_clashes().parts, IsEmpty());
    Desk other = clashing();
    other.send(RestorePressed{0});
    EXPECT_THAT(other.state.open_clashes().parts, IsEmpty()) << "all of it is decided";
}

TEST(AdminVersions, what_a_preview_holds_is_listed_until_it_is_released) {
    Configuration preview;
    preview.version = 1;
    preview.texts["uk"]["start.title"] = "…";
    Desk desk(preview, {version(1, "eingang")});
    EXPECT_FALSE(desk.state.changed()) << "nothing to publish";
    EXPECT_THAT(desk.changed(), SizeIs(1)) << "but this holds for one terminal only";
    desk.send(LanguageSwitched{"ar", true});
    EXPECT_THAT(desk.changed(), SizeIs(2));
    desk.send(RestorePressed{0});
    EXPECT_THAT(desk.changed(), IsEmpty());
    EXPECT_TRUE(desk.state.changed()) << "publishing this ends the preview";
}

TEST(AdminVersions, an_overtaken_preview_is_not_released) {
    Configuration current;
    current.version = 2;
    Desk desk(current, {version(1, "eingang"), version(2)});
    desk.send(ReleaseAsked{1});
    EXPECT_EQ(desk.state.asked_release, std::nullopt);
}

TEST(AdminVersions, a_merge_takes_each_text_and_question_by_itself) {
    Configuration before, mine, theirs;
    before.texts["uk"] = {{"a", "1"}, {"b", "1"}, {"c", "1"}};
    mine.texts["uk"] = {{"a", "2"}, {"b", "1"}};  // a changed, c taken away
    theirs.texts["uk"] = {{"a", "1"}, {"b", "3"}, {"c", "1"}, {"d", "4"}};
    theirs.questions["intake"]["name"] = QuestionUse::Off;
    mine.questions["intake"]["married"] = QuestionUse::Off;
    const MergedConfiguration again = merged(before, mine, theirs);
    EXPECT_THAT(again.both, IsEmpty());
    EXPECT_EQ(again.configuration.texts.at("uk"),
              (std::map<std::string, std::string>{{"a", "2"}, {"b", "3"}, {"d", "4"}}));
    EXPECT_EQ(again.configuration.questions.at("intake").size(), 2U);
    theirs.texts["uk"]["a"] = "5";
    EXPECT_THAT(merged(before, mine, theirs).both, ElementsAre("texts/uk/a"));
    EXPECT_EQ(merged(before, mine, theirs).configuration.texts.at("uk").at("a"), "2");
    mine.texts.clear();
    EXPECT_FALSE(merged(before, mine, before).configuration.texts.contains("uk"));
}

TEST(AdminVersions, an_untouched_draft_follows_what_others_publish) {
    Desk desk;
    Configuration theirs;
    theirs.version = 1;
    theirs.institution = "Neu";
    desk.send(ConfigurationsKnown{{version(1)}, {}, theirs, theirs, {}});
    EXPECT_EQ(desk.state.draft().institution, "Neu");
}

TEST(AdminVersions, only_a_preview_is_released_and_after_a_question) {
    Configuration current;
    current.version = 2;
    Desk desk(current, {version(1), version(2, "eingang")});
    desk.send(ReleaseAsked{1});
    EXPECT_EQ(desk.state.asked_release, std::nullopt);
    desk.send(ReleaseAsked{2});
    EXPECT_EQ(desk.state.asked_release, 2);
    EXPECT_EQ(desk.asked<ReleaseConfiguration>(), nullptr);
    desk.send(ReleaseConfirmed{});
    ASSERT_NE(desk.asked<ReleaseConfiguration>(), nullptr);
    EXPECT_EQ(desk.asked<ReleaseConfiguration>()->version, 2);
}

TEST(AdminVersions, an_earlier_content_is_published_again_under_the_next_number) {
    Configuration current;
    current.version = 2;
    current.institution = "Falsch";
    Desk desk(current, {version(1), version(2)});
    desk.send(RestorePressed{1});
    ASSERT_NE(desk.asked<ReadConfiguration>(), nullptr);
    Configuration earlier;
    earlier.version = 1;
    earlier.institution = "Richtig";
    desk.send(ConfigurationFetched{earlier});
    EXPECT_EQ(desk.state.draft().institution, "Richtig");
    desk.send(PublishPressed{});
    ASSERT_NE(desk.asked<PublishConfiguration>(), nullptr);
    EXPECT_EQ(desk.asked<PublishConfiguration>()->configuration.version, 3);
    EXPECT_EQ(desk.asked<PublishConfiguration>()->configuration.institution, "Richtig");
}

TEST(AdminVersions, the_installed_state_comes_back_without_asking_the_service) {
    Configuration current;
    current.version = 2;
    current.threshold = 0.5;
    Desk desk(current, {version(2)});
    desk.send(RestorePressed{0});
    EXPECT_EQ(desk.asked<ReadConfiguration>(), nullptr);
    EXPECT_EQ(desk.state.draft().threshold, std::nullopt);
    EXPECT_TRUE(desk.state.changed());
}

TEST(AdminChanges, every_member_of_a_configuration_is_seen) {
    Configuration a, b;
    b.languages = {{"uk", "de"}};
    b.default_language = "uk";
    b.second_language = "en";
    b.threshold = 0.5;
    b.texts["uk"]["x"] = "y";
    b.added_languages["hi"]["messages.json"] = "{}";
    b.offered_questionnaires = std::vector<std::string>{};
    b.questionnaires["neu"] = "{}";
    b.questions["intake"]["name"] = QuestionUse::Off;
    b.institution = "1";
    b.opening_hours = "2";
    b.funding_line = "3";
    b.logos["esf"] = "<svg/>";
    b.idle = std::chrono::seconds(60);
    b.number_shown = std::chrono::seconds(30);
    b.text_scale = 1.2;
    b.retention = std::chrono::days(7);
    std::vector<std::string> kinds;
    for (const Change& change : changes(a, b, installed())) {
        kinds.push_back(change.kind);
    }
    EXPECT_THAT(kinds,
                testing::UnorderedElementsAre(
                    "language_added", "language_off", "language_order", "default_language",
                    "second_language", "threshold", "text", "questionnaire", "questionnaire_off",
                    "question_off", "institution", "opening_hours", "funding_line", "logo", "idle",
                    "number_shown", "text_scale", "retention"));
    EXPECT_THAT(changes(b, b, installed()), IsEmpty());
}

// --- At the desk ---------------------------------------------------------------------------------

desk::State queue_of(bool admin) {
    desk::State state;
    desk::QueueOpen queue;
    queue.staff = {"a.admin", "musterstadt"};
    if (admin) {
        queue.staff.rights.add(StaffRight::Configure);
    }
    state.place = queue;
    return state;
}
desk::Update step(desk::State state, const desk::Event& event) {
    desk::Rules rules;
    rules.admin.installed = installed();
    return desk::update(std::move(state), event, Moment{}, rules);
}

TEST(DeskAdmin, only_an_account_with_the_right_comes_in) {
    EXPECT_TRUE(std::holds_alternative<desk::QueueOpen>(
        step(queue_of(false), desk::AdminPressed{}).state.place));
    const desk::Update in = step(queue_of(true), desk::AdminPressed{});
    ASSERT_TRUE(std::holds_alternative<desk::AdminOpen>(in.state.place));
    ASSERT_THAT(in.effects, SizeIs(1));
    EXPECT_TRUE(std::holds_alternative<ReadConfigurations>(std::get<Effect>(in.effects.front())));
}

TEST(DeskAdmin, leaving_asks_first_if_changes_would_be_lost) {
    desk::State state = step(queue_of(true), desk::AdminPressed{}).state;
    state = step(std::move(state), Event(ConfigurationsKnown{})).state;
    state = step(std::move(state), Event(ThresholdChosen{0.5})).state;
    state = step(std::move(state), Event(LeaveAsked{})).state;
    ASSERT_TRUE(std::holds_alternative<desk::AdminOpen>(state.place));
    EXPECT_TRUE(std::get<desk::AdminOpen>(state.place).admin.leave_asked);
    state = step(std::move(state), Event(LeaveAsked{})).state;
    EXPECT_TRUE(std::holds_alternative<desk::QueueOpen>(state.place));
}

TEST(DeskAdmin, unpublished_work_outlives_the_session_and_is_that_account_s_alone) {
    for (const desk::Event& end :
         {desk::Event(desk::LogOutPressed{}), desk::Event(desk::SessionEnded{})}) {
        desk::State state = step(queue_of(true), desk::AdminPressed{}).state;
        state = step(std::move(state), Event(ConfigurationsKnown{})).state;
        state = step(std::move(state), Event(ThresholdChosen{0.5})).state;
        state = step(std::move(state), end).state;
        if (std::holds_alternative<desk::Locked>(state.place)) {
            // A session that ended locks the desk; somebody else wants it.
            state = step(std::move(state), desk::LogOutPressed{}).state;
        }
        ASSERT_TRUE(std::holds_alternative<desk::LoggedOut>(state.place));
        const auto drafts = state.drafts;
        state.place = desk::QueueOpen{};
        std::get<desk::QueueOpen>(state.place).staff = {
            "b.admin", "musterstadt", {StaffRight::Configure}};
        state = step(std::move(state), desk::AdminPressed{}).state;
        state = step(std::move(state), Event(ConfigurationsKnown{})).state;
        EXPECT_FALSE(std::get<desk::AdminOpen>(state.place).admin.changed());
        state = queue_of(true);
        state.drafts = drafts;
        state = step(std::move(state), desk::AdminPressed{}).state;
        state = step(std::move(state), Event(ConfigurationsKnown{})).state;
        const State& again = std::get<desk::AdminOpen>(state.place).admin;
        EXPECT_EQ(again.draft().threshold, 0.5);
        EXPECT_EQ(again.done_id, "desk.admin.done.draft_back");
    }
}

TEST(AdminCentre, what_was_typed_holds_when_somebody_goes_on) {
    Desk desk;
    desk.type("opening_hours", "Mo 9-12");
    desk.type("funding_line", "IQ");
    EXPECT_EQ(desk.state.draft().opening_hours, "Mo 9-12");
    desk.send(PageOpened{Page::Questions, ""});
    EXPECT_EQ(desk.state.draft().funding_line, "IQ");
    desk.type("institution", "Anders");
    desk.send(FieldLeft{});
    EXPECT_EQ(desk.state.draft().institution, std::nullopt) << "given up with the escape key";
}

TEST(AdminCentre, a_chosen_retention_is_said_even_if_the_service_does_the_same) {
    Desk desk;
    desk.send(ConfigurationsKnown{{}, {}, {}, {}, std::chrono::days(30)});
    EXPECT_EQ(desk.state.service_retention, std::chrono::days(30));
    EXPECT_EQ(desk.state.draft().retention, std::nullopt);
    desk.send(RetentionChosen{std::chrono::days(90)});
    EXPECT_EQ(desk.state.draft().retention, std::chrono::days(90));
    desk.send(RetentionChosen{std::chrono::days(30)});
    EXPECT_EQ(desk.state.draft().retention, std::chrono::days(30));
}

TEST(DeskAdmin, the_queue_stays_live_behind_it) {
    desk::State state = step(queue_of(true), desk::AdminPressed{}).state;
    state = step(std::move(state), desk::QueueKnown{{QueueEntry{}}, {}}).state;
    state = step(std::move(state), Event(LeaveAsked{})).state;
    EXPECT_THAT(std::get<desk::QueueOpen>(state.place).entries, SizeIs(1));
}

TEST(AdminQuestions, a_question_is_given_a_meaning_that_fits_it_and_no_other_one_has) {
    const auto form = codec::read_questionnaire(
        R"j({"name":"intake","version":1,"survey":[{"group":"s","children":[
          {"type":"text","name":"surname","meaning":"family_name"},{"type":"text","name":"first"},
          {"type":"date","name":"day"}]}]})j",
        "intake.json");
    ASSERT_TRUE(form.ok()) << to_string(form.error());
    Desk desk;
    desk.given.installed.questions["intake"] = question_facts(**form);
    desk.state = opened(desk.given, {"a.admin", "musterstadt"}).state;
    desk.send(ConfigurationsKnown{});
    desk.send(PageOpened{Page::Questions, ""});
    desk.send(MeaningChosen{"day", Meaning::GivenName});
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.meaning_misfit");
    desk.send(MeaningChosen{"first", Meaning::FamilyName});
    EXPECT_EQ(desk.state.problem_id, "desk.admin.problem.meaning_taken");
    EXPECT_FALSE(desk.state.changed());
    desk.send(MeaningChosen{"surname", Meaning::OtherName});
    desk.send(MeaningChosen{"first", Meaning::FamilyName});
    EXPECT_EQ(desk.state.problem_id, "");
    EXPECT_THAT(desk.changed(),
                testing::UnorderedElementsAre(
                    Change{"question_meaning", "", "intake/first", "", "family_name"},
                    Change{"question_meaning", "", "intake/surname", "family_name", "other_name"}));
    EXPECT_TRUE(configure_form(**form, desk.state.draft()).ok());
    EXPECT_EQ((*form)->by_name.at("first")->meaning, Meaning::FamilyName);
    EXPECT_EQ((*form)->by_name.at("surname")->meaning, Meaning::OtherName);
    desk.send(MeaningChosen{"first", Meaning::None});
    desk.send(MeaningChosen{"surname", Meaning::FamilyName});
    EXPECT_FALSE(desk.state.changed()) << "as written";
}

TEST(ConfiguredForm, a_meaning_that_cannot_stand_is_refused_with_its_question) {
    const auto form = codec::read_questionnaire_file(
        std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/questionnaires/arbeitgeber.json");
    ASSERT_TRUE(form.ok());
    const auto refusal = [&](const std::string& question, Meaning meaning) {
        auto changed = codec::read_questionnaire_file(
            std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/questionnaires/arbeitgeber.json");
        const Result<void> given = give_meanings(**changed, {{question, meaning}});
        return given ? std::string() : to_string(given.error());
    };
    EXPECT_THAT(refusal("nobody", Meaning::FamilyName), testing::HasSubstr("\"nobody\" is no"));
    EXPECT_THAT(refusal("sector", Meaning::FamilyName), testing::HasSubstr("\"sector\": the"));
    EXPECT_THAT(refusal("company_place", Meaning::CompanyName),
                testing::HasSubstr("another question has the meaning company_name"));
    EXPECT_EQ(refusal("company_place", Meaning::FamilyName), "");
    EXPECT_EQ(refusal("company_name", Meaning::None), "");
}

// --- The shipped questionnaires ------------------------------------------------------------------

TEST(QuestionUse, consents_stay_and_a_question_that_opens_others_names_them) {
    const auto form = codec::read_questionnaire_file(
        std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/questionnaires/anerkennung.json");
    ASSERT_TRUE(form.ok());
    const std::vector<QuestionFacts> facts = question_facts(**form);
    const auto of = [&](const std::string& name) {
        const auto found = std::find_if(facts.begin(), facts.end(),
                                        [&](const QuestionFacts& one) { return one.name == name; });
        EXPECT_NE(found, facts.end()) << name;
        return *found;
    };
    EXPECT_TRUE(of("consent_jobcenter").consent);
    EXPECT_FALSE(of("consent_jobcenter").may_be(QuestionUse::Optional));
    EXPECT_FALSE(of("reasons").may_be(QuestionUse::Off))
        << "the date of a notice is asked for if one was received";
    EXPECT_THAT(of("reasons").needed_by, testing::Not(IsEmpty()));
    EXPECT_TRUE(of("email").may_be(QuestionUse::Off));
}

TEST(QuestionUse, a_block_has_a_switch_of_its_own_before_its_questions) {
    const auto form = codec::read_questionnaire_file(
        std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/questionnaires/anerkennung.json");
    ASSERT_TRUE(form.ok());
    const std::vector<QuestionFacts> facts = question_facts(**form);
    const auto block = std::find_if(facts.begin(), facts.end(),
                                    [](const QuestionFacts& one) { return one.is_switch; });
    ASSERT_NE(block, facts.end());
    EXPECT_EQ(block->name, "esf_block");
    EXPECT_FALSE(block->on);
    EXPECT_FALSE(block->may_be(QuestionUse::Optional));
    ASSERT_NE(block + 1, facts.end());
    EXPECT_EQ((block + 1)->behind, "esf_block");
    EXPECT_EQ((block + 1)->section_title_id, block->section_title_id);
    const auto asked = [&](QuestionUse use) {
        auto changed = codec::read_questionnaire_file(
            std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/questionnaires/anerkennung.json");
        EXPECT_TRUE(use_questions(**changed, {{"esf_block", use}}).ok());
        Answers allowed;
        allowed.fields[{"consent_statistics", 0}] = ChoiceAnswer{{"yes"}};
        for (const FormPage& page : pages(**changed, allowed, {2026, 11, 22})) {
            for (const FormField& field : page.fields) {
                if (field.question->name == "esf_employment") {
                    return true;
                }
            }
        }
        return false;
    };
    EXPECT_TRUE(asked(QuestionUse::On));
    EXPECT_FALSE(asked(QuestionUse::Off));
    EXPECT_FALSE(asked(QuestionUse::AsWritten));
    EXPECT_FALSE(use_questions(**form, {{"email", QuestionUse::On}}).ok());
}

TEST(Gallery, shows_every_kind_of_screen_and_most_questions) {
    const auto form = codec::read_questionnaire_file(
        std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/questionnaires/anerkennung.json");
    ASSERT_TRUE(form.ok());
    terminal::Rules rules;
    rules.languages = {"de", "en"};
    rules.forms.push_back({form->get(), std::string(64, '0')});
    const std::vector<terminal::GalleryScreen> screens = terminal::gallery(rules, "en");
    std::set<std::size_t> kinds;
    std::set<std::string> questions;
    for (const terminal::GalleryScreen& screen : screens) {
        kinds.insert(screen.view.screen.index());
        EXPECT_EQ(screen.view.language, "en");
        if (const auto* page = std::get_if<terminal::PageView>(&screen.view.screen)) {
            for (const terminal::FieldView& field : page->fields) {
                questions.insert(field.path.question);
            }
        }
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<terminal::Screen> - 2) << "all but the staff's two";
    EXPECT_GT(questions.size(), 60U);
    EXPECT_TRUE(std::any_of(screens.begin(), screens.end(), [](const terminal::GalleryScreen& one) {
        return std::holds_alternative<terminal::ReviewView>(one.view.screen);
    }));
}

}  // namespace
}  // namespace lotse::admin
