// SPDX-License-Identifier: EUPL-1.2
#include "sync/configuration_follower.h"

#include <algorithm>
#include <utility>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "sync/courier.h"
#include "sync/http.h"

namespace lotse::sync {
namespace {

WallTime wall_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace

Result<std::unique_ptr<ConfigurationFollower>> ConfigurationFollower::make(
    HttpsOptions options, std::chrono::milliseconds interval, FollowerEvents events) {
    Result<std::unique_ptr<HttpsConnection>> connection = HttpsConnection::make(std::move(options));
    if (!connection) {
        return connection.error();
    }
    return std::unique_ptr<ConfigurationFollower>(
        new ConfigurationFollower(std::move(connection).value(), interval, std::move(events)));
}

ConfigurationFollower::ConfigurationFollower(std::unique_ptr<HttpsConnection> connection,
                                             std::chrono::milliseconds interval,
                                             FollowerEvents events)
    : m_connection(std::move(connection)), m_interval(interval), m_events(std::move(events)) {}

ConfigurationFollower::~ConfigurationFollower() {
    stop();
}

void ConfigurationFollower::start() {
    LOTSE_CHECK(!m_thread.joinable());
    m_thread = std::thread([this] { run(); });
}

void ConfigurationFollower::wake() {
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_signal.notify_all();
}

void ConfigurationFollower::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_signal.notify_all();
    m_connection->interrupt();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ConfigurationFollower::run() {
    Instant pause = limits::kFirstRetryDelay;
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_woken = false;
        lock.unlock();
        const std::string problem = ask();
        m_events.asked(problem);
        lock.lock();
        if (m_stopping) {
            return;
        }
        Instant wait = m_interval;
        if (problem.empty()) {
            pause = limits::kFirstRetryDelay;
        } else {
            // Never more often than an undisturbed follower would ask.
            wait =
                std::max(std::chrono::duration_cast<Instant>(pause * (0.5 + system_chance() / 2)),
                         std::min<Instant>(m_interval, limits::kFirstRetryDelay));
            pause = std::min<Instant>(2 * pause, limits::kLongestRetryDelay);
        }
        m_signal.wait_for(lock, wait, [this] { return m_woken || m_stopping; });
    }
}

std::string ConfigurationFollower::ask() {
    for (int attempt = 0; attempt < 2; ++attempt) {
        const std::string body = m_events.report(wall_now() + m_service_ahead);
        HttpRequest request;
        request.method = "POST";
        request.path = "/v1/terminal-report";
        request.headers = {"Content-Type: application/json"};
        request.body = body.data();
        request.body_size = body.size();
        request.largest_reply = limits::kLargestBundleBytes;
        const Result<HttpReply> reply = m_connection->exchange(request);
        if (!reply) {
            return to_string(reply.error());
        }
        if (reply->status == 204) {
            return {};
        }
        if (reply->status == 200) {
            m_events.arrived(reply->body);
            return {};
        }
        if (reply->status == 409) {
            if (const std::optional<WallTime> now = codec::read_wrong_time(reply->body)) {
                m_service_ahead = *now - wall_now();
                continue;
            }
        }
        const std::optional<Error> problem = codec::read_problem(reply->body);
        return "HTTP " + std::to_string(reply->status) +
               (problem ? ": " + to_string(*problem) : "");
    }
    return "the service accepts no time, not even its own";
}

}  // namespace lotse::sync
