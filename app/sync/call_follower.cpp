// SPDX-License-Identifier: EUPL-1.2
#include "sync/call_follower.h"

#include <utility>

#include "base/clock.h"
#include "codec/wire/calls_wire.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "core/check.h"
#include "core/limits.h"
#include "sync/http.h"

namespace lotse::sync {
namespace {

constexpr Worker::Slot kFollowStep = 0;

}  // namespace

Result<std::unique_ptr<CallFollower>> CallFollower::make(HttpsOptions options,
                                                         std::chrono::milliseconds interval,
                                                         CallEvents events) {
    Result<std::unique_ptr<HttpsConnection>> connection = HttpsConnection::make(std::move(options));
    if (!connection) {
        return connection.error();
    }
    return std::unique_ptr<CallFollower>(
        new CallFollower(std::move(connection).value(), interval, std::move(events)));
}

CallFollower::CallFollower(std::unique_ptr<HttpsConnection> connection,
                           std::chrono::milliseconds interval, CallEvents events)
    : m_connection(std::move(connection)), m_interval(interval), m_events(std::move(events)) {}

CallFollower::~CallFollower() {
    stop();
}

void CallFollower::start() {
    LOTSE_CHECK(!m_worker);
    m_worker.emplace(0);  // nothing but steps
    m_worker->replace(kFollowStep, [this] { step(); });
}

void CallFollower::stop() {
    m_stopping = true;
    m_connection->interrupt();
    if (m_worker) {
        m_worker->stop();
    }
}

void CallFollower::step() {
    if (m_stopping) {
        return;
    }
    const Result<std::optional<CalledNumbers>> told = ask();
    if (m_stopping) {
        return;  // `stop` interrupted it: no trouble of the line
    }
    m_events.answered(told);
    m_worker->replace(
        kFollowStep, [this] { step(); }, m_interval);
}

Result<std::optional<CalledNumbers>> CallFollower::ask() {
    for (int question = 0; question < limits::kMostReportsAtOnce; ++question) {
        const std::string body = m_events.question(wall_now() + m_service_ahead, m_known);
        HttpRequest request;
        request.method = "POST";
        request.path = "/v1/calls";
        request.headers = {"Content-Type: application/json"};
        request.body = body.data();
        request.body_size = body.size();
        request.largest_reply = limits::kLargestReportBytes;
        const Result<HttpReply> reply = m_connection->exchange(request);
        if (!reply) {
            return reply.error();
        }
        if (reply->status == 204) {
            return std::optional<CalledNumbers>();
        }
        if (reply->status == 200) {
            Result<CalledNumbers> called = codec::read_called(reply->body);
            if (!called) {
                return called.error();
            }
            m_known = called->revision;
            return std::optional<CalledNumbers>(std::move(*called));
        }
        if (reply->status == 409) {
            if (const std::optional<WallTime> now = codec::read_wrong_time(reply->body)) {
                m_service_ahead = *now - wall_now();
                continue;
            }
        }
        Error told{Kind::Transient, "HTTP " + std::to_string(reply->status), "refused"};
        if (const std::optional<Error> problem = codec::read_problem(reply->body)) {
            told.detail = to_string(*problem);
            told.cause = problem->cause;
        }
        return told;
    }
    return Error{Kind::Transient, "queue service", "accepts no time, not even its own"};
}

}  // namespace lotse::sync
