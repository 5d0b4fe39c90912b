// SPDX-License-Identifier: EUPL-1.2
// Configurations at the service: who may publish, what terminals get, what is kept and audited.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"
#include "service/answer_of.h"
#include "service/api.h"
#include "support/memory_store.h"
#include "support/sample_intakes.h"
#include "support/test_centre.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

using support::MemoryStore;
using support::TestCentre;

class ConfigurationTest : public testing::Test {
protected:
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }

    ConfigurationTest() {
        auto store = std::make_unique<MemoryStore>();
        queue = store.get();
        centre().enrol(*store);
        store->audit_rows.clear();
        ApiOptions options;
        options.monotonic = [this] { return Instant{monotonic.load()}; };
        options.wall = [this] { return now(); };
        options.today = [] { return std::string("2026-11-22"); };
        options.terminal_burst = 50;
        api = std::make_unique<Api>(std::move(store), centre().service_key(), options,
                                    [](const LogEvent&) {});
    }

    /// Both clocks go on.
    void pass(std::chrono::seconds span) {
        monotonic += span.count() * 1000;
        wall += span.count();
    }
    WallTime now() const { return WallTime{std::chrono::seconds{wall.load()}}; }

    Reply ask(const std::string& method, const std::string& path, const std::string& body = "",
              const std::string& content_type = "application/json") {
        Request request;
        request.method = method;
        request.path = path.substr(0, path.find('?'));
        request.query = path.find('?') == std::string::npos ? "" : path.substr(path.find('?') + 1);
        request.token = token;
        request.content_type = content_type;
        request.body.assign(body.begin(), body.end());
        return answer_of(*api, std::move(request));
    }

    void sign_in(const std::string& account = TestCentre::kAccount) {
        token.clear();
        const Reply reply =
            ask("POST", "/v1/session", codec::write_log_in({account, centre().proof(account)}));
        ASSERT_EQ(reply.status, 200) << reply.body;
        token = codec::read_session(reply.body)->token;
    }

    static std::string bundle(std::int64_t version,
                              const std::string& centre_name = TestCentre::kCentre,
                              std::optional<std::chrono::days> retention = {}) {
        Configuration configuration;
        configuration.version = version;
        configuration.centre = centre_name;
        configuration.note = "note";
        configuration.retention = retention;
        const vault::SigningKey key = vault::configuration_key(centre().centre_key);
        codec::Bundle made;
        made.json = codec::write_configuration(configuration);
        made.signature = vault::sign_configuration(made.json, key);
        std::copy(key.public_key().begin(), key.public_key().end(), made.public_key.begin());
        return codec::join_bundle(made);
    }

    Reply publish(std::int64_t version, const std::string& query = "") {
        return publish(version, query, bundle(version));
    }
    Reply publish(std::int64_t version, const std::string& query, const std::string& bytes) {
        return ask("PUT", "/v1/configurations/" + std::to_string(version) + query, bytes,
                   "application/octet-stream");
    }

    std::string report(const TerminalReport& said, const vault::SigningKey& key,
                       const std::string& centre_name = TestCentre::kCentre,
                       const std::optional<OutboxReport>& outbox = {}) const {
        codec::SignedReport made;
        made.text = codec::write_report({centre_name, said, outbox});
        const auto signature = vault::sign_report(made.text, key);
        made.signature.assign(signature.begin(), signature.end());
        return codec::write_signed_report(made);
    }
    TerminalReport said(std::int64_t running, std::int64_t refused = 0) const {
        return {
            TestCentre::kTerminal, running, refused, refused == 0 ? "" : "why", "0.1.0", now(), 0};
    }
    Reply tell(const TerminalReport& what) {
        token.clear();
        return ask("POST", "/v1/terminal-report", report(what, centre().terminal_key));
    }
    Reply tell(const OutboxReport& outbox, std::int64_t running = 0) {
        token.clear();
        return ask("POST", "/v1/terminal-report",
                   report(said(running), centre().terminal_key, TestCentre::kCentre, outbox));
    }
    static OutboxReport counted(std::int64_t seq) {
        OutboxReport outbox;
        outbox.seq = seq;
        outbox.day = "2026-11-22";
        return outbox;
    }
    codec::ConfigurationList list() {
        const Reply reply = ask("GET", "/v1/configurations");
        EXPECT_EQ(reply.status, 200) << reply.body;
        return codec::read_configurations(reply.body).value();
    }

    std::atomic<std::int64_t> monotonic{1'000'000};
    std::atomic<std::int64_t> wall{1'795'000'000};
    std::string token;
    MemoryStore* queue = nullptr;
    std::unique_ptr<Api> api;
};

TEST_F(ConfigurationTest, an_admin_publishes_a_version_and_every_desk_sees_and_gets_it) {
    sign_in();
    ASSERT_EQ(publish(1).status, 201);
    ASSERT_EQ(publish(2, "?preview=terminal-1").status, 201);
    sign_in(TestCentre::kOtherAccount);
    const codec::ConfigurationList seen = list();
    EXPECT_EQ(seen.published,
              (std::vector<PublishedConfiguration>{{1, now(), "anna", "note", ""},
                                                   {2, now(), "anna", "note", "terminal-1"}}));
    EXPECT_EQ(seen.now, now());
    const Reply fetched = ask("GET", "/v1/configurations/2");
    EXPECT_EQ(fetched.status, 200);
    EXPECT_EQ(fetched.body, bundle(2));
    EXPECT_EQ(ask("GET", "/v1/configurations/3").status, 404);
}

TEST_F(ConfigurationTest, only_admins_publish_and_release_and_nobody_without_a_session) {
    EXPECT_EQ(publish(1).status, 401);
    EXPECT_EQ(ask("GET", "/v1/configurations").status, 401);
    EXPECT_EQ(ask("GET", "/v1/configurations/1").status, 401);
    EXPECT_EQ(ask("POST", "/v1/configurations/1/release").status, 401);
    EXPECT_EQ(api->refusal("PUT", "/v1/configurations/1", "")->status, 401);
    sign_in(TestCentre::kOtherAccount);
    EXPECT_EQ(publish(1).status, 403);
    EXPECT_EQ(ask("POST", "/v1/configurations/1/release").status, 403);
    EXPECT_EQ(api->refusal("PUT", "/v1/configurations/1", token)->status, 403);
    EXPECT_FALSE(api->refusal("GET", "/v1/configurations/1", token).has_value());
    EXPECT_TRUE(list().published.empty());
    sign_in();
    EXPECT_FALSE(api->refusal("PUT", "/v1/configurations/1", token).has_value());
}

TEST_F(ConfigurationTest, centres_do_not_see_each_others_configurations) {
    sign_in();
    ASSERT_EQ(publish(1).status, 201);
    sign_in(TestCentre::kForeignAccount);
    EXPECT_TRUE(list().published.empty());
    EXPECT_EQ(ask("GET", "/v1/configurations/1").status, 404);
}

TEST_F(ConfigurationTest, what_is_no_bundle_of_this_version_and_centre_is_refused) {
    sign_in();
    const std::string good = bundle(1);
    EXPECT_EQ(publish(1, "", "").status, 400);
    EXPECT_EQ(publish(1, "", "hello").status, 400);
    EXPECT_EQ(publish(1, "", good + " ").status, 400) << "the signature no longer fits";
    EXPECT_EQ(publish(1, "", bundle(2)).status, 400);
    EXPECT_EQ(publish(1, "", bundle(1, "elsewhere")).status, 400);
    EXPECT_EQ(publish(2).status, 409);
    EXPECT_EQ(publish(1, "?preview=").status, 400);
    EXPECT_EQ(publish(1, "?review=terminal-1").status, 400);
    EXPECT_EQ(publish(1, "?preview=terminal-9").status, 409);
    EXPECT_EQ(ask("PUT", "/v1/configurations/1", good).status, 415);
    for (const char* path : {"/v1/configurations/0", "/v1/configurations/01",
                             "/v1/configurations/-1", "/v1/configurations/x", "/v1/configurations/",
                             "/v1/configurations/99999999999999999999"}) {
        EXPECT_EQ(ask("PUT", path, good, "application/octet-stream").status, 404) << path;
    }
    EXPECT_TRUE(list().published.empty());
    EXPECT_EQ(Api::largest_body("PUT", "/v1/configurations/1"), limits::kLargestBundleBytes);
    ASSERT_EQ(publish(1).status, 201);
    EXPECT_EQ(publish(1).status, 409) << "a version is published once";
}

TEST_F(ConfigurationTest, what_an_admin_did_is_in_the_audit_log_and_refused_attempts_are_not) {
    sign_in();
    publish(1, "?preview=terminal-1");
    publish(5);
    ask("POST", "/v1/configurations/1/release");
    ask("POST", "/v1/configurations/7/release");
    std::vector<std::array<std::string, 3>> rows;
    for (const auto& row : queue->audit_rows) {
        if (row[1].starts_with("configuration")) {
            rows.push_back(row);
        }
    }
    EXPECT_EQ(rows, (std::vector<std::array<std::string, 3>>{
                        {"anna", "configuration published", "configuration 1 preview terminal-1"},
                        {"anna", "configuration released", "configuration 1"}}));
}

TEST_F(ConfigurationTest, a_terminal_gets_what_it_should_run_next_and_nothing_when_it_does) {
    EXPECT_EQ(tell(said(0)).status, 204);
    sign_in();
    publish(1);
    publish(2, "?preview=terminal-2");
    centre().enrol_another(*queue, "terminal-2");
    ASSERT_EQ(publish(2, "?preview=terminal-2").status, 201);
    const Reply first = tell(said(0));
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body, bundle(1)) << "the preview is another terminal's";
    EXPECT_EQ(tell(said(1)).status, 204);
    sign_in();
    ASSERT_EQ(ask("POST", "/v1/configurations/2/release").status, 204);
    EXPECT_EQ(tell(said(1)).body, bundle(2));
    EXPECT_EQ(tell(said(1, 2)).status, 204) << "it could not start with it";
    TerminalReport keeps = said(1);
    keeps.accepted = 2;
    EXPECT_EQ(tell(keeps).status, 204) << "it keeps it for the next moment between two clients";
    sign_in();
    EXPECT_EQ(list().reports, std::vector<TerminalReport>{keeps});
}

TEST_F(ConfigurationTest, only_the_enrolled_terminal_is_believed) {
    const auto status = [&](const std::string& body) {
        return ask("POST", "/v1/terminal-report", body).status;
    };
    EXPECT_EQ(status(report(said(0), vault::SigningKey::generate())), 403);
    EXPECT_EQ(status(report(said(0), centre().terminal_key, "elsewhere")), 403);
    TerminalReport stranger = said(0);
    stranger.terminal = "terminal-9";
    EXPECT_EQ(status(report(stranger, centre().terminal_key)), 403);
    EXPECT_EQ(status("{}"), 400);
    EXPECT_EQ(status(codec::write_signed_report({"no report", Bytes(64, 0)})), 400);
    EXPECT_TRUE(queue->configurations.reports(TestCentre::kCentre)->empty());
    // An envelope's signature is made with the same key, over other bytes.
    codec::SignedReport raw;
    raw.text = codec::write_report({TestCentre::kCentre, said(0)});
    const auto signature = centre().terminal_key.sign(
        reinterpret_cast<const std::uint8_t*>(raw.text.data()), raw.text.size());
    raw.signature.assign(signature.begin(), signature.end());
    EXPECT_EQ(status(codec::write_signed_report(raw)), 403);
}

TEST_F(ConfigurationTest, a_report_of_another_time_is_answered_with_the_services_time) {
    for (const std::chrono::seconds off : {limits::kOldestReport + std::chrono::seconds(1),
                                           -limits::kOldestReport - std::chrono::seconds(1)}) {
        TerminalReport wrong = said(3);
        wrong.at += off;
        const Reply reply = tell(wrong);
        EXPECT_EQ(reply.status, 409);
        EXPECT_EQ(codec::read_wrong_time(reply.body), now());
    }
    EXPECT_TRUE(queue->configurations.reports(TestCentre::kCentre)->empty())
        << "a replayed report changes nothing";
    TerminalReport late = said(3);
    late.at -= limits::kOldestReport;
    EXPECT_EQ(tell(late).status, 204);
    EXPECT_EQ(queue->configurations.reports(TestCentre::kCentre)->front().at, now())
        << "kept with the service's time";
}

TEST_F(ConfigurationTest, a_terminal_that_asks_without_end_is_slowed_down) {
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        refused += tell(said(0)).status == 429 ? 1 : 0;
    }
    EXPECT_EQ(refused, 10);
}

TEST_F(ConfigurationTest, a_terminal_hears_what_became_of_what_it_keeps) {
    const SealedIntake here = centre().intake(7), gone = centre().intake(12),
                       lost = centre().intake(9);
    for (const SealedIntake* intake : {&here, &gone}) {
        ASSERT_TRUE(queue->put(*intake, WallTime{}).ok());
    }
    ASSERT_TRUE(
        queue->act(TestCentre::kCentre, gone.header.id, QueueAction::Withdraw, "anna", 1, {}).ok());
    OutboxReport outbox = counted(41);
    outbox.kept = {here.header.id, gone.header.id, lost.header.id};
    const Reply first = tell(outbox);
    ASSERT_EQ(first.status, 200) << first.body;
    const OutboxReply reply = codec::read_outbox_reply(first.body).value();
    EXPECT_THAT(reply.want, testing::ElementsAre(lost.header.id));
    EXPECT_THAT(reply.gone, testing::ElementsAre(gone.header.id));
    EXPECT_EQ(reply.day, "2026-11-22");
    EXPECT_EQ(reply.last, 12);
    EXPECT_EQ(reply.seq, 0) << "it had counted none";
    EXPECT_FALSE(reply.more);
    EXPECT_EQ(codec::read_outbox_reply(tell(counted(42)).body)->seq, 41);
    EXPECT_EQ(codec::read_outbox_reply(tell(counted(7)).body)->seq, 42) << "an older state of it";
    EXPECT_EQ(codec::read_outbox_reply(tell(counted(43)).body)->seq, 42);
}

TEST_F(ConfigurationTest, a_report_about_more_than_fits_into_one_answer_is_answered_in_parts) {
    OutboxReport outbox = counted(1);
    for (int n = 0; n < limits::kMostCopies; ++n) {
        outbox.kept.push_back(support::sample_header(n + 1).id);
    }
    const Reply reply = tell(outbox);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(codec::read_outbox_reply(reply.body)->want.size(), limits::kMostIdsAtOnce);
    EXPECT_TRUE(codec::read_outbox_reply(reply.body)->more);
}

TEST_F(ConfigurationTest, intakes_come_before_settings_and_then_it_asks_again) {
    sign_in();
    ASSERT_EQ(publish(1).status, 201);
    OutboxReport outbox = counted(1);
    outbox.kept = {centre().intake(9).header.id};
    const Reply first = tell(outbox);
    EXPECT_EQ(first.content_type, "application/json");
    EXPECT_TRUE(codec::read_outbox_reply(first.body)->more);
    EXPECT_EQ(tell(counted(2)).content_type, "application/octet-stream");
    EXPECT_EQ(tell(counted(3), 1).content_type, "application/json");
    EXPECT_EQ(tell(said(1)).status, 204) << "an older program";
}

TEST_F(ConfigurationTest, desks_get_the_terminals_words_as_they_were_signed) {
    OutboxReport outbox = counted(5);
    outbox.stored = "1-3";
    tell(outbox);
    sign_in(TestCentre::kReception);
    const Reply reply = ask("GET", "/v1/terminals");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto terminals = codec::read_terminals(reply.body).value();
    ASSERT_EQ(terminals.size(), 1u);
    EXPECT_TRUE(vault::verify_report(terminals[0].text, terminals[0].signature,
                                     centre().terminal_key.public_key())
                    .ok());
    EXPECT_EQ(codec::read_report(terminals[0].text)->outbox, outbox);
    sign_in(TestCentre::kForeignAccount);
    EXPECT_TRUE(codec::read_terminals(ask("GET", "/v1/terminals").body)->empty());
}

TEST_F(ConfigurationTest, published_released_and_changed_reports_wake_the_desks) {
    std::atomic<std::int64_t> woken{0};
    const auto desk = api->hub().subscribe(
        {TestCentre::kCentre, TestCentre::kAccount, "token"},
        [&](const ChangeHub::News&) { ++woken; }, [] {});
    sign_in();
    publish(1, "?preview=terminal-1");
    ask("GET", "/v1/health");  // the writer thread has told everybody when it answers this
    EXPECT_EQ(woken, 1);
    ask("POST", "/v1/configurations/1/release");
    ask("GET", "/v1/health");
    EXPECT_EQ(woken, 2);
    tell(said(1));
    ask("GET", "/v1/health");
    EXPECT_EQ(woken, 3);
    tell(said(1));
    ask("GET", "/v1/health");
    EXPECT_EQ(woken, 3) << "nothing new was said";
}

TEST_F(ConfigurationTest, the_released_configuration_says_how_long_closed_intakes_are_kept) {
    const SealedIntake intake = centre().intake(1);
    ASSERT_TRUE(queue->intakes.put(intake, now()).ok());
    ASSERT_TRUE(
        queue->intakes
            .act(TestCentre::kCentre, intake.header.id, QueueAction::Withdraw, "anna", 1, now())
            .ok());
    sign_in();
    ASSERT_EQ(publish(1, "", bundle(1, TestCentre::kCentre, std::chrono::days(7))).status, 201);
    const auto there = [&] {
        api->upkeep();
        EXPECT_TRUE(api->due({}).ok());  // waits in the same lane, behind it
        return queue->intakes.find(TestCentre::kCentre, intake.header.id)->has_value();
    };
    EXPECT_TRUE(there());
    pass(std::chrono::days(6));
    sign_in();
    EXPECT_TRUE(there());
    pass(std::chrono::days(2));
    EXPECT_FALSE(there()) << "the service's own 30 days do not hold for this centre";
}

}  // namespace
}  // namespace lotse::service
