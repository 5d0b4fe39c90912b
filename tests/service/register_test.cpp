// SPDX-License-Identifier: EUPL-1.2
// The register of keys is replaced while the service runs: by the centre's signature alone, and
// with all that follows from it at once.
#include <gmock/gmock.h>

#include "codec/wire/keys_wire.h"
#include "service/api_fixture.h"
#include "service/handle_registers.h"

namespace lotse::service {
namespace {

using testing::Contains;
using testing::ElementsAre;

class RegisterTest : public ApiTest {
protected:
    /// What an admin's tool would sign next.
    static KeysRegister next_of(const KeysRegister& last) {
        KeysRegister next = last;
        next.serial = last.serial + 1;
        next.previous = vault::hash(centre().signed_form(last));
        return next;
    }
    Reply put_keys(const std::string& serial, const std::string& document,
                   const std::string& type = "application/octet-stream") {
        Request request;
        request.method = "PUT";
        request.path = "/v1/keys/" + serial;
        request.token = token;
        request.content_type = type;
        request.body.assign(document.begin(), document.end());
        return ask(std::move(request));
    }
    Reply put_keys(const KeysRegister& keys) {
        return put_keys(std::to_string(keys.serial), centre().signed_form(keys));
    }
};

TEST_F(RegisterTest, a_terminal_is_heard_once_it_is_let_in_and_not_any_more_once_it_is_blocked) {
    const auto second_intake = [](int n) {
        IntakeHeader header = centre().header(n);
        header.terminal = "terminal-2";
        header.number = "B" + std::to_string(n);
        return centre().intake_of(header, centre().another_key);
    };
    ASSERT_EQ(put(centre().intake(1)).status, 201);  // its key is remembered
    EXPECT_EQ(put(second_intake(1)).status, 403);
    sign_in(TestCentre::kAdmin);
    KeysRegister next = next_of(centre().keys());
    next.terminals.push_back(
        {"terminal-2", "B", centre().another_key.public_key(), WallTime{}, std::nullopt});
    const std::int64_t before = *queue->revision(TestCentre::kCentre);
    ASSERT_EQ(put_keys(next).status, 204);
    EXPECT_GT(*queue->revision(TestCentre::kCentre), before) << "desks list again";
    EXPECT_EQ(put(second_intake(2)).status, 201);
    EXPECT_EQ(*queue->signed_keys(TestCentre::kCentre), centre().signed_form(next));
    EXPECT_THAT(queue->audit_rows,
                Contains(ElementsAre(TestCentre::kAdmin, "terminal enrolled", "demo/terminal-2")));
    EXPECT_EQ(put_keys(next).status, 204) << "the answer was lost";

    KeysRegister third = next_of(next);
    third.terminals[0].blocked = WallTime{std::chrono::seconds{wall.load()}};
    ASSERT_EQ(put_keys(third).status, 204);
    EXPECT_EQ(put(centre().intake(2)).status, 403) << "at once, whatever was remembered";
    EXPECT_EQ(put(second_intake(3)).status, 201);
    EXPECT_THAT(queue->audit_rows,
                Contains(ElementsAre(TestCentre::kAdmin, "terminal revoked", "demo/terminal-1")));
    sign_in();
    EXPECT_EQ(codec::read_listing(ask("GET", "/v1/queue").body)->keys, 3);
}

TEST_F(RegisterTest, nothing_changes_unless_the_centre_signed_the_next_register) {
    sign_in(TestCentre::kAdmin);
    const KeysRegister last = centre().keys();
    KeysRegister next = next_of(last);
    next.terminals.push_back(
        {"terminal-2", "B", centre().another_key.public_key(), WallTime{}, std::nullopt});
    const auto rows = queue->audit_rows.size();
    const auto with = [&](auto spoil) {
        KeysRegister spoilt = next;
        spoil(spoilt);
        return put_keys(spoilt).status;
    };
    const vault::SigningKey stranger = vault::SigningKey::generate();
    const std::string json = codec::write_keys(next);
    EXPECT_EQ(put_keys("2", vault::sign_document(vault::kKeysDocument, json, stranger)).status,
              403);
    EXPECT_EQ(put_keys("2", vault::sign_document("people", json, centre().register_key())).status,
              400);
    KeysRegister theirs = next;
    theirs.signing = stranger.public_key();
    EXPECT_EQ(put_keys("2", vault::sign_document(vault::kKeysDocument, codec::write_keys(theirs),
                                                 stranger))
                  .status,
              403)
        << "named by itself";
    EXPECT_EQ(with([&](auto& r) { r.signing = stranger.public_key(); }), 409);
    EXPECT_EQ(with([](auto& r) { r.previous[0] ^= 1; }), 409) << "beside the one that is kept";
    EXPECT_EQ(with([](auto& r) { r.centre = "nord"; }), 409);
    EXPECT_EQ(with([](auto& r) { r.terminals.erase(r.terminals.begin()); }), 409);
    EXPECT_EQ(with([](auto& r) { r.terminals[0].key[0] ^= 1; }), 409);
    EXPECT_EQ(with([](auto& r) { r.terminals[1].prefix = "A"; }), 409);
    EXPECT_EQ(with([](auto& r) { r.terminals[1].name = "terminal-1"; }), 409);
    EXPECT_EQ(put_keys("3", centre().signed_form(next)).status, 400);
    for (const char* malformed : {"", "{}", "lotse-signed 1 keys"}) {
        EXPECT_EQ(put_keys("2", malformed).status, 400) << malformed;
    }
    EXPECT_EQ(put_keys("2", centre().signed_form(next), "application/json").status, 415);
    EXPECT_EQ(put_keys("0", centre().signed_form(next)).status, 404);
    for (const char* account : {TestCentre::kReception, TestCentre::kOtherAccount,
                                TestCentre::kAuditor, TestCentre::kInvited}) {
        sign_in(account);
        EXPECT_EQ(put_keys(next).status, 403) << account;
    }
    token.clear();
    EXPECT_EQ(put_keys(next).status, 401);
    EXPECT_EQ(*queue->signed_keys(TestCentre::kCentre), centre().signed_form(last));
    // One row a log-in.
    EXPECT_EQ(queue->audit_rows.size(), rows + 4);
    sign_in(TestCentre::kAdmin);
    ASSERT_EQ(put_keys(next).status, 204);
    EXPECT_EQ(put_keys(last).status, 409) << "an older one";
}

TEST_F(RegisterTest, what_somebody_else_could_read_is_not_taken) {
    // Genuine, and sealed to a second key that the register does not name.
    IntakeHeader header = centre().header(7);
    const vault::PrivateKey stranger = vault::PrivateKey::generate();
    const auto sealed = [&](const std::vector<vault::PublicKey>& readers) {
        return vault::seal(header, "{}", readers, centre().terminal_key).value();
    };
    const vault::PublicKey own = centre().centre_key.public_key();
    for (int round = 0; round < 2; ++round) {
        for (const auto& readers : {std::vector<vault::PublicKey>{own, stranger.public_key()},
                                    std::vector<vault::PublicKey>{stranger.public_key()}}) {
            const Reply reply = put(sealed(readers));
            EXPECT_EQ(reply.status, 403);
            EXPECT_NE(reply.body.find("recipients"), std::string::npos) << reply.body;
        }
        ASSERT_EQ(put(centre().intake(round)).status, 201) << "now the register is remembered";
    }
    EXPECT_NE(log.find("reason=readers"), std::string::npos) << log;
    // A recovery key that is registered from now on is asked for at once.
    sign_in(TestCentre::kAdmin);
    KeysRegister next = next_of(centre().keys());
    const vault::PublicKey recovery = stranger.public_key();
    next.recovery = {{"recovery", Bytes(recovery.bytes.begin(), recovery.bytes.end())}};
    ASSERT_EQ(put_keys(next).status, 204);
    EXPECT_EQ(put(centre().intake(8)).status, 403);
    EXPECT_EQ(put(sealed({own, recovery})).status, 201);
}

TEST_F(RegisterTest, a_register_and_its_rows_are_kept_together_or_not_at_all) {
    sign_in(TestCentre::kAdmin);
    KeysRegister next = next_of(centre().keys());
    next.terminals[0].blocked = WallTime{};
    queue->refuse_audit = true;
    EXPECT_EQ(put_keys(next).status, 503);
    queue->refuse_audit = false;
    EXPECT_EQ(put(centre().intake(1)).status, 201);
    EXPECT_EQ(put_keys(next).status, 204);
}

TEST_F(RegisterTest, a_database_with_a_register_that_nobody_signed_is_not_started_on) {
    MemoryStore store;
    EXPECT_TRUE(check_registers(store, store).ok()) << "none yet";
    centre().enrol(store);
    EXPECT_TRUE(check_registers(store, store).ok());
    KeysRegister next = next_of(centre().keys());
    next.terminals.push_back(
        {"terminal-2", "B", centre().another_key.public_key(), WallTime{}, std::nullopt});
    const vault::SigningKey stranger = vault::SigningKey::generate();
    for (const std::string& document :
         {vault::sign_document(vault::kKeysDocument, codec::write_keys(next), stranger),
          std::string("damaged"), centre().signed_form(centre().keys()).substr(0, 300)}) {
        MemoryStore spoilt;
        ASSERT_TRUE(spoilt.keep_keys(next, document, {}).ok());
        const Result<void> checked = check_registers(spoilt, spoilt);
        ASSERT_FALSE(checked.ok());
        EXPECT_EQ(checked.error().kind, Kind::Unusable);
        EXPECT_NE(checked.error().where.find("demo"), std::string::npos);
    }
}

}  // namespace
}  // namespace lotse::service
