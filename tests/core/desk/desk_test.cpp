// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/desk.h"

#include "core/desk/desk_fixture.h"
#include "core/desk/offers.h"

namespace lotse::desk::test {
namespace {

TEST_F(Desk, what_was_typed_is_asked_of_the_service_once) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "geheim");
    const auto effects = give(LogInPressed{});
    ASSERT_NE(only<LogIn>(effects), nullptr);
    EXPECT_EQ(only<LogIn>(effects)->account, "anna");
    EXPECT_EQ(only<LogIn>(effects)->password.view(), "geheim");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty()) << "a second press while it is on its way";
    give(LoggedIn{{"anna", "demo"}});
    EXPECT_EQ(place<QueueOpen>().staff.account, "anna");
    EXPECT_FALSE(place<QueueOpen>().loaded);
}

TEST_F(Desk, a_log_in_without_a_password_asks_for_it) {
    type(LogInField::Account, "anna");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.login.incomplete");
    EXPECT_EQ(place<LoggedOut>().field, LogInField::Password);
}

TEST_F(Desk, who_was_invited_chooses_a_password_typed_twice_before_anything_else) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "code");
    give(LogInPressed{});
    give(PasswordWanted{});
    ASSERT_TRUE(place<LoggedOut>().choosing);
    EXPECT_TRUE(place<LoggedOut>().password.text.empty()) << "the code is forgotten";
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.choose.incomplete");
    type(LogInField::Password, "vier Wörter ohne Sinn");
    type(LogInField::Again, "vier Wörter ohne sinn");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.choose.differs");
    EXPECT_TRUE(place<LoggedOut>().again.text.empty());
    type(LogInField::Again, "vier Wörter ohne Sinn");
    const auto effects = give(LogInPressed{});
    ASSERT_NE(only<ChoosePassword>(effects), nullptr);
    EXPECT_EQ(only<ChoosePassword>(effects)->password.view(), "vier Wörter ohne Sinn");
    give(LogInRefused{"desk.choose.weak"});
    EXPECT_TRUE(place<LoggedOut>().choosing) << "another try";
    EXPECT_TRUE(place<LoggedOut>().again.text.empty());
    type(LogInField::Password, "noch vier andere Wörter");
    type(LogInField::Again, "noch vier andere Wörter");
    give(LogInPressed{});
    give(LoggedIn{{"anna", "demo"}});
    EXPECT_EQ(place<QueueOpen>().staff.account, "anna");
}

TEST_F(Desk, choosing_a_password_can_be_left_and_ends_with_the_code) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "code");
    give(LogInPressed{});
    give(PasswordWanted{});
    EXPECT_TRUE(wiped(give(LogOutPressed{})));
    EXPECT_FALSE(place<LoggedOut>().choosing);
    EXPECT_THAT(give(LogOutPressed{}), IsEmpty()) << "nobody is logged in";
    type(LogInField::Account, "anna");
    type(LogInField::Password, "code");
    give(LogInPressed{});
    give(PasswordWanted{});
    type(LogInField::Password, "vier Wörter ohne Sinn");
    type(LogInField::Again, "vier Wörter ohne Sinn");
    give(LogInPressed{});
    for (const char* problem : {"desk.choose.code", "desk.choose.lost", "desk.login.later"}) {
        state.place = LoggedOut{.choosing = true, .busy = true};
        give(LogInRefused{problem});
        EXPECT_FALSE(place<LoggedOut>().choosing) << problem;
    }
}

TEST_F(Desk, whoever_leaves_while_choosing_a_password_leaves_no_session_behind) {
    const auto invited = [&] {
        type(LogInField::Account, "anna");
        type(LogInField::Password, "code");
        give(LogInPressed{});
        give(PasswordWanted{});
    };
    const auto left = [&](const std::vector<Effect>& effects) {
        const bool out = std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
            return std::holds_alternative<LogOut>(effect);
        });
        return out && wiped(effects) && !place<LoggedOut>().choosing &&
               place<LoggedOut>().account.text.empty();
    };
    invited();
    now += rules.idle - 1s;
    EXPECT_THAT(give(Ticked{}), IsEmpty());
    now += 1s;
    EXPECT_TRUE(left(give(Ticked{})));
    EXPECT_THAT(give(Ticked{}), IsEmpty()) << "once";
    // A machine that slept: the first touch finds nobody's session.
    invited();
    now += rules.idle;
    EXPECT_TRUE(left(give(TextTyped{SecretText("x"), 1, 1})));
    // Who typed something goes on.
    invited();
    now += rules.idle - 1s;
    type(LogInField::Password, "vier");
    now += 1s;
    EXPECT_THAT(give(Ticked{}), IsEmpty());
}

TEST_F(Desk, a_desk_offers_what_its_person_may_do_and_nothing_else) {
    const Staff reception{"anna", "demo", {StaffRight::Call}};
    const QueueEntry called = entry_in(S::Called, 1, "anna");
    EXPECT_FALSE(can_open(called, reception, kNoon));
    EXPECT_FALSE(can_withdraw(called, reception, kNoon));
    for (const QueueAction action : offered_actions(called, reception, kNoon)) {
        EXPECT_TRUE(action != QueueAction::Open && action != QueueAction::Close)
            << to_string(action);
    }
    EXPECT_THAT(offered_actions(entry_in(S::Called, 1, "anna", ""), reception, kNoon),
                testing::Contains(QueueAction::Close))
        << "a number without data is sent home";
    EXPECT_THAT(offered_actions(called, Staff{"anna", "demo", {StaffRight::Configure}}, kNoon),
                IsEmpty());
    type(LogInField::Account, "anna");
    type(LogInField::Password, "geheim");
    give(LogInPressed{});
    give(LoggedIn{reception});
    give(QueueKnown{{called}});
    give(EntrySelected{called.header.id});
    EXPECT_THAT(give(OpenPressed{}), IsEmpty());
    EXPECT_THAT(give(SearchTyped{SecretText("bei"), 3, 3, SecretText("bei")}), IsEmpty())
        << "no names are read";
}

TEST_F(Desk, a_wrong_password_is_forgotten_and_the_account_stays) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "falsch");
    give(LogInPressed{});
    give(LogInRefused{"desk.login.refused", 8});
    EXPECT_FALSE(place<LoggedOut>().busy);
    EXPECT_TRUE(place<LoggedOut>().password.text.empty());
    EXPECT_EQ(place<LoggedOut>().account.text.view(), "anna");
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.login.refused");
    EXPECT_EQ(place<LoggedOut>().retry_seconds, 8);
}

TEST_F(Desk, nobody_is_logged_in_by_a_late_answer) {
    give(LoggedIn{{"anna", "demo"}});
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place));
}

TEST_F(Desk, a_new_listing_replaces_the_old_and_keeps_the_selection_while_it_is_there) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    give(EntrySelected{entry_in(S::Waiting, 2).header.id});
    give(QueueKnown{{entry_in(S::Waiting, 2)}});
    EXPECT_TRUE(place<QueueOpen>().loaded);
    EXPECT_TRUE(place<QueueOpen>().selected.has_value());
    give(QueueKnown{{entry_in(S::Waiting, 3)}});
    EXPECT_FALSE(place<QueueOpen>().selected.has_value());
    give(EntrySelected{entry_in(S::Waiting, 2).header.id});
    EXPECT_FALSE(place<QueueOpen>().selected.has_value()) << "it is not in the queue";
}

TEST_F(Desk, whoever_looks_after_the_service_confirms_its_clock_from_every_page) {
    log_in();
    ClockNews moved;
    moved.trust = ClockTrust::Doubtful;
    give(QueueKnown{{entry_in(S::Waiting, 1)}, WallTime(1'000'000s), moved});
    EXPECT_EQ(state.clock.trust, ClockTrust::Doubtful);
    EXPECT_THAT(give(ClockConfirmed{}), IsEmpty()) << "not this person's to say";
    std::get<QueueOpen>(state.place).staff.rights = {StaffRight::Operate};
    EXPECT_NE(only<ConfirmClock>(give(ClockConfirmed{})), nullptr);
    give(ActionRefused{"desk.problem.clock"});
    EXPECT_EQ(place<QueueOpen>().problem_id, "desk.problem.clock");
    EXPECT_NE(only<ConfirmClock>(give(ClockConfirmed{})), nullptr);
    EXPECT_EQ(place<QueueOpen>().problem_id, "");
    give(QueueKnown{{}, WallTime(2'000'000s), {}});
    EXPECT_EQ(state.clock.trust, ClockTrust::Kept);
}

TEST_F(Desk, the_next_client_is_called_once_and_then_selected) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    EXPECT_NE(only<CallNext>(give(CallNextPressed{})), nullptr);
    EXPECT_THAT(give(CallNextPressed{}), IsEmpty());
    give(ActionDone{entry_in(S::Called, 1, "anna")});
    EXPECT_FALSE(place<QueueOpen>().busy);
    EXPECT_EQ(place<QueueOpen>().entries.at(0).state, S::Called);
    EXPECT_EQ(place<QueueOpen>().selected, entry_in(S::Called, 1).header.id);
    give(QueueKnown{{entry_in(S::Called, 1, "anna"), entry_in(S::Waiting, 2)}});
    for (const auto later : {0ms, 250ms, 500ms}) {
        now += later;
        EXPECT_THAT(give(CallNextPressed{}), IsEmpty()) << "the second half of a double click";
    }
    now += 100ms;
    EXPECT_NE(only<CallNext>(give(CallNextPressed{})), nullptr);
}

TEST_F(Desk, a_call_without_an_answer_is_asked_for_again_as_the_same_call) {
    using testing::ElementsAre;
    log_in();
    const auto id = [](int n) { return entry_in(S::Called, n).header.id; };
    const auto known = [&] {
        const auto effects = give(CallNextPressed{});
        const auto* call = only<CallNext>(effects);
        return call == nullptr ? std::vector<IntakeId>{id(99)} : call->known;
    };
    give(QueueKnown{{entry_in(S::Called, 1, "anna"), entry_in(S::Called, 2, "berta"),
                     entry_in(S::Waiting, 3), entry_in(S::Waiting, 4)}});
    EXPECT_THAT(known(), ElementsAre(id(1)));
    give(ActionRefused{"desk.problem.offline"});
    // The line is back, and the list shows what the lost call had done.
    give(QueueKnown{
        {entry_in(S::Called, 1, "anna"), entry_in(S::Called, 3, "anna"), entry_in(S::Waiting, 4)}});
    EXPECT_THAT(known(), ElementsAre(id(1))) << "as it was pressed first";
    give(ActionRefused{"desk.problem.busy"});
    give(LockPressed{});
    give(TextTyped{SecretText("x")});
    give(LogInPressed{});
    give(Unlocked{{"anna", "demo"}});
    EXPECT_THAT(known(), ElementsAre(id(1))) << "also over a lock";
    give(ActionDone{entry_in(S::Called, 3, "anna")});
    now += 1s;
    EXPECT_THAT(known(), testing::UnorderedElementsAre(id(1), id(3))) << "another press";
    give(ActionRefused{"desk.problem.nobody_waits"});
    give(QueueKnown{{entry_in(S::Called, 1, "anna")}});
    EXPECT_THAT(known(), ElementsAre(id(1)));
}

TEST_F(Desk, a_desk_names_only_the_latest_of_very_many_calls) {
    log_in();
    std::vector<QueueEntry> entries;
    for (int n = 1; n <= 150; ++n) {
        entries.push_back(entry_in(S::Called, n, "anna"));
        entries.back().last_call = WallTime(std::chrono::seconds(n));
    }
    give(QueueKnown{entries});
    const auto effects = give(CallNextPressed{});
    const auto* call = only<CallNext>(effects);
    ASSERT_NE(call, nullptr);
    EXPECT_EQ(call->known.size(), limits::kMostKnownCalls);
    EXPECT_EQ(call->known.front(), entries.back().header.id);
    EXPECT_EQ(call->known.back(), entries[50].header.id);
}

TEST_F(Desk, an_action_names_the_revision_that_was_seen_and_a_refusal_is_shown) {
    log_in();
    EXPECT_THAT(give(ActionPressed{A::Call}), IsEmpty()) << "nothing is selected";
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    const auto effects = give(ActionPressed{A::Call});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->entry.revision, 4);
    give(ActionRefused{"desk.problem.changed"});
    EXPECT_FALSE(place<QueueOpen>().busy);
    EXPECT_EQ(place<QueueOpen>().problem_id, "desk.problem.changed");
}

TEST_F(Desk, a_case_opens_when_it_was_asked_for_and_leaving_it_wipes_it) {
    log_in();
    give(QueueKnown{{entry_in(S::Called, 1, "anna")}});
    give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    EXPECT_TRUE(std::holds_alternative<QueueOpen>(state.place)) << "nobody asked";
    give(EntrySelected{entry_in(S::Called, 1).header.id});
    EXPECT_NE(only<OpenCase>(give(OpenPressed{})), nullptr);
    give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    EXPECT_EQ(place<CaseOpen>().entry.state, S::InProgress);
    EXPECT_TRUE(wiped(give(CaseLeft{})));
    EXPECT_EQ(place<QueueOpen>().entries.at(0).state, S::InProgress)
        << "the queue stayed live behind it";
}

TEST_F(Desk, an_intake_with_which_something_is_wrong_is_opened_only_by_who_was_told) {
    log_in();
    const QueueEntry first = entry_in(S::Waiting, 1), second = entry_in(S::Waiting, 2);
    give(QueueKnown{{first, second}});
    give(CaseDoubted{first, Alarm::Reader});
    EXPECT_FALSE(place<QueueOpen>().asked) << "nobody wanted to open it";
    give(EntrySelected{first.header.id});
    const auto opening = give(OpenPressed{});
    ASSERT_NE(only<OpenCase>(opening), nullptr);
    EXPECT_FALSE(only<OpenCase>(opening)->told);
    give(CaseDoubted{first, Alarm::Reader});
    ASSERT_TRUE(place<QueueOpen>().asked);
    EXPECT_EQ(place<QueueOpen>().asked->about, Asked(Alarm::Reader));
    EXPECT_FALSE(place<QueueOpen>().busy);
    give(ActionCancelled{});
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty());
    give(OpenPressed{});
    give(CaseDoubted{first, Alarm::Blocked});
    give(EntrySelected{second.header.id});
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty()) << "the question was about another entry";
    give(EntrySelected{first.header.id});
    give(OpenPressed{});
    give(CaseDoubted{first, Alarm::Blocked});
    const auto effects = give(ActionConfirmed{});
    ASSERT_NE(only<OpenCase>(effects), nullptr);
    EXPECT_TRUE(only<OpenCase>(effects)->told);
    EXPECT_EQ(only<OpenCase>(effects)->entry.header.id, first.header.id);
    give(CaseDecrypted{first, {}});
    EXPECT_EQ(place<CaseOpen>().entry.header.id, first.header.id);
}

TEST_F(Desk, what_a_terminal_signed_stays_on_an_open_sheet_whatever_the_service_says_later) {
    open_case();
    const IntakeHeader header = place<CaseOpen>().entry.header;
    QueueEntry told = place<CaseOpen>().entry;
    told.header.number = "Z999";
    told.header.language = "xx";
    told.digest[0] ^= 1;
    told.revision += 1;
    give(QueueKnown{{told}});
    EXPECT_EQ(place<CaseOpen>().entry.header, header);
    EXPECT_EQ(place<CaseOpen>().entry.revision, told.revision) << "what is the service's to say";
    give(LeaseRenewed{told});
    give(ActionDone{told});
    EXPECT_EQ(place<CaseOpen>().entry.header, header);
}

TEST_F(Desk, a_closed_case_leads_back_to_the_queue) {
    open_case();
    EXPECT_THAT(give(ActionPressed{A::Close}), IsEmpty())
        << "it cannot be undone: first a question";
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty()) << "why?";
    EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty())
        << "that is no reason to close";
    const auto effects = give(ActionConfirmed{ActionReason::PassedOn});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->action, A::Close);
    EXPECT_EQ(only<Act>(effects)->reason, ActionReason::PassedOn);
    EXPECT_TRUE(wiped(give(ActionDone{entry_in(S::Done, 1)})));
    EXPECT_EQ(place<QueueOpen>().entries.at(0).state, S::Done);
}

TEST_F(Desk, what_cannot_be_undone_is_done_only_after_its_question_was_answered) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty()) << "nothing was asked";
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    EXPECT_THAT(give(ActionPressed{A::Withdraw}), IsEmpty());
    ASSERT_TRUE(place<QueueOpen>().asked);
    EXPECT_EQ(place<QueueOpen>().asked->about, Asked(A::Withdraw));
    give(ActionCancelled{});
    EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty());
    give(ActionPressed{A::Withdraw});
    give(EntrySelected{entry_in(S::Waiting, 2).header.id});
    EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty())
        << "the question was about another entry";
    give(ActionPressed{A::Withdraw});
    const std::string number = entry_in(S::Waiting, 2).header.number;
    for (const std::string& other : {std::string(), number + "1", std::string("A")}) {
        give(TextTyped{SecretText(other), 0, 0});
        EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty()) << other;
    }
    give(TextTyped{SecretText(number), 0, 0});
    give(ActionCancelled{});
    give(ActionPressed{A::Withdraw});
    EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty())
        << "what was typed was forgotten";
    give(TextTyped{SecretText(number), 0, 0});
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty()) << "why?";
    const auto effects = give(ActionConfirmed{ActionReason::NoConsent});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->action, A::Withdraw);
    EXPECT_EQ(only<Act>(effects)->entry.header.id, entry_in(S::Waiting, 2).header.id);
    EXPECT_THAT(give(ActionConfirmed{ActionReason::NoConsent}), IsEmpty())
        << "a second tap while it is on its way";
}

TEST_F(Desk, a_question_about_a_case_that_a_colleague_closed_meanwhile_is_dropped_and_told) {
    log_in();
    for (const A action : {A::Break, A::Close}) {
        const QueueEntry entry = entry_in(S::InProgress, 1, action == A::Break ? "berta" : "anna");
        give(QueueKnown{{entry}});
        give(EntrySelected{entry.header.id});
        give(ActionPressed{action});
        ASSERT_TRUE(place<QueueOpen>().asked);
        give(QueueKnown{{entry}});
        EXPECT_TRUE(place<QueueOpen>().asked) << "nothing changed";
        give(QueueKnown{{entry_in(S::Done, 1)}});
        EXPECT_FALSE(place<QueueOpen>().asked);
        EXPECT_EQ(place<QueueOpen>().problem_id, "desk.problem.closed");
        EXPECT_EQ(place<QueueOpen>().problem_number, "A1");
    }
    give(ActionPressed{A::Withdraw});
    give(QueueKnown{{entry_in(S::Done, 1)}});
    EXPECT_TRUE(place<QueueOpen>().asked) << "a closed one can still be deleted";
}

TEST_F(Desk, a_colleagues_claim_is_taken_over_with_a_reason_only) {
    log_in();
    const QueueEntry held = entry_in(S::InProgress, 1, "berta");
    give(QueueKnown{{held}});
    give(EntrySelected{held.header.id});
    EXPECT_THAT(give(ActionPressed{A::Break}), IsEmpty());
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty());
    const auto effects = give(ActionConfirmed{ActionReason::HolderAway});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->action, A::Break);
    EXPECT_THAT(offered_actions(held, Staff{"anna", "demo"}, kNoon),
                testing::ElementsAre(A::Break));
    EXPECT_THAT(offered_actions(held, Staff{"anna", "demo", {StaffRight::Call}}, kNoon), IsEmpty());
    EXPECT_THAT(offered_actions(held, Staff{"berta", "demo"}, kNoon),
                testing::Not(testing::Contains(A::Break)));
}

TEST(DeskRules, everything_that_is_nobody_elses_may_be_withdrawn_at_any_time) {
    for (const S state : {S::Waiting, S::Called, S::InProgress, S::Parked, S::Missed, S::Done}) {
        EXPECT_TRUE(can_withdraw(entry_in(state, 1, "anna"), Staff{"anna"}, kNoon));
    }
    EXPECT_FALSE(can_withdraw(entry_in(S::Withdrawn), Staff{"anna"}, kNoon));
    EXPECT_FALSE(can_withdraw(entry_in(S::InProgress, 1, "berta"), Staff{"anna"}, kNoon));
}

TEST_F(Desk, an_open_case_renews_its_lease_before_it_ends) {
    open_case();
    now += 30s;
    EXPECT_THAT(give(Ticked{}), IsEmpty());
    now += 31s;
    EXPECT_NE(only<RenewLease>(give(Ticked{})), nullptr);
    EXPECT_FALSE(place<CaseOpen>().queue.busy) << "nobody has to wait for it";
    EXPECT_THAT(give(Ticked{}), IsEmpty()) << "one renewal at a time";
    QueueEntry renewed = entry_in(S::InProgress, 1, "anna");
    renewed.lease_until += 61s;
    give(LeaseRenewed{renewed});
    EXPECT_EQ(place<CaseOpen>().entry.lease_until, renewed.lease_until);
}

TEST_F(Desk, an_idle_desk_locks_itself_and_forgets_the_case_but_input_keeps_it) {
    open_case();
    now += rules.idle - 1s;
    give(Touched{});
    now += rules.idle - 1s;
    give(QueueKnown{{entry_in(S::InProgress, 1, "anna")}});
    give(Ticked{});
    EXPECT_TRUE(std::holds_alternative<CaseOpen>(state.place));
    now += 1s;
    EXPECT_TRUE(wiped(give(Ticked{}))) << "a listing is not somebody at the desk";
    EXPECT_TRUE(place<Locked>().problem_id.empty());
}

TEST_F(Desk, a_session_that_ended_wipes_the_desk_says_so_and_keeps_the_work) {
    open_case();
    EXPECT_TRUE(wiped(give(SessionEnded{})));
    EXPECT_EQ(place<Locked>().problem_id, "desk.lock.session_ended");
    EXPECT_TRUE(place<Locked>().opened.has_value());
}

TEST_F(Desk, it_wakes_for_the_minute_or_for_the_warning_and_not_while_logged_out) {
    EXPECT_FALSE(next_deadline(state, rules).has_value());
    log_in();
    EXPECT_EQ(next_deadline(state, rules), now + 60s);
    rules.idle = 610s;
    now += 570s;
    give(Ticked{});
    EXPECT_EQ(next_deadline(state, rules), now + 10s) << "when the warning begins";
    now += 10s;
    give(Ticked{});
    EXPECT_EQ(next_deadline(state, rules), now + 1s) << "seconds are counted";
}

TEST_F(Desk, the_offered_actions_begin_with_the_next_step) {
    const auto offered = [](S in, const std::string& holder, const std::string& questionnaire) {
        return offered_actions(entry_in(in, 1, holder, questionnaire), Staff{"anna"}, kNoon);
    };
    for (const char* form : {"anerkennung", ""}) {
        EXPECT_THAT(offered(S::Waiting, "", form), ElementsAre(A::Call));
        EXPECT_THAT(offered(S::InProgress, "anna", form),
                    ElementsAre(A::Close, A::Park, A::Defer, A::Requeue));
        EXPECT_THAT(offered(S::Pending, "", form), ElementsAre(A::Call, A::Requeue, A::Close));
        EXPECT_THAT(offered(S::Parked, "", form), ElementsAre(A::Call, A::Requeue, A::Close));
        EXPECT_THAT(offered(S::Missed, "", form), ElementsAre(A::Call, A::Requeue, A::Close));
        EXPECT_THAT(offered(S::Done, "", form), IsEmpty());
        EXPECT_THAT(offered(S::Withdrawn, "", form), IsEmpty());
        EXPECT_THAT(offered(S::Called, "berta", form), ElementsAre(A::Break))
            << "another desk holds it";
    }
    EXPECT_THAT(offered(S::Called, "anna", "anerkennung"),
                ElementsAre(A::Open, A::Arrive, A::Call, A::Miss, A::Requeue, A::Close));
    EXPECT_THAT(offered(S::Called, "anna", ""),
                ElementsAre(A::Close, A::Arrive, A::Call, A::Miss, A::Requeue));
    EXPECT_THAT(offered(S::Arrived, "anna", "anerkennung"),
                ElementsAre(A::Open, A::Park, A::Defer, A::Requeue, A::Close));
    EXPECT_THAT(offered(S::Arrived, "anna", ""),
                ElementsAre(A::Close, A::Park, A::Defer, A::Requeue));
}

TEST_F(Desk, a_sheet_can_be_opened_where_there_are_answers_and_no_other_desk) {
    EXPECT_TRUE(can_open(entry_in(S::Called, 1, "anna"), Staff{"anna"}, kNoon));
    EXPECT_FALSE(can_open(entry_in(S::Called, 1, "berta"), Staff{"anna"}, kNoon));
    EXPECT_TRUE(
        can_open(entry_in(S::Called, 1, "berta"), Staff{"anna"}, kNoon + limits::kClaimLease));
    EXPECT_FALSE(can_open(entry_in(S::Called, 1, "anna", ""), Staff{"anna"}, kNoon))
        << "a number without data";
    EXPECT_FALSE(can_open(entry_in(S::Done), Staff{"anna"}, kNoon));
    EXPECT_FALSE(can_open(entry_in(S::Withdrawn), Staff{"anna"}, kNoon));
}

TEST_F(Desk, the_clock_of_the_service_counts_and_not_the_machines) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}, kNoon + 10min});
    EXPECT_EQ(state.wall, kNoon + 10min);
    now += 5s;
    give(Ticked{});
    EXPECT_EQ(state.wall, kNoon + 10min + 5s);
}

// --- Time and state ------------------------------------------------------------------------------

TEST_F(Desk, opening_a_sheet_asks_for_nothing_but_the_sheet_in_every_state) {
    log_in();
    for (const S in :
         {S::Waiting, S::Called, S::Arrived, S::InProgress, S::Parked, S::Pending, S::Missed}) {
        const bool claimed = is_claimed(entry_in(in));
        const QueueEntry entry = entry_in(in, 1, claimed ? "anna" : "");
        give(QueueKnown{{entry}});
        give(EntrySelected{entry.header.id});
        EXPECT_NE(only<OpenCase>(give(OpenPressed{})), nullptr) << to_string(in);
        EXPECT_THAT(give(CaseDecrypted{entry, {}}), IsEmpty()) << to_string(in);
        EXPECT_EQ(place<CaseOpen>().entry.state, in);
        EXPECT_EQ(place<CaseOpen>().entry.revision, entry.revision);
        give(CaseLeft{});
    }
}

TEST_F(Desk, a_claim_of_ones_own_that_ran_out_is_taken_up_again_without_a_word) {
    log_in();
    QueueEntry lapsed = entry_in(S::InProgress, 1, "anna");
    lapsed.lease_until = kNoon - 20min;
    give(QueueKnown{{lapsed}});
    give(EntrySelected{lapsed.header.id});
    EXPECT_NE(only<OpenCase>(give(OpenPressed{})), nullptr);
    EXPECT_NE(only<RenewLease>(give(CaseDecrypted{lapsed, {}})), nullptr);
    EXPECT_TRUE(place<CaseOpen>().queue.problem_id.empty());
    give(LeaseNotRenewed{});
    EXPECT_NE(only<RenewLease>(give(ConnectionKnown{true})), nullptr)
        << "the line is back: not a minute later";
    QueueEntry renewed = lapsed;
    renewed.lease_until = kNoon + limits::kClaimLease;
    EXPECT_THAT(give(LeaseRenewed{renewed}), IsEmpty());
    EXPECT_THAT(give(Ticked{}), IsEmpty());
}

TEST_F(Desk, a_case_that_was_only_looked_at_is_not_claimed) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    give(OpenPressed{});
    give(CaseDecrypted{entry_in(S::Waiting, 1), {}});
    for (int minute = 0; minute < 8; ++minute) {
        now += 60s;
        EXPECT_THAT(give(Ticked{}), IsEmpty());
    }
}

TEST_F(Desk, the_claim_is_renewed_while_the_desk_is_locked_until_it_logs_out) {
    open_case();
    now += rules.idle;
    give(Ticked{});
    give(LeaseNotRenewed{});
    int renewals = 0;
    bool released = false, out = false;
    for (int minute = 0; minute < 600 && !out; ++minute) {
        now += 60s;
        for (const Effect& effect : give(Ticked{})) {
            if (std::holds_alternative<RenewLease>(effect)) {
                ++renewals;
                QueueEntry renewed = entry_in(S::InProgress, 1, "anna");
                renewed.lease_until =
                    kNoon + std::chrono::floor<std::chrono::seconds>(now) + limits::kClaimLease;
                give(LeaseRenewed{renewed});
            }
            released = released || std::holds_alternative<ReleaseLeases>(effect);
            out = out || std::holds_alternative<LogOut>(effect);
        }
    }
    EXPECT_GE(renewals, rules.log_out / 2min);
    EXPECT_TRUE(released);
    EXPECT_TRUE(out);
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place));
}

TEST_F(Desk, a_lock_is_warned_of_and_any_input_puts_it_off) {
    log_in();
    EXPECT_FALSE(lock_warning(state, rules));
    now += rules.idle - 20s;
    give(Ticked{});
    EXPECT_EQ(lock_warning(state, rules), 20s);
    give(Touched{});
    EXPECT_FALSE(lock_warning(state, rules));
    now += rules.idle - 1s;
    give(Ticked{});
    EXPECT_FALSE(std::holds_alternative<Locked>(state.place));
}

TEST_F(Desk, what_wakes_a_machine_that_slept_finds_it_locked) {
    open_case();
    now += 9h;
    EXPECT_TRUE(wiped(give(Touched{}))) << "before any tick";
    EXPECT_TRUE(std::holds_alternative<Locked>(state.place));
    EXPECT_FALSE(lock_warning(state, rules));
}

TEST_F(Desk, the_password_brings_back_what_was_there) {
    open_case();
    give(LockPressed{});
    EXPECT_EQ(place<Locked>().queue.staff.account, "anna");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<Locked>().problem_id, "desk.lock.incomplete");
    give(TextTyped{SecretText("geheim"), 6, 6});
    const auto asked = give(LogInPressed{});
    ASSERT_NE(only<Unlock>(asked), nullptr);
    EXPECT_EQ(only<Unlock>(asked)->account, "anna");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty()) << "once";
    const auto back = give(Unlocked{{"anna", "demo"}});
    EXPECT_TRUE(std::any_of(back.begin(), back.end(), [](const Effect& effect) {
        return std::holds_alternative<OpenCase>(effect);
    }));
    give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    EXPECT_EQ(place<CaseOpen>().entry.header.number, "A1");
}

TEST_F(Desk, a_search_that_was_typed_is_there_after_the_lock_and_what_it_read_is_read_again) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(SearchTyped{SecretText("mr"), 2, 2, SecretText("mr")});
    NameKeysKnown known;
    known.keys.emplace(entry_in(S::Waiting, 1).header.id, SecretText("mr"));
    give(known);
    give(LockPressed{});
    EXPECT_THAT(place<Locked>().queue.search.names, IsEmpty());
    give(TextTyped{SecretText("geheim"), 6, 6});
    give(LogInPressed{});
    const auto back = give(Unlocked{{"anna", "demo"}});
    EXPECT_EQ(place<QueueOpen>().search.text.view(), "mr");
    EXPECT_TRUE(std::any_of(back.begin(), back.end(), [](const Effect& effect) {
        return std::holds_alternative<ReadNames>(effect);
    }));
}

TEST_F(Desk, wrong_passwords_at_a_locked_desk_make_one_wait_and_never_open_it) {
    open_case();
    give(LockPressed{});
    const auto attempt = [&] {
        give(TextTyped{SecretText("falsch"), 6, 6});
        const bool asked = only<Unlock>(give(LogInPressed{})) != nullptr;
        give(LogInRefused{"desk.login.wrong", 0});
        return asked;
    };
    for (int n = 1; n <= limits::kFreeUnlockFailures; ++n) {
        EXPECT_TRUE(attempt()) << n;
    }
    EXPECT_EQ(place<Locked>().problem_id, "desk.login.blocked");
    EXPECT_EQ(place<Locked>().retry_seconds, 5);
    EXPECT_FALSE(attempt()) << "not before the time is over";
    now += 5s;
    EXPECT_TRUE(attempt());
    EXPECT_EQ(place<Locked>().retry_seconds, 10);
    EXPECT_TRUE(place<Locked>().password.text.empty());
}

TEST_F(Desk, a_password_that_nobody_goes_on_typing_is_forgotten) {
    open_case();
    give(LockPressed{});
    give(TextTyped{SecretText("gehei"), 5, 5});
    now += 59s;
    give(Ticked{});
    EXPECT_FALSE(place<Locked>().password.text.empty());
    now += 1s;
    give(Ticked{});
    EXPECT_TRUE(place<Locked>().password.text.empty());
}

TEST_F(Desk, a_sheet_that_could_not_be_opened_again_for_want_of_a_line_opens_with_it) {
    open_case();
    give(LockPressed{});
    give(TextTyped{SecretText("geheim"), 6, 6});
    give(LogInPressed{});
    give(Unlocked{{"anna", "demo"}});
    give(ActionRefused{"desk.problem.offline"});
    EXPECT_FALSE(place<QueueOpen>().busy);
    EXPECT_NE(only<OpenCase>(give(QueueKnown{{entry_in(S::InProgress, 1, "anna")}})), nullptr);
    give(ActionRefused{"desk.problem.damaged"});
    EXPECT_THAT(give(QueueKnown{{entry_in(S::InProgress, 1, "anna")}}), IsEmpty());
}

TEST_F(Desk, an_admins_draft_survives_the_lock_and_the_log_out_behind_it) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "geheim");
    give(LogInPressed{});
    give(LoggedIn{{"anna", "demo", {StaffRight::Configure}}});
    give(AdminPressed{});
    Configuration published;
    published.version = 3;
    give(admin::Event(admin::ConfigurationsKnown{{}, {}, published, published, {}}));
    give(admin::Event(admin::IdleChosen{120s}));
    ASSERT_TRUE(place<AdminOpen>().admin.changed());
    const Configuration draft = place<AdminOpen>().admin.draft();
    give(LockPressed{});
    give(TextTyped{SecretText("geheim"), 6, 6});
    give(LogInPressed{});
    give(Unlocked{{"anna", "demo", {StaffRight::Configure}}});
    EXPECT_EQ(place<AdminOpen>().admin.draft(), draft);
    give(LockPressed{});
    give(LogOutPressed{});
    ASSERT_TRUE(state.drafts.contains("anna"));
    EXPECT_EQ(state.drafts.at("anna").content, draft);
}

TEST_F(Desk, another_person_ends_the_session_of_who_locked_the_desk_and_their_claims) {
    open_case();
    give(LockPressed{});
    const auto effects = give(LogOutPressed{});
    ASSERT_EQ(effects.size(), 3U);
    EXPECT_THAT(std::get<ReleaseLeases>(effects[0]).ids,
                ElementsAre(entry_in(S::InProgress, 1).header.id));
    EXPECT_TRUE(std::holds_alternative<LogOut>(effects[1])) << "after the claims";
    EXPECT_TRUE(wiped(effects));
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place));
}

TEST_F(Desk, a_case_that_somebody_closed_while_the_desk_was_locked_is_not_opened_as_ones_own) {
    open_case();
    give(LockPressed{});
    QueueEntry taken = entry_in(S::InProgress, 1, "berta");
    give(QueueKnown{{taken}});
    EXPECT_EQ(place<Locked>().opened->holder, "berta");
    now += 60s;
    for (const Effect& effect : give(Ticked{})) {
        EXPECT_FALSE(std::holds_alternative<RenewLease>(effect));
    }
}

TEST_F(Desk, what_is_withdrawn_elsewhere_leaves_the_screen_and_says_why) {
    open_case();
    EXPECT_TRUE(wiped(give(QueueKnown{{entry_in(S::Withdrawn, 1)}})));
    EXPECT_EQ(place<QueueOpen>().problem_id, "desk.problem.withdrawn");
    EXPECT_EQ(place<QueueOpen>().problem_number, "A1");
}

TEST_F(Desk, a_call_from_the_sheet_leaves_it_open_and_giving_the_case_away_closes_it) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    give(OpenPressed{});
    give(CaseDecrypted{entry_in(S::Waiting, 1), {}});
    give(ActionPressed{A::Call});
    give(ActionDone{entry_in(S::Called, 1, "anna")});
    EXPECT_TRUE(place<CaseOpen>().mine);
    give(ActionPressed{A::Miss});
    give(ActionDone{entry_in(S::Missed, 1)});
    EXPECT_TRUE(std::holds_alternative<QueueOpen>(state.place));
}

TEST_F(Desk, a_listing_that_fails_does_not_end_the_wait_for_an_action) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(CallNextPressed{});
    give(ListFailed{});
    EXPECT_TRUE(place<QueueOpen>().busy);
    EXPECT_TRUE(place<QueueOpen>().problem_id.empty());
}

TEST_F(Desk, while_changes_are_not_told_the_desk_asks_for_them) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(ConnectionKnown{false});
    now += 30s;
    EXPECT_NE(only<ListQueue>(give(Ticked{})), nullptr);
    EXPECT_THAT(give(Ticked{}), IsEmpty()) << "not in every second";
    EXPECT_EQ(next_deadline(state, rules), now + limits::kListWithoutStream);
    now += limits::kListWithoutStream;
    EXPECT_NE(only<ListQueue>(give(Ticked{})), nullptr);
    give(ConnectionKnown{true});
    now += limits::kListWithoutStream;
    EXPECT_THAT(give(Ticked{}), IsEmpty());
}

TEST_F(Desk, a_machines_wall_clock_that_jumps_moves_no_lease_and_no_waiting_time) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}, kNoon});
    Moment moment;
    moment.monotonic = now + 7s;
    for (const auto jump : {std::chrono::hours(14), std::chrono::hours(-300'000)}) {
        moment.utc = kNoon + jump;
        state = update(std::move(state), Ticked{}, moment, rules).state;
        EXPECT_EQ(state.wall, kNoon + 7s);
    }
}

}  // namespace
}  // namespace lotse::desk::test
