// SPDX-License-Identifier: EUPL-1.2
// Every intake that a terminal was told is durable reaches the queue once, whatever becomes of line
// and service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "base/clock.h"
#include "core/limits.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/begun_queue.h"
#include "support/cutting_proxy.h"
#include "support/memory_outbox.h"
#include "support/running_service.h"
#include "support/whole_list.h"
#include "sync/courier.h"
#include "sync/desk_client.h"
#include "sync/locked_outbox.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using support::client_options;
using support::CuttingProxy;
using support::InProcessService;
using support::MemoryDisk;
using support::MemoryOutbox;
using support::ServiceProcess;
using support::Spoil;
using support::TestCentre;

class ExactlyOnce : public testing::Test {
protected:
    TestCentre centre;

    std::unique_ptr<IntakeSender> sender(int port, std::chrono::milliseconds patience = 5s) {
        auto options = client_options(centre, "https://127.0.0.1:" + std::to_string(port));
        options.transfer_timeout = patience;
        return std::move(sync::make_https_sender(options)).value();
    }

    /// Numbers in the database, after the service ended.
    std::multiset<std::string> queued() {
        const auto store =
            support::begun_queue(centre.database(), centre.folder.path("keys/service.key"));
        std::multiset<std::string> numbers;
        const auto entries = support::whole_list(store->intakes, TestCentre::kCentre, "");
        for (const QueueEntry& entry : *entries) {
            numbers.insert(entry.header.number);
            const auto envelope =
                store->intakes.read(TestCentre::kCentre, entry.header.id,
                                    {TestCentre::kAccount, AuditAction::Read, "test", WallTime{}});
            EXPECT_TRUE(envelope.ok() && vault::digest_of(*envelope) == entry.digest);
        }
        return numbers;
    }
};

/// A desk calls the next client through a line that is cut at every few bytes of the answer.
TEST_F(ExactlyOnce, a_client_is_called_once_however_often_the_answer_is_lost) {
    centre.make_database();
    InProcessService service(centre);
    CuttingProxy proxy(service.port());
    constexpr int kWaiting = 30;
    constexpr auto kPatience = 30s;  // a slow machine must not look like a lost answer
    for (int n = 0; n < kWaiting; ++n) {
        const SealedIntake intake = centre.intake(n);
        ASSERT_EQ(sender(service.port(), kPatience)
                      ->send({intake.header, intake.digest}, intake.envelope)
                      .outcome,
                  Attempt::Outcome::Accepted);
    }
    const auto desk_at = [&](int port, const char* account) {
        auto options = client_options(centre, "https://127.0.0.1:" + std::to_string(port));
        options.connect_timeout = options.transfer_timeout = kPatience;
        auto made = sync::DeskClient::make(options);
        EXPECT_TRUE(made.ok());
        (void)(*made)->log_in(account, TestCentre::prove(account));
        return std::move(made).value();
    };
    const auto watcher = desk_at(service.port(), TestCentre::kOtherAccount);
    const auto called = [&] {
        std::size_t count = 0;
        const auto listing = watcher->list();
        EXPECT_TRUE(listing.ok()) << to_string(listing.error());
        for (const QueueEntry& entry : listing->page.entries) {
            count += entry.state == QueueState::Called ? 1 : 0;
        }
        return count;
    };
    std::vector<IntakeId> known;
    // Where the answer lies in what a whole exchange takes.
    std::size_t before = 0, after = 0;
    {
        const auto client = desk_at(proxy.port(), TestCentre::kAccount);
        before = proxy.bytes_to_client();
        const auto entry = client->call_next(known);
        ASSERT_TRUE(entry.ok() && *entry);
        known.push_back((*entry)->header.id);
        after = proxy.bytes_to_client();
    }
    int connections = 0, exchanges = 0;
    for (std::size_t at = before; at < after + 20 && known.size() < kWaiting;
         at += (after - before) / 20) {
        std::atomic<int> asked{0};
        proxy.set_plan([&]() -> std::optional<Spoil> {
            return asked++ > 0
                       ? std::nullopt
                       : std::optional(Spoil{Spoil::Where::ToClient, Spoil::How::Reset, at});
        });
        const auto client = desk_at(proxy.port(), TestCentre::kAccount);
        if (!client->signed_in()) {
            continue;  // cut before the request; handshakes differ in length
        }
        Result<std::optional<QueueEntry>> entry = client->call_next(known);
        for (int again = 0; !entry && again < 5; ++again) {
            entry = client->call_next(known);
        }
        ASSERT_TRUE(entry.ok() && *entry) << at;
        known.push_back((*entry)->header.id);
        EXPECT_EQ(called(), known.size()) << "byte " << at << " of " << before << " to " << after;
        connections += asked;
        ++exchanges;
    }
    // The request went out again on another line, whether libcurl or the desk sent it.
    EXPECT_GT(connections, exchanges + 5);
    EXPECT_EQ(std::set<IntakeId>(known.begin(), known.end()).size(), known.size());
}

/// One intake through a line that is spoilt once: sent until it is acknowledged, then there once.
class SpoiltLine : public ExactlyOnce {
protected:
    void SetUp() override {
        centre.make_database();
        // Every byte is a new connection, faster than strangers of one address may come.
        m_service = std::make_unique<InProcessService>(
            centre, [](service::ApiOptions&, service::ServerOptions& server) {
                server.trusted = service::TrustedNetworks::parse({"127.0.0.1"}).value();
            });
        m_proxy = std::make_unique<CuttingProxy>(m_service->port());
        // What one whole exchange takes in either direction.
        const SealedIntake intake = centre.intake(0);
        ASSERT_EQ(
            sender(m_proxy->port())->send({intake.header, intake.digest}, intake.envelope).outcome,
            Attempt::Outcome::Accepted);
        m_sent = 1;
        m_to_service = m_proxy->bytes_to_service();
        m_to_client = m_proxy->bytes_to_client();
        ASSERT_GT(m_to_service, intake.envelope.size());
    }

    void send_through(const Spoil& spoil) {
        // Only silence has to be waited for; elsewhere a slow machine must not look like a fault.
        const auto patience = spoil.how == Spoil::How::Stall ? 400ms : 10s;
        const SealedIntake intake = centre.intake(m_sent++);
        std::atomic<bool> spoilt{false};
        m_proxy->set_plan([&]() -> std::optional<Spoil> {
            return spoilt.exchange(true) ? std::nullopt : std::optional(spoil);
        });
        MemoryOutbox outbox(std::make_shared<MemoryDisk>());
        ASSERT_TRUE(outbox.add(intake).ok());
        const auto line = sender(m_proxy->port(), patience);
        sync::CourierMemory memory;
        sync::CourierStatus status;
        Instant now{0};
        for (int steps = 0; outbox.summary()->waiting > 0; ++steps) {
            ASSERT_LT(steps, 10) << status.last_problem;
            const auto step = sync::courier_step(
                outbox, *line, memory, status, [&] { return now; }, [] { return 0.5; });
            now = step.next.value_or(now);
        }
        ASSERT_EQ(outbox.summary()->held, 0) << status.last_problem;
    }

    void sweep(Spoil::How how, std::size_t steps) {
        for (const auto where : {Spoil::Where::ToService, Spoil::Where::ToClient}) {
            const std::size_t whole = where == Spoil::Where::ToService ? m_to_service : m_to_client;
            for (std::size_t i = 0; i <= steps; ++i) {
                // The last tenth lies around the end of request and reply: cut more finely there.
                const std::size_t at =
                    i < steps / 2 ? whole * i * 2 / steps : whole - (steps - i) * 40;
                send_through({where, how, std::min(at, whole)});
                if (HasFatalFailure()) {
                    FAIL() << "byte " << at << " of " << whole;
                }
            }
        }
        m_proxy->set_plan(nullptr);
        m_service.reset();
        const auto numbers = queued();
        EXPECT_EQ(numbers.size(), static_cast<std::size_t>(m_sent));
        EXPECT_EQ(std::set<std::string>(numbers.begin(), numbers.end()).size(), numbers.size());
    }

    std::unique_ptr<InProcessService> m_service;
    std::unique_ptr<CuttingProxy> m_proxy;
    int m_sent = 0;
    std::size_t m_to_service = 0;
    std::size_t m_to_client = 0;
};

TEST_F(SpoiltLine, reset_at_any_byte_before_and_after_the_reply) {
    sweep(Spoil::How::Reset, 60);
}
TEST_F(SpoiltLine, closed_at_any_byte_before_and_after_the_reply) {
    sweep(Spoil::How::Close, 60);
}
TEST_F(SpoiltLine, garbage_from_any_byte) {
    sweep(Spoil::How::Garbage, 40);
}
TEST_F(SpoiltLine, pieces_sent_twice) {
    sweep(Spoil::How::Duplicate, 40);
}
TEST_F(SpoiltLine, silence_from_any_byte) {
    sweep(Spoil::How::Stall, 8);
}

TEST_F(ExactlyOnce, a_receipt_is_never_given_before_the_intake_is_durable) {
    // Killed the moment it acknowledged: whatever was acknowledged is there after the restart.
    centre.make_database();
    ServiceProcess process(centre);
    std::multiset<std::string> acknowledged;
    for (int n = 0; n < 15; ++n) {
        const SealedIntake intake = centre.intake(n);
        const Attempt attempt =
            sender(process.port())->send({intake.header, intake.digest}, intake.envelope);
        process.kill();
        ASSERT_EQ(attempt.outcome, Attempt::Outcome::Accepted) << attempt.reason;
        acknowledged.insert(intake.header.number);
        process.start();
    }
    process.kill();
    EXPECT_EQ(queued(), acknowledged);
}

TEST_F(ExactlyOnce, a_service_killed_again_and_again_under_load_loses_and_doubles_nothing) {
    centre.make_database();
    ServiceProcess process(centre);
    constexpr int kTerminals = 4;
    constexpr int kEach = 60;
    struct Terminal {
        std::unique_ptr<Outbox> file;
        std::unique_ptr<sync::LockedOutbox> outbox;
        std::unique_ptr<IntakeSender> line;
        std::unique_ptr<sync::Courier> courier;
    };
    std::vector<Terminal> terminals(kTerminals);
    for (int i = 0; i < kTerminals; ++i) {
        Terminal& terminal = terminals[static_cast<std::size_t>(i)];
        auto opened = store::open_outbox(centre.folder.path("outbox" + std::to_string(i) + ".db"),
                                         {vault::sealed_intake_from});
        ASSERT_TRUE(opened.ok()) << to_string(opened.error());
        terminal.file = std::move(opened->outbox);
        terminal.outbox = std::make_unique<sync::LockedOutbox>(*terminal.file);
        terminal.line = sender(process.port());
        // A clock fifty times as fast, and wakes to go with it: the back-off is real, the test is
        // short.
        const auto fast = [] { return monotonic_now() * 50; };
        terminal.courier = std::make_unique<sync::Courier>(*terminal.outbox, *terminal.line, fast,
                                                           sync::system_chance, nullptr);
        terminal.courier->start();
    }
    std::atomic<int> running{kTerminals};
    std::vector<std::thread> clients;
    for (int i = 0; i < kTerminals; ++i) {
        clients.emplace_back([&, i] {
            for (int k = 0; k < kEach; ++k) {
                Terminal& terminal = terminals[static_cast<std::size_t>(i)];
                ASSERT_TRUE(terminal.outbox->add(centre.intake(i * kEach + k)).ok());
                terminal.courier->wake();
                std::this_thread::sleep_for(15ms);
            }
            --running;
        });
    }
    std::mt19937 chance(20261122);
    int kills = 0;
    while (running > 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(chance() % 150));
        process.kill_and_restart();
        ++kills;
        for (Terminal& terminal : terminals) {
            terminal.courier->wake();
        }
    }
    for (std::thread& client : clients) {
        client.join();
    }
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    for (Terminal& terminal : terminals) {
        while (terminal.outbox->summary()->waiting > 0 &&
               std::chrono::steady_clock::now() < deadline) {
            terminal.courier->wake();
            std::this_thread::sleep_for(5ms);
        }
        EXPECT_EQ(terminal.outbox->summary()->waiting, 0)
            << terminal.courier->status().last_problem;
        EXPECT_EQ(terminal.outbox->summary()->held, 0);
        terminal.courier->stop();
    }
    process.kill();
    EXPECT_GE(kills, 3);
    const auto numbers = queued();
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(kTerminals * kEach));
    EXPECT_EQ(std::set<std::string>(numbers.begin(), numbers.end()).size(), numbers.size());
}

}  // namespace
}  // namespace lotse
