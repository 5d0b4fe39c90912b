// SPDX-License-Identifier: EUPL-1.2
#include "sync/help_caller.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/help_wire.h"
#include "core/limits.h"
#include "sync/http.h"

namespace lotse::sync {
namespace {

constexpr Worker::Slot kCallStep = 0;

}  // namespace

Result<std::unique_ptr<HelpCaller>> HelpCaller::make(HttpsOptions options,
                                                     HelpCallerEvents events) {
    options.connect_timeout = limits::kHelpCallPatience;
    options.transfer_timeout = limits::kHelpCallPatience;
    Result<std::unique_ptr<HttpsConnection>> connection = HttpsConnection::make(std::move(options));
    if (!connection) {
        return connection.error();
    }
    return std::unique_ptr<HelpCaller>(
        new HelpCaller(std::move(connection).value(), std::move(events)));
}

HelpCaller::HelpCaller(std::unique_ptr<HttpsConnection> connection, HelpCallerEvents events)
    : m_connection(std::move(connection)), m_events(std::move(events)) {
    m_worker.emplace(0);  // nothing but steps
}

HelpCaller::~HelpCaller() {
    m_stopping = true;
    m_connection->interrupt();
    m_worker->stop();
}

void HelpCaller::call(std::int64_t call, const std::string& language) {
    {
        const std::lock_guard lock(m_mutex);
        m_wish = Wish{call, language, monotonic_now(), std::nullopt};
    }
    wake();
}

void HelpCaller::withdraw() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_wish || m_wish->withdrawn) {
            return;
        }
        m_wish->withdrawn = monotonic_now();
    }
    wake();
}

void HelpCaller::wake() {
    m_worker->replace(kCallStep, [this] { step(); });
}

std::optional<HelpCaller::Wish> HelpCaller::wish() const {
    const std::lock_guard lock(m_mutex);
    return m_wish;
}

void HelpCaller::drop(const Wish& wish) {
    const std::lock_guard lock(m_mutex);
    if (m_wish && m_wish->call == wish.call) {
        m_wish.reset();
    }
}

void HelpCaller::step() {
    const std::optional<Wish> wish = this->wish();
    if (m_stopping || !wish) {
        return;
    }
    const std::optional<HelpAnswer> answer = say(*wish);
    if (m_stopping) {
        return;  // it was interrupted: no trouble of the line
    }
    const bool over =
        answer == HelpAnswer::Done ||
        (wish->withdrawn && monotonic_now() - *wish->withdrawn >= Instant(limits::kHelpCallSilent));
    if (over) {
        drop(*wish);
    }
    if (!wish->withdrawn) {
        m_events.known(wish->call, answer);
    }
    if (!over) {
        go_on(*wish,
              answer ? Instant(limits::kHelpCallRepeated) : Instant(limits::kFirstRetryDelay));
    }
}

/// At once if something else is wished for than was said.
void HelpCaller::go_on(const Wish& said, Instant pause) {
    const std::lock_guard lock(m_mutex);
    const bool other = m_wish && (m_wish->call != said.call || m_wish->withdrawn != said.withdrawn);
    m_worker->replace(
        kCallStep, [this] { step(); }, other ? Instant{0} : pause);
}

std::optional<HelpAnswer> HelpCaller::say(const Wish& wish) {
    for (bool right_time = true;;) {
        HelpCall call;
        call.at = wall_now() + m_service_ahead;
        // After a restart, too, what is said now is newer than what was said before.
        m_seq = std::max(m_seq + 1, std::int64_t{call.at.time_since_epoch().count()} * 1000);
        if (m_called != wish.call) {
            m_called = wish.call;
            m_first = m_seq;
        }
        call.language = wish.language;
        call.call = m_first;
        call.seq = m_seq;
        call.withdrawn = wish.withdrawn.has_value();
        call.waited =
            std::min(std::chrono::floor<std::chrono::seconds>(monotonic_now() - wish.since),
                     limits::kLongestHelpCall);
        const std::string body = m_events.sign(std::move(call));
        HttpRequest request;
        request.method = "POST";
        request.path = "/v1/help";
        request.headers = {"Content-Type: application/json"};
        request.body = body.data();
        request.body_size = body.size();
        const Result<HttpReply> reply = m_connection->exchange(request);
        if (!reply) {
            return std::nullopt;
        }
        if (reply->status == 200) {
            const Result<HelpAnswer> answer = codec::read_help_answer(reply->body);
            return answer ? std::optional(*answer) : std::nullopt;
        }
        const std::optional<WallTime> now =
            reply->status == 409 ? codec::read_wrong_time(reply->body) : std::nullopt;
        if (!now || !std::exchange(right_time, false)) {
            return std::nullopt;
        }
        m_service_ahead = *now - wall_now();
    }
}

}  // namespace lotse::sync
