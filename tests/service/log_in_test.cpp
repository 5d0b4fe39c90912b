// SPDX-License-Identifier: EUPL-1.2
// Log-in, sessions, passwords and invitations, as the service answers them.
#include <gmock/gmock.h>

#include "core/limits.h"
#include "service/api_fixture.h"
#include "vault/person_keys.h"

namespace lotse::service {
namespace {

using namespace std::chrono_literals;

TEST_F(ApiTest, everything_of_a_desk_needs_a_session) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    const std::string id = to_hex(intake.header.id);
    for (const std::string bad : {"", "x", "0123456789abcdef0123456789abcdef0123456789a"}) {
        token = bad;
        EXPECT_EQ(ask("GET", "/v1/queue").status, 401);
        EXPECT_EQ(ask("GET", "/v1/changes").status, 401);
        EXPECT_EQ(ask("GET", "/v1/intakes/" + id).status, 401);
        EXPECT_EQ(ask("POST", "/v1/intakes/" + id + "/actions", "{}").status, 401);
        EXPECT_EQ(ask("POST", "/v1/call-next").status, 401);
        EXPECT_EQ(ask("DELETE", "/v1/session").status, 401);
    }
}

TEST_F(ApiTest, log_in_gives_a_session_with_the_wrapped_seed_and_the_grants) {
    const Reply reply = log_in(TestCentre::kAccount, TestCentre::kPassword);
    ASSERT_EQ(reply.status, 200);
    const auto session = codec::read_session(reply.body);
    ASSERT_TRUE(session.ok());
    EXPECT_EQ(session->centre, TestCentre::kCentre);
    EXPECT_EQ(session->rights, *rights_of_role("all"));
    EXPECT_FALSE(session->invited);
    token = session->token;
    const auto granted = codec::read_centre(ask("GET", "/v1/centre").body);
    ASSERT_TRUE(granted.ok());
    const auto secrets = secrets_of(TestCentre::kAccount, TestCentre::kPassword);
    const auto keys = vault::open_keyring(session->wrapped, secrets.wrap, TestCentre::kCentre,
                                          TestCentre::kAccount, granted->grants);
    ASSERT_TRUE(keys.ok()) << to_string(keys.error());
    EXPECT_EQ(keys->centre->public_key(), centre().centre_key.public_key());
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    EXPECT_EQ(ask("DELETE", "/v1/session").status, 204);
    EXPECT_EQ(ask("GET", "/v1/queue").status, 401);
    EXPECT_THAT(queue->audit_rows,
                testing::Contains(testing::ElementsAre("anna", "log_in", "anna")));
}

TEST_F(ApiTest, a_wrong_password_and_an_unknown_account_are_answered_alike) {
    const Reply wrong = log_in(TestCentre::kAccount, "wrong horse battery");
    const Reply unknown = log_in("nobody", TestCentre::kPassword);
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(log_in("", "").status, 401);
}

TEST_F(ApiTest, nothing_before_a_log_in_tells_which_names_exist) {
    std::set<std::string> centres, salts;
    for (int i = 0; i < 200; ++i) {
        const std::string name = i == 0 ? TestCentre::kAccount : "name" + std::to_string(i);
        const Reply reply = ask("POST", "/v1/log-in", codec::write_log_in_start(name));
        ASSERT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(ask("POST", "/v1/log-in", codec::write_log_in_start(name)).body, reply.body);
        const auto terms = codec::read_log_in_terms(reply.body);
        ASSERT_TRUE(terms.ok()) << reply.body;
        EXPECT_EQ(terms->salt, centre().service_key().salt(name)) << "the same formula for all";
        EXPECT_EQ(terms->cost, (KdfCost{1, 8})) << "the cost that accounts have";
        centres.insert(terms->centre);
        salts.insert(codec::to_base64(terms->salt));
    }
    EXPECT_EQ(centres, (std::set<std::string>{TestCentre::kCentre, "elsewhere"}));
    EXPECT_EQ(salts.size(), 200u);
    for (const std::string name : {"", "nobody", "\u00e4", "a\nb", "anna "}) {
        EXPECT_EQ(ask("POST", "/v1/log-in", codec::write_log_in_start(name)).status, 200) << name;
    }
    EXPECT_EQ(ask("POST", "/v1/log-in", "{}").status, 400);
    EXPECT_EQ(ask("POST", "/v1/log-in",
                  codec::write_log_in_start(std::string(limits::kLongestAccountBytes + 1, 'a')))
                  .status,
              400);
}

TEST_F(ApiTest, a_proof_is_of_one_password_one_account_and_is_worth_no_key) {
    const SecretText of_anna = centre().proof(TestCentre::kAccount);
    EXPECT_EQ(ask("POST", "/v1/session", codec::write_log_in({TestCentre::kOtherAccount, of_anna}))
                  .status,
              401);
    const Reply reply =
        ask("POST", "/v1/session", codec::write_log_in({TestCentre::kAccount, of_anna}));
    ASSERT_EQ(reply.status, 200);
    const auto session = codec::read_session(reply.body);
    const auto proof = vault::proof_from(of_anna.view());
    EXPECT_FALSE(
        vault::unwrap_seed(session->wrapped, *proof, TestCentre::kCentre, TestCentre::kAccount)
            .ok());
}

TEST_F(ApiTest, a_new_password_asks_for_the_old_one_and_ends_the_other_sessions) {
    sign_in();
    const std::string elsewhere = token;
    sign_in();
    const vault::PersonKeys person = vault::PersonKeys::generate();
    const auto change = [&](const char* old_password, const KdfCost& cost = {1, 8}) {
        const auto fresh = secrets_of(TestCentre::kAccount, "vier Wörter ohne Sinn");
        return ask("POST", "/v1/account/password",
                   codec::write_new_password(
                       {secrets_of(TestCentre::kAccount, old_password).proof_text(),
                        fresh.proof_text(), cost,
                        vault::wrap_seed(person.seed(), fresh.wrap, TestCentre::kCentre,
                                         TestCentre::kAccount)}));
    };
    EXPECT_EQ(change("wrong horse battery").status, 403);
    EXPECT_EQ(change(TestCentre::kPassword, {1, 7}).status, 403) << "never cheaper than before";
    const std::string mine = token;
    token = elsewhere;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    token = mine;
    ASSERT_EQ(change(TestCentre::kPassword).status, 204);
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200) << "this session goes on";
    token = elsewhere;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 401);
    EXPECT_EQ(queue->audit_rows.back()[1], "password changed");
    EXPECT_EQ(log_in(TestCentre::kAccount, TestCentre::kPassword).status, 401);
    const Reply again = log_in(TestCentre::kAccount, "vier Wörter ohne Sinn");
    ASSERT_EQ(again.status, 200);
    const auto fresh = secrets_of(TestCentre::kAccount, "vier Wörter ohne Sinn");
    EXPECT_TRUE(vault::unwrap_seed(codec::read_session(again.body)->wrapped, fresh.wrap,
                                   TestCentre::kCentre, TestCentre::kAccount)
                    .ok());
}

TEST_F(ApiTest, guessing_at_a_change_of_password_waits_like_guessing_at_log_in) {
    sign_in();
    const SecretText wrong = centre().proof(TestCentre::kAccount, "wrong horse battery");
    const std::string body = codec::write_new_password({wrong, wrong, {1, 8}, Bytes(77, 1)});
    for (int i = 0; i < limits::kFreeLogInFailures; ++i) {
        EXPECT_EQ(ask("POST", "/v1/account/password", body).status, 403);
    }
    EXPECT_EQ(ask("POST", "/v1/account/password", body).status, 429);
}

TEST_F(ApiTest, an_invitation_becomes_ones_own_account_with_keys_nobody_had_before) {
    wait_until(TestCentre::kInvitedUntil - 24h);
    const Reply with_code = log_in(TestCentre::kInvited, TestCentre::kPassword);
    ASSERT_EQ(with_code.status, 200);
    const auto session = codec::read_session(with_code.body);
    EXPECT_TRUE(session->invited);
    token = session->token;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 403) << "a code may do nothing else";
    const auto granted = codec::read_centre(ask("GET", "/v1/centre").body);
    const auto code = secrets_of(TestCentre::kInvited, TestCentre::kPassword);
    const auto lent = vault::open_keyring(session->wrapped, code.wrap, TestCentre::kCentre,
                                          TestCentre::kInvited, granted->grants);
    ASSERT_TRUE(lent.ok());

    const vault::PersonKeys person = vault::PersonKeys::generate();
    const vault::PublicKey& box = person.box().public_key();
    const auto own = secrets_of(TestCentre::kInvited, "vier Wörter ohne Sinn");
    codec::Acceptance acceptance{
        {code.proof_text(),
         own.proof_text(),
         {1, 8},
         vault::wrap_seed(person.seed(), own.wrap, TestCentre::kCentre, TestCentre::kInvited)},
        {Bytes(box.bytes.begin(), box.bytes.end()), person.sign().public_key(), {}}};
    EXPECT_EQ(ask("POST", "/v1/account/keys", codec::write_acceptance(acceptance)).status, 403)
        << "what was granted does not get lost";
    acceptance.person.grants =
        vault::grants_for(box, *rights_of_role("counsellor"), lent->secrets()).value();
    acceptance.person.grants.push_back({"configuration", "", Bytes(80, 1)});
    EXPECT_EQ(ask("POST", "/v1/account/keys", codec::write_acceptance(acceptance)).status, 403)
        << "nor does it grow";
    acceptance.person.grants.pop_back();
    const auto refused_with = [&](auto&& spoil) {
        codec::Acceptance spoilt = acceptance;
        spoil(spoilt);
        const Reply reply = ask("POST", "/v1/account/keys", codec::write_acceptance(spoilt));
        monotonic += 3'600'000;  // the wait after failures
        return reply.status == 403;
    };
    EXPECT_TRUE(refused_with([](auto& a) { a.person.grants[0].sealed.pop_back(); }));
    EXPECT_TRUE(refused_with([](auto& a) { a.person.grants[0].sealed.push_back(0); }));
    EXPECT_TRUE(refused_with([](auto& a) { a.person.box.assign(32, 0); })) << "of low order";
    EXPECT_TRUE(refused_with([](auto& a) { a.password.wrapped.push_back(0); }));
    ASSERT_EQ(ask("POST", "/v1/account/keys", codec::write_acceptance(acceptance)).status, 204);
    EXPECT_EQ(ask("GET", "/v1/centre").status, 401) << "the code's session is over";
    EXPECT_EQ(log_in(TestCentre::kInvited, TestCentre::kPassword).status, 401);

    const Reply reply = log_in(TestCentre::kInvited, "vier Wörter ohne Sinn");
    ASSERT_EQ(reply.status, 200);
    EXPECT_FALSE(codec::read_session(reply.body)->invited);
    token = codec::read_session(reply.body)->token;
    const auto kept = codec::read_centre(ask("GET", "/v1/centre").body);
    const auto keys = vault::open_keyring(codec::read_session(reply.body)->wrapped, own.wrap,
                                          TestCentre::kCentre, TestCentre::kInvited, kept->grants);
    ASSERT_TRUE(keys.ok()) << to_string(keys.error());
    EXPECT_EQ(keys->centre->public_key(), centre().centre_key.public_key());
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    EXPECT_EQ(ask("POST", "/v1/account/keys", codec::write_acceptance(acceptance)).status, 403)
        << "only once";
}

TEST_F(ApiTest, a_password_that_no_desk_would_take_again_is_not_kept) {
    sign_in();
    const auto now = secrets_of(TestCentre::kAccount, TestCentre::kPassword);
    const auto status_of = [&](KdfCost cost, std::size_t wrapped) {
        monotonic += 3'600'000;
        return ask("POST", "/v1/account/password",
                   codec::write_new_password(
                       {now.proof_text(), now.proof_text(), cost, Bytes(wrapped, 1)}))
            .status;
    };
    EXPECT_EQ(status_of({limits::kMostLogInPasses + 1, 8}, 77), 403);
    EXPECT_EQ(status_of({1, limits::kMostLogInMemoryKib + 1}, 77), 403);
    EXPECT_EQ(status_of({1, 8}, 76), 403);
    EXPECT_EQ(status_of({1, 8}, 78), 403);
    EXPECT_EQ(status_of({limits::kMostLogInPasses, limits::kMostLogInMemoryKib}, 77), 204);
}

TEST_F(ApiTest, a_desk_that_was_here_before_is_delayed_by_nobody_else) {
    const Reply first = log_in(TestCentre::kAccount, TestCentre::kPassword);
    ASSERT_EQ(first.status, 200);
    const std::string device = codec::read_session(first.body)->device;
    ASSERT_FALSE(device.empty());
    const auto enter = [&](const std::string& account, const std::string& password,
                           const std::string& named) {
        Request request;
        request.method = "POST";
        request.path = "/v1/session";
        request.content_type = "application/json";
        request.device = named;
        const std::string body = codec::write_log_in({account, centre().proof(account, password)});
        request.body.assign(body.begin(), body.end());
        return ask(std::move(request));
    };
    // Thirty wrong names behind one address, then the account's own name.
    for (int i = 0; i < limits::kFreeLogInFailuresPerPeer; ++i) {
        enter("guess" + std::to_string(i), "wrong horse battery", "");
    }
    for (int i = 0; i < limits::kFreeLogInFailures; ++i) {
        enter(TestCentre::kAccount, "wrong horse battery", "");
    }
    EXPECT_EQ(enter(TestCentre::kAccount, TestCentre::kPassword, "").status, 429);
    const Reply known = enter(TestCentre::kAccount, TestCentre::kPassword, device);
    EXPECT_EQ(known.status, 200);
    EXPECT_EQ(codec::read_session(known.body)->device, "") << "it has one";
    // Of another account, altered, cut: nothing.
    std::string altered = device;
    altered.back() = altered.back() == '0' ? '1' : '0';
    for (const std::string& none :
         {altered, device.substr(0, device.size() - 2), device + "00", std::string(500, 'a'),
          centre().service_key().new_device(TestCentre::kOtherAccount),
          vault::ServiceKey::generate().new_device(TestCentre::kAccount)}) {
        EXPECT_EQ(enter(TestCentre::kAccount, TestCentre::kPassword, none).status, 429) << none;
    }
    // Who guesses there is delayed there, and does not delay others.
    for (int i = 0; i < limits::kFreeLogInFailures; ++i) {
        EXPECT_EQ(enter(TestCentre::kAccount, "wrong horse battery", device).status, 401);
    }
    EXPECT_EQ(enter(TestCentre::kAccount, TestCentre::kPassword, device).status, 429);
    EXPECT_EQ(enter(TestCentre::kAccount, TestCentre::kPassword,
                    centre().service_key().new_device(TestCentre::kAccount))
                  .status,
              200);
}

TEST_F(ApiTest, what_an_unused_code_opened_is_erased_once_it_is_over) {
    wait_until(TestCentre::kInvitedUntil - 1s);
    api->upkeep();
    EXPECT_TRUE(api->due({}).ok());  // waits in the same lane, behind it
    EXPECT_EQ(log_in(TestCentre::kInvited, TestCentre::kPassword).status, 200);
    EXPECT_FALSE((**queue->accounts.find(TestCentre::kInvited)).wrapped.empty());
    queue->audit_rows.clear();
    pass(1s);
    for (int i = 0; i < 2; ++i) {
        api->upkeep();
        EXPECT_TRUE(api->due({}).ok());
        EXPECT_EQ(log_in(TestCentre::kInvited, TestCentre::kPassword).status, 401);
    }
    const StaffAccount over = **queue->accounts.find(TestCentre::kInvited);
    EXPECT_TRUE(over.wrapped.empty());
    EXPECT_TRUE(over.grants.empty());
    EXPECT_FALSE((**queue->accounts.find(TestCentre::kAccount)).wrapped.empty());
    using testing::ElementsAre;
    EXPECT_THAT(queue->audit_rows, testing::Contains(ElementsAre("lotse-queue", "invitation over",
                                                                 TestCentre::kInvited))
                                       .Times(1))
        << "once";
}

TEST_F(ApiTest, a_failed_log_in_leaves_one_row_whoever_it_was_and_no_name_that_was_typed) {
    queue->audit_rows.clear();
    log_in(TestCentre::kAccount, "wrong horse battery");
    log_in("my-password-by-mistake", TestCentre::kPassword);
    api->stop();
    EXPECT_THAT(
        queue->audit_rows,
        testing::ElementsAre(
            testing::ElementsAre(TestCentre::kAccount, "log_in_failed", TestCentre::kAccount),
            testing::ElementsAre("(no account)", "log_in_failed", "(no account)")));
}

TEST_F(ApiTest, an_address_that_asks_for_many_names_has_to_wait) {
    Request request;
    request.method = "POST";
    request.path = "/v1/log-in";
    request.content_type = "application/json";
    const std::string body = codec::write_log_in_start("anna");
    request.body.assign(body.begin(), body.end());
    request.from = peer_address("192.0.2.1");
    for (int i = 0; i < limits::kLogInQuestionsPerPeer; ++i) {
        ASSERT_EQ(ask(request).status, 200) << i;
    }
    const Reply reply = ask(request);
    EXPECT_EQ(reply.status, 429);
    EXPECT_FALSE(retry_after(reply).empty());
    request.from = peer_address("192.0.2.2");
    EXPECT_EQ(ask(request).status, 200) << "another address";
    request.from = peer_address("192.0.2.1");
    monotonic += 60'000 / limits::kLogInQuestionsPerPeerAMinute;
    EXPECT_EQ(ask(request).status, 200);
}

TEST_F(ApiTest, a_code_counts_for_its_time_only) {
    wait_until(TestCentre::kInvitedUntil);
    EXPECT_EQ(log_in(TestCentre::kInvited, TestCentre::kPassword).status, 401);
}

TEST_F(ApiTest, malformed_log_ins_are_told_so) {
    for (const std::string body :
         {"", "{}", "[]", "{\"account\":1,\"proof\":\"x\"}", "{\"account\":\"anna\"}",
          "{\"account\":\"anna\",\"proof\":\"\"}", "{\"account\":\"anna\",\"proof\":\"AAAA\"}",
          "{\"account\":\"anna\",\"password\":\"correct horse battery\"}"}) {
        EXPECT_EQ(ask("POST", "/v1/session", body).status, 400) << body;
    }
    EXPECT_EQ(log_in(std::string(limits::kLongestAccountBytes + 1, 'a'), "x").status, 400);
}

TEST_F(ApiTest, after_five_failures_even_the_right_password_has_to_wait_but_not_for_good) {
    for (int i = 0; i < limits::kFreeLogInFailures; ++i) {
        EXPECT_EQ(log_in(TestCentre::kAccount, "wrong horse battery").status, 401);
    }
    const Reply reply = log_in(TestCentre::kAccount, TestCentre::kPassword);
    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(retry_after(reply), "5");
    EXPECT_EQ(log_in(TestCentre::kOtherAccount, TestCentre::kPassword).status, 200);
    monotonic += 5000;
    EXPECT_EQ(log_in(TestCentre::kAccount, TestCentre::kPassword).status, 200);
}

TEST_F(ApiTest, an_address_that_tries_many_names_has_to_wait_too) {
    for (int i = 0; i < limits::kFreeLogInFailuresPerPeer; ++i) {
        EXPECT_EQ(log_in("guess" + std::to_string(i), "wrong horse battery").status, 401);
    }
    EXPECT_EQ(log_in("another", "wrong horse battery").status, 429);
    monotonic += 5000;
    EXPECT_EQ(log_in(TestCentre::kAccount, TestCentre::kPassword).status, 200);
}

TEST_F(ApiTest, waits_double_up_to_a_quarter_of_an_hour) {
    LogInGuard guard(limits::kFreeLogInFailures);
    Instant now{0};
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 15; ++i) {
        while (const auto wait = guard.attempt("anna", now)) {
            waits.push_back(wait->count());
            now += *wait;
        }
    }
    EXPECT_THAT(waits, testing::ElementsAre(5, 10, 20, 40, 80, 160, 320, 640, 900, 900));
}

TEST_F(ApiTest,
       a_session_outlasts_a_locked_desk_and_ends_after_it_and_listing_does_not_prolong_it) {
    static_assert(limits::kSessionIdle > limits::kDeskLogOut);
    const auto idle = std::chrono::milliseconds(limits::kSessionIdle).count();
    sign_in();
    monotonic += idle - 60'000;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    monotonic += 59'999;
    EXPECT_EQ(ask("POST", "/v1/call-next").status, 204);  // an action does
    monotonic += idle - 1;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    monotonic += 1;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 401);
}

TEST_F(ApiTest, a_session_ends_after_ten_hours_whatever_happens) {
    sign_in();
    for (int i = 0; i < 119; ++i) {
        monotonic += 5 * 60'000;
        ASSERT_EQ(ask("POST", "/v1/call-next").status, 204) << i;
    }
    monotonic += 5 * 60'000;
    EXPECT_EQ(ask("POST", "/v1/call-next").status, 401);
}

TEST_F(ApiTest, an_account_has_a_bounded_number_of_sessions_and_the_oldest_ends) {
    sign_in();
    const std::string oldest = token;
    for (std::size_t i = 0; i < limits::kSessionsPerAccount; ++i) {
        monotonic += 1;
        sign_in();
    }
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    token = oldest;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 401);
}

}  // namespace
}  // namespace lotse::service
