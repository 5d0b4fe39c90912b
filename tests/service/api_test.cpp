// SPDX-License-Identifier: EUPL-1.2
#include "service/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <set>
#include <thread>

#include "base/version.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"
#include "service/openapi.h"
#include "store/sqlite_queue.h"
#include "support/memory_store.h"
#include "support/sample_intakes.h"
#include "support/test_centre.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::service {
namespace {

using namespace std::chrono_literals;
using support::MemoryStore;
using support::TestCentre;

/// The Api over a queue in memory, asked one request after the other.
class ApiTest : public testing::Test {
protected:
    // Hashing passwords takes a moment: one centre for all tests.
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }

    ApiTest() {
        rebuild([](ApiOptions&) {});
    }

    template <class Tune>
    void rebuild(Tune tune) {
        api.reset();
        auto store = std::make_unique<MemoryStore>();
        queue = store.get();
        centre().enrol(*store);
        store->audit_rows.clear();
        ApiOptions options;
        options.monotonic = [this] { return Instant{monotonic.load()}; };
        options.wall = [this] { return WallTime{std::chrono::seconds{wall.load()}}; };
        options.today = [] { return std::string("2026-11-22"); };
        tune(options);
        api = std::make_unique<Api>(std::move(store), centre().service_key(), options,
                                    [this](const LogEvent& event) {
                                        const std::lock_guard lock(mutex);
                                        log += log_line(event).text + '\n';
                                    });
    }

    Reply ask(Request request) {
        std::promise<Reply> promise;
        api->handle(std::move(request),
                    [&promise](Reply reply) { promise.set_value(std::move(reply)); });
        return promise.get_future().get();
    }

    Reply ask(const std::string& method, const std::string& path, const std::string& json = "") {
        Request request;
        request.method = method;
        request.path = path.substr(0, path.find('?'));
        request.query = path.find('?') == std::string::npos ? "" : path.substr(path.find('?') + 1);
        request.token = token;
        request.content_type = "application/json";
        request.body.assign(json.begin(), json.end());
        return ask(std::move(request));
    }

    Reply put(const SealedIntake& intake) { return put(to_hex(intake.header.id), intake.envelope); }
    Reply put(const std::string& id, const Bytes& envelope) {
        Request request;
        request.method = "PUT";
        request.path = "/v1/intakes/" + id;
        request.content_type = "application/octet-stream";
        request.body = envelope;
        return ask(std::move(request));
    }

    Reply log_in(const std::string& account, const std::string& password) {
        token.clear();
        return ask("POST", "/v1/session",
                   codec::write_log_in({account, centre().proof(account, password)}));
    }

    void sign_in(const std::string& account = TestCentre::kAccount) {
        const Reply reply = log_in(account, TestCentre::kPassword);
        ASSERT_EQ(reply.status, 200) << reply.body;
        token = codec::read_session(reply.body)->token;
    }

    static vault::LogInSecrets secrets_of(const std::string& account, const std::string& password) {
        constexpr KdfCost kCost{1, 8};
        return std::move(vault::log_in_secrets(
                             account, password,
                             {TestCentre::kCentre, centre().service_key().salt(account), kCost},
                             vault::KdfBounds{kCost, kCost})
                             .value());
    }

    Reply act(const IntakeId& id, QueueAction action, std::int64_t revision) {
        return ask("POST", "/v1/intakes/" + to_hex(id) + "/actions",
                   codec::write_action({action, revision}));
    }

    static std::string retry_after(const Reply& reply) {
        for (const auto& [name, value] : reply.headers) {
            if (name == "Retry-After") {
                return value;
            }
        }
        return "";
    }

    std::atomic<std::int64_t> monotonic{1'000'000};
    std::atomic<std::int64_t> wall{1'795'000'000};
    std::mutex mutex;
    std::string log;
    std::string token;
    MemoryStore* queue = nullptr;
    std::unique_ptr<Api> api;
};

TEST_F(ApiTest, the_first_put_creates_and_the_same_bytes_again_get_the_same_receipt) {
    const SealedIntake intake = centre().intake(1);
    const Reply first = put(intake);
    const Reply second = put(intake);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(*codec::read_receipt(first.body), (codec::Receipt{intake.header.id, intake.digest}));
}

TEST_F(ApiTest, other_bytes_under_the_same_id_are_refused) {
    const SealedIntake intake = centre().intake(1);
    const SealedIntake other = centre().intake_of(intake.header, centre().terminal_key, "other");
    EXPECT_EQ(put(intake).status, 201);
    const Reply reply = put(other);
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(codec::read_problem(reply.body)->kind, Kind::Refused);
}

TEST_F(ApiTest, only_enrolled_terminals_of_the_centre_are_heard) {
    IntakeHeader stranger = centre().header(1);
    stranger.terminal = "terminal-9";
    IntakeHeader elsewhere = centre().header(1);
    elsewhere.centre = "elsewhere";
    EXPECT_EQ(put(centre().intake_of(stranger, centre().terminal_key)).status, 403);
    EXPECT_EQ(put(centre().intake_of(elsewhere, centre().terminal_key)).status, 403);
    EXPECT_EQ(put(centre().intake_of(centre().header(1), vault::SigningKey::generate())).status,
              403);
}

TEST_F(ApiTest, a_revoked_terminal_is_refused_within_seconds) {
    EXPECT_EQ(put(centre().intake(1)).status, 201);
    ASSERT_TRUE(
        queue->terminals
            .revoke(TestCentre::kCentre, TestCentre::kTerminal,
                    {"test", AuditAction::TerminalRevoked, TestCentre::kTerminal, WallTime{}})
            .ok());
    monotonic += std::chrono::milliseconds(limits::kTerminalKeyMemory).count();
    EXPECT_EQ(put(centre().intake(2)).status, 403);
}

TEST_F(ApiTest, every_altered_envelope_is_refused) {
    const SealedIntake intake = centre().intake(1);
    for (std::size_t at = 0; at < intake.envelope.size(); at += 13) {
        Bytes altered = intake.envelope;
        altered[at] ^= 0x20;
        const Reply reply = put(to_hex(intake.header.id), altered);
        EXPECT_TRUE(reply.status == 400 || reply.status == 403)
            << "byte " << at << ": " << reply.status;
    }
    EXPECT_TRUE(queue->intakes.list(TestCentre::kCentre, "")->empty());
}

TEST_F(ApiTest, malformed_puts_are_told_so) {
    const SealedIntake intake = centre().intake(1);
    const std::string id = to_hex(intake.header.id);
    EXPECT_EQ(put(id, {}).status, 400);
    EXPECT_EQ(put(id, Bytes(100, 0)).status, 400);
    EXPECT_EQ(put(std::string(32, '0'), intake.envelope).status, 400);  // another id in the address
    EXPECT_EQ(put(id.substr(1), intake.envelope).status, 404);
    EXPECT_EQ(put(id + "x", intake.envelope).status, 404);
    Request as_json;
    as_json.method = "PUT";
    as_json.path = "/v1/intakes/" + id;
    as_json.content_type = "application/json";
    as_json.body = intake.envelope;
    EXPECT_EQ(ask(as_json).status, 415);
}

TEST_F(ApiTest, a_terminal_has_a_quota_that_fills_again) {
    rebuild([](ApiOptions& options) {
        options.terminal_burst = 3;
        options.terminal_per_minute = 60;
    });
    for (int n = 0; n < 3; ++n) {
        EXPECT_EQ(put(centre().intake(n)).status, 201);
    }
    const Reply reply = put(centre().intake(4));
    EXPECT_EQ(reply.status, 429);
    EXPECT_EQ(retry_after(reply), "2");
    monotonic += 2000;
    EXPECT_EQ(put(centre().intake(5)).status, 201);
}

TEST_F(ApiTest, unknown_addresses_and_methods_are_told_so) {
    EXPECT_EQ(ask("GET", "/").status, 404);
    EXPECT_EQ(ask("GET", "/v1/nothing").status, 404);
    EXPECT_EQ(ask("GET", "/v1/intakes/").status, 404);
    EXPECT_EQ(ask("GET", "/v1/intakes/" + std::string(32, 'a') + "/nothing").status, 404);
    const Reply reply = ask("PATCH", "/v1/session");
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(reply.headers.at(0), (std::pair<std::string, std::string>("Allow", "POST, DELETE")));
}

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
    wall = TestCentre::kInvitedUntil.time_since_epoch().count() - 1;
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
        vault::grants_for(box, *rights_of_role("counsellor"), &*lent->centre, nullptr).value();
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
    EXPECT_TRUE(refused_with([](auto& a) { a.person.grants[0].sealed.resize(4096); }));
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

TEST_F(ApiTest, what_an_unused_code_opened_is_erased_once_it_is_over) {
    wall = TestCentre::kInvitedUntil.time_since_epoch().count() - 1;
    api->retain();
    EXPECT_EQ(log_in(TestCentre::kInvited, TestCentre::kPassword).status, 200);
    EXPECT_FALSE((**queue->Accounts::find(TestCentre::kInvited)).wrapped.empty());
    queue->audit_rows.clear();
    wall += 1;
    for (int i = 0; i < 2; ++i) {
        api->retain();
        EXPECT_EQ(log_in(TestCentre::kInvited, TestCentre::kPassword).status, 401);
    }
    const StaffAccount over = **queue->Accounts::find(TestCentre::kInvited);
    EXPECT_TRUE(over.wrapped.empty());
    EXPECT_TRUE(over.grants.empty());
    EXPECT_FALSE((**queue->Accounts::find(TestCentre::kAccount)).wrapped.empty());
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
    request.peer = "192.0.2.1";
    for (int i = 0; i < limits::kLogInQuestionsPerPeer; ++i) {
        ASSERT_EQ(ask(request).status, 200) << i;
    }
    const Reply reply = ask(request);
    EXPECT_EQ(reply.status, 429);
    EXPECT_FALSE(retry_after(reply).empty());
    request.peer = "192.0.2.2";
    EXPECT_EQ(ask(request).status, 200) << "another address";
    request.peer = "192.0.2.1";
    monotonic += 60'000 / limits::kLogInQuestionsPerPeerAMinute;
    EXPECT_EQ(ask(request).status, 200);
}

TEST_F(ApiTest, a_code_counts_for_its_time_only) {
    wall = TestCentre::kInvitedUntil.time_since_epoch().count();
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

TEST_F(ApiTest, the_whole_way_of_an_intake_at_the_desk) {
    const SealedIntake intake = centre().intake(1, "{\"name\":\"…\"}");
    put(intake);
    sign_in();
    const auto listing = codec::read_listing(ask("GET", "/v1/queue").body);
    ASSERT_TRUE(listing.ok());
    ASSERT_EQ(listing->entries.size(), 1u);
    EXPECT_EQ(listing->entries[0].header, intake.header);
    EXPECT_EQ(listing->entries[0].received.time_since_epoch().count(), wall.load());

    const std::string path = "/v1/intakes/" + to_hex(intake.header.id);
    EXPECT_EQ(ask("GET", path).status, 200);
    const QueueEntry read = codec::read_listing(ask("GET", "/v1/queue").body)->entries.at(0);
    EXPECT_EQ(codec::write_entry(read), codec::write_entry(listing->entries[0]))
        << "reading changes nothing";
    auto entry = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(entry.ok());
    EXPECT_EQ(entry->holder, TestCentre::kAccount);
    entry = codec::read_entry(act(intake.header.id, QueueAction::Open, entry->revision).body);
    ASSERT_TRUE(entry.ok());
    const Reply bytes = ask("GET", path);
    EXPECT_EQ(bytes.status, 200);
    EXPECT_EQ(Bytes(bytes.body.begin(), bytes.body.end()), intake.envelope);
    entry = codec::read_entry(act(intake.header.id, QueueAction::Close, entry->revision).body);
    ASSERT_TRUE(entry.ok());
    EXPECT_EQ(entry->state, QueueState::Done);

    const std::string id = to_hex(intake.header.id);
    const std::vector<std::array<std::string, 3>> actions = {
        {"anna", "log_in", "anna"}, {"anna", "read", id}, {"anna", "call", id},
        {"anna", "open", id},       {"anna", "read", id}, {"anna", "close", id}};
    EXPECT_EQ(queue->audit_rows, actions);
}

TEST_F(ApiTest, a_lease_of_another_desk_and_a_stale_revision_are_refused_without_a_trace) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in(TestCentre::kOtherAccount);
    const auto entry = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(entry.ok());
    sign_in(TestCentre::kAccount);
    const std::size_t rows = queue->audit_rows.size();
    EXPECT_EQ(act(intake.header.id, QueueAction::Open, entry->revision).status, 409);
    EXPECT_EQ(ask("GET", "/v1/intakes/" + to_hex(intake.header.id)).status, 403);
    EXPECT_EQ(queue->audit_rows.size(), rows);
    wall += limits::kClaimLease.count();
    EXPECT_EQ(act(intake.header.id, QueueAction::Open, entry->revision - 1).status, 409);
    EXPECT_EQ(act(intake.header.id, QueueAction::Open, entry->revision).status, 200);
}

TEST_F(ApiTest, a_number_of_yesterday_that_was_closed_today_is_listed) {
    rebuild([](ApiOptions& options) { options.today = [] { return std::string("2026-11-23"); }; });
    wall = (support::kMorning + std::chrono::days(1)).time_since_epoch().count();
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(called.ok());
    ASSERT_EQ(act(intake.header.id, QueueAction::Close, called->revision).status, 200);
    const auto listing = codec::read_listing(ask("GET", "/v1/queue").body);
    ASSERT_TRUE(listing.ok());
    ASSERT_EQ(listing->entries.size(), 1u);
    EXPECT_EQ(listing->entries[0].header.day, "2026-11-22");
    EXPECT_EQ(listing->entries[0].state, QueueState::Done);
}

TEST_F(ApiTest, desks_that_call_at_once_on_a_real_store_never_get_the_same_number) {
    const support::TempFolder folder;
    auto store = store::open_queue(folder.path("queue.db"), &vault::hash);
    ASSERT_TRUE(store.ok());
    centre().enrol(**store);
    ApiOptions options;
    options.monotonic = [] { return Instant{1'000'000}; };
    options.wall = [] { return support::kMorning; };
    options.today = [] { return std::string("2026-11-22"); };
    api = std::make_unique<Api>(std::move(*store), centre().service_key(), options,
                                [](const LogEvent&) {});
    queue = nullptr;
    constexpr std::size_t kIntakes = 60;
    for (std::size_t n = 1; n <= kIntakes; ++n) {
        ASSERT_EQ(put(centre().intake(static_cast<int>(n))).status, 201);
    }
    const auto calls_all = [this](const std::string& of, std::vector<std::string>& called) {
        for (;;) {
            Request request;
            request.method = "POST";
            request.path = "/v1/call-next";
            request.token = of;
            const Reply reply = ask(std::move(request));
            if (reply.status != 200) {
                EXPECT_EQ(reply.status, 204) << reply.body;
                return;
            }
            called.push_back(codec::read_entry(reply.body)->header.number);
        }
    };
    sign_in(TestCentre::kOtherAccount);
    const std::string other_token = token;
    sign_in();
    std::vector<std::string> called, called_by_other;
    std::thread other([&] { calls_all(other_token, called_by_other); });
    calls_all(token, called);
    other.join();
    std::set<std::string> numbers(called.begin(), called.end());
    numbers.insert(called_by_other.begin(), called_by_other.end());
    EXPECT_EQ(numbers.size(), kIntakes);
    EXPECT_EQ(called.size() + called_by_other.size(), kIntakes) << "none twice";
}

TEST_F(ApiTest, what_the_audit_log_cannot_keep_does_not_happen) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    queue->refuse_audit = true;
    EXPECT_EQ(log_in(TestCentre::kOtherAccount, TestCentre::kPassword).status, 503);
    queue->refuse_audit = false;
    sign_in();
    queue->refuse_audit = true;
    EXPECT_EQ(ask("POST", "/v1/call-next").status, 503);
    EXPECT_EQ(act(intake.header.id, QueueAction::Withdraw, 1).status, 503);
    EXPECT_EQ(ask("GET", "/v1/intakes/" + to_hex(intake.header.id) + "?for=name").status, 503);
    queue->refuse_audit = false;
    const auto listing = codec::read_listing(ask("GET", "/v1/queue").body);
    ASSERT_TRUE(listing.ok());
    EXPECT_EQ(listing->entries[0].state, QueueState::Waiting);
}

TEST_F(ApiTest, a_lease_of_ones_own_that_ended_still_reads_and_is_taken_up_again) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(called.ok());
    wall += limits::kClaimLease.count();
    EXPECT_EQ(ask("GET", "/v1/intakes/" + to_hex(intake.header.id)).status, 200);
    const auto renewed = codec::read_entry(act(intake.header.id, QueueAction::Renew, 0).body);
    ASSERT_TRUE(renewed.ok());
    EXPECT_EQ(renewed->lease_until.time_since_epoch().count(),
              wall.load() + limits::kClaimLease.count());
    EXPECT_EQ(renewed->calls, 1);
}

TEST_F(ApiTest, whoever_goes_leaves_the_client_to_colleagues_at_once) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in(TestCentre::kOtherAccount);
    ASSERT_EQ(ask("POST", "/v1/call-next").status, 200);
    ASSERT_EQ(act(intake.header.id, QueueAction::Release, 0).status, 200);
    EXPECT_EQ(queue->audit_rows.back()[1], "release");
    sign_in();
    const auto released = codec::read_listing(ask("GET", "/v1/queue").body)->entries.at(0);
    EXPECT_EQ(released.holder, TestCentre::kOtherAccount);
    EXPECT_EQ(act(intake.header.id, QueueAction::Open, released.revision).status, 200);
    sign_in(TestCentre::kOtherAccount);
    const auto problem =
        codec::read_problem(act(intake.header.id, QueueAction::Renew, released.revision).body);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->cause, Cause::Held);
    EXPECT_EQ(problem->account, TestCentre::kAccount) << "who has it now";
}

TEST_F(ApiTest, every_refusal_that_reaches_a_screen_has_a_cause) {
    const SealedIntake intake = centre().intake(1), unknown = centre().intake(2);
    put(intake);
    sign_in();
    const auto cause = [](const Reply& reply) {
        const auto problem = codec::read_problem(reply.body);
        return problem ? problem->cause : Cause::None;
    };
    const IntakeId id = intake.header.id;
    EXPECT_EQ(cause(act(id, QueueAction::Call, 7)), Cause::Changed);
    EXPECT_EQ(cause(act(id, QueueAction::Park, 1)), Cause::NotPossible);
    EXPECT_EQ(cause(act(unknown.header.id, QueueAction::Call, 1)), Cause::NotHere);
    EXPECT_EQ(cause(ask("GET", "/v1/intakes/" + to_hex(unknown.header.id))), Cause::NotHere);
    ASSERT_EQ(act(id, QueueAction::Withdraw, 1).status, 200);
    EXPECT_EQ(cause(act(id, QueueAction::Call, 2)), Cause::Closed);
    EXPECT_EQ(cause(ask("GET", "/v1/intakes/" + to_hex(id))), Cause::Closed);
}

TEST_F(ApiTest, a_name_is_looked_for_without_a_lease_and_the_audit_log_says_so) {
    const SealedIntake waiting = centre().intake(1), of_another = centre().intake(2);
    put(waiting);
    put(of_another);
    sign_in(TestCentre::kOtherAccount);
    const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(called.ok());
    sign_in();
    for (const SealedIntake& intake : {waiting, of_another}) {
        const std::string path = "/v1/intakes/" + to_hex(intake.header.id);
        const Reply bytes = ask("GET", path + "?for=name");
        EXPECT_EQ(bytes.status, 200);
        EXPECT_EQ(Bytes(bytes.body.begin(), bytes.body.end()), intake.envelope);
        EXPECT_EQ(queue->audit_rows.back(),
                  (std::array<std::string, 3>{"anna", "read_name", to_hex(intake.header.id)}));
        EXPECT_EQ(ask("GET", path).status, intake.header.id == called->header.id ? 403 : 200)
            << "the sheet of another desk's client";
        for (const char* query : {"for=", "for=all", "for=name&x", "name"}) {
            EXPECT_EQ(ask("GET", path + "?" + query).status, 400) << query;
        }
    }
    const auto listing = codec::read_listing(ask("GET", "/v1/queue").body);
    for (const QueueEntry& entry : listing->entries) {
        EXPECT_EQ(entry.holder,
                  entry.header.id == called->header.id ? TestCentre::kOtherAccount : "");
    }
}

TEST_F(ApiTest, names_of_closed_entries_and_of_other_centres_are_not_read) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    const std::string path = "/v1/intakes/" + to_hex(intake.header.id) + "?for=name";
    EXPECT_EQ(ask("GET", path).status, 401);
    sign_in(TestCentre::kForeignAccount);
    EXPECT_EQ(ask("GET", path).status, 404);
    sign_in();
    const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(called.ok());
    ASSERT_EQ(act(intake.header.id, QueueAction::Close, called->revision).status, 200);
    const std::size_t rows = queue->audit_rows.size();
    EXPECT_EQ(ask("GET", path).status, 409);
    EXPECT_EQ(queue->audit_rows.size(), rows);
}

TEST_F(ApiTest, reading_names_keeps_no_session_alive) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    const std::string path = "/v1/intakes/" + to_hex(intake.header.id) + "?for=name";
    monotonic += std::chrono::milliseconds(limits::kSessionIdle).count() - 1;
    EXPECT_EQ(ask("GET", path).status, 200);
    monotonic += 1;
    EXPECT_EQ(ask("GET", path).status, 401);
}

TEST_F(ApiTest, another_centre_sees_nothing) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in(TestCentre::kForeignAccount);
    EXPECT_TRUE(codec::read_listing(ask("GET", "/v1/queue").body)->entries.empty());
    EXPECT_EQ(ask("GET", "/v1/intakes/" + to_hex(intake.header.id)).status, 404);
    EXPECT_EQ(act(intake.header.id, QueueAction::Call, 1).status, 404);
    EXPECT_EQ(ask("POST", "/v1/call-next").status, 204);
}

TEST_F(ApiTest, a_withdrawn_intake_does_not_come_back) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    ASSERT_EQ(act(intake.header.id, QueueAction::Withdraw, 1).status, 200);
    EXPECT_EQ(put(intake).status, 200) << "delivered once: the terminal may forget it";
    EXPECT_NE(ask("GET", "/v1/intakes/" + to_hex(intake.header.id) + "/envelope").status, 200);
}

TEST_F(ApiTest, malformed_actions_and_days_are_told_so) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    const std::string path = "/v1/intakes/" + to_hex(intake.header.id) + "/actions";
    for (const std::string body :
         {"", "{}", "null", "{\"action\":\"dance\",\"revision\":1}",
          "{\"action\":\"call\",\"revision\":-1}", "{\"action\":\"call\",\"revision\":\"1\"}"}) {
        EXPECT_EQ(ask("POST", path, body).status, 400) << body;
    }
    for (const std::string query :
         {"day=", "day=2026-1-1", "day=x", "week=1", "day=2026-11-22&x"}) {
        EXPECT_EQ(ask("GET", "/v1/queue?" + query).status, 400) << query;
    }
    EXPECT_EQ(ask("GET", "/v1/queue?day=2026-11-21").status, 200);
}

TEST_F(ApiTest, a_change_stream_starts_with_what_the_desk_has_not_seen) {
    put(centre().intake(1));
    sign_in();
    Request request;
    request.method = "GET";
    request.path = "/v1/changes";
    request.token = token;
    const Reply first = ask(request);
    ASSERT_TRUE(first.stream.has_value());
    EXPECT_TRUE(first.stream->send_first);
    request.last_event_id = std::to_string(first.stream->revision);
    EXPECT_FALSE(ask(request).stream->send_first);
    request.last_event_id = "rubbish";
    EXPECT_TRUE(ask(request).stream->send_first);
}

TEST_F(ApiTest, the_log_names_no_account_and_no_answer) {
    put(centre().intake(1, "canary-answer"));
    log_in("anna", "wrong horse battery");
    sign_in();
    ask("POST", "/v1/call-next");
    const std::lock_guard lock(mutex);
    EXPECT_THAT(log, testing::HasSubstr("event=put status=201"));
    for (const char* secret : {"anna", "canary", "horse", "A1"}) {
        EXPECT_THAT(log, testing::Not(testing::HasSubstr(secret)));
    }
}

TEST_F(ApiTest, the_description_is_served_as_it_is) {
    EXPECT_EQ(ask("GET", "/v1/openapi.json").body, openapi_json());
}

TEST_F(ApiTest, health_tells_the_version) {
    const auto health = codec::read_health(ask("GET", "/v1/health").body);
    ASSERT_TRUE(health.ok());
    EXPECT_TRUE(health->store_ok);
    EXPECT_EQ(health->version, version());
}

}  // namespace
}  // namespace lotse::service
