// SPDX-License-Identifier: EUPL-1.2
// Displays: who is told which numbers are called, and that nothing else is told.
#include <gmock/gmock.h>

#include "codec/wire/calls_wire.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"
#include "service/api_fixture.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kDisplay = "display-1";

class CallsTest : public ApiTest {
protected:
    CallsTest() { register_display(std::nullopt, 2); }

    void register_display(std::optional<WallTime> blocked, std::int64_t serial) {
        KeysRegister keys = centre().keys();
        keys.serial = serial;
        keys.previous = vault::hash("the one before");
        keys.displays = {{kDisplay, key.public_key(), WallTime{}, blocked}};
        ASSERT_TRUE(check_keys(keys).ok());
        ASSERT_TRUE(queue->keep_keys(keys, centre().signed_form(keys), {}).ok());
    }
    WallTime now() const { return WallTime{std::chrono::seconds{wall.load()}}; }
    codec::CallsQuestion question(std::int64_t known = -1) const {
        return {TestCentre::kCentre, kDisplay, now(), known};
    }
    Reply ask_calls(const codec::CallsQuestion& question, const vault::SigningKey& signer) {
        codec::SignedReport asked;
        asked.text = codec::write_calls_question(question);
        const auto signature = vault::sign_question(asked.text, signer);
        asked.signature.assign(signature.begin(), signature.end());
        token.clear();
        return ask("POST", "/v1/calls", codec::write_signed_report(asked));
    }
    Reply ask_calls() { return ask_calls(question(), key); }
    CalledNumbers told() {
        const Reply reply = ask_calls();
        EXPECT_EQ(reply.status, 200) << reply.body;
        return codec::read_called(reply.body).value();
    }
    /// Calls an intake to a room, as a desk does.
    void call(const IntakeId& id, const std::string& room, std::int64_t revision) {
        sign_in();
        const Reply reply =
            ask("POST", "/v1/intakes/" + to_hex(id) + "/actions",
                codec::write_action({QueueAction::Call, revision, ActionReason::None, room}));
        ASSERT_EQ(reply.status, 200) << reply.body;
    }

    vault::SigningKey key = vault::SigningKey::generate();
};

TEST_F(CallsTest, a_display_is_told_number_room_language_and_nothing_that_leads_to_an_intake) {
    const SealedIntake intake = centre().intake(1);
    ASSERT_EQ(put(intake).status, 201);
    EXPECT_TRUE(told().calls.empty());
    call(intake.header.id, "3", 1);
    const CalledNumbers called = told();
    ASSERT_EQ(called.calls.size(), 1u);
    EXPECT_EQ(called.calls[0],
              (CalledNumber{intake.header.number, "3", intake.header.language, now(), 1}));
    EXPECT_EQ(called.now, now());
    const Reply reply = ask_calls();
    for (const std::string& secret : {to_hex(intake.header.id), std::string(TestCentre::kAccount),
                                      intake.header.questionnaire, intake.header.terminal}) {
        EXPECT_THAT(reply.body, Not(HasSubstr(secret)));
    }
    for (const auto& [name, value] : reply.headers) {
        EXPECT_NE(name, "Lotse-Epoch") << "how far the queue has come is not a display's business";
    }
}

TEST_F(CallsTest, who_came_or_was_missed_is_not_told_any_more_and_a_second_call_is) {
    const SealedIntake intake = centre().intake(1);
    ASSERT_EQ(put(intake).status, 201);
    call(intake.header.id, "3", 1);
    call(intake.header.id, "4", 2);
    EXPECT_EQ(told().calls.at(0).calls, 2);
    EXPECT_EQ(told().calls.at(0).room, "4");
    sign_in();
    ASSERT_EQ(act(intake.header.id, QueueAction::Miss, 3).status, 200);
    EXPECT_TRUE(told().calls.empty());
    call(intake.header.id, "4", 4);
    sign_in();
    ASSERT_EQ(act(intake.header.id, QueueAction::Open, 5).status, 200);
    EXPECT_TRUE(told().calls.empty());
    const SealedIntake other = centre().intake(2);
    ASSERT_EQ(put(other).status, 201);
    call(other.header.id, "3", 1);
    ASSERT_EQ(told().calls.size(), 1u);
    sign_in();
    ASSERT_EQ(act(other.header.id, QueueAction::Arrive, 2).status, 200);
    EXPECT_TRUE(told().calls.empty()) << "is there, before anything begins";
}

TEST_F(CallsTest, a_call_of_which_nobody_said_what_became_is_not_told_the_next_day) {
    const SealedIntake intake = centre().intake(1);
    ASSERT_EQ(put(intake).status, 201);
    call(intake.header.id, "3", 1);
    pass(limits::kCallShown);
    EXPECT_TRUE(told().calls.empty());
}

TEST_F(CallsTest, who_waited_as_many_as_it_takes_tell_who_comes_now) {
    const auto waits_one_after_the_other = [&](int count, int first) {
        for (int n = first; n < first + count; ++n) {
            const SealedIntake intake = centre().intake(n);
            ASSERT_EQ(put(intake).status, 201);
            pass(std::chrono::minutes(12));
            call(intake.header.id, "3", 1);
            ASSERT_EQ(act(intake.header.id, QueueAction::Miss, 2).status, 200);
        }
    };
    const int enough = static_cast<int>(limits::kFewestWaits);
    waits_one_after_the_other(enough - 1, 1);
    EXPECT_EQ(told().wait, std::nullopt);
    waits_one_after_the_other(1, enough);
    EXPECT_EQ(told().wait, (WaitRange{10, 15}));
    sign_in();
    const Reply listed = ask("GET", "/v1/queue");
    const ExpectedWaits waits = codec::read_listing(listed.body)->waits;
    EXPECT_EQ(wait_for(waits, centre().intake(1).header.language,
                       centre().intake(1).header.questionnaire),
              (WaitRange{10, 15}));
}

TEST_F(CallsTest, what_the_display_knows_is_not_told_again) {
    const CalledNumbers called = told();
    EXPECT_EQ(ask_calls(question(called.revision), key).status, 204);
    ASSERT_EQ(put(centre().intake(1)).status, 201);
    EXPECT_EQ(ask_calls(question(called.revision), key).status, 200);
}

TEST_F(CallsTest, only_a_display_of_the_register_is_told_anything) {
    const auto as = [&](const std::string& name, const vault::SigningKey& signer) {
        codec::CallsQuestion asked = question();
        asked.display = name;
        return ask_calls(asked, signer).status;
    };
    EXPECT_EQ(as(kDisplay, vault::SigningKey::generate()), 403);
    EXPECT_EQ(as("display-2", key), 403);
    EXPECT_EQ(as(TestCentre::kTerminal, centre().terminal_key), 403) << "a terminal is no display";
    codec::CallsQuestion elsewhere = question();
    elsewhere.centre = "nord";
    EXPECT_EQ(ask_calls(elsewhere, key).status, 403);
    EXPECT_EQ(ask("POST", "/v1/calls", "{}").status, 400);
    codec::CallsQuestion old = question();
    old.at -= limits::kOldestReport + std::chrono::seconds(1);
    const Reply late = ask_calls(old, key);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(codec::read_wrong_time(late.body), now());
    EXPECT_EQ(ask_calls().status, 200);
    register_display(now(), 3);
    rebuild([](ApiOptions&) {});
    register_display(now(), 3);
    EXPECT_EQ(ask_calls().status, 403) << "it is blocked";
}

TEST_F(CallsTest, a_display_brings_nothing) {
    IntakeHeader header = centre().header(1);
    header.terminal = kDisplay;
    EXPECT_EQ(ask_calls().status, 200);
    EXPECT_EQ(put(centre().intake_of(header, key)).status, 403);
    TerminalReport report;
    report.terminal = kDisplay;
    report.at = now();
    codec::SignedReport said;
    said.text = codec::write_report({TestCentre::kCentre, report, std::nullopt});
    const auto signature = vault::sign_report(said.text, key);
    said.signature.assign(signature.begin(), signature.end());
    EXPECT_EQ(ask("POST", "/v1/terminal-report", codec::write_signed_report(said)).status, 403);
}

TEST_F(CallsTest, the_next_call_carries_its_room_and_a_room_that_no_display_can_show_is_refused) {
    ASSERT_EQ(put(centre().intake(1)).status, 201);
    sign_in();
    EXPECT_EQ(ask("POST", "/v1/call-next",
                  R"({"room":")" + std::string(limits::kLongestRoomCharacters + 1, 'x') + "\"}")
                  .status,
              400);
    EXPECT_EQ(ask("POST", "/v1/call-next", R"({"room":"a\nb"})").status, 400);
    const Reply reply =
        ask("POST", "/v1/call-next", codec::write_call_next({std::nullopt, "E.12"}));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(codec::read_entry(reply.body)->room, "E.12");
    EXPECT_EQ(told().calls.at(0).room, "E.12");
}

TEST_F(CallsTest, a_display_that_asks_too_often_is_told_to_wait) {
    int asked = 0;
    Reply reply;
    do {
        reply = ask_calls();
    } while (reply.status != 429 && ++asked < 2 * limits::kRequestsOfAnAccount);
    EXPECT_EQ(reply.status, 429);
    EXPECT_FALSE(retry_after(reply).empty());
}

}  // namespace
}  // namespace lotse::service
