// SPDX-License-Identifier: EUPL-1.2
// Desk and terminal on both sides of the real service: a bundle published here arrives there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "support/running_service.h"
#include "sync/configuration_follower.h"
#include "sync/desk_client.h"
#include "vault/configuration_key.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using support::InProcessService;
using support::TestCentre;

std::string bundle_of(const TestCentre& centre, std::int64_t version, std::size_t padding = 0) {
    Configuration configuration;
    configuration.version = version;
    configuration.centre = TestCentre::kCentre;
    for (std::size_t i = 0; i * 50'000 < padding; ++i) {
        configuration.texts["de"]["text" + std::to_string(i)] = std::string(50'000, 'x');
    }
    codec::Bundle bundle;
    bundle.json = codec::write_configuration(configuration);
    bundle.signature =
        vault::sign_configuration(bundle.json, vault::configuration_key(centre.centre_key));
    const Bytes key = vault::configuration_key(centre.centre_key).public_key();
    std::copy(key.begin(), key.end(), bundle.public_key.begin());
    return codec::join_bundle(bundle);
}

enum class Trust { Every, None };

/// A terminal that believes every bundle, or none; it says at once what it runs now.
class Terminal {
public:
    Terminal(const TestCentre& centre, const std::string& url,
             std::chrono::milliseconds interval = 50ms, Trust trust = Trust::Every)
        : m_centre(centre) {
        sync::FollowerEvents events;
        events.report = [this](WallTime at) {
            const std::lock_guard lock(m_mutex);
            ++m_reports;
            TerminalReport said;
            said.terminal = TestCentre::kTerminal;
            said.running = m_running;
            said.at = at;
            codec::SignedReport report;
            report.text = codec::write_report({TestCentre::kCentre, said});
            const auto signature = vault::sign_report(report.text, m_centre.terminal_key);
            report.signature.assign(signature.begin(), signature.end());
            return codec::write_signed_report(report);
        };
        events.arrived = [this, trust](const std::string& bytes) {
            const std::lock_guard lock(m_mutex);
            m_arrived.push_back(bytes);
            if (trust == Trust::Every) {
                m_running =
                    codec::read_configuration_facts(codec::split_bundle(bytes)->json)->version;
            }
            m_signal.notify_all();
            follower->wake();
        };
        events.asked = [this](const std::string& problem) {
            const std::lock_guard lock(m_mutex);
            if (m_problems.empty() ? !problem.empty() : m_problems.back() != problem) {
                m_problems.push_back(problem);
            }
            m_signal.notify_all();
        };
        follower = sync::ConfigurationFollower::make(support::client_options(centre, url), interval,
                                                     events)
                       .value();
        follower->start();
    }
    ~Terminal() { follower->stop(); }

    template <class Condition>
    bool wait(Condition condition) {
        std::unique_lock lock(m_mutex);
        return m_signal.wait_for(lock, 20s, [&] { return condition(*this); });
    }

    std::unique_ptr<sync::ConfigurationFollower> follower;
    std::mutex m_mutex;
    std::condition_variable m_signal;
    std::int64_t m_running = 0;
    int m_reports = 0;
    std::vector<std::string> m_arrived, m_problems;

private:
    const TestCentre& m_centre;
};

class Follower : public testing::Test {
protected:
    Follower() { centre.make_database(); }

    std::unique_ptr<sync::DeskClient> desk(const std::string& url) {
        auto client = sync::DeskClient::make(support::client_options(centre, url)).value();
        EXPECT_TRUE(
            client->log_in(TestCentre::kAccount, TestCentre::prove(TestCentre::kAccount)).ok());
        return client;
    }

    TestCentre centre;
};

TEST_F(Follower, a_published_bundle_arrives_byte_for_byte_though_the_clocks_differ) {
    InProcessService service(centre);  // its clock stands in the past
    Terminal terminal(centre, service.url());
    const auto client = desk(service.url());
    const std::string first = bundle_of(centre, 1, 2'000'000), second = bundle_of(centre, 2);
    const Result<void> published = client->publish_configuration(1, first, "");
    ASSERT_TRUE(published.ok()) << to_string(published.error());
    ASSERT_TRUE(terminal.wait([](Terminal& t) { return t.m_running == 1; }));
    ASSERT_TRUE(client->publish_configuration(2, second, TestCentre::kTerminal).ok());
    ASSERT_TRUE(terminal.wait([](Terminal& t) { return t.m_running == 2; }));
    EXPECT_EQ(terminal.m_arrived, (std::vector<std::string>{first, second}));
    EXPECT_EQ(*client->fetch_configuration(1), first);
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (client->list_configurations()->reports.front().running != 2 &&
           std::chrono::steady_clock::now() < until) {
    }
    const codec::ConfigurationList list = client->list_configurations().value();
    EXPECT_EQ(list.reports.front().running, 2);
    EXPECT_EQ(list.published.back().preview, TestCentre::kTerminal);
    ASSERT_TRUE(client->release_configuration(2).ok());
    EXPECT_EQ(client->list_configurations()->published.back().preview, "");
    EXPECT_EQ(client->publish_configuration(2, second, "").error().kind, Kind::Refused);
    EXPECT_EQ(client->release_configuration(9).error().kind, Kind::Refused);
    EXPECT_EQ(client->fetch_configuration(9).error().kind, Kind::Refused);
    EXPECT_TRUE(client->signed_in());
}

TEST_F(Follower, a_bundle_that_the_terminal_refuses_is_not_asked_for_without_a_pause) {
    InProcessService service(centre);
    ASSERT_TRUE(desk(service.url())->publish_configuration(1, bundle_of(centre, 1), "").ok());
    Terminal terminal(centre, service.url(), 1h, Trust::None);
    const auto arrived = [&terminal](std::size_t times) {
        return terminal.wait([times](Terminal& t) { return t.m_arrived.size() >= times; });
    };
    ASSERT_TRUE(arrived(2)) << "what it runs now is said at once";
    const auto second = BootClock::now();
    ASSERT_TRUE(arrived(3)) << "and asked for again";
    EXPECT_GE(BootClock::now() - second, limits::kFirstRetryDelay / 2)
        << "a pause, never shorter than this";
    for (int i = 0; i < 1000; ++i) {
        terminal.follower->wake();
    }
    const auto third = BootClock::now();
    ASSERT_TRUE(arrived(4));
    EXPECT_GE(BootClock::now() - third, limits::kFirstRetryDelay / 2) << "whoever wakes";
}

TEST_F(Follower, a_dead_line_is_told_and_its_end_too) {
    std::string url;
    auto service = std::make_unique<InProcessService>(centre);
    const int port = service->port();
    url = service->url();
    service.reset();
    Terminal terminal(centre, url);
    ASSERT_TRUE(terminal.wait([](Terminal& t) { return t.m_problems.size() == 1; }));
    service = std::make_unique<InProcessService>(
        centre, [port](service::ApiOptions&, service::ServerOptions& options) {
            options.port = static_cast<std::uint16_t>(port);
        });
    ASSERT_TRUE(terminal.wait([](Terminal& t) { return t.m_problems.size() == 2; }));
    EXPECT_FALSE(terminal.m_problems[0].empty());
    EXPECT_EQ(terminal.m_problems[1], "");
}

TEST_F(Follower, waking_it_reports_at_once_and_stopping_it_ends_promptly) {
    InProcessService service(centre);
    Terminal terminal(centre, service.url(), 1h);
    const auto began = std::chrono::steady_clock::now();
    const auto reports = [&] {
        const std::lock_guard lock(terminal.m_mutex);
        return terminal.m_reports;
    };
    while (reports() < 2) {  // the second with the service's time
        ASSERT_LT(std::chrono::steady_clock::now() - began, 20s);
    }
    const int before = reports();
    std::this_thread::sleep_for(200ms);
    EXPECT_EQ(reports(), before) << "it asks once an hour";
    terminal.follower->wake();
    while (reports() == before) {
        ASSERT_LT(std::chrono::steady_clock::now() - began, 20s);
    }
    const auto stopping = std::chrono::steady_clock::now();
    terminal.follower->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - stopping, 2s);
}

TEST_F(Follower, a_bundle_without_an_admins_session_is_refused_before_its_body_is_read) {
    InProcessService service(centre);
    auto client = sync::DeskClient::make(support::client_options(centre, service.url())).value();
    const Result<void> published =
        client->publish_configuration(1, bundle_of(centre, 1, 10'000'000), "");
    ASSERT_FALSE(published.ok());
    EXPECT_EQ(published.error().kind, Kind::Refused) << to_string(published.error());
    ASSERT_TRUE(
        client->log_in(TestCentre::kOtherAccount, TestCentre::prove(TestCentre::kOtherAccount))
            .ok());
    EXPECT_EQ(client->publish_configuration(1, bundle_of(centre, 1), "").error().kind,
              Kind::Refused);
    EXPECT_TRUE(client->signed_in());
}

}  // namespace
}  // namespace lotse
