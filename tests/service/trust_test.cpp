// SPDX-License-Identifier: EUPL-1.2
// What the service does for desks that do not believe it: it hands out what was signed, and notes
// what they found wrong.
#include <gmock/gmock.h>

#include "codec/wire/keys_wire.h"
#include "service/api_fixture.h"

namespace lotse::service {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST_F(ApiTest, the_centres_register_is_told_as_it_was_signed_also_to_who_has_only_a_code) {
    for (const char* account : {TestCentre::kReception, TestCentre::kInvited}) {
        sign_in(account);
        const auto told = codec::read_centre(ask("GET", "/v1/centre").body);
        ASSERT_TRUE(told.ok()) << to_string(told.error());
        EXPECT_EQ(told->keys, centre().signed_form(centre().keys()));
    }
    centre().enrol_another(*queue, "terminal-2");
    sign_in();
    const auto told = codec::read_centre(ask("GET", "/v1/centre").body);
    EXPECT_NE(told->keys, centre().signed_form(centre().keys()));
    sign_in(TestCentre::kForeignAccount);
    EXPECT_EQ(codec::read_centre(ask("GET", "/v1/centre").body)->keys, "") << "another centre";
}

TEST_F(ApiTest, what_a_desk_finds_wrong_is_a_row_in_the_audit_log) {
    const SealedIntake intake = centre().intake(1);
    const std::string id = to_hex(intake.header.id);
    sign_in(TestCentre::kReception);
    EXPECT_EQ(ask("POST", "/v1/alarms", codec::write_alarm({Alarm::Foreign, id})).status, 204);
    EXPECT_EQ(ask("POST", "/v1/alarms", codec::write_alarm({Alarm::Register, ""})).status, 204);
    EXPECT_THAT(queue->audit_rows,
                Contains(ElementsAre(TestCentre::kReception, "alarm", "A1 " + id)));
    EXPECT_THAT(queue->audit_rows, Contains(ElementsAre(TestCentre::kReception, "alarm", "A7")));
    for (const char* malformed : {"", "{}", R"({"alarm":"A9","object":""})",
                                  R"({"alarm":"A1","object":"somebody's name"})"}) {
        EXPECT_EQ(ask("POST", "/v1/alarms", malformed).status, 400) << malformed;
    }
    EXPECT_EQ(log.find(id), std::string::npos);
    token.clear();
    EXPECT_EQ(ask("POST", "/v1/alarms", codec::write_alarm({Alarm::Foreign, id})).status, 401);
}

TEST_F(ApiTest, reception_looks_who_sealed_an_intake_and_it_stands_in_the_log_as_that) {
    const SealedIntake intake = centre().intake(1);
    ASSERT_EQ(put(intake).status, 201);
    const std::string id = to_hex(intake.header.id);
    sign_in(TestCentre::kOtherAccount);
    ASSERT_EQ(act(intake.header.id, QueueAction::Call, 1).status, 200);
    sign_in(TestCentre::kReception);
    const std::string path = "/v1/intakes/" + id + "?for=check";
    const Reply reply = ask("GET", path);
    EXPECT_EQ(reply.status, 200) << "also of a colleague's client";
    EXPECT_EQ(Bytes(reply.body.begin(), reply.body.end()), intake.envelope);
    EXPECT_THAT(queue->audit_rows, Contains(ElementsAre(TestCentre::kReception, "check", id)));
    sign_in(TestCentre::kAdmin);
    EXPECT_EQ(ask("GET", path).status, 403) << "who sees no cases";
    sign_in(TestCentre::kForeignAccount);
    EXPECT_EQ(ask("GET", path).status, 404);
}

}  // namespace
}  // namespace lotse::service
