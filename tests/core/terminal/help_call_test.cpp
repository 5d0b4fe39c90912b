// SPDX-License-Identifier: EUPL-1.2
/// Somebody is asked to come: once the client was asked, never said to be on the way before it is
/// known that somebody hears, and over with the session.
#include "core/limits.h"
#include "core/terminal/session_fixture.h"

namespace lotse {
namespace {

using namespace terminal;
using std::chrono::seconds;

class HelpCallTest : public SessionTest {
protected:
    ScreenView view() const { return screen_for(m_state, m_rules); }
    template <class T>
    const T* effect() const {
        for (const Effect& one : m_effects) {
            if (const T* found = std::get_if<T>(&one)) {
                return found;
            }
        }
        return nullptr;
    }
    /// Of the call that was made.
    std::int64_t call_help() {
        send(HelpOpened{HelpPage::Call});
        send(HelpCallMade{});
        const CallForHelp* made = effect<CallForHelp>();
        EXPECT_NE(made, nullptr);
        return made == nullptr ? 0 : made->call;
    }
    void know(std::int64_t call, HelpState state) { send(HelpCallKnown{call, state}); }
};

TEST_F(HelpCallTest, nobody_is_called_before_the_client_was_asked) {
    begin();
    send(HelpOpened{});
    send(HelpCallMade{});
    EXPECT_EQ(effect<CallForHelp>(), nullptr);
    send(HelpOpened{HelpPage::Call});
    EXPECT_EQ(effect<CallForHelp>(), nullptr) << "it is asked first";
    EXPECT_EQ(view().help_call, HelpState::None);
    send(HelpCallMade{});
    ASSERT_NE(effect<CallForHelp>(), nullptr);
    EXPECT_EQ(effect<CallForHelp>()->language, "de");
    EXPECT_EQ(view().help_call, HelpState::Sent);
    send(HelpCallMade{});
    EXPECT_EQ(effect<CallForHelp>(), nullptr) << "once";
}

TEST_F(HelpCallTest, what_is_known_of_it_is_told_and_nothing_before) {
    begin();
    const std::int64_t call = call_help();
    know(call, HelpState::Unheard);
    EXPECT_EQ(view().help_call, HelpState::Unheard);
    know(call, HelpState::Heard);
    EXPECT_EQ(view().help_call, HelpState::Heard);
    know(call, HelpState::Unheard);
    EXPECT_EQ(view().help_call, HelpState::Unheard) << "the line broke: nobody is sure any more";
    know(call + 1, HelpState::Heard);
    EXPECT_EQ(view().help_call, HelpState::Unheard) << "of another call";
    know(call, HelpState::Done);
    EXPECT_EQ(view().help_call, HelpState::Done);
    send(HelpCallMade{});
    ASSERT_NE(effect<CallForHelp>(), nullptr) << "and may be needed again";
    EXPECT_GT(effect<CallForHelp>()->call, call);
}

TEST_F(HelpCallTest, each_thing_that_is_said_is_a_screen_of_its_own) {
    begin();
    const std::int64_t call = call_help();
    std::set<std::string> screens{identity_of(view())};
    for (const HelpState state : {HelpState::Heard, HelpState::Unheard, HelpState::Done}) {
        know(call, state);
        screens.insert(identity_of(view()));
    }
    EXPECT_EQ(screens.size(), 4u) << "it is read aloud, and no press meant for the one before";
}

TEST_F(HelpCallTest, a_call_that_is_done_while_its_page_is_closed_leaves_nothing) {
    begin();
    const std::int64_t call = call_help();
    send(HelpClosed{});
    know(call, HelpState::Heard);
    know(call, HelpState::Done);
    EXPECT_EQ(view().help_call, HelpState::None);
    const std::int64_t other = call_help();
    know(other, HelpState::Done);
    send(HelpClosed{});
    EXPECT_EQ(view().help_call, HelpState::None) << "it was read";
}

TEST_F(HelpCallTest, is_taken_back_and_late_news_of_it_means_nothing) {
    begin();
    const std::int64_t call = call_help();
    know(call, HelpState::Heard);
    send(HelpCallTakenBack{});
    EXPECT_NE(effect<EndHelpCall>(), nullptr);
    EXPECT_EQ(view().help_call, HelpState::None);
    EXPECT_EQ(view().help, HelpPage::Choice);
    know(call, HelpState::Heard);
    EXPECT_EQ(view().help_call, HelpState::None);
    send(HelpCallTakenBack{});
    EXPECT_EQ(effect<EndHelpCall>(), nullptr);
}

TEST_F(HelpCallTest, ends_with_the_session_however_that_ends) {
    begin();
    call_help();
    send(HelpClosed{});
    send(EndAsked{});
    send(EndConfirmed{});
    ASSERT_TRUE(std::holds_alternative<AtStart>(m_state.place));
    EXPECT_NE(effect<EndHelpCall>(), nullptr);
    EXPECT_EQ(view().help_call, HelpState::None);

    begin();
    call_help();
    wait(limits::kIdleAfterHelpCall + limits::kLatestWarning + m_rules.idle_grace);
    ASSERT_TRUE(std::holds_alternative<AtStart>(m_state.place));
    EXPECT_NE(effect<EndHelpCall>(), nullptr);

    begin();
    EXPECT_EQ(effect<EndHelpCall>(), nullptr);
    send(EndAsked{});
    send(EndConfirmed{});
    EXPECT_EQ(effect<EndHelpCall>(), nullptr) << "nobody had called";
}

TEST_F(HelpCallTest,
       at_the_start_is_in_the_language_that_greeted_and_no_other_one_takes_its_place) {
    send(Ticked{});
    wait(limits::kGreetingShown);
    send(HelpOpened{});
    ASSERT_EQ(view().language, "ar") << "whoever read the word goes on in its language";
    wait(limits::kGreetingShown);
    EXPECT_EQ(view().language, "ar");
    call_help();
    EXPECT_EQ(effect<CallForHelp>()->language, "ar");
    send(HelpClosed{});
    EXPECT_EQ(view().language, "de");
}

TEST_F(HelpCallTest, works_at_the_start_and_goes_with_the_session_that_begins) {
    m_rules.forms.push_back(m_rules.forms.front());  // it is asked what for
    const std::int64_t call = call_help();
    EXPECT_EQ(effect<CallForHelp>()->language, "de") << "nobody chose one yet: as it is shown";
    know(call, HelpState::Heard);
    EXPECT_EQ(view().help_call, HelpState::Heard);
    send(HelpClosed{});
    send(LanguageChosen{"ar"});
    EXPECT_EQ(view().help_call, HelpState::Heard);
    EXPECT_EQ(effect<EndHelpCall>(), nullptr);
    send(BackPressed{});
    ASSERT_TRUE(std::holds_alternative<AtStart>(m_state.place));
    EXPECT_EQ(view().help_call, HelpState::Heard) << "whoever chose the wrong language waits on";
    send(StaffGestureMade{});
    EXPECT_NE(effect<EndHelpCall>(), nullptr) << "somebody has come";
}

TEST_F(HelpCallTest, at_the_start_it_ends_when_nobody_is_there_any_more) {
    const std::int64_t call = call_help();
    know(call, HelpState::Heard);
    const std::string language = view().language;
    wait(limits::kIdleAfterHelpCall);
    EXPECT_EQ(view().help_call, HelpState::Heard);
    EXPECT_EQ(std::get<StartView>(view().screen).greeting, language)
        << "no other language greets while somebody waits";
    wait(limits::kGreetingHeld);
    EXPECT_EQ(view().help_call, HelpState::None);
    EXPECT_NE(effect<EndHelpCall>(), nullptr);
    EXPECT_FALSE(view().help);
}

TEST_F(HelpCallTest, who_waits_is_not_sent_away_at_once_and_not_never) {
    begin();
    const seconds usual = patience();
    const std::int64_t call = call_help();
    know(call, HelpState::Heard);
    wait(limits::kIdleAfterHelpCall + usual - seconds(1));
    EXPECT_EQ(view().idle_seconds_left, 0);
    wait(seconds(1));
    EXPECT_GT(view().idle_seconds_left, 0);
    wait(m_rules.idle_grace);
    EXPECT_TRUE(std::holds_alternative<AtStart>(m_state.place));
}

TEST_F(HelpCallTest, who_is_sent_to_the_reception_leaves_no_open_answers_behind) {
    begin();
    const seconds usual = patience();
    const std::int64_t call = call_help();
    know(call, HelpState::Unheard);
    wait(usual);
    EXPECT_GT(view().idle_seconds_left, 0);
}

TEST_F(HelpCallTest, the_number_stays_while_somebody_is_on_the_way) {
    begin();
    answer_and_submit();
    const std::int64_t call = call_help();
    know(call, HelpState::Heard);
    send(IntakeStored{"A-001"});
    ASSERT_TRUE(std::holds_alternative<Finished>(std::get<InSession>(m_state.place).session.step));
    wait(m_rules.number_shown);
    EXPECT_TRUE(std::holds_alternative<InSession>(m_state.place));
    wait(limits::kIdleAfterHelpCall);
    EXPECT_TRUE(std::holds_alternative<AtStart>(m_state.place));
}

TEST_F(HelpCallTest, no_restart_takes_the_screen_from_who_waits) {
    const std::int64_t call = call_help();
    know(call, HelpState::Heard);
    send(ConfigurationArrived{});
    EXPECT_EQ(effect<Restart>(), nullptr);
    send(HelpCallTakenBack{});
    EXPECT_NE(effect<Restart>(), nullptr);
}

class WithdrawalTest : public SessionTest {
protected:
    WithdrawalTest() {
        auto form = codec::read_questionnaire_file(LOTSE_SOURCE_DIR
                                                   "/kiosk-config/questionnaires/withdrawal.json");
        if (!form) {
            ADD_FAILURE() << to_string(form.error());
            return;
        }
        m_request = std::move(*form);
        m_rules.withdrawal = {m_request.get(), "cd"};
        m_rules.tickets = true;
        wait(limits::kGreetingShown);
        wait(limits::kGreetingShown);
        m_language = greeting_language(std::get<AtStart>(m_state.place), m_rules);
    }
    void answer() {
        send(WithdrawalAsked{});
        type("number", "a 017");
        next();
        PartialDate born;
        born.year = 1990;
        born.month = 2;
        born.day = 3;
        born.first = born.last = {1990, 2, 3};
        send(DateEntered{{"date_of_birth", 0}, born});
        next();
    }

    std::unique_ptr<Questionnaire> m_request;
    std::string m_language;  ///< that greets
};

TEST_F(WithdrawalTest, is_offered_at_the_start_where_it_can_be_asked_for_and_nowhere_else) {
    EXPECT_TRUE(screen_for(m_state, m_rules).can_withdraw);
    begin();
    EXPECT_FALSE(screen_for(m_state, m_rules).can_withdraw);
    send(WithdrawalAsked{});
    EXPECT_EQ(session().form, &m_rules.forms.front()) << "answers are not left for it";
    m_state = {};
    m_rules.withdrawal.reset();
    EXPECT_FALSE(screen_for(m_state, m_rules).can_withdraw);
    send(WithdrawalAsked{});
    EXPECT_TRUE(at_start());
}

TEST_F(WithdrawalTest, asks_number_and_date_of_birth_in_the_language_that_greeted_and_seals_them) {
    answer();
    EXPECT_EQ(session().language, m_language);
    EXPECT_TRUE(view<ReviewView>().of_request);
    send(SubmitPressed{});
    ASSERT_EQ(m_sealed.size(), 1U);
    EXPECT_EQ(m_sealed[0].questionnaire, kWithdrawalForm);
    EXPECT_EQ(std::get<TextAnswer>(m_sealed[0].answers.fields.at({"number", 0})).text.view(),
              "a 017");
    EXPECT_TRUE(m_sealed[0].answers.fields.contains({"date_of_birth", 0}));
    EXPECT_FALSE(std::get<SealAndStore>(m_effects.front()).stays_open);
    send(IntakeStored{"A018"});
    EXPECT_TRUE(view<FinishedView>().of_request);
    EXPECT_TRUE(std::none_of(m_effects.begin(), m_effects.end(), [](const Effect& effect) {
        return std::holds_alternative<PrintTicket>(effect);
    })) << "nobody is called by its number";
    send(EndAsked{});
    EXPECT_TRUE(at_start());
}

TEST_F(WithdrawalTest, needs_both_and_goes_back_to_the_start_without_keeping_anything) {
    send(WithdrawalAsked{});
    next();
    EXPECT_EQ(page(), "number") << "without it nothing can be found";
    type("number", "Beispiel");
    next();
    EXPECT_EQ(page(), "number") << "no number";
    send(BackPressed{});
    EXPECT_TRUE(session().end_asked);
    send(EndConfirmed{});
    EXPECT_TRUE(at_start() && wiped());
    send(WithdrawalAsked{});
    send(BackPressed{});
    EXPECT_TRUE(at_start()) << "nothing was typed";
    EXPECT_TRUE(m_sealed.empty());
}

}  // namespace
}  // namespace lotse
