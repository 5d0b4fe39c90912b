// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>

#include <future>
#include <set>
#include <thread>

#include "base/version.h"
#include "core/limits.h"
#include "service/api_fixture.h"
#include "service/openapi.h"
#include "store/sqlite_queue.h"
#include "support/sample_intakes.h"
#include "support/whole_list.h"

namespace lotse::service {
namespace {

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

TEST_F(ApiTest, terminals_and_desks_learn_how_far_the_queue_has_come_and_nobody_else) {
    const auto told = [](const Reply& reply) {
        std::optional<QueuePosition> position;
        for (const auto& [name, value] : reply.headers) {
            if (name == kQueuePositionField) {
                position = queue_position_from(value);
                EXPECT_TRUE(position.has_value()) << value;
            }
        }
        return position;
    };
    const SealedIntake intake = centre().intake(1);
    const auto first = told(put(intake));
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(*first, queue->position()) << "with the commit that it acknowledges";
    EXPECT_EQ(told(put(intake)), first);
    EXPECT_FALSE(told(put(centre().intake_of(centre().header(2), vault::SigningKey::generate()))));
    for (const char* path : {"/v1/health", "/v1/nowhere", "/v1/queue"}) {
        EXPECT_FALSE(told(ask("GET", path))) << path;
    }
    sign_in();
    EXPECT_EQ(told(ask("GET", "/v1/queue")), first);
    const auto called = told(act(intake.header.id, QueueAction::Call, 1));
    EXPECT_EQ(called, (QueuePosition{first->epoch, first->revision + 1}));
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
    centre().block_terminal(*queue);
    monotonic += std::chrono::milliseconds(limits::kTerminalKeyMemory).count();
    EXPECT_EQ(put(centre().intake(2)).status, 403);
}

TEST_F(ApiTest, every_altered_envelope_is_refused) {
    const SealedIntake intake = centre().intake(1);
    for (std::size_t at = 0; at < intake.envelope.size(); at += 13) {
        Bytes altered = intake.envelope;
        altered[at] ^= 0x20;
        const Reply reply = put(to_hex(intake.header.id), altered);
        monotonic += 60'000 / limits::kBadSignaturesOfAHost;  // as often as a stranger may try
        EXPECT_TRUE(reply.status == 400 || reply.status == 403)
            << "byte " << at << ": " << reply.status;
    }
    EXPECT_TRUE(support::whole_list(queue->intakes, TestCentre::kCentre, "")->empty());
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

TEST_F(ApiTest, a_terminal_beyond_its_share_is_answered_before_its_signature_is_looked_at) {
    rebuild([](ApiOptions& options) {
        options.terminal_burst = 1;
        options.terminal_per_minute = 60;
    });
    const auto forged_on = [&](Standing standing, const std::string& who) {
        Request request;
        request.method = "PUT";
        const SealedIntake forged =
            centre().intake_of(centre().header(7), vault::SigningKey::generate());
        request.path = "/v1/intakes/" + to_hex(forged.header.id);
        request.content_type = "application/octet-stream";
        request.standing = standing;
        request.who = who;
        request.body = forged.envelope;
        return ask(std::move(request)).status;
    };
    const std::string who = std::string(TestCentre::kCentre) + '\n' + TestCentre::kTerminal;
    const Reply first = put(centre().intake(1));
    ASSERT_EQ(first.status, 201);
    ASSERT_TRUE(first.proof.has_value());
    EXPECT_EQ(first.proof->who, who);
    EXPECT_EQ(forged_on(Standing::Terminal, who), 429);
    EXPECT_EQ(forged_on(Standing::Terminal, "demo\nterminal-9"), 403) << "of another share";
    EXPECT_EQ(forged_on(Standing::Stranger, ""), 403);
    monotonic += 1000;
    EXPECT_EQ(forged_on(Standing::Terminal, who), 403);
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

TEST_F(ApiTest, the_whole_way_of_an_intake_at_the_desk) {
    const SealedIntake intake = centre().intake(1, "{\"name\":\"…\"}");
    put(intake);
    sign_in();
    const auto listing = codec::read_listing(ask("GET", "/v1/queue").body);
    ASSERT_TRUE(listing.ok());
    ASSERT_EQ(listing->page.entries.size(), 1u);
    EXPECT_EQ(listing->page.entries[0].header, intake.header);
    EXPECT_EQ(listing->page.entries[0].received.time_since_epoch().count(), wall.load());

    const std::string path = "/v1/intakes/" + to_hex(intake.header.id);
    EXPECT_EQ(ask("GET", path).status, 200);
    const QueueEntry read = codec::read_listing(ask("GET", "/v1/queue").body)->page.entries.at(0);
    EXPECT_EQ(codec::write_entry(read), codec::write_entry(listing->page.entries[0]))
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
        {"anna", "open", id},       {"anna", "read", id}, {"anna", "close", id + " counselled"}};
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
    pass(limits::kClaimLease);
    EXPECT_EQ(act(intake.header.id, QueueAction::Open, entry->revision - 1).status, 409);
    EXPECT_EQ(act(intake.header.id, QueueAction::Open, entry->revision).status, 200);
}

TEST_F(ApiTest, a_number_of_yesterday_that_was_closed_today_is_listed) {
    rebuild([](ApiOptions& options) { options.today = [] { return std::string("2026-11-23"); }; });
    wait_until(support::kMorning + std::chrono::days(1));
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(called.ok());
    ASSERT_EQ(act(intake.header.id, QueueAction::Close, called->revision).status, 200);
    const auto listing = codec::read_listing(ask("GET", "/v1/queue").body);
    ASSERT_TRUE(listing.ok());
    ASSERT_EQ(listing->page.entries.size(), 1u);
    EXPECT_EQ(listing->page.entries[0].header.day, "2026-11-22");
    EXPECT_EQ(listing->page.entries[0].state, QueueState::Done);
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
    EXPECT_EQ(listing->page.entries[0].state, QueueState::Waiting);
}

TEST_F(ApiTest, a_lease_of_ones_own_that_ended_still_reads_and_is_taken_up_again) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
    ASSERT_TRUE(called.ok());
    pass(limits::kClaimLease);
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
    const auto released = codec::read_listing(ask("GET", "/v1/queue").body)->page.entries.at(0);
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
    for (const QueueEntry& entry : listing->page.entries) {
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
    EXPECT_TRUE(codec::read_listing(ask("GET", "/v1/queue").body)->page.entries.empty());
    EXPECT_EQ(ask("GET", "/v1/intakes/" + to_hex(intake.header.id)).status, 404);
    EXPECT_EQ(act(intake.header.id, QueueAction::Call, 1).status, 404);
    EXPECT_EQ(ask("POST", "/v1/call-next").status, 204);
}

TEST_F(ApiTest, a_withdrawn_intake_does_not_come_back) {
    const SealedIntake intake = centre().intake(1);
    put(intake);
    sign_in();
    ASSERT_EQ(act(intake.header.id, QueueAction::Withdraw, 1).status, 200);
    const Reply late = put(intake);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(codec::read_problem(late.body)->cause, Cause::Gone) << "the terminal may forget it";
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
    EXPECT_EQ(health->time.trust, ClockTrust::Kept);
    EXPECT_EQ(health->time.now.time_since_epoch().count(), wall.load());
}

TEST_F(ApiTest, what_others_may_look_for_asks_for_its_reason_and_the_log_has_it) {
    const SealedIntake intake = centre().intake(1);
    ASSERT_EQ(put(intake).status, 201);
    const std::string id = to_hex(intake.header.id), path = "/v1/intakes/" + id + "/actions";
    sign_in(TestCentre::kOtherAccount);
    ASSERT_EQ(act(intake.header.id, QueueAction::Call, 1).status, 200);
    sign_in();
    const auto rows = queue->audit_rows.size();
    for (const ActionReason none : {ActionReason::None, ActionReason::Counselled}) {
        EXPECT_EQ(ask("POST", path, codec::write_action({QueueAction::Break, 2, none})).status,
                  400);
    }
    EXPECT_EQ(ask("POST", path, codec::write_action({QueueAction::Close, 2})).status, 400);
    EXPECT_EQ(
        ask("POST", path, R"({"action":"close","revision":2,"reason":"what she said"})").status,
        400);
    EXPECT_EQ(
        ask("POST", path, codec::write_action({QueueAction::Call, 2, ActionReason::HolderAway}))
            .status,
        400);
    EXPECT_EQ(queue->audit_rows.size(), rows);
    EXPECT_EQ(act(intake.header.id, QueueAction::Call, 2).status, 409) << "boris holds it";
    EXPECT_EQ(
        ask("POST", path, codec::write_action({QueueAction::Break, 2, ActionReason::HolderAway}))
            .status,
        200);
    EXPECT_EQ(queue->audit_rows.back(),
              (std::array<std::string, 3>{"anna", "break", id + " holder_away"}));
    EXPECT_EQ(
        ask("POST", path, codec::write_action({QueueAction::Withdraw, 3, ActionReason::NoConsent}))
            .status,
        200);
    EXPECT_EQ(queue->audit_rows.back(),
              (std::array<std::string, 3>{"anna", "withdraw", id + " no_consent"}));
}

}  // namespace
}  // namespace lotse::service
