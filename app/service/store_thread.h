// SPDX-License-Identifier: EUPL-1.2
/// The one thread that owns the queue store.
///
/// Decides the order of all work on the store, and which intakes share a commit: all that wait, up
/// to a bound, so that the disk's sync rate does not cap the service. Everything is answered only
/// after its commit.
///
/// Work waits in lanes, by who waits for it, each in order and with a bound of its own: a full lane
/// refuses, the caller answers 503. They are served in turns, so that nobody waits behind another's
/// backlog:
///
///     Desk      4 jobs a turn    sessions: calling, listing, administration
///     Terminal  4 jobs a turn    reports, and before them one commit of the intakes that wait
///     Stranger  1 job a turn     who has not shown yet who it is: log-ins, first signatures
///     Upkeep    1 job a turn     retention, the clock, pieces of a backup
///
/// In each turn of a lane everybody who is known by name gets one job at most: who asks without end
/// waits for itself.
///
/// `stop` finishes what was accepted. What is run after the answer to a `put` finds that intake in
/// the store.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/worker.h"
#include "core/intake/ports.h"
#include "store/centre_store.h"

namespace lotse::service {

/// Who waits for a job.
enum class Lane : std::uint8_t { Desk, Terminal, Stranger, Upkeep };
inline constexpr std::size_t kLanes = 4;

struct Waiter {
    // NOLINTNEXTLINE(google-explicit-constructor): of many, each of whom waits for itself
    Waiter(Lane in) : lane(in) {}
    Waiter(Lane in, std::string name) : lane(in), who(std::move(name)) {}
    Lane lane;
    std::string who;  ///< account or terminal, with its centre; empty: nobody in particular
};

class StoreThread {
public:
    using Job = std::function<void(store::CentreStore&)>;
    using PutDone = std::function<void(const Result<PutOutcome>&)>;
    using Changed = std::function<void(const std::string& centre, std::int64_t revision)>;

    /// `changed` is called from this thread after a commit that changed a centre's queue.
    StoreThread(std::unique_ptr<store::CentreStore> store, std::function<WallTime()> clock,
                Changed changed);
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// False if the lane is full or the thread stopped; then nothing happens and `done` is not
    /// called.
    bool put(SealedIntake intake, PutDone done);
    bool run(Waiter waiter, Job job);
    /// From inside a job: the centre's queue changed.
    void announce(store::CentreStore& store, const std::string& centre);

    /// Of the queue, after the last commit.
    QueuePosition position() const { return m_store->intakes.position(); }

    std::size_t waiting() const;
    void stop();

private:
    struct Put {
        SealedIntake intake;
        PutDone done;
    };
    struct Waiting {
        std::string who;
        Job job;
    };
    /// With m_mutex: what was added will be served. False: it stopped.
    bool wake();
    void serve();
    /// Adds who was served, if it has a name.
    bool serve_one(Lane lane, std::vector<std::string>& served);
    std::optional<Job> next_job(Lane lane, std::vector<std::string>& served);
    bool commit_some();
    void commit(std::vector<Put>& puts);

    std::unique_ptr<store::CentreStore> m_store;
    std::function<WallTime()> m_clock;
    Changed m_changed;
    mutable std::mutex m_mutex;
    std::deque<Put> m_puts;
    std::array<std::deque<Waiting>, kLanes> m_jobs;  ///< by Lane
    bool m_serving = false;                          ///< the worker looks for work, or is about to
    bool m_stopping = false;
    Worker m_worker;  ///< last: its thread uses everything above
};

}  // namespace lotse::service
