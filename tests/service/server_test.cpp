// SPDX-License-Identifier: EUPL-1.2
#include "service/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <set>

#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"
#include "service/http_forms.h"
#include "store/sqlite_queue.h"
#include "support/running_service.h"
#include "support/tls_client.h"
#include "support/whole_list.h"
#include "sync/desk_client.h"

namespace lotse::service {
namespace {

using namespace std::chrono_literals;
using support::client_options;
using support::InProcessService;
using support::RawReply;
using support::ServiceProcess;
using support::TestCentre;
using support::TlsClient;

constexpr const char* kOctets = "Content-Type: application/octet-stream\r\n";

class ServerTest : public testing::Test {
protected:
    TestCentre centre;
    std::unique_ptr<InProcessService> service;

    void serve(const InProcessService::Tune& tune = nullptr) {
        centre.make_database();
        service = std::make_unique<InProcessService>(centre, tune);
    }

    std::unique_ptr<TlsClient> connect() {
        return std::make_unique<TlsClient>(service->port(), centre.tls.ca);
    }

    Attempt send(const SealedIntake& intake) {
        auto sender = sync::make_https_sender(client_options(centre, service->url()));
        EXPECT_TRUE(sender.ok());
        return (*sender)->send({intake.header, intake.digest}, intake.envelope);
    }

    std::unique_ptr<sync::DeskClient> desk(const std::string& account = TestCentre::kAccount) {
        auto made = sync::DeskClient::make(client_options(centre, service->url()));
        EXPECT_TRUE(made.ok());
        const auto session = (*made)->log_in(account, TestCentre::prove(account));
        EXPECT_TRUE(session.ok()) << to_string(session.error());
        return std::move(made).value();
    }

    static std::string body_of(const SealedIntake& intake) {
        return std::string(intake.envelope.begin(), intake.envelope.end());
    }
    static std::string path_of(const SealedIntake& intake) {
        return "/v1/intakes/" + to_hex(intake.header.id);
    }
};

TEST_F(ServerTest, terminal_and_desk_meet_over_tls) {
    serve();
    const SealedIntake intake = centre.intake(1, "{\"name\":\"Олена\"}");
    const Attempt attempt = send(intake);
    ASSERT_EQ(attempt.outcome, Attempt::Outcome::Accepted) << attempt.reason;
    EXPECT_EQ(attempt.acknowledged, intake.digest);

    const auto client = desk();
    const auto listing = client->list();
    ASSERT_TRUE(listing.ok()) << to_string(listing.error());
    ASSERT_EQ(listing->page.entries.size(), 1u);
    ASSERT_TRUE(client->envelope(intake.header.id).ok()) << "looking is no call";
    EXPECT_EQ(client->list()->page.entries.front().state, QueueState::Waiting);
    const auto sought = client->envelope_for_name(intake.header.id);
    ASSERT_TRUE(sought.ok()) << to_string(sought.error());
    EXPECT_EQ(*sought, intake.envelope);
    const auto called = client->call_next();
    ASSERT_TRUE(called.ok() && called->has_value());
    const auto opened = client->act(intake.header.id, QueueAction::Open, (*called)->revision);
    ASSERT_TRUE(opened.ok()) << to_string(opened.error());
    const auto bytes = client->envelope(intake.header.id);
    ASSERT_TRUE(bytes.ok());
    EXPECT_EQ(vault::open(*bytes, centre.centre_key).value(), "{\"name\":\"Олена\"}");
    const auto stale = client->act(intake.header.id, QueueAction::Close, (*called)->revision,
                                   ActionReason::Counselled);
    ASSERT_FALSE(stale.ok());
    EXPECT_EQ(stale.error().kind, Kind::Refused);
    ASSERT_TRUE(
        client
            ->act(intake.header.id, QueueAction::Close, opened->revision, ActionReason::Counselled)
            .ok());
    EXPECT_FALSE(client->call_next()->has_value());
    ASSERT_TRUE(client->log_out().ok());
    EXPECT_FALSE(client->signed_in());
    EXPECT_FALSE(client->list().ok());
}

TEST_F(ServerTest, a_desk_that_follows_changes_has_the_list_of_who_comes_now) {
    serve();
    const auto follower = desk();
    ASSERT_TRUE(follower->list().ok());
    const auto expect_same = [&](const std::string& what) {
        const auto followed = follower->list(), fresh = desk(TestCentre::kOtherAccount)->list();
        ASSERT_TRUE(followed.ok() && fresh.ok()) << what;
        ASSERT_EQ(followed->page.entries.size(), fresh->page.entries.size()) << what;
        for (std::size_t i = 0; i < fresh->page.entries.size(); ++i) {
            const QueueEntry &one = followed->page.entries[i], &other = fresh->page.entries[i];
            EXPECT_EQ(one.header, other.header) << what;
            EXPECT_EQ(one.revision, other.revision) << what;
            EXPECT_EQ(one.state, other.state) << what;
        }
    };
    for (int n = 1; n <= 4; ++n) {
        ASSERT_EQ(send(centre.intake(n)).outcome, Attempt::Outcome::Accepted);
        expect_same("one came");
    }
    const auto called = follower->call_next();
    ASSERT_TRUE(called.ok() && called->has_value());
    expect_same("one was called");
    ASSERT_TRUE(follower
                    ->act((*called)->header.id, QueueAction::Withdraw, (*called)->revision,
                          ActionReason::NoConsent)
                    .ok());
    expect_same("one was withdrawn");
}

TEST_F(ServerTest, a_desk_that_was_idle_learns_that_its_session_is_over) {
    serve();
    const auto client = desk();
    service->monotonic_ms += std::chrono::milliseconds(limits::kSessionIdle).count();
    const auto listing = client->list();
    ASSERT_FALSE(listing.ok());
    EXPECT_EQ(listing.error().kind, Kind::Refused);
    EXPECT_FALSE(client->signed_in());
}

TEST_F(ServerTest, a_wrong_password_is_refused_and_too_many_are_told_how_long_to_wait) {
    serve();
    auto client = sync::DeskClient::make(client_options(centre, service->url()));
    ASSERT_TRUE(client.ok());
    for (int i = 0; i < limits::kFreeLogInFailures; ++i) {
        const auto session =
            (*client)->log_in("anna", TestCentre::prove("anna", "wrong horse battery"));
        ASSERT_FALSE(session.ok());
        EXPECT_EQ(session.error().kind, Kind::Refused);
    }
    const auto session = (*client)->log_in("anna", TestCentre::prove("anna"));
    ASSERT_FALSE(session.ok());
    EXPECT_EQ(session.error().kind, Kind::Transient);
    EXPECT_THAT(session.error().detail, testing::HasSubstr("5 s"));
}

TEST_F(ServerTest, speaks_nothing_older_than_tls_1_3) {
    serve();
    EXPECT_FALSE(TlsClient(service->port(), centre.tls.ca, TLS1_2_VERSION).connected());
    EXPECT_TRUE(TlsClient(service->port(), centre.tls.ca, TLS1_3_VERSION).connected());
}

TEST_F(ServerTest, keeps_a_connection_for_many_requests_and_for_pipelined_ones) {
    serve();
    const auto client = connect();
    for (int i = 0; i < 20; ++i) {
        ASSERT_EQ(client->ask("GET", "/v1/health").status, 200);
    }
    const std::string request = "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n";
    ASSERT_TRUE(client->send(request + request + request));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client->receive().value_or(RawReply{}).status, 200);
    }
}

TEST_F(ServerTest, a_body_that_is_announced_too_large_gets_413_before_it_is_sent) {
    serve();
    const auto client = connect();
    ASSERT_TRUE(client->send("PUT " + path_of(centre.intake(1)) + " HTTP/1.1\r\nHost: x\r\n" +
                             kOctets + "Content-Length: 300000000\r\n\r\n"));
    const auto reply = client->receive();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 413);
    EXPECT_EQ(codec::read_problem(reply->body)->kind, Kind::Refused);
    EXPECT_TRUE(client->ended_within(4s));
}

TEST_F(ServerTest, a_large_body_that_is_sent_anyway_still_reads_its_413) {
    serve();
    const auto client = connect();
    client->send("PUT " + path_of(centre.intake(1)) + " HTTP/1.1\r\nHost: x\r\n" + kOctets +
                 "Content-Length: 500000\r\n\r\n");
    client->send(std::string(500'000, 'x'));
    const auto reply = client->receive();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 413);
}

TEST_F(ServerTest, a_large_body_that_nobody_asked_for_still_reads_its_401) {
    serve();
    const auto client = connect();
    client->send(
        "PUT /v1/configurations/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
    // As from a client that looks at the answer only after all is sent: the line must hold until
    // then.
    ASSERT_TRUE(client->send(std::string(10'000'000, 'x')));
    const auto reply = client->receive();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 401);
}

TEST_F(ServerTest, a_chunked_body_that_grows_too_large_gets_413) {
    serve();
    const auto client = connect();
    client->send("PUT " + path_of(centre.intake(1)) + " HTTP/1.1\r\nHost: x\r\n" + kOctets +
                 "Transfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "4000\r\n" + std::string(0x4000, 'x') + "\r\n";
    for (int i = 0; i < 6; ++i) {
        client->send(chunk);
    }
    const auto reply = client->receive();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 413);
}

TEST_F(ServerTest, the_largest_envelope_fits) {
    serve();
    const SealedIntake intake = centre.intake(1, std::string(limits::kLargestPayloadBytes, 'x'));
    EXPECT_EQ(send(intake).outcome, Attempt::Outcome::Accepted);
    const auto client = connect();
    std::string chunked;
    const SealedIntake other = centre.intake(2, "x");
    const std::string body = body_of(other);
    for (std::size_t at = 0; at < body.size(); at += 256) {
        const std::string piece = body.substr(at, 256);
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
        chunked += size + piece + "\r\n";
    }
    client->send("PUT " + path_of(other) + " HTTP/1.1\r\nHost: x\r\n" + kOctets +
                 "Transfer-Encoding: chunked\r\n\r\n" + chunked + "0\r\n\r\n");
    EXPECT_EQ(client->receive().value_or(RawReply{}).status, 201);
}

TEST_F(ServerTest, a_body_where_none_belongs_gets_413) {
    serve();
    EXPECT_EQ(connect()->ask("GET", "/v1/health", "x").status, 413);
}

TEST_F(ServerTest, too_long_a_header_gets_431) {
    serve();
    for (const std::string& fields :
         {"X-Long: " + std::string(9000, 'x') + "\r\n", std::string(20'000, 'x')}) {
        const auto client = connect();
        client->send("GET /v1/health HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
        const auto reply = client->receive();
        ASSERT_TRUE(reply.has_value());
        EXPECT_EQ(reply->status, 431);
    }
    const auto client = connect();
    client->send("GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\n\r\n");
    const auto reply = client->receive();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 431);
}

TEST_F(ServerTest, what_is_not_http_gets_400_or_a_closed_line) {
    serve();
    const std::vector<std::string> rubbish = {
        "\x16\x03\x01garbage\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        " / HTTP/1.1\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"};
    for (const std::string& bytes : rubbish) {
        const auto client = connect();
        client->send(bytes);
        const auto reply = client->receive(4s);
        if (reply) {
            EXPECT_GE(reply->status, 400) << bytes;
        }
    }
    EXPECT_EQ(connect()->ask("GET", "/v1/health").status, 200);
}

TEST_F(ServerTest, a_request_that_hides_behind_an_ambiguous_one_is_never_answered) {
    serve();
    const std::string hidden = "GET /v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n";
    // The service lets a refused client read on for a while: all of them at once.
    std::vector<std::pair<std::string, std::unique_ptr<TlsClient>>> refused;
    for (const test::HttpForm& form : test::http_forms()) {
        auto client = connect();
        client->send(form.bytes + hidden);
        auto reply = client->receive();
        if (reply && reply->status == 100) {
            reply = client->receive();
        }
        ASSERT_TRUE(reply.has_value()) << form.name;
        EXPECT_EQ(reply->status, form.status) << form.name;
        if (form.status != 200) {
            refused.emplace_back(form.name, std::move(client));
        }
    }
    ASSERT_GT(refused.size(), 50u);
    for (const auto& [name, client] : refused) {
        EXPECT_EQ(client->receive(100ms).value_or(RawReply{}).status, 0) << name;
        EXPECT_TRUE(client->ended_within(4s)) << name;
    }
}

TEST_F(ServerTest, answers_expect_100_continue) {
    serve();
    const SealedIntake intake = centre.intake(1);
    const auto client = connect();
    client->send("PUT " + path_of(intake) + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n" +
                 kOctets + "Content-Length: " + std::to_string(intake.envelope.size()) +
                 "\r\n\r\n");
    EXPECT_EQ(client->receive().value_or(RawReply{}).status, 100);
    client->send(body_of(intake));
    EXPECT_EQ(client->receive().value_or(RawReply{}).status, 201);
}

TEST_F(ServerTest, slow_clients_lose_their_place) {
    serve([](ApiOptions&, ServerOptions& server) {
        server.header_timeout = 1s;
        server.body_timeout = 1s;
        server.keep_alive_timeout = 1s;
    });
    const auto idle = connect();
    const auto slow_header = connect();
    const auto slow_body = connect();
    slow_body->send("PUT " + path_of(centre.intake(1)) + " HTTP/1.1\r\nHost: x\r\n" + kOctets +
                    "Content-Length: 5000\r\n\r\n");
    // A byte now and then must not win more time.
    std::thread trickle([&] {
        for (int i = 0; i < 60; ++i) {
            slow_header->send("G");
            slow_body->send("x");
            std::this_thread::sleep_for(50ms);
        }
    });
    EXPECT_TRUE(idle->ended_within(5s));
    trickle.join();
    EXPECT_TRUE(slow_header->ended_within(1s));
    EXPECT_TRUE(slow_body->ended_within(1s));
    EXPECT_EQ(connect()->ask("GET", "/v1/health").status, 200);
}

TEST_F(ServerTest, a_silent_handshake_loses_its_place) {
    serve([](ApiOptions&, ServerOptions& server) {
        server.handshake_timeout = 500ms;
        server.connections = 4;
    });
    // Plain TCP connections that never say a word fill every place …
    std::vector<int> sockets;
    for (int i = 0; i < 4; ++i) {
        sockets.push_back(socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(service->port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ASSERT_EQ(::connect(sockets.back(), reinterpret_cast<sockaddr*>(&address), sizeof address),
                  0);
    }
    // … for a moment only.
    std::this_thread::sleep_for(1500ms);
    EXPECT_EQ(connect()->ask("GET", "/v1/health").status, 200);
    for (const int descriptor : sockets) {
        close(descriptor);
    }
}

TEST_F(ServerTest, beyond_its_bound_it_takes_no_connection_and_recovers) {
    // Half of the places are for those of whom nobody was heard yet.
    serve([](ApiOptions&, ServerOptions& server) { server.connections = 16; });
    std::vector<std::unique_ptr<TlsClient>> clients;
    int refused = 0;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(connect());
        refused += clients.back()->connected() ? 0 : 1;
    }
    EXPECT_EQ(refused, 4);
    EXPECT_EQ(clients.front()->ask("GET", "/v1/health").status, 200);
    clients.clear();
    std::this_thread::sleep_for(200ms);
    EXPECT_EQ(connect()->ask("GET", "/v1/health").status, 200);
}

/// Plain TCP connections that never say a word, each from another block of addresses.
class Silent {
public:
    Silent(int port, int count) {
        for (int i = 0; i < count; ++i) {
            m_sockets.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            const auto at = [](std::uint32_t address, int of_port) {
                sockaddr_in out{};
                out.sin_family = AF_INET;
                out.sin_port = htons(static_cast<std::uint16_t>(of_port));
                out.sin_addr.s_addr = htonl(address);
                return out;
            };
            const sockaddr_in from = at(0x7F010001U + (static_cast<std::uint32_t>(i) << 8), 0);
            const sockaddr_in to = at(INADDR_LOOPBACK, port);
            EXPECT_EQ(bind(m_sockets.back(), reinterpret_cast<const sockaddr*>(&from), sizeof from),
                      0);
            static_cast<void>(
                ::connect(m_sockets.back(), reinterpret_cast<const sockaddr*>(&to), sizeof to));
        }
    }
    ~Silent() {
        for (const int one : m_sockets) close(one);
    }
    Silent(const Silent&) = delete;
    Silent& operator=(const Silent&) = delete;

private:
    std::vector<int> m_sockets;
};

TEST_F(ServerTest, connections_that_say_nothing_shut_nobody_out) {
    serve([](ApiOptions&, ServerOptions& server) { server.connections = 64; });
    const auto early = desk();
    ASSERT_TRUE(early->list().ok());
    for (int wave = 0; wave < 3; ++wave) {
        const Silent crowd(service->port(), 300);
        std::this_thread::sleep_for(limits::kRestBeforeGivingWay + 300ms);
        EXPECT_TRUE(early->list().ok()) << "a desk that is there";
        EXPECT_TRUE(desk()->list().ok()) << "a desk that comes now";
        EXPECT_EQ(send(centre.intake(wave)).outcome, Attempt::Outcome::Accepted);
    }
}

TEST_F(ServerTest, a_session_that_follows_without_end_ends_its_own_streams) {
    serve([](ApiOptions& api, ServerOptions&) { api.change_streams = 16; });
    const auto session =
        connect()->ask("POST", "/v1/session", codec::write_log_in({"anna", centre.proof("anna")}),
                       "Content-Type: application/json\r\n");
    ASSERT_EQ(session.status, 200);
    const std::string token = codec::read_session(session.body)->token;
    std::vector<std::unique_ptr<TlsClient>> followers;
    for (int i = 0; i < 20; ++i) {
        followers.push_back(connect());
        followers.back()->send("GET /v1/changes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                               token + "\r\n\r\n");
        std::this_thread::sleep_for(20ms);
    }
    int ended = 0;
    for (const auto& one : followers) ended += one->ended_within(300ms) ? 1 : 0;
    EXPECT_GE(ended, 18 - 1);
    EXPECT_TRUE(desk(TestCentre::kOtherAccount)->list().ok());
}

TEST_F(ServerTest, sixty_four_terminals_at_once_are_all_taken_exactly_once) {
    serve();
    constexpr int kClients = 64;
    constexpr int kEach = 5;
    std::vector<SealedIntake> intakes;
    for (int n = 0; n < kClients * kEach; ++n) {
        intakes.push_back(centre.intake(n));
    }
    std::atomic<int> accepted{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < kClients; ++i) {
        threads.emplace_back([&, i] {
            auto sender = sync::make_https_sender(client_options(centre, service->url()));
            for (int k = 0; k < kEach; ++k) {
                const SealedIntake& intake = intakes[static_cast<std::size_t>(i * kEach + k)];
                for (int twice = 0; twice < 2; ++twice) {
                    const Attempt attempt =
                        (*sender)->send({intake.header, intake.digest}, intake.envelope);
                    accepted += attempt.outcome == Attempt::Outcome::Accepted &&
                                attempt.acknowledged == intake.digest;
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(accepted, 2 * kClients * kEach);
    const auto listing = desk()->list();
    ASSERT_TRUE(listing.ok());
    EXPECT_EQ(listing->page.entries.size(), static_cast<std::size_t>(kClients * kEach));
}

TEST_F(ServerTest, two_desks_never_get_the_same_client) {
    serve();
    constexpr int kWaiting = 40;
    for (int n = 0; n < kWaiting; ++n) {
        ASSERT_EQ(send(centre.intake(n)).outcome, Attempt::Outcome::Accepted);
    }
    std::mutex mutex;
    std::multiset<IntakeId> claimed;
    std::vector<std::thread> threads;
    for (const char* account : {TestCentre::kAccount, TestCentre::kOtherAccount}) {
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([&, client = std::shared_ptr(desk(account))] {
                for (;;) {
                    const auto entry = client->call_next();
                    ASSERT_TRUE(entry.ok());
                    if (!*entry) {
                        return;
                    }
                    const std::lock_guard lock(mutex);
                    claimed.insert((*entry)->header.id);
                }
            });
        }
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(claimed.size(), static_cast<std::size_t>(kWaiting));
    EXPECT_EQ(std::set<IntakeId>(claimed.begin(), claimed.end()).size(), claimed.size());
}

/// Collects what a change stream says.
struct Followed {
    std::mutex mutex;
    std::condition_variable signal;
    std::vector<std::int64_t> revisions;
    int connects = 0;
    int breaks = 0;
    bool over = false;

    sync::ChangesEvents events() {
        return {[this](const codec::Change& change) {
                    note([&] { revisions.push_back(change.revision); });
                },
                [this](bool stands, Cause) { note([&] { ++(stands ? connects : breaks); }); },
                [this] { note([&] { over = true; }); }};
    }
    template <class Do>
    void note(Do what) {
        const std::lock_guard lock(mutex);
        what();
        signal.notify_all();
    }
    template <class Until>
    bool wait(Until until) {
        std::unique_lock lock(mutex);
        return signal.wait_for(lock, 10s, until);
    }
};

TEST_F(ServerTest, a_desk_hears_of_every_change_soon) {
    serve();
    const auto client = desk();
    Followed followed;
    client->start_changes(followed.events());
    ASSERT_TRUE(
        followed.wait([&] { return followed.connects == 1 && !followed.revisions.empty(); }));
    for (int n = 1; n <= 5; ++n) {
        const std::int64_t before = followed.revisions.back();
        ASSERT_EQ(send(centre.intake(n)).outcome, Attempt::Outcome::Accepted);
        ASSERT_TRUE(followed.wait([&] { return followed.revisions.back() > before; })) << n;
    }
    EXPECT_EQ(client->list()->revision, followed.revisions.back());
    const auto before = std::chrono::steady_clock::now();
    client->stop_changes();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
}

TEST_F(ServerTest, heartbeats_keep_a_quiet_stream_alive_and_the_session_ends_it) {
    serve([](ApiOptions&, ServerOptions& server) { server.heartbeat = 50ms; });
    const auto client = desk();
    Followed followed;
    client->start_changes(followed.events());
    ASSERT_TRUE(followed.wait([&] { return followed.connects == 1; }));
    std::this_thread::sleep_for(300ms);
    service->monotonic_ms += std::chrono::milliseconds(limits::kSessionIdle).count();
    ASSERT_TRUE(followed.wait([&] { return followed.over; }));
    EXPECT_FALSE(client->signed_in());
    client->stop_changes();
}

TEST_F(ServerTest, the_number_of_change_streams_is_bounded) {
    serve([](ApiOptions& api, ServerOptions&) { api.change_streams = 1; });
    const auto first = desk();
    Followed followed;
    first->start_changes(followed.events());
    ASSERT_TRUE(followed.wait([&] { return followed.connects == 1; }));
    const auto raw = connect();
    const auto session =
        raw->ask("POST", "/v1/session", codec::write_log_in({"anna", centre.proof("anna")}),
                 "Content-Type: application/json\r\n");
    ASSERT_EQ(session.status, 200);
    const auto reply =
        raw->ask("GET", "/v1/changes", "",
                 "Authorization: Bearer " + codec::read_session(session.body)->token + "\r\n");
    EXPECT_EQ(reply.status, 503);
    EXPECT_THAT(reply.head, testing::HasSubstr("Retry-After"));
    first->stop_changes();
}

TEST_F(ServerTest, stopping_answers_what_is_under_way_and_frees_the_rest) {
    serve();
    const auto idle = connect();
    const auto client = desk();
    Followed followed;
    client->start_changes(followed.events());
    ASSERT_TRUE(followed.wait([&] { return followed.connects == 1; }));
    std::atomic<bool> stop{false};
    std::atomic<int> accepted{0};
    std::thread load([&] {
        auto sender = sync::make_https_sender(client_options(centre, service->url()));
        for (int n = 0; !stop; ++n) {
            const SealedIntake intake = centre.intake(n);
            if ((*sender)->send({intake.header, intake.digest}, intake.envelope).outcome ==
                Attempt::Outcome::Accepted) {
                ++accepted;
            }
        }
    });
    while (accepted < 10) {
        std::this_thread::sleep_for(1ms);
    }
    const auto before = std::chrono::steady_clock::now();
    service->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, limits::kDrainTimeout);
    stop = true;
    load.join();
    client->stop_changes();
    service.reset();
    auto store = store::open_queue(centre.database(), &vault::hash);
    ASSERT_TRUE(store.ok());
    EXPECT_EQ(support::whole_list((*store)->intakes, TestCentre::kCentre, "")->size(),
              static_cast<std::size_t>(accepted.load()));
    EXPECT_TRUE((*store)->audit_log.verify().ok());
}

TEST_F(ServerTest, says_what_keeps_it_from_listening) {
    serve();
    ServerOptions options;
    options.address = "127.0.0.1";
    options.port = static_cast<std::uint16_t>(service->port());
    options.certificate = centre.tls.certificate;
    options.private_key = centre.tls.key;
    const auto quiet = [](const service::LogEvent&) {};
    const auto why = [&] {
        const auto server = Server::listen(options, service->api(), quiet);
        return server.ok() ? std::string("it listens") : to_string(server.error());
    };
    EXPECT_THAT(why(), testing::AllOf(testing::HasSubstr(std::to_string(service->port())),
                                      testing::HasSubstr("cannot listen")));
    options.address = "localhost.example";
    EXPECT_THAT(why(), testing::HasSubstr("not an IPv4 or IPv6 address"));
    options.address = "127.0.0.1";
    options.port = 0;
    options.private_key = centre.tls.ca;
    EXPECT_THAT(why(), testing::HasSubstr("ca.pem: is not the readable PEM key"));
    options.certificate = centre.folder.path("nothing.pem");
    EXPECT_THAT(why(), testing::HasSubstr("nothing.pem"));
}

TEST_F(ServerTest, the_program_starts_serves_and_ends_on_sigterm) {
    centre.make_database();
    ServiceProcess process(centre);
    TlsClient client(process.port(), centre.tls.ca);
    EXPECT_EQ(client.ask("GET", "/v1/health").status, 200);
    EXPECT_EQ(process.terminate(), 0);
}

/// What a program tells its service manager, as the manager hears it.
class ManagerSocket {
public:
    explicit ManagerSocket(const std::string& path)
        : m_socket(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        const timeval patience{5, 0};
        EXPECT_EQ(bind(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
        setenv("NOTIFY_SOCKET", path.c_str(), 1);
        setenv("WATCHDOG_USEC", "200000", 1);
    }
    ~ManagerSocket() {
        unsetenv("NOTIFY_SOCKET");
        unsetenv("WATCHDOG_USEC");
        close(m_socket);
    }
    ManagerSocket(const ManagerSocket&) = delete;
    ManagerSocket& operator=(const ManagerSocket&) = delete;

    /// Empty: nothing came for five seconds.
    std::string next() {
        char text[256];
        const ssize_t size = recv(m_socket, text, sizeof text, 0);
        return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
    }

private:
    int m_socket;
};

TEST_F(ServerTest, the_program_tells_its_manager_that_it_is_ready_lives_and_ends) {
    centre.make_database();
    ManagerSocket manager(centre.folder.path("notify"));
    ServiceProcess process(centre);
    EXPECT_EQ(manager.next(), "READY=1");
    EXPECT_EQ(manager.next(), "WATCHDOG=1");
    EXPECT_EQ(manager.next(), "WATCHDOG=1");
    EXPECT_EQ(process.terminate(), 0);
    std::string heard = manager.next();
    while (heard == "WATCHDOG=1") {
        heard = manager.next();
    }
    EXPECT_EQ(heard, "STOPPING=1");
}

TEST_F(ServerTest, a_stray_signal_does_not_make_the_program_deaf_for_sigterm) {
    centre.make_database();
    ServiceProcess process(centre);
    ASSERT_EQ(kill(process.pid(), SIGUSR1), 0);
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(process.terminate(), 0);
}

}  // namespace
}  // namespace lotse::service
