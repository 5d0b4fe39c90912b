// SPDX-License-Identifier: EUPL-1.2
/// The one thread that owns the queue store.
///
/// Decides the order of all work on the store, and which intakes share a commit: all that wait side
/// by side, up to a bound, so that the disk's sync rate does not cap the service. Everything is
/// answered only after its commit. Bounded: a full queue refuses, the caller answers 503. `stop`
/// finishes what was accepted.
///
/// A worker (base/worker.h) of which one job is special: it commits all the intakes that came in
/// until it begins. Whatever is run after a `put` returned finds that intake in the store.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/worker.h"
#include "core/intake/ports.h"
#include "store/centre_store.h"

namespace lotse::service {

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

    /// False if the queue is full or stopped; then nothing happens and `done` is not called.
    bool put(SealedIntake intake, PutDone done);
    bool run(Job job);
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
    void commit_all();
    void commit(std::vector<Put>& puts);

    std::unique_ptr<store::CentreStore> m_store;
    std::function<WallTime()> m_clock;
    Changed m_changed;
    mutable std::mutex m_mutex;
    std::vector<Put> m_puts;  ///< not empty: the job that commits them waits
    Worker m_worker;          ///< last: its thread uses everything above
};

}  // namespace lotse::service
