// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/limits.h"
#include "core/terminal/session_fixture.h"
#include "core/terminal/waiting.h"

namespace lotse {
namespace {

using std::chrono::seconds;

TEST_F(SessionTest, consent_comes_before_any_question_and_is_recorded_with_its_text_and_time) {
    send(terminal::LanguageChosen{"de"});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
    send(terminal::NextPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
    send(terminal::ConsentGiven{});
    EXPECT_EQ(page(), "name");
    EXPECT_EQ(session().consent.text_hash, "h-de");
    EXPECT_EQ(session().consent.given_at, "2026-11-22T10:00:00");
    EXPECT_FALSE(session().consent.mode) << "nobody asked for whom";
}

TEST_F(SessionTest, a_refused_consent_leads_to_a_number_without_data) {
    send(terminal::LanguageChosen{"de"});
    send(terminal::ConsentRefused{});
    ASSERT_EQ(m_sealed.size(), 1U);
    EXPECT_EQ(m_sealed[0].questionnaire, "");
    EXPECT_TRUE(m_sealed[0].answers.fields.empty());
    send(terminal::IntakeStored{"A001"});
    EXPECT_EQ(view<terminal::FinishedView>().number, "A001");
    EXPECT_FALSE(view<terminal::FinishedView>().with_data);
}

TEST_F(SessionTest, the_number_is_shown_only_after_the_intake_is_durable) {
    fill_to_review();
    ASSERT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step));
    send(terminal::SubmitPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::SealingView>(screen_for(m_state, m_rules).screen));
    send(terminal::SubmitPressed{});
    wait(seconds(10000));
    EXPECT_EQ(m_sealed.size(), 1U) << "a second press seals nothing again";
    send(terminal::IntakeStored{"A002"});
    EXPECT_EQ(view<terminal::FinishedView>().number, "A002");
    EXPECT_TRUE(session().answers.fields.empty());
}

TEST_F(SessionTest, an_intake_that_could_not_be_stored_is_offered_again_and_never_claimed) {
    fill_to_review();
    send(terminal::SubmitPressed{});
    send(terminal::IntakeNotStored{});
    EXPECT_TRUE(view<terminal::FailedView>().can_retry);
    send(terminal::SubmitPressed{});
    ASSERT_EQ(m_sealed.size(), 2U);
    EXPECT_EQ(m_sealed[0], m_sealed[1]);
}

TEST_F(SessionTest, nobody_begins_an_intake_that_cannot_be_stored) {
    send(terminal::ReadinessKnown{false});
    EXPECT_FALSE(view<terminal::StartView>().ready);
    send(terminal::LanguageChosen{"de"});
    EXPECT_TRUE(std::holds_alternative<terminal::FailedView>(screen_for(m_state, m_rules).screen));
    EXPECT_FALSE(view<terminal::FailedView>().can_retry);
}

TEST_F(SessionTest, a_terminal_that_could_not_store_asks_again_and_recovers) {
    send(terminal::ReadinessKnown{false});
    ASSERT_TRUE(next_deadline(m_state, m_rules).has_value());
    wait(limits::kReadinessRetry);
    ASSERT_EQ(m_effects.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<terminal::CheckReadiness>(m_effects[0]));
    send(terminal::ReadinessKnown{true});
    EXPECT_TRUE(view<terminal::StartView>().ready);
    wait(limits::kReadinessRetry);
    EXPECT_TRUE(m_effects.empty()) << "a terminal that can store need not ask";
}

TEST_F(SessionTest, the_start_screen_greets_in_one_language_after_the_other) {
    send(terminal::Ticked{});
    for (const char* tag : {"de", "ar", "de", "ar"}) {
        EXPECT_EQ(view<terminal::StartView>().greeting, tag);
        wait(limits::kGreetingShown);
    }
}

TEST_F(SessionTest, a_touch_stops_the_greetings_until_nobody_is_there) {
    send(terminal::Ticked{});
    wait(limits::kGreetingShown);
    ASSERT_EQ(view<terminal::StartView>().greeting, "ar");
    send(terminal::Touched{});
    wait(limits::kGreetingHeld - std::chrono::seconds(1));
    EXPECT_EQ(view<terminal::StartView>().greeting, "ar");
    wait(std::chrono::seconds(1));
    EXPECT_EQ(view<terminal::StartView>().greeting, "de");
}

TEST_F(SessionTest, a_number_only_is_asked_for_its_language_and_once_more_before_it_holds) {
    send(terminal::Ticked{});
    wait(limits::kGreetingShown);
    ASSERT_EQ(view<terminal::StartView>().greeting, "ar");
    send(terminal::NumberOnlyChosen{});
    EXPECT_TRUE(at_start()) << "the language that greets is nobody's choice";
    EXPECT_TRUE(view<terminal::StartView>().number_only);
    send(terminal::LanguageChosen{"de"});
    EXPECT_EQ(screen_for(m_state, m_rules).language, "de");
    EXPECT_TRUE(std::holds_alternative<terminal::NumberView>(screen_for(m_state, m_rules).screen));
    EXPECT_TRUE(m_sealed.empty());
    send(terminal::NumberConfirmed{});
    ASSERT_EQ(m_sealed.size(), 1U);
    EXPECT_EQ(m_counselled_in.front(), "de");
    EXPECT_TRUE(m_sealed.front().answers.fields.empty());
}

TEST_F(SessionTest,
       who_wanted_a_number_only_can_still_answer_questions_or_choose_the_language_anew) {
    send(terminal::NumberOnlyChosen{});
    send(terminal::BackPressed{});
    EXPECT_FALSE(view<terminal::StartView>().number_only);
    send(terminal::NumberOnlyChosen{});
    send(terminal::LanguageChosen{"ar"});
    send(terminal::BackPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step))
        << "with one questionnaire there is nothing else to choose";
    send(terminal::NumberConfirmed{});
    EXPECT_TRUE(m_sealed.empty()) << "only where it was asked";
}

TEST_F(SessionTest, a_number_only_that_was_chosen_among_the_questionnaires_is_asked_too) {
    m_rules.forms.push_back(m_rules.forms.front());
    send(terminal::LanguageChosen{"ar"});
    send(terminal::NumberOnlyChosen{});
    EXPECT_TRUE(m_sealed.empty());
    send(terminal::BackPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Choosing>(session().step));
    send(terminal::NumberOnlyChosen{});
    send(terminal::NumberConfirmed{});
    EXPECT_EQ(m_sealed.size(), 1U);
}

TEST_F(SessionTest, who_asked_for_a_number_and_left_leaves_the_start_screen_to_the_next) {
    send(terminal::Ticked{});
    send(terminal::NumberOnlyChosen{});
    wait(limits::kGreetingHeld);
    EXPECT_FALSE(view<terminal::StartView>().number_only);
    send(terminal::LanguageChosen{"ar"});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
}

TEST_F(SessionTest, nothing_is_offered_to_be_deleted_where_nothing_is_left_to_delete) {
    fill_to_review();
    EXPECT_TRUE(screen_for(m_state, m_rules).can_end);
    send(terminal::SubmitPressed{});
    EXPECT_FALSE(screen_for(m_state, m_rules).can_end);
    send(terminal::IntakeStored{"A001"});
    EXPECT_FALSE(screen_for(m_state, m_rules).can_end) << "what is sealed is kept";
    EXPECT_TRUE(screen_for(m_state, m_rules).can_switch_language);
    send(terminal::EndAsked{});
    EXPECT_TRUE(at_start()) << "the number was noted";
}

TEST_F(SessionTest, what_is_not_in_a_list_can_be_written) {
    begin();
    send(terminal::ListOpened{{"spoken", 0}});
    send(terminal::ListWritten{});
    EXPECT_TRUE(session().answers.fields.empty()) << "nothing was typed";
    const std::string typed = "  Suryoyo aus dem Dorf ";
    send(terminal::TextEdited{SecretText(typed), typed.size(), typed.size()});
    send(terminal::ListWritten{});
    EXPECT_FALSE(session().list);
    EXPECT_EQ(std::get<ChoiceAnswer>(*session().answers.find({"spoken", 0})).names,
              std::vector<std::string>{"Suryoyo aus dem Dorf"});
    send(terminal::ListWritten{});
    answer_and_submit();
    ASSERT_EQ(m_counselled_in.size(), 1U);
    EXPECT_EQ(m_counselled_in.front(), "de") << "what was typed is for nobody to read in clear";
}

TEST_F(SessionTest, a_screen_is_another_one_whenever_a_finger_finds_something_else) {
    std::vector<std::string> seen;
    const auto is_new = [&] {
        std::string now = identity_of(screen_for(m_state, m_rules));
        const bool known = std::find(seen.begin(), seen.end(), now) != seen.end();
        seen.push_back(std::move(now));
        return !known;
    };
    const auto is_same = [&] { return !is_new(); };
    EXPECT_TRUE(is_new());
    send(terminal::NumberOnlyChosen{});
    EXPECT_TRUE(is_new());
    send(terminal::BackPressed{});
    send(terminal::LanguageChosen{"de"});
    EXPECT_TRUE(is_new());
    send(terminal::NoticeOpened{});
    EXPECT_TRUE(is_new());
    send(terminal::NoticeOpened{"rights"});
    EXPECT_TRUE(is_new());
    send(terminal::NoticeClosed{});
    send(terminal::NoticeClosed{});
    send(terminal::ConsentGiven{});
    EXPECT_TRUE(is_new());
    type("family_name", "Beispiel");
    EXPECT_TRUE(is_same()) << "the keyboard belongs to the page";
    send(terminal::ListOpened{{"spoken", 0}});
    EXPECT_TRUE(is_new());
    send(terminal::ListClosed{});
    send(terminal::LanguagesOpened{});
    EXPECT_TRUE(is_new());
    send(terminal::LanguageChosen{"ar"});
    EXPECT_TRUE(is_new()) << "another language has other words in every place";
    send(terminal::EndAsked{});
    EXPECT_TRUE(is_new());
    send(terminal::EndCancelled{});
    EXPECT_TRUE(is_same());
    wait(patience());
    EXPECT_TRUE(is_new());
    send(terminal::Touched{});
    EXPECT_TRUE(is_same());
    send(terminal::NextPressed{});
    EXPECT_TRUE(is_new());
}

TEST_F(SessionTest, a_page_with_a_missing_answer_is_not_left_and_says_why) {
    begin();
    send(terminal::NextPressed{});
    EXPECT_EQ(page(), "name");
    const terminal::PageView shown = view<terminal::PageView>();
    ASSERT_TRUE(shown.fields[0].problem.has_value());
    EXPECT_EQ(shown.fields[0].problem->message, "problem.required");
    EXPECT_FALSE(shown.fields[1].problem.has_value());
}

TEST_F(SessionTest, a_special_answer_stands_for_an_answer_and_leads_on) {
    begin();
    send(terminal::SpecialTapped{{"family_name", 0}, Special::DiscussInCounselling});
    send(terminal::NextPressed{});
    EXPECT_EQ(page(), "needs");
    send(terminal::BackPressed{});
    send(terminal::SpecialTapped{{"family_name", 0}, Special::DiscussInCounselling});
    EXPECT_EQ(session().answers.find({"family_name", 0}), nullptr) << "a second tap takes it back";
}

TEST_F(SessionTest, the_language_changes_at_any_moment_and_nothing_else_does) {
    begin();
    type("family_name", "Beispiel");
    send(terminal::TextEdited{SecretText("Beispiel"), 3, 1});
    send(terminal::LanguagesOpened{});
    send(terminal::LanguageChosen{"ar"});
    EXPECT_EQ(session().language, "ar");
    EXPECT_EQ(page(), "name");
    ASSERT_TRUE(session().editing.has_value());
    EXPECT_EQ(session().editing->caret, 3U);
    EXPECT_EQ(session().editing->anchor, 1U);
    EXPECT_EQ(session().editing->text.view(), "Beispiel");
    send(terminal::LanguageChosen{"xx"});
    EXPECT_EQ(session().language, "ar") << "a language that is not offered changes nothing";
}

TEST_F(SessionTest, numbers_and_texts_are_typed_up_to_their_bounds) {
    begin();
    type("children_count", "12");
    EXPECT_EQ(std::get<NumberAnswer>(*session().answers.find({"children_count", 0})).digits.view(),
              "12");
    type("children_count", std::string(limits::kLongestNumberAnswerBytes + 1, '1'));
    EXPECT_EQ(std::get<NumberAnswer>(*session().answers.find({"children_count", 0})).digits.view(),
              "12");
    type("family_name", std::string(limits::kLongestLineBytes + 1, 'a'));
    EXPECT_EQ(session().answers.find({"family_name", 0}), nullptr);
}

TEST_F(SessionTest, none_excludes_the_other_choices) {
    begin();
    type("family_name", "B");
    send(terminal::NextPressed{});
    const FieldPath needs{"needs", 0};
    send(terminal::ChoiceTapped{needs, "wheelchair"});
    send(terminal::ChoiceTapped{needs, "eye"});
    EXPECT_THAT(std::get<ChoiceAnswer>(*session().answers.find(needs)).names,
                testing::ElementsAre("wheelchair", "eye"));
    send(terminal::ChoiceTapped{needs, "none"});
    EXPECT_THAT(std::get<ChoiceAnswer>(*session().answers.find(needs)).names,
                testing::ElementsAre("none"));
    send(terminal::ChoiceTapped{needs, "eye"});
    EXPECT_THAT(std::get<ChoiceAnswer>(*session().answers.find(needs)).names,
                testing::ElementsAre("eye"));
    send(terminal::ChoiceTapped{needs, "eye"});
    EXPECT_EQ(session().answers.find(needs), nullptr);
}

constexpr const char* kCounted = R"json({
  "name": "f", "version": 1, "choices": {"town": ["rome", "oslo"]},
  "survey": [{"group": "s", "children": [
    {"type": "integer", "name": "many"},
    {"type": "select_one", "name": "town", "choices": "town"},
    {"repeat": "child", "at_most": 5, "count": "${many}", "children": [
      {"type": "text", "name": "child_name", "required": "true()"},
      {"type": "integer", "name": "child_age"}]},
    {"group": "told", "appearance": "field-list", "children": [
      {"type": "note", "name": "sum", "calculate": "${many} + 1"},
      {"type": "note", "name": "words", "calculate": "concat(${many}, ' of us')"},
      {"type": "note", "name": "day", "calculate": "today()"},
      {"type": "note", "name": "where", "calculate": "jr:choice-name(${town}, '${town}')"},
      {"type": "note", "name": "trip", "calculate":
          "concat('To ', jr:choice-name(${town}, '${town}'), ', ', ${words})"},
      {"type": "note", "name": "plain"}]}]}]})json";

class CountedRepeatTest : public SessionTest {
protected:
    CountedRepeatTest() {
        auto form = codec::read_questionnaire(kCounted, "f.json");
        if (!form) {
            ADD_FAILURE() << to_string(form.error());
            return;
        }
        m_form = std::move(*form);
        m_rules.forms = {{m_form.get(), "ab"}};
        begin();
        type("many", "2");
        send(terminal::NextPressed{});
        send(terminal::ChoiceTapped{{"town", 0}, "oslo"});
        send(terminal::NextPressed{});
    }
    std::string here() {
        const PageId& page = std::get<terminal::Answering>(session().step).page;
        return page.name + " " + std::to_string(page.instance);
    }
};

TEST_F(CountedRepeatTest, entries_that_are_counted_are_asked_one_after_the_other) {
    EXPECT_EQ(here(), "child_name 0");
    EXPECT_EQ(view<terminal::PageView>().entry, 1);
    EXPECT_EQ(view<terminal::PageView>().entry_title_id, "f.s.child.entry");
    send(terminal::NextPressed{});
    EXPECT_EQ(here(), "child_name 0") << "required";
    type("child_name", "A");
    send(terminal::NextPressed{});
    EXPECT_EQ(here(), "child_age 0");
    send(terminal::NextPressed{});
    EXPECT_EQ(here(), "child_name 1");
    type("child_name", "B", 1);
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    EXPECT_EQ(here(), "told 0");
    send(terminal::BackPressed{});
    EXPECT_EQ(here(), "child_age 1") << "there is no list of entries to come back to";
    send(terminal::BackPressed{});
    send(terminal::BackPressed{});
    EXPECT_EQ(here(), "child_age 0");
    EXPECT_EQ(session().answers.fields.count({"child_name", 1}), 1U) << "nothing is removed";
    send(terminal::BackPressed{});
    send(terminal::BackPressed{});
    EXPECT_EQ(page(), "town");
}

TEST_F(CountedRepeatTest, the_case_sheet_gets_as_many_entries_as_were_counted) {
    session().answers.fields[{"child_name", 1}] = TextAnswer{SecretText("B"), "de"};
    session().answers.fields[{"child_name", 2}] = TextAnswer{SecretText("C"), "de"};
    const Answers sealed = relevant_answers(*m_form, session().answers, {2026, 11, 22});
    EXPECT_EQ(sealed.repeats.at("child"), 2);
    EXPECT_EQ(sealed.fields.count({"child_name", 1}), 1U);
    EXPECT_EQ(sealed.fields.count({"child_name", 2}), 0U) << "there are only two";
}

TEST_F(CountedRepeatTest, a_note_shows_its_value_in_the_shape_of_an_answer) {
    for (int instance = 0; instance < 2; ++instance) {
        type("child_name", "A", instance);
        send(terminal::NextPressed{});
        send(terminal::NextPressed{});
    }
    const auto notes = view<terminal::PageView>().fields;
    ASSERT_EQ(notes.size(), 6U);
    ASSERT_TRUE(notes[0].answer && notes[1].answer && notes[2].answer);
    EXPECT_EQ(std::get<NumberAnswer>(*notes[0].answer).digits.view(), "3");
    EXPECT_EQ(std::get<TextAnswer>(*notes[1].answer).text.view(), "2 of us");
    EXPECT_EQ(std::get<PartialDate>(*notes[2].answer).first, (CivilDate{2026, 11, 22}));
    const LabelledPart label{"f.choices.town.oslo", true};
    EXPECT_THAT(notes[3].parts, testing::ElementsAre(label));
    EXPECT_THAT(notes[4].parts, testing::ElementsAre(LabelledPart{"To ", false}, label,
                                                     LabelledPart{", 2 of us", false}));
    EXPECT_TRUE(notes[2].parts.empty());
    EXPECT_FALSE(notes[5].answer);
    EXPECT_TRUE(notes[5].parts.empty());
}

class RepeatTest : public SessionTest {
protected:
    void go_to_hub() {
        begin();
        to_the_jobs("yes", "B");
    }
};

TEST_F(RepeatTest, entries_are_added_corrected_and_removed_on_a_hub) {
    go_to_hub();
    EXPECT_EQ(view<terminal::HubView>().repeat, "job");
    send(terminal::EntryAdded{"job"});
    EXPECT_EQ(page(), "job_title");
    type("job_title", "Köchin");
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    EXPECT_EQ(view<terminal::HubView>().entries.size(), 1U);
    send(terminal::EntryAdded{"job"});
    type("job_title", "Fahrer", 1);
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    EXPECT_FALSE(view<terminal::HubView>().can_add) << "at most two";
    send(terminal::EntryAdded{"job"});
    EXPECT_EQ(view<terminal::HubView>().entries.size(), 2U);
    send(terminal::RemovalAsked{"job", 0});
    send(terminal::RemovalConfirmed{});
    ASSERT_EQ(view<terminal::HubView>().entries.size(), 1U);
    EXPECT_EQ(std::get<TextAnswer>(*session().answers.find({"job_title", 0})).text.view(),
              "Fahrer");
    EXPECT_EQ(session().answers.find({"job_title", 1}), nullptr);
    send(terminal::NextPressed{});
    EXPECT_EQ(page(), "message");
    send(terminal::BackPressed{});
    EXPECT_EQ(view<terminal::HubView>().entries.size(), 1U);
}

TEST_F(RepeatTest, an_entry_left_untouched_by_going_back_does_not_remain) {
    go_to_hub();
    send(terminal::EntryAdded{"job"});
    send(terminal::BackPressed{});
    EXPECT_TRUE(view<terminal::HubView>().entries.empty());
}

TEST_F(RepeatTest, answers_that_became_irrelevant_are_not_sealed) {
    go_to_hub();
    send(terminal::EntryAdded{"job"});
    type("job_title", "Köchin");
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    send(terminal::BackPressed{});
    send(terminal::ChoiceTapped{{"worked", 0}, "no"});
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    send(terminal::SubmitPressed{});
    ASSERT_EQ(m_sealed.size(), 1U);
    EXPECT_EQ(m_sealed[0].answers.find({"job_title", 0}), nullptr);
    EXPECT_EQ(m_sealed[0].questionnaire_version, 3);
    EXPECT_EQ(m_sealed[0].questionnaire_hash, "ab");
}

TEST_F(SessionTest, the_queue_is_told_the_language_of_counselling_else_that_of_the_screens) {
    fill_to_review();
    send(terminal::SubmitPressed{});
    EXPECT_EQ(m_counselled_in.back(), "de");
    session().answers.fields[{"spoken", 0}] = ChoiceAnswer{{"uk"}};
    session().step = terminal::Reviewing{};
    send(terminal::SubmitPressed{});
    EXPECT_EQ(m_counselled_in.back(), "uk");
}

TEST_F(SessionTest, a_correction_returns_to_the_review) {
    fill_to_review();
    send(terminal::CorrectionAsked{{"name", 0}});
    EXPECT_TRUE(view<terminal::PageView>().correcting);
    type("family_name", "Muster");
    send(terminal::NextPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step));
}

TEST_F(SessionTest, a_question_that_a_correction_made_relevant_is_asked_before_sealing) {
    fill_to_review();
    send(terminal::CorrectionAsked{{"worked", 0}});
    send(terminal::ChoiceTapped{{"worked", 0}, "yes"});
    send(terminal::NextPressed{});
    send(terminal::CorrectionAsked{{"job", 0}});
    send(terminal::EntryAdded{"job"});
    type("job_title", "K");
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    ASSERT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step));
    session().answers.fields.erase({"job_title", 0});
    send(terminal::SubmitPressed{});
    EXPECT_TRUE(m_sealed.empty());
    EXPECT_EQ(page(), "job_title");
}

TEST_F(SessionTest, after_silence_a_warning_then_everything_is_wiped) {
    begin();
    type("family_name", "Beispiel");
    const seconds silence = patience();
    wait(silence - seconds(1));
    EXPECT_EQ(screen_for(m_state, m_rules).idle_seconds_left, 0);
    wait(seconds(1));
    EXPECT_EQ(screen_for(m_state, m_rules).idle_seconds_left, 30);
    send(terminal::Touched{});
    EXPECT_EQ(screen_for(m_state, m_rules).idle_seconds_left, 0);
    wait(silence);
    wait(seconds(29));
    EXPECT_FALSE(at_start());
    wait(seconds(1));
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(wiped());
}

TEST_F(SessionTest, end_and_delete_asks_once_and_wipes) {
    begin();
    send(terminal::EndConfirmed{});
    EXPECT_FALSE(at_start()) << "not asked yet";
    send(terminal::EndAsked{});
    EXPECT_TRUE(screen_for(m_state, m_rules).end_asked);
    send(terminal::EndCancelled{});
    EXPECT_EQ(page(), "name");
    send(terminal::EndAsked{});
    send(terminal::EndConfirmed{});
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(wiped());
}

TEST_F(SessionTest, the_number_disappears_after_a_minute) {
    number_only();
    send(terminal::IntakeStored{"A003"});
    wait(seconds(59));
    EXPECT_FALSE(at_start());
    wait(seconds(1));
    EXPECT_TRUE(at_start());
}

TEST_F(SessionTest, wrong_pins_cost_growing_time) {
    send(terminal::StaffGestureMade{});
    const auto try_pin = [&] {
        send(terminal::PinDigitTyped{'1'});
        send(terminal::NextPressed{});
        const bool asked =
            std::any_of(m_effects.begin(), m_effects.end(), [](const terminal::Effect& e) {
                return std::holds_alternative<terminal::CheckPin>(e);
            });
        if (asked) {
            send(answer_to_pin(false));
        }
        return asked;
    };
    EXPECT_TRUE(try_pin());
    EXPECT_TRUE(try_pin());
    EXPECT_TRUE(try_pin());
    EXPECT_EQ(view<terminal::StaffPinView>().blocked_seconds, 5);
    EXPECT_FALSE(try_pin());
    wait(seconds(5));
    send(terminal::PinErased{});
    EXPECT_TRUE(try_pin());
    EXPECT_EQ(view<terminal::StaffPinView>().blocked_seconds, 10);
    wait(limits::kStaffPinIdle);
    EXPECT_TRUE(at_start());
    EXPECT_GT(m_state.pin_blocked_until, m_now.monotonic - limits::kLongestPinDelay)
        << "leaving does not reset it";
}

TEST_F(
    SessionTest,
    the_staff_menu_names_a_window_that_does_not_fill_its_display_and_no_client_loses_time_by_it) {
    send(terminal::LanguageChosen{"de"});
    const Instant before = m_now.monotonic;
    wait(seconds(10));
    send(terminal::DisplayChecked{{1920, 1080, 640, 480, 1920, 1080, false}});
    EXPECT_EQ(next_deadline(m_state, m_rules), before + patience())
        << "a look at the display is no input";
    send(terminal::EndAsked{});
    send(terminal::EndConfirmed{});
    send(terminal::StaffGestureMade{});
    for (const char digit : std::string("123456")) {
        send(terminal::PinDigitTyped{digit});
    }
    send(terminal::NextPressed{});
    send(answer_to_pin(true));
    ASSERT_TRUE(view<terminal::StaffMenuView>().display);
    EXPECT_FALSE(view<terminal::StaffMenuView>().display->covers);
    EXPECT_EQ(view<terminal::StaffMenuView>().display->window_width, 640);
}

TEST_F(SessionTest, the_staff_menu_opens_with_the_right_pin_only_and_closes_by_itself) {
    send(terminal::StaffGestureMade{});
    for (const char digit : std::string("123456")) {
        send(terminal::PinDigitTyped{digit});
    }
    send(terminal::NextPressed{});
    send(answer_to_pin(true));
    EXPECT_FALSE(view<terminal::StaffMenuView>().outbox.has_value());
    send(terminal::OutboxKnown{{2, 1, {}}, "2026-11-22T09:00:00"});
    EXPECT_EQ(view<terminal::StaffMenuView>().outbox->waiting, 2);
    wait(limits::kStaffMenuIdle);
    EXPECT_TRUE(at_start());
}

TEST_F(SessionTest, numbers_begin_anew_only_when_staff_answered_the_question) {
    send(terminal::StaffGestureMade{});
    send(terminal::PinDigitTyped{'1'});
    send(terminal::NextPressed{});
    send(answer_to_pin(true));
    const auto now = [&] { return view<terminal::StaffMenuView>().new_day; };
    const auto begins = [&](const terminal::Event& event) {
        send(event);
        return std::any_of(m_effects.begin(), m_effects.end(), [](const terminal::Effect& effect) {
            return std::holds_alternative<terminal::BeginNewDay>(effect);
        });
    };
    EXPECT_FALSE(begins(terminal::NewDayConfirmed{})) << "nobody asked";
    EXPECT_FALSE(begins(terminal::NewDayAsked{}));
    EXPECT_EQ(now(), terminal::NewDay::Asked);
    EXPECT_FALSE(begins(terminal::NewDayCancelled{}));
    EXPECT_EQ(now(), terminal::NewDay::None);
    send(terminal::NewDayAsked{});
    EXPECT_TRUE(begins(terminal::NewDayConfirmed{}));
    EXPECT_FALSE(begins(terminal::NewDayConfirmed{})) << "once";
    send(terminal::NewDayAnswered{false});
    EXPECT_EQ(now(), terminal::NewDay::TooEarly);
    send(terminal::NewDayAsked{});
    send(terminal::NewDayConfirmed{});
    send(terminal::NewDayAnswered{true});
    EXPECT_EQ(now(), terminal::NewDay::Begun);
}

TEST_F(SessionTest, the_answer_to_somebody_elses_pin_opens_nothing) {
    const auto typed = [&] {
        send(terminal::StaffGestureMade{});
        send(terminal::PinDigitTyped{'1'});
    };
    typed();
    send(terminal::NextPressed{});
    const terminal::PinChecked late = answer_to_pin(true);
    send(terminal::PinErased{});
    EXPECT_EQ(view<terminal::StaffPinView>().digits, 1) << "what is being checked stays";
    send(terminal::StaffLeft{});
    send(late);
    EXPECT_TRUE(at_start());
    typed();
    send(late);
    EXPECT_EQ(view<terminal::StaffPinView>().digits, 1) << "nobody asked for a check";
    send(terminal::NextPressed{});
    send(late);
    EXPECT_EQ(view<terminal::StaffPinView>().digits, 1) << "it is the check of another PIN";
    send(terminal::PinChecked{false, late.check});
    EXPECT_FALSE(view<terminal::StaffPinView>().wrong);
    EXPECT_EQ(m_state.pin_failures, 0);
}

TEST_F(SessionTest, a_press_at_the_moment_the_idle_time_ends_finds_nobodys_pin_menu_or_answers) {
    const auto at_pin = [&] {
        send(terminal::StaffGestureMade{});
        send(terminal::PinDigitTyped{'1'});
    };
    const auto later = [&](Instant time) { m_now.monotonic += time; };  // and no tick came
    at_pin();
    later(limits::kStaffPinIdle - std::chrono::milliseconds(1));
    send(terminal::PinDigitTyped{'2'});
    EXPECT_EQ(view<terminal::StaffPinView>().digits, 2) << "in time";
    later(limits::kStaffPinIdle);
    send(terminal::PinDigitTyped{'3'});
    EXPECT_TRUE(at_start()) << "the digits of whoever left are gone";

    at_pin();
    later(limits::kStaffPinIdle);
    send(terminal::NextPressed{});
    EXPECT_TRUE(at_start());
    EXPECT_FALSE(std::any_of(m_effects.begin(), m_effects.end(), [](const auto& effect) {
        return std::holds_alternative<terminal::CheckPin>(effect);
    }));

    at_pin();
    later(limits::kStaffPinIdle - std::chrono::milliseconds(1));
    send(terminal::NextPressed{});
    later(std::chrono::seconds(1));
    send(answer_to_pin(true));
    ASSERT_TRUE(std::holds_alternative<terminal::AtStaffMenu>(m_state.place))
        << "it was typed in time, and its check takes a while";
    later(limits::kStaffMenuIdle);
    send(terminal::RestartAsked{});
    EXPECT_TRUE(at_start());

    send(terminal::LanguageChosen{"de"});
    later(m_rules.idle + m_rules.idle_grace);
    send(terminal::BackPressed{});
    EXPECT_TRUE(at_start()) << "a client's session, after the machine slept";
}

TEST_F(SessionTest, random_events_never_leave_answers_outside_a_session) {
    std::uint32_t seed = 7;
    const auto random = [&](std::uint32_t bound) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8) % bound;
    };
    const std::vector<terminal::Event> events = {
        terminal::LanguageChosen{"de"},
        terminal::LanguageChosen{"ar"},
        terminal::ConsentGiven{},
        terminal::ConsentRefused{},
        terminal::NextPressed{},
        terminal::NextPressed{},
        terminal::NextPressed{},
        terminal::BackPressed{},
        terminal::SubmitPressed{},
        terminal::ChoiceTapped{{"worked", 0}, "yes"},
        terminal::ChoiceTapped{{"needs", 0}, "eye"},
        terminal::EntryAdded{"job"},
        terminal::RemovalAsked{"job", 0},
        terminal::RemovalConfirmed{},
        terminal::RemovalCancelled{},
        terminal::EntryOpened{"job", 1},
        terminal::FieldTapped{{"family_name", 0}},
        terminal::FieldTapped{{"job_title", 0}},
        terminal::TextEdited{SecretText("x"), 1, 1},
        terminal::SpecialTapped{{"family_name", 0}, Special::DontKnow},
        terminal::ListOpened{{"job_country", 0}},
        terminal::ListClosed{},
        terminal::ChoiceTapped{{"job_country", 0}, "SY"},
        terminal::CorrectionAsked{{"name", 0}},
        terminal::EndAsked{},
        terminal::EndConfirmed{},
        terminal::EndCancelled{},
        terminal::IntakeStored{"A1"},
        terminal::IntakeNotStored{},
        terminal::StaffGestureMade{},
        terminal::PinDigitTyped{'1'},
        terminal::PinChecked{true},
        terminal::PinChecked{false},
        terminal::StaffLeft{},
        terminal::NumberOnlyChosen{},
        terminal::NumberConfirmed{},
        terminal::ListWritten{},
        terminal::Ticked{},
        terminal::ReadinessKnown{true}};
    for (int i = 0; i < 20000; ++i) {
        m_now.monotonic += Instant(random(3000));
        send(events[random(static_cast<std::uint32_t>(events.size()))]);
        const terminal::ScreenView shown = screen_for(m_state, m_rules);
        if (const auto* place = std::get_if<terminal::InSession>(&m_state.place)) {
            if (std::holds_alternative<terminal::Finished>(place->session.step)) {
                EXPECT_TRUE(place->session.answers.fields.empty());
            }
            if (std::holds_alternative<terminal::Answering>(place->session.step)) {
                EXPECT_TRUE(std::holds_alternative<terminal::PageView>(shown.screen) ||
                            std::holds_alternative<terminal::HubView>(shown.screen));
            }
        }
    }
    EXPECT_FALSE(m_sealed.empty());
}

}  // namespace
}  // namespace lotse
