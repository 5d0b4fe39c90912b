// SPDX-License-Identifier: EUPL-1.2
/// The service with a clock that is wrong, over a real store: what it must not do, what it says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/service_time.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "service/answer_of.h"
#include "service/api.h"
#include "service/certificate.h"
#include "store/sqlite_queue.h"
#include "support/temp_folder.h"
#include "support/test_centre.h"
#include "support/usual_reason.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"

namespace lotse::service {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;
using support::TestCentre;

constexpr seconds kYears10 = days(3653);
const std::vector<seconds> kJumps = {-kYears10,         seconds(-days(40)), seconds(-days(2)),
                                     seconds(-1h),      seconds(1h),        seconds(days(2)),
                                     seconds(days(40)), seconds(days(46)),  kYears10};

class WrongServiceClock : public testing::Test {
protected:
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }

    WrongServiceClock() {
        auto store = store::open_queue(database, &vault::hash);
        EXPECT_TRUE(store.ok());
        centre().enrol(**store);
        store->reset();
        start();
    }

    void start() {
        api.reset();
        auto store = store::open_queue(database, &vault::hash);
        ASSERT_TRUE(store.ok());
        ASSERT_TRUE((*store)->begin(centre().service_key().tags()).ok());
        ApiOptions options;
        options.monotonic = [this] { return up; };
        options.wall = [this] { return wall; };
        options.boot = boot;
        options.synchronised = [this] { return synchronised; };
        options.certificate_until = WallTime{2'000'000'000s};
        api = std::make_unique<Api>(std::move(*store), centre().service_key(), options,
                                    [this](const LogEvent& event) {
                                        const std::lock_guard lock(mutex);
                                        log += log_line(event).text + '\n';
                                    });
        upkeep();
    }
    void start_machine(seconds off) {
        upkeep();
        boot += "'";
        wall += off;
        up = 30s;
        start();
    }
    void pass(seconds span) {
        wall += span;
        up += span;
    }
    void live(days span) {
        for (int hours = 0; hours < span.count() * 24; ++hours) {
            pass(1h);
            if (synchronised) {
                synchronised = wall;
            }
            upkeep();
        }
    }
    void upkeep() {
        api->upkeep();
        EXPECT_TRUE(api->due({}).ok());  // waits in the same lane, behind it
    }

    Reply ask(const std::string& method, const std::string& path, const std::string& body = "",
              const char* content = "application/json") {
        Request request;
        request.method = method;
        request.path = path;
        request.token = token;
        request.content_type = content;
        request.body.assign(body.begin(), body.end());
        return answer_of(*api, std::move(request));
    }
    void sign_in(const char* account = TestCentre::kAccount) {
        token.clear();
        const Reply reply =
            ask("POST", "/v1/session", codec::write_log_in({account, centre().proof(account)}));
        ASSERT_EQ(reply.status, 200) << reply.body;
        token = codec::read_session(reply.body)->token;
    }
    SealedIntake put(int n) {
        SealedIntake intake = centre().intake(n);
        const std::string bytes(intake.envelope.begin(), intake.envelope.end());
        EXPECT_EQ(
            ask("PUT", "/v1/intakes/" + to_hex(intake.header.id), bytes, "application/octet-stream")
                .status,
            201);
        return intake;
    }
    SealedIntake closed(int n) {
        SealedIntake intake = put(n);
        const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
        EXPECT_TRUE(called.ok());
        EXPECT_EQ(act(intake, QueueAction::Close, called->revision), 200);
        return intake;
    }
    int act(const SealedIntake& intake, QueueAction action, std::int64_t revision) {
        return ask("POST", "/v1/intakes/" + to_hex(intake.header.id) + "/actions",
                   codec::write_action({action, revision, support::usual_reason(action)}))
            .status;
    }
    /// Whether it is erased; whoever asks for the sheet of a closed one is told that it is closed.
    bool erased(const SealedIntake& intake) {
        upkeep();
        const int status = ask("GET", "/v1/intakes/" + to_hex(intake.header.id)).status;
        EXPECT_THAT(status, testing::AnyOf(404, 409));
        return status == 404;
    }
    std::optional<ServiceTime> said() {
        for (const auto& [name, value] : ask("GET", "/v1/health").headers) {
            if (name == codec::kServiceTimeField) {
                return codec::read_service_time(value);
            }
        }
        return std::nullopt;
    }

    support::TempFolder folder;
    std::string database = folder.path("queue.db");
    WallTime wall{1'796'000'000s};
    Instant up = 1h;
    std::string boot = "boot";
    std::optional<WallTime> synchronised;
    std::mutex mutex;
    std::string log;
    std::string token;
    std::unique_ptr<Api> api;
};

TEST_F(WrongServiceClock, erases_nothing_before_its_time_and_everything_after_it) {
    int n = 0;
    for (const seconds jump : kJumps) {
        for (const bool new_boot : {false, true}) {
            sign_in();
            const SealedIntake intake = closed(++n);
            EXPECT_FALSE(erased(intake));
            if (new_boot) {
                start_machine(60s + jump);
            } else {
                wall += jump;
                start();
            }
            sign_in();
            EXPECT_FALSE(erased(intake)) << jump.count() << new_boot;
            live(days(29));
            sign_in();
            EXPECT_FALSE(erased(intake)) << jump.count() << new_boot;
            live(days(2));
            sign_in();
            EXPECT_TRUE(erased(intake)) << jump.count() << new_boot;
            wall -= jump;
        }
    }
}

TEST_F(WrongServiceClock, neither_ends_nor_prolongs_a_lease) {
    int n = 0;
    for (const seconds jump : kJumps) {
        sign_in(TestCentre::kOtherAccount);
        const SealedIntake intake = put(++n);
        const auto called = codec::read_entry(ask("POST", "/v1/call-next").body);
        ASSERT_TRUE(called.ok());
        wall += jump;
        pass(limits::kClaimLease - 20s);
        sign_in();
        EXPECT_EQ(act(intake, QueueAction::Open, called->revision), 409) << jump.count();
        pass(10s);
        // Somebody confirms the clock while the client is at a desk.
        EXPECT_EQ(ask("POST", "/v1/clock", codec::write_clock_word(wall)).status, 204);
        EXPECT_EQ(act(intake, QueueAction::Open, called->revision), 409) << jump.count();
        pass(20s);
        EXPECT_EQ(act(intake, QueueAction::Open, called->revision), 200) << jump.count();
    }
}

TEST_F(WrongServiceClock, ends_no_session_and_prolongs_none) {
    for (const seconds jump : kJumps) {
        sign_in();
        wall += jump;
        EXPECT_EQ(ask("GET", "/v1/queue").status, 200) << jump.count();
        up += limits::kSessionIdle;
        EXPECT_EQ(ask("GET", "/v1/queue").status, 401) << jump.count();
    }
}

TEST_F(WrongServiceClock, says_with_every_reply_how_sure_it_is) {
    EXPECT_EQ(said(), (ServiceTime{wall, ClockTrust::Kept, WallTime{2'000'000'000s}}));
    wall += kYears10;
    EXPECT_EQ(said(),
              (ServiceTime{wall - kYears10, ClockTrust::Doubtful, WallTime{2'000'000'000s}}));
    upkeep();
    EXPECT_THAT(log, testing::HasSubstr("trust=doubtful wall_ahead_seconds=315619200"));
    EXPECT_THAT(log, testing::HasSubstr("let an admin confirm"));
    const auto health = codec::read_health(ask("GET", "/v1/health").body);
    ASSERT_TRUE(health.ok());
    EXPECT_EQ(health->time.trust, ClockTrust::Doubtful);
    EXPECT_EQ(health->time.certificate_until, WallTime{2'000'000'000s});
    for (const char* path : {"/v1/queue", "/nothing", "/v1/centre"}) {
        bool told = false;
        for (const auto& [name, value] : ask("GET", path).headers) {
            told |= name == codec::kServiceTimeField;
        }
        EXPECT_TRUE(told) << path;
    }
}

TEST_F(WrongServiceClock, is_corrected_by_a_time_service_and_by_an_admin_whose_clock_agrees) {
    const WallTime right = wall;
    wall += kYears10;
    start_machine(0s);
    EXPECT_EQ(said()->trust, ClockTrust::Doubtful);
    EXPECT_EQ(ask("POST", "/v1/clock", codec::write_clock_word(wall)).status, 401);
    sign_in(TestCentre::kReception);
    EXPECT_EQ(ask("POST", "/v1/clock", codec::write_clock_word(wall)).status, 403);
    sign_in();
    EXPECT_EQ(ask("POST", "/v1/clock", codec::write_clock_word(right)).status, 409)
        << "the machine's clock is to be set first";
    EXPECT_EQ(said()->trust, ClockTrust::Doubtful);
    for (const char* strange :
         {"", "{}", "[]", "{\"now\":\"x\"}", "{\"now\":-1}", "{\"now\":1e99}"}) {
        EXPECT_EQ(ask("POST", "/v1/clock", strange).status, 400) << strange;
    }
    wall = right + 4min;
    EXPECT_EQ(ask("POST", "/v1/clock", codec::write_clock_word(right)).status, 204);
    EXPECT_EQ(said(), (ServiceTime{right + 4min, ClockTrust::Sure, WallTime{2'000'000'000s}}));
    start();
    EXPECT_EQ(said()->trust, ClockTrust::Sure) << "kept over a restart of the program";
    synchronised = wall = right;
    upkeep();
    EXPECT_EQ(said(), (ServiceTime{right, ClockTrust::Sure, WallTime{2'000'000'000s}}));
    EXPECT_THAT(log, testing::HasSubstr("corrected_seconds=-240"));
}

TEST_F(WrongServiceClock, still_takes_a_terminals_report_and_tells_it_the_time) {
    const auto report_at = [&](WallTime at) {
        TerminalReport said;
        said.terminal = TestCentre::kTerminal;
        said.program = "0.1.0";
        said.at = at;
        codec::SignedReport made;
        made.text = codec::write_report({TestCentre::kCentre, said});
        const auto signature = vault::sign_report(made.text, centre().terminal_key);
        made.signature.assign(signature.begin(), signature.end());
        return ask("POST", "/v1/terminal-report", codec::write_signed_report(made));
    };
    for (const seconds jump : kJumps) {
        const WallTime before = said()->now;
        wall += jump;
        EXPECT_EQ(report_at(before).status, 204) << jump.count();
        EXPECT_EQ(report_at(before + jump).status, 409);
        wall -= jump;
    }
}

TEST_F(WrongServiceClock, a_certificates_end_is_read) {
    const support::TempFolder elsewhere;
    const auto files = support::make_tls_files(elsewhere.path(), "127.0.0.1", {-7200, -3600});
    const auto end = certificate_end(files.certificate);
    ASSERT_TRUE(end.ok());
    const auto now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
    EXPECT_LE(std::chrono::abs(*end - (now - 1h)), 60s);
    EXPECT_FALSE(certificate_end(files.key).ok());
    EXPECT_FALSE(certificate_end(elsewhere.path("none")).ok());
}

}  // namespace
}  // namespace lotse::service
