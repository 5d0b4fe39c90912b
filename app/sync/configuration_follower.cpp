// SPDX-License-Identifier: EUPL-1.2
#include "sync/configuration_follower.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "core/reason.h"
#include "sync/courier.h"
#include "sync/http.h"

namespace lotse::sync {
namespace {

constexpr Worker::Slot kReportStep = 0;

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
    : m_connection(std::move(connection)),
      m_interval(interval),
      m_events(std::move(events)),
      m_pause(limits::kFirstRetryDelay) {}

ConfigurationFollower::~ConfigurationFollower() {
    stop();
}

void ConfigurationFollower::start() {
    LOTSE_CHECK(!m_worker);
    m_worker.emplace(0);  // nothing but steps
    wake();
}

void ConfigurationFollower::wake() {
    if (m_worker) {
        const BootClock::duration left =
            std::max(m_earliest.load() - BootClock::now(), BootClock::duration::zero());
        m_worker->replace(
            kReportStep, [this] { step(); }, std::chrono::ceil<Instant>(left));
    }
}

void ConfigurationFollower::stop() {
    m_stopping = true;
    m_connection->interrupt();
    if (m_worker) {
        m_worker->stop();
    }
}

void ConfigurationFollower::step() {
    if (m_stopping) {
        return;
    }
    const std::string problem = ask();
    if (m_stopping) {
        return;  // `stop` interrupted it: no trouble of the line
    }
    m_events.asked(problem);
    Instant wait = m_interval;
    if (!problem.empty()) {
        m_bundles = 0;
        wait = next_pause();
    } else if (m_bundles < 2) {
        m_pause = limits::kFirstRetryDelay;
    }
    m_worker->replace(
        kReportStep, [this] { step(); }, wait);
}

Instant ConfigurationFollower::next_pause() {
    // Never more often than an undisturbed follower would ask.
    const Instant pause =
        std::max(std::chrono::duration_cast<Instant>(m_pause * (0.5 + system_chance() / 2)),
                 std::min<Instant>(m_interval, limits::kFirstRetryDelay));
    m_pause = std::min<Instant>(2 * m_pause, limits::kLongestRetryDelay);
    return pause;
}

std::string ConfigurationFollower::ask() {
    bool right_time = true;
    for (int report = 0; report < limits::kMostReportsAtOnce; ++report) {
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
            return written_reason(reply.error());
        }
        if (reply->status == 204) {
            m_bundles = 0;
            return {};
        }
        if (reply->status == 200 && reply->content_type == "application/json") {
            if (m_events.answered(reply->body) && !m_stopping) {
                continue;
            }
            m_bundles = 0;
            return {};
        }
        if (reply->status == 200) {
            if (++m_bundles > 1) {
                m_earliest = BootClock::now() + next_pause();
            }
            m_events.arrived(reply->body);
            return {};
        }
        if (reply->status == 409) {
            if (const std::optional<WallTime> now = codec::read_wrong_time(reply->body)) {
                if (!std::exchange(right_time, false)) {
                    return "the service accepts no time, not even its own";
                }
                m_service_ahead = *now - wall_now();
                continue;
            }
        }
        Error told{Kind::Transient, "HTTP " + std::to_string(reply->status), "refused"};
        if (const std::optional<Error> problem = codec::read_problem(reply->body)) {
            told.detail = to_string(*problem);
            told.cause = problem->cause;
        }
        return written_reason(told);
    }
    return {};  // the rest comes with the next question
}

}  // namespace lotse::sync
