// SPDX-License-Identifier: EUPL-1.2
// Calls for help at the service: heard from enrolled terminals alone, told to desks as they were
// signed, over when the terminal or staff say so, or when the terminal is silent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/help_wire.h"
#include "service/api_fixture.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

class HelpTest : public ApiTest {
protected:
    HelpCall said() {
        HelpCall call;
        call.centre = TestCentre::kCentre;
        call.terminal = TestCentre::kTerminal;
        call.language = "ar";
        call.call = 5;
        call.seq = ++m_seq;
        call.at = WallTime{std::chrono::seconds{wall.load()}};
        return call;
    }
    static std::string signed_by(const vault::SigningKey& key, const HelpCall& call) {
        codec::SignedReport made;
        made.text = codec::write_help_call(call);
        const auto signature = vault::sign_help_call(made.text, key);
        made.signature.assign(signature.begin(), signature.end());
        return codec::write_signed_report(made);
    }
    Reply tell(const HelpCall& call) {
        Request request;
        request.method = "POST";
        request.path = "/v1/help";
        request.content_type = "application/json";
        const std::string body = signed_by(centre().terminal_key, call);
        request.body.assign(body.begin(), body.end());
        return ask(std::move(request));
    }
    HelpAnswer answer_to(const HelpCall& call) {
        const Reply reply = tell(call);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return codec::read_help_answer(reply.body).value();
    }
    /// As a desk of the centre gets them.
    std::vector<HelpCall> standing() {
        const Reply reply = ask("GET", "/v1/help");
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::vector<HelpCall> calls;
        const auto told_as_signed = codec::read_terminals(reply.body);
        for (const codec::SignedReport& one : told_as_signed.value()) {
            EXPECT_TRUE(
                vault::verify_help_call(one.text, one.signature, centre().terminal_key.public_key())
                    .ok());
            calls.push_back(codec::read_help_call(one.text).value());
        }
        return calls;
    }
    int done(std::int64_t call, const std::string& terminal = TestCentre::kTerminal) {
        return ask("POST", "/v1/help/" + terminal + "/done", codec::write_help_done(call)).status;
    }
    ChangeHub::Subscription follow() {
        return api->hub().subscribe(
            {TestCentre::kCentre, TestCentre::kAccount, "token"},
            [this](const ChangeHub::News& news) { told = news.help; }, [] {});
    }

    std::atomic<std::int64_t> told{0};

private:
    std::int64_t m_seq = 0;
};

TEST_F(HelpTest, is_told_to_desks_as_the_terminal_signed_it) {
    sign_in();
    EXPECT_TRUE(standing().empty());
    const auto desk = follow();
    const HelpCall call = said();
    EXPECT_EQ(answer_to(call), HelpAnswer::Told);
    EXPECT_EQ(told, 1);
    EXPECT_THAT(standing(), testing::ElementsAre(call));
    const HelpCall again = said();
    EXPECT_EQ(answer_to(again), HelpAnswer::Told);
    EXPECT_EQ(told, 1) << "it is the same call";
    EXPECT_THAT(standing(), testing::ElementsAre(again)) << "as it was said last";
    sign_in(TestCentre::kForeignAccount);
    EXPECT_TRUE(standing().empty()) << "another centre's";
}

TEST_F(HelpTest, says_that_nobody_is_there_where_no_desk_is) {
    EXPECT_EQ(answer_to(said()), HelpAnswer::Nobody);
    const auto desk = follow();
    EXPECT_EQ(answer_to(said()), HelpAnswer::Told);
}

TEST_F(HelpTest, staff_end_it_once_with_a_row_in_the_audit_log_and_the_terminal_hears_of_it) {
    sign_in();
    const auto desk = follow();
    answer_to(said());
    queue->audit_rows.clear();
    EXPECT_EQ(done(4), 404) << "another call";
    EXPECT_EQ(done(5, "terminal-2"), 404);
    EXPECT_TRUE(queue->audit_rows.empty());
    EXPECT_EQ(done(5), 204);
    ASSERT_EQ(queue->audit_rows.size(), 1u);
    EXPECT_EQ(queue->audit_rows[0][1], "help done");
    EXPECT_EQ(told, 2);
    EXPECT_TRUE(standing().empty());
    EXPECT_EQ(done(5), 404) << "once";
    EXPECT_EQ(answer_to(said()), HelpAnswer::Done);
    EXPECT_TRUE(standing().empty()) << "said again by a terminal that had not heard of it";
    HelpCall next = said();
    next.call = 6;
    EXPECT_EQ(answer_to(next), HelpAnswer::Told);
    EXPECT_THAT(standing(), testing::ElementsAre(next));
    EXPECT_EQ(told, 3);
}

TEST_F(HelpTest, the_terminal_withdraws_it_and_an_older_word_does_not_bring_it_back) {
    sign_in();
    const auto desk = follow();
    const HelpCall first = said(), late = said();
    answer_to(first);
    HelpCall back = said();
    back.withdrawn = true;
    EXPECT_EQ(answer_to(back), HelpAnswer::Done);
    EXPECT_EQ(told, 2);
    EXPECT_TRUE(standing().empty());
    EXPECT_EQ(answer_to(late), HelpAnswer::Done);
    EXPECT_TRUE(standing().empty());
    EXPECT_EQ(told, 2);
}

TEST_F(HelpTest, a_terminal_that_is_silent_drops_off) {
    sign_in();
    answer_to(said());
    pass(limits::kHelpCallSilent - std::chrono::seconds(1));
    EXPECT_EQ(standing().size(), 1u);
    pass(std::chrono::seconds(1));
    EXPECT_TRUE(standing().empty());
    EXPECT_EQ(done(5), 404);
}

TEST_F(HelpTest, a_service_that_was_started_anew_hears_it_again) {
    answer_to(said());
    rebuild([](ApiOptions&) {});
    sign_in();
    EXPECT_TRUE(standing().empty());
    const HelpCall again = said();
    answer_to(again);
    EXPECT_THAT(standing(), testing::ElementsAre(again));
}

TEST_F(HelpTest, is_heard_from_enrolled_terminals_alone_and_of_now) {
    const auto status = [&](const std::string& body) {
        Request request;
        request.method = "POST";
        request.path = "/v1/help";
        request.content_type = "application/json";
        request.body.assign(body.begin(), body.end());
        return ask(std::move(request)).status;
    };
    EXPECT_EQ(status(signed_by(vault::SigningKey::generate(), said())), 403);
    HelpCall other = said();
    other.terminal = "terminal-9";
    EXPECT_EQ(status(signed_by(centre().terminal_key, other)), 403);
    HelpCall foreign = said();
    foreign.centre = "elsewhere";
    EXPECT_EQ(status(signed_by(centre().terminal_key, foreign)), 403);
    // The same key signs reports; one is not taken for a call.
    codec::SignedReport report;
    report.text = codec::write_help_call(said());
    const auto signature = vault::sign_report(report.text, centre().terminal_key);
    report.signature.assign(signature.begin(), signature.end());
    EXPECT_EQ(status(codec::write_signed_report(report)), 403);
    EXPECT_EQ(status("{}"), 400);
    EXPECT_EQ(status(R"({"report":"{}","signature":""})"), 400);
    HelpCall old = said();
    old.at -= limits::kOldestReport + std::chrono::seconds(1);
    EXPECT_EQ(status(signed_by(centre().terminal_key, old)), 409);
    sign_in();
    EXPECT_TRUE(standing().empty());
    EXPECT_EQ(ask("POST", "/v1/help/" + std::string(TestCentre::kTerminal) + "/done", "{}").status,
              400);
}

}  // namespace
}  // namespace lotse::service
