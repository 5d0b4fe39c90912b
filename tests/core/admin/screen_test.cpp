// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::admin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Rules rules() {
    Installed installed;
    installed.folders = {"ar", "de", "en", "uk"};
    installed.languages = {"de", "en", "uk"};
    installed.second_language = "uk";
    installed.questionnaires = {"intake"};
    installed.questions["intake"] = {
        {"reason",
         "intake.a.reason.label",
         "intake.a.title",
         false,
         {"intake.a.x.label", "intake.a.y.label", "intake.a.z.label"}},
        {"consent", "intake.a.consent.label", "intake.a.title", true, {}},
        {"email", "intake.b.email.label", "intake.b.title", false, {}}};
    installed.institution = "Beratung";
    return {installed};
}

PublishedConfiguration published_version(std::int64_t number, const std::string& preview = "") {
    return {number, WallTime{}, "a.admin", "", preview};
}

State after(State state, const Event& event) {
    return update(std::move(state), event, Moment{}, rules()).state;
}
State on(Page page) {
    State state = opened(rules(), {"a.admin", "musterstadt"}).state;
    ConfigurationsKnown known;
    known.published = {published_version(1), published_version(2), published_version(3, "eingang")};
    known.reports = {{"eingang", 2, 3, "", "1.0", {}, 3}};
    known.newest.version = 3;
    known.released.version = 2;
    return after(after(std::move(state), known), PageOpened{page, ""});
}
template <class View>
View page(const State& state) {
    return std::get<View>(screen_for(state, rules()).content);
}

TEST(AdminScreen, languages_stand_in_their_order_with_what_may_be_pressed) {
    State state = on(Page::Languages);
    LanguageFigures thin;
    thin.tag = "en";
    thin.texts = 100;
    thin.done = 50;
    state = after(std::move(state), LanguagesChecked{{thin}, {}});
    const auto view = page<LanguagesView>(state);
    std::string text;
    for (const LanguageRow& row : view.rows) {
        text += row.tag + (row.offered ? " offered" : "") + (row.is_default ? " default" : "") +
                (row.is_second ? " second" : "") + (row.hidden ? " hidden" : "") +
                (row.can_move_up ? " up" : "") + (row.can_move_down ? " down" : "") + "\n";
    }
    EXPECT_EQ(text, R"(de offered default down
en offered hidden up down
uk offered second up
ar
)");
    EXPECT_FALSE(view.threshold_low);
    EXPECT_TRUE(page<LanguagesView>(after(std::move(state), ThresholdChosen{0.5})).threshold_low);
}

TEST(AdminScreen, versions_say_what_they_are_and_what_may_be_done_with_them) {
    State state = on(Page::Versions);
    const auto text = [](const VersionsView& view) {
        constexpr const char* kWords[] = {"current", "earlier", "preview", "overtaken"};
        std::string out;
        for (const VersionRow& row : view.history) {
            out += std::to_string(row.version.version) + " " +
                   kWords[static_cast<int>(row.standing)] + (row.can_release ? " release" : "") +
                   (row.can_restore ? " restore" : "") + "\n";
        }
        return out;
    };
    const auto view = page<VersionsView>(state);
    EXPECT_EQ(text(view), R"(3 preview release
2 current restore
1 earlier restore
)");
    EXPECT_EQ(view.next, 4);
    EXPECT_FALSE(view.can_publish) << "nothing changed";
    EXPECT_FALSE(view.drop_offered);
    ASSERT_EQ(view.terminals.size(), 1U);
    EXPECT_TRUE(view.terminals.front().waits);
    EXPECT_TRUE(view.terminals.front().refused);
    state = after(std::move(state), ThresholdChosen{0.5});
    EXPECT_TRUE(page<VersionsView>(state).can_publish);
    state.busy = true;
    EXPECT_FALSE(page<VersionsView>(state).can_publish);
}

TEST(AdminScreen, a_question_that_stays_says_why) {
    const auto view = page<QuestionsView>(on(Page::Questions));
    ASSERT_EQ(view.sections.size(), 2U);
    const std::vector<QuestionRow>& first = view.sections.front().questions;
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].reason, QuestionRow::Reason::Needed);
    EXPECT_THAT(first[0].needed_by, ElementsAre("intake.a.x.label", "intake.a.y.label"));
    EXPECT_EQ(first[0].needed_more, 1U);
    EXPECT_EQ(first[1].reason, QuestionRow::Reason::Consent);
    EXPECT_LT(first[1].uses.size(), 2U) << "nothing can be chosen";
    const QuestionRow& email = view.sections.back().questions.front();
    EXPECT_EQ(email.reason, QuestionRow::Reason::None);
    EXPECT_EQ(email.uses.size(), 3U);
    EXPECT_TRUE(email.uses.front().chosen);
}

TEST(AdminScreen, a_value_that_was_set_elsewhere_is_among_the_choices) {
    Rules given = rules();
    given.installed.idle = std::chrono::seconds(75);
    const ScreenView view = screen_for(on(Page::Centre), given);
    const NumberSetting& idle = std::get<CentreView>(view.content).settings.front();
    std::vector<std::int64_t> values, chosen;
    for (const NumberChoice& choice : idle.choices) {
        values.push_back(choice.value);
        if (choice.chosen) {
            chosen.push_back(choice.value);
        }
    }
    EXPECT_THAT(values, ElementsAre(60, 75, 90, 120, 180, 300));
    EXPECT_THAT(chosen, ElementsAre(75));
    EXPECT_EQ(std::get<IdleChosen>(idle.choices.back().event).idle, std::chrono::seconds(300));
}

TEST(AdminScreen, a_question_offers_the_meanings_that_fit_and_none) {
    Rules given = rules();
    QuestionFacts name, note;
    name.name = "surname";
    name.meaning = Meaning::FamilyName;
    name.may_mean = {Meaning::FamilyName, Meaning::GivenName};
    note.name = "greeting";
    note.note = true;
    given.installed.questions["intake"] = {name, note};
    State state = on(Page::Questions);
    state.questionnaire = "intake";
    state = update(std::move(state), MeaningChosen{"surname", Meaning::GivenName}, Moment{}, given)
                .state;
    const auto view = std::get<QuestionsView>(screen_for(state, given).content);
    const std::vector<QuestionRow>& rows = view.sections.front().questions;
    EXPECT_EQ(rows.front().meaning, Meaning::GivenName);
    EXPECT_THAT(rows.front().may_mean,
                ElementsAre(Meaning::None, Meaning::FamilyName, Meaning::GivenName));
    EXPECT_THAT(rows.back().may_mean, ElementsAre());
}

TEST(AdminScreen, words_that_were_typed_and_do_not_hold_yet_are_named) {
    State state = on(Page::Centre);
    EXPECT_EQ(page<CentreView>(state).unapplied, "");
    state = after(std::move(state), FieldTyped{{"institution", SecretText("Anders"), 6, 6}});
    EXPECT_EQ(page<CentreView>(state).unapplied, "institution");
    state = after(std::move(state), FieldConfirmed{});
    EXPECT_EQ(page<CentreView>(state).unapplied, "");
    EXPECT_EQ(page<CentreView>(state).institution, "Anders");
}

TEST(AdminScreen, a_question_stands_instead_of_the_page) {
    State state = after(on(Page::Versions), ReleaseAsked{3});
    const ScreenView view = screen_for(state, rules());
    ASSERT_TRUE(view.question);
    EXPECT_EQ(std::get<ReleaseQuestion>(*view.question).version, 3);
    state = after(after(on(Page::Versions), ThresholdChosen{0.5}), LeaveAsked{});
    EXPECT_TRUE(std::holds_alternative<LeaveQuestion>(*screen_for(state, rules()).question));
    EXPECT_FALSE(state.left);
    EXPECT_TRUE(after(std::move(state), LeaveAsked{}).left);
    EXPECT_TRUE(after(on(Page::Versions), LeaveAsked{}).left) << "nothing would be lost";
}

TEST(AdminScreen, of_many_broken_texts_the_first_are_named_and_the_rest_is_counted) {
    State state = on(Page::Versions);
    PublishRefused refused{"desk.admin.problem.refused", {}, {}};
    refused.texts.assign(9, {"uk", Issue{}});
    state = after(std::move(state), refused);
    const Notices notices = screen_for(state, rules()).notices;
    EXPECT_EQ(notices.issues.size(), 6U);
    EXPECT_EQ(notices.more_issues, 3U);
}

TEST(AdminScreen, there_is_no_page_before_the_versions_are_known) {
    const ScreenView view = screen_for(opened(rules(), {"a.admin", "musterstadt"}).state, rules());
    EXPECT_FALSE(view.loaded);
    EXPECT_EQ(view.changes, 0U);
}

TEST(AdminTexts, are_listed_as_on_the_way_through_the_terminal) {
    std::vector<std::string> ids = {"staff.title",           "intake.b.email.label",
                                    "intake.a.reason.label", "start.welcome",
                                    "intake.choices.x",      "intake.a.title"};
    sort_texts(ids, rules().installed);
    EXPECT_THAT(ids, ElementsAre("start.welcome", "intake.a.title", "intake.a.reason.label",
                                 "intake.b.email.label", "intake.choices.x", "staff.title"));
    EXPECT_EQ(text_after({"start.welcome", "staff.title"}, "intake.a.title", rules().installed),
              "staff.title");
    EXPECT_THAT(text_after(ids, "staff.title", rules().installed), IsEmpty());
}

TEST(AdminTexts, a_row_says_the_most_urgent_of_what_is_to_be_said) {
    State state = on(Page::Texts);
    LanguageFigures figures;
    figures.tag = "uk";
    figures.stale_ids = {"start.welcome"};
    state = after(std::move(state), LanguagesChecked{{figures}, {}});
    state = after(std::move(state), PageOpened{Page::Texts, "uk"});
    EXPECT_EQ(mark_of(state, "start.welcome", false), TextMark::Missing);
    EXPECT_EQ(mark_of(state, "start.welcome", true), TextMark::Stale);
    EXPECT_EQ(mark_of(state, "start.title", true), TextMark::None);
    state = after(std::move(state), FilterChosen{TextFilter::Stale});
    EXPECT_TRUE(passes_filter(state, "start.welcome", true));
    EXPECT_FALSE(passes_filter(state, "start.title", true));
}

}  // namespace
}  // namespace lotse::admin
