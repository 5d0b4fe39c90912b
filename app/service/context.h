// SPDX-License-Identifier: EUPL-1.2
/// What the handlers of all routes share: who is logged in, who was heard how often, the store's
/// thread, the log.
///
/// Handlers run on the transport's threads and never block: work on the store goes to its thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/believed_clock.h"
#include "core/limits.h"
#include "service/change_hub.h"
#include "service/help_calls.h"
#include "service/http_message.h"
#include "service/log_event.h"
#include "service/log_in_guard.h"
#include "service/peer_quota.h"
#include "service/readiness.h"
#include "service/register_memory.h"
#include "service/request_budget.h"
#include "service/sessions.h"
#include "service/store_thread.h"
#include "service/terminal_gate.h"
#include "service/wait_memory.h"
#include "store/centre_store.h"
#include "vault/service_key.h"
#include "vault/shred_keys.h"

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
    /// What versions of the centre's key are bound to; none: nothing is bound, and nothing
    /// destroyed. Used on the store's thread only.
    std::shared_ptr<vault::ShredKeys> shred_keys;
    /// After so many desks make another version of their centre's key; 0: only if a reader leaves.
    int key_months = 0;
    std::function<Instant()> monotonic;
    /// The machine's at first; once the Api stands, the time that the service goes by.
    std::function<WallTime()> wall;
    /// Local civil day of now, YYYY-MM-DD; none: that of `wall`.
    std::function<std::string()> today;
    std::string boot = "boot";  ///< which start of the machine it is
    /// The word of the machine's time service, if it has one; none: there is nobody to ask.
    std::function<std::optional<WallTime>()> synchronised;
    std::optional<WallTime> certificate_until;
    /// Where the database lies; none: there is always enough.
    std::function<std::uint64_t()> free_bytes;
};

/// Of what a terminal brings: until its signature was seen on the connection it may be anybody.
Waiter waiter_of(const Request& request);
/// Of what somebody does who is logged in.
Waiter waiter_of(const Staff& staff);

struct Context {
    Context(std::unique_ptr<store::CentreStore> opened, vault::ServiceKey with_key, ApiOptions with,
            Log to);

    /// Queues store work for who waits for it, or answers 503.
    void with_store(Waiter waiter, StoreThread::Job job, const Done& done);

    /// Whether there is space for intakes; looked at not more often than `probe`.
    bool takes_intakes();
    /// On the store's thread: the result of a write that is not older than limits::kProbeAfter.
    std::optional<Error> probe(store::CentreStore& of);

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
    HelpCalls help;
    WaitMemory waits;  ///< the store's thread only
    /// What whoever looks after the service found (readiness.h).
    std::atomic<std::int64_t> damaged{0};
    std::atomic<WallTime> backed_up{WallTime{}};
    std::atomic<bool> marked{true};
    std::atomic<bool> enough_space{true};
    std::atomic<Instant> space_looked_at{Instant::min()};
    std::optional<Error> probe_failed;  ///< the store's thread only
    Instant probed = Instant::min();    ///< the same
    StoreThread store;
};

}  // namespace lotse::service
