// SPDX-License-Identifier: EUPL-1.2
// What goes on at a desk while nobody touches it, the line is down, or a colleague does something.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/limits.h"
#include "kiosk/centre.h"
#include "support/canned_server.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// Everybody at the test's centre has its one password, or it is the code of an invitation.
constexpr const char* kColleague = "kollegin";

class DeskWalk : public testing::Test {
protected:
    DeskWalk() {
        centre.add_account(kColleague);
        centre.start_service();
        const auto client = centre.start_terminal();
        number = client->whole_intake("Beispiel GmbH");
        EXPECT_TRUE(client->ok()) << client->problem();
        EXPECT_THAT(centre.queue_of(1), SizeIs(1));
        centre.stop_terminal();
        staff = centre.start_desk();
        EXPECT_TRUE(staff->wait_for("queue." + number)) << staff->problem();
    }
    ~DeskWalk() override { EXPECT_TRUE(staff->ok()) << staff->problem(); }

    void open_sheet() {
        staff->tap("queue." + number);
        staff->tap("action.open");
        EXPECT_TRUE(staff->wait_for("case.number")) << staff->problem();
    }
    void unlock() {
        staff->type(centre.password());
        staff->tap("action.unlock");
    }
    QueueEntry entry() { return centre.queue().at(0); }
    /// What stands on the screen, and what automation and readers get.
    std::string everything() {
        std::string out;
        for (const codec::AutomationNode& node : staff->tree().nodes) {
            out += node.id + "|" + node.label + "|" + node.value + "\n";
        }
        return out;
    }
    int count_of(const std::string& id) {
        int count = 0;
        for (const codec::AutomationNode& node : staff->tree().nodes) {
            count += node.id == id ? 1 : 0;
        }
        return count;
    }

    Centre centre;
    std::string number;
    std::unique_ptr<Visitor> staff;
};

/// One intake waits; everybody has the centre's one password, or it is the code.
class DeskOf : public testing::Test {
protected:
    void log_in_as(const char* role, bool invited) {
        centre.add_account(kColleague, role, invited);
        centre.start_service();
        const auto client = centre.start_terminal();
        number = client->whole_intake("Beispiel GmbH");
        EXPECT_TRUE(client->ok()) << client->problem();
        EXPECT_THAT(centre.queue_of(1), SizeIs(1));
        centre.stop_terminal();
        staff = centre.start_desk(kColleague);
    }
    ~DeskOf() override { EXPECT_TRUE(staff->ok()) << staff->problem(); }

    Centre centre;
    std::string number;
    std::unique_ptr<Visitor> staff;
};

TEST_F(DeskOf, an_invited_person_chooses_a_password_and_opens_a_sheet_with_keys_of_their_own) {
    log_in_as("counsellor", true);
    ASSERT_TRUE(staff->wait_for("action.choose")) << staff->problem();
    const auto choose = [&](const char* password, const char* again) {
        staff->tap("field.password");
        staff->type(password);
        staff->tap("field.again");
        staff->type(again);
        staff->tap("action.choose");
    };
    choose("kollegin1234", "kollegin1234");
    EXPECT_TRUE(staff->wait_for("choose.problem")) << "little more than the name";
    choose("vier Wörter ohne Sinn", "vier Wörter ohne Sinn");
    ASSERT_TRUE(staff->wait_for("queue." + number)) << staff->problem();
    staff->tap("queue." + number);
    staff->tap("action.open");
    ASSERT_TRUE(staff->wait_for("case.number")) << staff->problem();
    staff->tap("action.lock");
    EXPECT_TRUE(staff->wait_for("action.unlock"));
    staff->type("vier Wörter ohne Sinn");
    staff->tap("action.unlock");
    EXPECT_TRUE(staff->wait_for("case.number")) << "the password of one's own opens it again";
    for (const char* secret : {"vier Wörter ohne Sinn", "kollegin1234"}) {
        EXPECT_THAT(centre.files_with(secret), IsEmpty());
    }
}

TEST_F(DeskOf, reception_calls_a_client_and_is_offered_nothing_that_opens) {
    log_in_as("reception", false);
    ASSERT_TRUE(staff->wait_for("queue." + number)) << staff->problem();
    staff->tap("queue." + number);
    staff->tap("action.call");
    EXPECT_TRUE(staff->wait_for("action.miss")) << staff->problem();
    for (const char* id :
         {"action.open", "action.begin", "action.close", "action.withdraw", "action.admin"}) {
        EXPECT_FALSE(staff->sees(id)) << id;
    }
    EXPECT_EQ(centre.queue().at(0).holder, kColleague);
}

TEST_F(DeskOf, an_admin_sees_no_case_and_gets_to_the_settings) {
    log_in_as("admin", false);
    ASSERT_TRUE(staff->wait_for("action.admin")) << staff->problem();
    EXPECT_FALSE(staff->sees("queue." + number));
    EXPECT_EQ(staff->label("queue.empty"), "Dieses Konto sieht keine Fälle");
    staff->tap("action.admin");
    EXPECT_TRUE(staff->wait_for("admin.back")) << staff->problem();
}

TEST(HostileService, gets_a_proof_never_the_password_and_nothing_if_it_asks_for_too_little) {
    for (const bool cheap : {false, true}) {
        Centre centre;
        support::CannedServer service(centre.certificate());
        service.answer(200,
                       "{\"centre\":\"demo\",\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"kdf\":{"
                       "\"alg\":\"argon2id13\",\"passes\":1,\"memory_kib\":" +
                           std::string(cheap ? "7" : "8") + "}}");
        centre.serve_at(service.url());
        centre.expect_in_log("log-in");
        const auto staff = centre.start_desk("beratung");
        ASSERT_TRUE(staff->wait_for("log_in.problem")) << staff->problem();
        const std::vector<std::string> heard = service.requests();
        ASSERT_EQ(heard.size(), cheap ? 1u : 2u);
        EXPECT_THAT(heard[0], HasSubstr("POST /v1/log-in"));
        for (const std::string& request : heard) {
            EXPECT_THAT(request, Not(HasSubstr(centre.password())));
        }
        if (cheap) {
            EXPECT_THAT(staff->label("log_in.problem"), HasSubstr("kein Passwort mehr"));
        } else {
            EXPECT_THAT(heard[1], HasSubstr("POST /v1/session"));
            EXPECT_THAT(heard[1], HasSubstr("proof"));
        }
    }
}

/// A098 is of no terminal of the centre; A099 somebody else may read as well.
void put_strange_ones(Centre& centre) {
    centre.put_forged("A098");
    centre.put_for_another_reader("A099");
    centre.expect_in_log("alarm A1");
    centre.expect_in_log("alarm A4");
}

TEST(ForgedIntakes, are_not_called_and_not_opened_and_what_another_may_read_only_by_who_was_told) {
    Centre centre;
    put_strange_ones(centre);
    centre.start_service();
    const auto staff = centre.start_desk();
    ASSERT_TRUE(staff->wait_for("queue.A098")) << staff->problem();
    staff->tap("queue.A098");
    for (const char* action : {"action.call", "action.open"}) {
        staff->tap(action);
        ASSERT_TRUE(staff->wait_for("desk.problem")) << action << ": " << staff->problem();
        EXPECT_THAT(staff->label("desk.problem"), HasSubstr("von keinem Ihrer Terminals"));
        EXPECT_FALSE(staff->sees("case.number"));
        staff->tap("queue.A098");
    }
    EXPECT_EQ(centre.queue().at(0).state, QueueState::Waiting) << "nobody was called";
    staff->tap("queue.A099");
    staff->tap("action.open");
    ASSERT_TRUE(staff->wait_for("ask.confirm")) << staff->problem();
    EXPECT_FALSE(staff->sees("case.number"));
    staff->tap("ask.cancel");
    ASSERT_TRUE(staff->wait_for("action.open"));
    staff->tap("action.open");
    ASSERT_TRUE(staff->wait_for("ask.confirm"));
    staff->tap("ask.confirm");
    EXPECT_TRUE(staff->wait_for("case.number")) << staff->problem();
    EXPECT_TRUE(staff->ok()) << staff->problem();
    EXPECT_THAT(centre.alarms(), testing::AllOf(HasSubstr(" A1 "), HasSubstr(" A4 ")));
}

TEST(ForgedIntakes, are_put_aside_when_the_next_client_is_called) {
    Centre centre;
    put_strange_ones(centre);
    centre.start_service();
    const auto staff = centre.start_desk();
    ASSERT_TRUE(staff->wait_for("queue.A098")) << staff->problem();
    staff->tap("action.call_next");
    ASSERT_TRUE(staff->wait_for("desk.problem")) << staff->problem();
    EXPECT_THAT(staff->label("desk.problem"), HasSubstr("A098"));
    staff->tap("action.call_next");
    ASSERT_TRUE(staff->wait_for("action.miss")) << staff->problem();
    EXPECT_EQ(centre.queue().at(0).state, QueueState::Missed);
    EXPECT_EQ(centre.queue().at(1).state, QueueState::Called);
    EXPECT_TRUE(staff->ok()) << staff->problem();
}

TEST_F(DeskWalk, opening_a_sheet_is_neither_a_call_nor_any_other_change) {
    const QueueEntry before = entry();
    open_sheet();
    staff->tap("action.back");
    EXPECT_TRUE(staff->wait_for("action.open"));
    EXPECT_EQ(entry().state, QueueState::Waiting);
    EXPECT_EQ(entry().calls, 0);
    EXPECT_EQ(entry().revision, before.revision);
    open_sheet();
    staff->tap("action.call");
    EXPECT_TRUE(staff->wait_for("action.begin")) << "the sheet was closed by the call";
    EXPECT_EQ(entry().calls, 1);
    staff->tap("action.back");
    open_sheet();
    EXPECT_EQ(entry().state, QueueState::Called) << "looking again begins nothing";
    EXPECT_EQ(entry().calls, 1);
    staff->tap("action.begin");
    EXPECT_TRUE(staff->wait_for("action.park"));
    EXPECT_EQ(entry().state, QueueState::InProgress);
}

TEST_F(DeskWalk, a_locked_desk_shows_nothing_and_gives_everything_back) {
    open_sheet();
    staff->tap("action.lock");
    EXPECT_TRUE(staff->wait_for("action.unlock"));
    EXPECT_THAT(everything(), Not(HasSubstr(number)));
    EXPECT_THAT(everything(), Not(HasSubstr("Beispiel")));
    centre.expect_in_log("unlock");
    staff->type("falsch");
    staff->tap("action.unlock");
    EXPECT_TRUE(staff->wait_for("lock.problem"));
    EXPECT_FALSE(staff->sees("case.number"));
    unlock();
    EXPECT_TRUE(staff->wait_for("case.number"));
    EXPECT_EQ(staff->label("case.number"), number);
}

TEST_F(DeskWalk, a_desk_is_unlocked_without_a_line_and_the_sheet_comes_back_with_it) {
    open_sheet();
    staff->tap("action.lock");
    EXPECT_TRUE(staff->wait_for("action.unlock"));
    centre.expect_in_log("queue service");
    centre.expect_in_log("configuration cannot be read");
    centre.stop_service();
    unlock();
    EXPECT_TRUE(staff->wait_for("queue." + number)) << "the password opens it all the same";
    EXPECT_TRUE(staff->wait_for("desk.offline"));
    EXPECT_EQ(count_of("desk.offline") + count_of("desk.problem"), 1) << "one outage, one banner";
    centre.start_service();
    EXPECT_TRUE(staff->wait_for("action.unlock")) << "sessions are in its memory";
    unlock();
    EXPECT_TRUE(staff->wait_for("case.number"));
}

/// The service takes connections and answers nothing.
class HangingDesk : public DeskWalk {
protected:
    /// A listing that nobody asked for is under way.
    void hang() {
        centre.expect_in_log("queue service");
        centre.expect_in_log("gave way");
        centre.expect_in_log("configuration cannot be read");
        centre.expect_in_log("lease of intake");
        centre.expect_in_log("log-out did not reach");
        centre.service().hold();
        m_holds = true;
    }
    void answer() {
        centre.service().go_on();
        m_holds = false;
    }
    ~HangingDesk() override {
        if (m_holds) {
            answer();
        }
    }
    /// A request takes ten seconds or more to fail.
    bool within(std::chrono::seconds most, const std::string& id) {
        const auto begin = std::chrono::steady_clock::now();
        return staff->wait_for(id) && std::chrono::steady_clock::now() - begin < most;
    }
    std::size_t times_said(const std::string& words) {
        const std::string log = content_of(centre.path("desk.log"));
        std::size_t times = 0;
        for (auto at = log.find(words); at != std::string::npos; at = log.find(words, at + 1)) {
            ++times;
        }
        return times;
    }
    bool says_within(std::chrono::seconds most, const std::string& words) {
        const auto until = std::chrono::steady_clock::now() + most;
        while (times_said(words) == 0) {
            if (std::chrono::steady_clock::now() > until) {
                return false;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return true;
    }

private:
    bool m_holds = false;
};

TEST_F(HangingDesk, is_unlocked_and_shows_the_sheet_that_was_open_while_nothing_answers) {
    staff->tap("queue." + number);
    staff->tap("action.call");
    EXPECT_TRUE(staff->wait_for("action.begin"));
    staff->tap("action.begin");
    EXPECT_TRUE(staff->wait_for("action.park")) << staff->problem();
    open_sheet();
    hang();
    for (int again = 0; again < 3; ++again) {
        staff->press("action.lock");
        EXPECT_TRUE(within(std::chrono::seconds(6), "action.unlock"));
        staff->enter(again == 1 ? "falsch" : centre.password());
        staff->press("action.unlock");
        if (again == 1) {
            centre.expect_in_log("unlock");
            EXPECT_TRUE(within(std::chrono::seconds(9), "lock.problem")) << staff->problem();
            staff->enter(centre.password());
            staff->press("action.unlock");
        }
        EXPECT_TRUE(within(std::chrono::seconds(9), "case.number")) << again << staff->problem();
        EXPECT_EQ(staff->label("case.number"), number);
    }
    answer();
    staff->tap("action.back");
    EXPECT_TRUE(staff->wait_for("action.call_next")) << staff->problem();
}

TEST_F(HangingDesk, lets_people_look_search_and_leave_while_nothing_answers) {
    staff->tap("queue." + number);
    hang();
    staff->press("action.lock");
    EXPECT_TRUE(within(std::chrono::seconds(6), "action.unlock"));
    staff->enter(centre.password());
    staff->press("action.unlock");
    EXPECT_TRUE(within(std::chrono::seconds(9), "queue." + number)) << staff->problem();
    staff->press("queue.search");
    staff->enter(number);
    EXPECT_TRUE(within(std::chrono::seconds(6), "queue." + number));
    staff->press("action.lock");
    EXPECT_TRUE(within(std::chrono::seconds(6), "action.other_account"));
    staff->press("action.other_account");
    EXPECT_TRUE(within(std::chrono::seconds(6), "field.account")) << staff->problem();
    // What the one before asked for ends; the log-in is the first to be answered.
    answer();
    staff->enter(kColleague);
    staff->press("field.password");
    staff->enter(centre.password());
    staff->press("action.log_in");
    EXPECT_TRUE(within(std::chrono::seconds(10), "queue." + number)) << staff->problem();
}

TEST_F(HangingDesk, asks_what_somebody_waits_for_before_what_nobody_does) {
    staff->tap("queue." + number);
    hang();
    std::this_thread::sleep_for(limits::kListWithoutStream);
    staff->press("action.lock");
    EXPECT_TRUE(within(std::chrono::seconds(6), "action.unlock"));
    staff->enter(centre.password());
    staff->press("action.unlock");  // lists anew
    EXPECT_TRUE(within(std::chrono::seconds(9), "queue." + number));
    staff->press("queue." + number);
    staff->press("action.call");
    std::this_thread::sleep_for(std::chrono::seconds(4));
    answer();
    EXPECT_TRUE(within(std::chrono::seconds(5), "action.begin")) << staff->problem();
}

TEST_F(HangingDesk, is_unlocked_while_what_was_pressed_before_still_waits_and_is_done_in_the_end) {
    staff->tap("queue." + number);
    hang();
    staff->press("action.call");
    staff->press("action.lock");
    EXPECT_TRUE(within(std::chrono::seconds(6), "action.unlock"));
    staff->enter(centre.password());
    staff->press("action.unlock");
    EXPECT_TRUE(within(std::chrono::seconds(9), "queue." + number)) << staff->problem();
    answer();
    EXPECT_TRUE(within(std::chrono::seconds(10), "action.begin")) << staff->problem();
    EXPECT_EQ(entry().calls, 1);
}

TEST_F(HangingDesk, what_somebody_waited_for_who_left_is_given_up_before_it_fails_by_itself) {
    staff->tap("queue." + number);
    hang();
    staff->press("action.call");
    staff->press("action.lock");
    EXPECT_TRUE(within(std::chrono::seconds(6), "action.other_account"));
    staff->press("action.other_account");
    EXPECT_TRUE(within(std::chrono::seconds(6), "field.account"));
    staff->enter(kColleague);
    staff->press("field.password");
    staff->enter(centre.password());
    staff->press("action.log_in");
    EXPECT_TRUE(says_within(std::chrono::seconds(12), "log-out did not reach"));
    answer();
    EXPECT_TRUE(within(std::chrono::seconds(10), "queue." + number)) << staff->problem();
}

TEST_F(DeskWalk, a_service_that_was_started_anew_costs_a_password_and_nothing_else) {
    open_sheet();
    centre.expect_in_log("queue service");
    centre.expect_in_log("lease of intake");
    centre.stop_service();
    EXPECT_TRUE(staff->wait_for("desk.offline"));
    EXPECT_EQ(staff->label("case.number"), number) << "the sheet stays without a line";
    centre.start_service();
    EXPECT_TRUE(staff->wait_for("action.unlock")) << "sessions are in its memory";
    unlock();
    EXPECT_TRUE(staff->wait_for("case.number"));
    EXPECT_FALSE(staff->sees("desk.offline"));
}

TEST_F(DeskWalk, whoever_logs_in_instead_finds_the_client_free) {
    staff->tap("queue." + number);
    staff->tap("action.call");
    EXPECT_TRUE(staff->wait_for("action.miss"));
    staff->tap("action.lock");
    EXPECT_TRUE(staff->wait_for("action.other_account"));
    staff->tap("action.other_account");
    EXPECT_TRUE(staff->wait_for("field.account"));
    QueueEntry left = entry();
    for (int n = 0; n < 50 && is_held(left, left.received); ++n) {
        left = entry();
    }
    const auto colleague = centre.colleague(kColleague);
    EXPECT_TRUE(colleague->act(left.header.id, QueueAction::Open, left.revision).ok());
    static_cast<void>(colleague->log_out());
}

TEST_F(DeskWalk, a_colleague_who_takes_a_case_is_named_and_the_sheet_stays) {
    open_sheet();
    const auto colleague = centre.colleague(kColleague);
    const QueueEntry seen = entry();
    const Result<QueueEntry> called =
        colleague->act(seen.header.id, QueueAction::Call, seen.revision);
    ASSERT_TRUE(called.ok());
    EXPECT_TRUE(staff->wait_for("desk.notice"));
    EXPECT_THAT(staff->label("desk.notice"), HasSubstr(kColleague));
    EXPECT_EQ(staff->label("case.number"), number);
    ASSERT_TRUE(
        colleague
            ->act(seen.header.id, QueueAction::Withdraw, called->revision, ActionReason::NoConsent)
            .ok());
    EXPECT_TRUE(staff->wait_for("desk.problem")) << "its answers are erased";
    EXPECT_FALSE(staff->sees("case.number"));
    EXPECT_THAT(staff->label("desk.problem"), HasSubstr(number));
    static_cast<void>(colleague->log_out());
}

TEST_F(DeskWalk, an_action_that_somebody_forestalled_says_who_and_one_of_ones_own_just_works) {
    open_sheet();
    staff->tap("action.call");
    EXPECT_TRUE(staff->wait_for("action.begin"));
    // The same account at another desk renews: the revision that is seen here is old.
    const auto other_desk = centre.colleague("beratung");
    ASSERT_TRUE(other_desk->act(entry().header.id, QueueAction::Renew, 0).ok());
    staff->tap("action.begin");
    EXPECT_TRUE(staff->wait_for("action.park"));
    EXPECT_FALSE(staff->sees("desk.problem"));
    static_cast<void>(other_desk->log_out());
}

TEST_F(DeskWalk, a_line_that_breaks_while_an_action_waits_is_one_banner_that_says_so) {
    centre.expect_in_log("queue service");
    staff->tap("queue." + number);
    centre.stop_service();
    EXPECT_TRUE(staff->wait_for("desk.offline"));
    staff->tap("action.call");
    for (int n = 0;
         n < 100 && staff->label("desk.offline").find("nicht ausgeführt") == std::string::npos;
         ++n) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_THAT(staff->label("desk.offline"), HasSubstr("nicht ausgeführt"));
    EXPECT_EQ(count_of("desk.offline"), 1);
    EXPECT_EQ(count_of("desk.problem"), 0);
}

}  // namespace
}  // namespace lotse::kiosk_test
