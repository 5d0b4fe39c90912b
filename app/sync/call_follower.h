// SPDX-License-Identifier: EUPL-1.2
/// Asks the queue service which numbers are called, for a display.
///
/// Decides when: at the start, then every interval, whatever became of the last question: a display
/// is to show calls again as soon as the service is there. Only what changed travels. A wrong clock
/// of this machine is no hindrance: the service says its time, and the question is put again with
/// it. Leaves alone: whose signature the question carries, what is shown. Transport as in
/// https_sender.h. `answered` comes from the follower's thread.
///
/// It asks, because the service's stream of changes (GET /v1/changes) belongs to a person's session
/// and says how much goes on in the queue.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/worker.h"
#include "core/error.h"
#include "core/intake/called_number.h"
#include "core/moment.h"
#include "sync/https_sender.h"

namespace lotse::sync {

class HttpsConnection;

struct CallEvents {
    /// The signed question (codec::write_signed_report) as of this time of the service, from who
    /// knows this revision; -1: none.
    std::function<std::string(WallTime now, std::int64_t known)> question;
    /// After every question; nothing: what was told last holds.
    std::function<void(const Result<std::optional<CalledNumbers>>&)> answered;
};

class CallFollower {
public:
    /// Unusable if the address is not https or the CA file cannot be read.
    static Result<std::unique_ptr<CallFollower>> make(HttpsOptions options,
                                                      std::chrono::milliseconds interval,
                                                      CallEvents events);
    ~CallFollower();
    CallFollower(const CallFollower&) = delete;
    CallFollower& operator=(const CallFollower&) = delete;

    void start();
    /// Returns promptly; no callback comes afterwards.
    void stop();

private:
    CallFollower(std::unique_ptr<HttpsConnection> connection, std::chrono::milliseconds interval,
                 CallEvents events);
    void step();
    Result<std::optional<CalledNumbers>> ask();

    std::unique_ptr<HttpsConnection> m_connection;
    const std::chrono::milliseconds m_interval;
    const CallEvents m_events;
    std::chrono::seconds m_service_ahead{0};  ///< of this machine's clock; the follower's thread
    std::int64_t m_known = -1;                ///< the same
    std::atomic<bool> m_stopping{false};
    std::optional<Worker> m_worker;  ///< last: its thread uses everything above
};

}  // namespace lotse::sync
