// SPDX-License-Identifier: EUPL-1.2
/// What the handlers of all routes share: who is logged in, who was heard how often, the store's
/// thread, the log.
///
/// Handlers run on the transport's threads and never block: work on the store goes to its thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/believed_clock.h"
#include "core/limits.h"
#include "service/change_hub.h"
#include "service/http_message.h"
#include "service/log_event.h"
#include "service/log_in_guard.h"
#include "service/peer_quota.h"
#include "service/register_memory.h"
#include "service/request_budget.h"
#include "service/sessions.h"
#include "service/store_thread.h"
#include "service/terminal_gate.h"
#include "store/centre_store.h"
#include "vault/service_key.h"

namespace lotse::service {

using Done = std::function<void(Reply)>;
/// From any thread.
using Log = std::function<void(const LogEvent& event)>;

struct ApiOptions {
    int change_streams = 256;
    int terminal_burst = 5000;
    int terminal_per_minute = 600;
    std::chrono::hours closed_kept{30 * 24};
    std::chrono::days open_kept = limits::kOpenKept;
    std::function<Instant()> monotonic;
    /// The machine's at first; once the Api stands, the time that the service goes by.
    std::function<WallTime()> wall;
    /// Local civil day of now, YYYY-MM-DD; none: that of `wall`.
    std::function<std::string()> today;
    std::string boot = "boot";  ///< which start of the machine it is
    /// The word of the machine's time service, if it has one; none: there is nobody to ask.
    std::function<std::optional<WallTime>()> synchronised;
    std::optional<WallTime> certificate_until;
};

struct Context {
    Context(std::unique_ptr<store::CentreStore> opened, vault::ServiceKey with_key, ApiOptions with,
            Log to);

    /// Queues store work or answers 503.
    void with_store(StoreThread::Job job, const Done& done);

    vault::ServiceKey key;
    BelievedClock clock;
    ApiOptions options;
    Log log;
    Sessions sessions;
    LogInGuard guard{limits::kFreeLogInFailures};
    LogInGuard peer_guard{limits::kFreeLogInFailuresPerPeer};
    RequestBudget budget;
    PeerQuota questions{limits::kLogInQuestionsPerPeer, limits::kLogInQuestionsPerPeerAMinute};
    TerminalGate gate;
    RegisterMemory registers;
    ChangeHub hub;
    StoreThread store;
};

}  // namespace lotse::service
