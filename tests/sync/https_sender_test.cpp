// SPDX-License-Identifier: EUPL-1.2
#include "sync/https_sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <thread>

#include "codec/wire/service_time.h"
#include "codec/wire/wire.h"
#include "support/canned_server.h"
#include "support/sample_intakes.h"
#include "support/temp_folder.h"
#include "support/tls_files.h"
#include "sync/position_watch.h"

namespace lotse::sync {
namespace {

using namespace std::chrono_literals;
using Outcome = Attempt::Outcome;
using support::CannedServer;
using support::TempFolder;
using support::TlsFiles;

class HttpsSender : public testing::Test {
protected:
    TempFolder folder;
    TlsFiles files = support::make_tls_files(folder.path());
    SealedIntake intake = support::sample_intake(1, 3000);

    OutboxEntry entry() const { return OutboxEntry{intake.header, intake.digest}; }

    std::unique_ptr<IntakeSender> sender(const std::string& url, const std::string& ca) {
        HttpsOptions options;
        options.base_url = url;
        options.ca_file = ca;
        options.connect_timeout = m_patience;
        options.transfer_timeout = m_patience;
        options.heard = [this](const ServiceTime& time) { heard.push_back(time); };
        options.position = &position_watch;
        auto made = make_https_sender(options);
        EXPECT_TRUE(made.ok());
        return std::move(made).value();
    }

    Attempt send(const CannedServer& server) {
        return sender(server.url(), files.ca)->send(entry(), intake.envelope);
    }

    std::chrono::milliseconds m_patience = 10s;
    std::vector<ServiceTime> heard;
    std::vector<QueuePosition> went_back;
    PositionWatch position_watch{std::nullopt,
                                 [this](const QueuePosition&, const QueuePosition& now) {
                                     went_back.push_back(now);
                                     return true;
                                 }};

    std::string receipt() const { return codec::write_receipt({intake.header.id, intake.digest}); }
};

TEST_F(HttpsSender, puts_the_envelope_under_its_id_and_takes_the_receipt) {
    CannedServer server(files);
    for (const int status : {200, 201}) {
        server.answer(status, receipt());
        const Attempt attempt = send(server);
        EXPECT_EQ(attempt.outcome, Outcome::Accepted) << attempt.reason;
        EXPECT_EQ(attempt.acknowledged, intake.digest);
        EXPECT_TRUE(attempt.contact);
    }
    const std::string request = server.requests().at(0);
    EXPECT_THAT(request, testing::StartsWith("PUT /v1/intakes/" + to_hex(intake.header.id) +
                                             " HTTP/1.1\r\n"));
    EXPECT_THAT(request, testing::HasSubstr("Content-Type: application/octet-stream"));
    EXPECT_THAT(request, testing::Not(testing::HasSubstr("Expect")));
    EXPECT_THAT(request,
                testing::EndsWith(std::string(intake.envelope.begin(), intake.envelope.end())));
}

TEST_F(HttpsSender, a_success_without_a_receipt_for_this_intake_is_no_success) {
    CannedServer server(files);
    const auto other = codec::write_receipt({support::sample_header(2).id, intake.digest});
    for (const std::string& body : {std::string(), std::string("<html>welcome</html>"), other,
                                    std::string("{}"), std::string(2'000'000, 'x')}) {
        server.answer(201, body);
        const Attempt attempt = send(server);
        EXPECT_EQ(attempt.outcome, Outcome::Transient) << body.substr(0, 40);
    }
}

TEST_F(HttpsSender, what_was_withdrawn_at_the_centre_is_gone_not_refused) {
    CannedServer server(files);
    server.answer(409, codec::write_problem(
                           {Kind::Refused, "intake", "was withdrawn or erased", Cause::Gone}));
    EXPECT_EQ(send(server).outcome, Outcome::Gone);
    server.answer(503, codec::write_problem({Kind::Refused, "intake", "x", Cause::Gone}));
    EXPECT_EQ(send(server).outcome, Outcome::Transient);
}

TEST_F(HttpsSender, only_the_services_own_words_refuse) {
    CannedServer server(files);
    const std::string words = codec::write_problem({Kind::Refused, "signature", "is wrong"});
    for (const int status : {400, 403, 409, 413}) {
        server.answer(status, words);
        const Attempt attempt = send(server);
        EXPECT_EQ(attempt.outcome, Outcome::Refused) << status;
        EXPECT_THAT(attempt.reason, testing::HasSubstr("signature: is wrong"));
        server.answer(status, "<html>blocked by your administrator</html>");
        EXPECT_EQ(send(server).outcome, Outcome::Transient) << status;
    }
    for (const int status : {301, 302, 401, 404, 405, 407, 408, 418, 500, 502, 504}) {
        server.answer(status, words, "Location: http://127.0.0.1:9/\r\n");
        EXPECT_EQ(send(server).outcome, Outcome::Transient) << status;
    }
}

TEST_F(HttpsSender, hears_when_to_come_back) {
    CannedServer server(files);
    const std::string words = codec::write_problem({Kind::Transient, "", "busy"});
    for (const int status : {429, 503}) {
        server.answer(status, words, "retry-AFTER:  7\r\n");
        const Attempt attempt = send(server);
        EXPECT_EQ(attempt.outcome, Outcome::Transient);
        EXPECT_EQ(attempt.retry_after, 7s);
    }
    server.answer(503, words, "Retry-After: 99999999\r\n");
    EXPECT_EQ(send(server).retry_after, limits::kLongestRetryAfter);
    server.answer(503, words, "Retry-After: Wed, 21 Oct 2065 07:28:00 GMT\r\n");
    EXPECT_EQ(send(server).retry_after, 0s);
}

TEST_F(HttpsSender, garbage_truncation_and_silence_are_transient) {
    CannedServer server(files);
    const std::vector<std::string> answers = {
        "", "\x01\x02\x03", "HTTP/1.1 201", "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"};
    for (const std::string& answer : answers) {
        server.answer(answer);
        EXPECT_EQ(send(server).outcome, Outcome::Transient) << answer;
    }
    server.stall();
    m_patience = 1s;
    const auto before = std::chrono::steady_clock::now();
    const Attempt attempt = send(server);
    EXPECT_EQ(attempt.outcome, Outcome::Transient);
    EXPECT_FALSE(attempt.contact);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
}

TEST_F(HttpsSender, trusts_only_the_pinned_ca) {
    const TempFolder elsewhere;
    const TlsFiles others = support::make_tls_files(elsewhere.path());
    CannedServer server(others);
    server.answer(201, receipt());
    const Attempt attempt = send(server);
    EXPECT_EQ(attempt.outcome, Outcome::Transient);
    EXPECT_FALSE(attempt.contact);
    EXPECT_TRUE(server.requests().empty()) << "the envelope was sent to a stranger";
}

TEST_F(HttpsSender, trusts_no_certificate_for_another_host) {
    const TempFolder elsewhere;
    const TlsFiles others = support::make_tls_files(elsewhere.path(), "127.0.0.2");
    CannedServer server(others);
    server.answer(201, receipt());
    EXPECT_EQ(sender(server.url(), others.ca)->send(entry(), intake.envelope).outcome,
              Outcome::Transient);
    EXPECT_TRUE(server.requests().empty());
}

constexpr long kTenYears = 10L * 365 * 24 * 3600;

TEST_F(HttpsSender, a_wrong_clock_or_an_expired_certificate_stops_no_delivery) {
    // Seen from a terminal's clock, that is the same: certificates that ended, or did not begin.
    for (const support::Validity validity :
         {support::Validity{-kTenYears, -3600}, support::Validity{3600, kTenYears},
          support::Validity{kTenYears, 2 * kTenYears}}) {
        const TempFolder elsewhere;
        const TlsFiles dated = support::make_tls_files(elsewhere.path(), "127.0.0.1", validity);
        CannedServer server(dated);
        server.answer(201, receipt());
        const Attempt attempt = sender(server.url(), dated.ca)->send(entry(), intake.envelope);
        EXPECT_EQ(attempt.outcome, Outcome::Accepted) << validity.begins_s << attempt.reason;
    }
}

TEST_F(HttpsSender, dates_excuse_neither_a_foreign_ca_nor_another_host) {
    for (const support::Validity validity :
         {support::Validity{-kTenYears, -3600}, support::Validity{3600, kTenYears}}) {
        const TempFolder elsewhere;
        const TlsFiles others = support::make_tls_files(elsewhere.path(), "127.0.0.1", validity);
        CannedServer stranger(others);
        stranger.answer(201, receipt());
        const Attempt attempt = send(stranger);
        EXPECT_EQ(attempt.outcome, Outcome::Transient);
        EXPECT_FALSE(attempt.contact);
        EXPECT_TRUE(stranger.requests().empty());
        const TempFolder third;
        const TlsFiles host = support::make_tls_files(third.path(), "127.0.0.2", validity);
        CannedServer misnamed(host);
        misnamed.answer(201, receipt());
        EXPECT_EQ(sender(misnamed.url(), host.ca)->send(entry(), intake.envelope).outcome,
                  Outcome::Transient);
        EXPECT_TRUE(misnamed.requests().empty());
    }
}

TEST_F(HttpsSender, hears_what_the_service_says_of_its_clock) {
    CannedServer server(files);
    const ServiceTime said{WallTime(1'796'000'000s), ClockTrust::Sure, WallTime(1'827'000'000s)};
    for (const int status : {201, 403, 503}) {
        server.answer(status, receipt(), "lotse-time: " + codec::write_service_time(said) + "\r\n");
        send(server);
        ASSERT_EQ(heard.size(), 1u) << status;
        EXPECT_EQ(heard.front(), said);
        heard.clear();
    }
    for (const char* strange :
         {"", "now=x; trust=sure", "now=5", "trust=sure", "now=-5; trust=sure",
          "now=5; trust=perhaps", "now=99999999999999999999; trust=sure", "5", ";;;"}) {
        server.answer(201, receipt(), "Lotse-Time: " + std::string(strange) + "\r\n");
        EXPECT_EQ(send(server).outcome, Outcome::Accepted) << strange;
        EXPECT_TRUE(heard.empty()) << strange;
    }
    server.answer(201, receipt(), "Lotse-Time: mood=fine; now=5; trust=kept\r\n");
    send(server);
    ASSERT_EQ(heard.size(), 1u) << "a newer service may say more";
    EXPECT_EQ(heard.front().now, WallTime(5s));
}

TEST_F(HttpsSender, hears_how_far_the_queues_database_has_come) {
    CannedServer server(files);
    const QueuePosition before{{1, 2, 3}, 41}, after{{1, 2, 3}, 42}, restored{{9}, 7};
    for (const QueuePosition& position : {before, after, restored}) {
        server.answer(201, receipt(), "lotse-EPOCH:  " + to_text(position) + " \r\n");
        send(server);
        EXPECT_EQ(position_watch.known(), position);
    }
    EXPECT_EQ(went_back, (std::vector{restored}));
    for (const char* strange : {"", "0102030000000000", "0102030000000000 -1", "x 42"}) {
        server.answer(201, receipt(), "Lotse-Epoch: " + std::string(strange) + "\r\n");
        EXPECT_EQ(send(server).outcome, Outcome::Accepted) << strange;
        EXPECT_EQ(position_watch.known(), restored) << strange;
    }
}

TEST_F(HttpsSender, refuses_tls_1_2) {
    CannedServer server(files, TLS1_2_VERSION);
    server.answer(201, receipt());
    EXPECT_EQ(send(server).outcome, Outcome::Transient);
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(HttpsSender, an_interrupt_ends_a_transfer_at_once) {
    CannedServer server(files);
    server.stall();
    const auto made = sender(server.url(), files.ca);
    std::thread other([&made] {
        std::this_thread::sleep_for(100ms);
        made->interrupt();
    });
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(made->send(entry(), intake.envelope).outcome, Outcome::Transient);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);  // the time-out is 10 s
    other.join();
}

TEST_F(HttpsSender, a_configuration_that_cannot_work_says_so) {
    const auto plain = make_https_sender({"http://127.0.0.1:1", files.ca});
    ASSERT_FALSE(plain.ok());
    EXPECT_EQ(plain.error().kind, Kind::Unusable);
    const auto no_ca = make_https_sender({"https://127.0.0.1:1", folder.path("nothing.pem")});
    ASSERT_FALSE(no_ca.ok());
    EXPECT_EQ(no_ca.error().where, folder.path("nothing.pem"));
}

}  // namespace
}  // namespace lotse::sync
