// SPDX-License-Identifier: EUPL-1.2
// What goes on at a desk while nobody touches it, the line is down, or a colleague does something.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

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
    ASSERT_TRUE(colleague->act(seen.header.id, QueueAction::Withdraw, called->revision).ok());
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
