// SPDX-License-Identifier: EUPL-1.2
/// The line in which a desk's requests wait for the queue service: one at a time, on one thread.
///
/// Decides who waits for whom while the service hangs:
///
///     post      somebody waits for it: a log-in, an action, a sheet
///     add       nobody does, and each counts: an alarm
///     replace   nobody does, and of a kind (slot) only the newest counts: a listing, a lease
///     leave     who asked for what is in the line has gone
///
/// What nobody waits for gives way: once it had no answer for a second and something that was
/// posted stands behind it, its request ends as if there were no line, and the job that made it is
/// told so (`gave_way`) and wishes again. The same when the line stops. What somebody asked for is
/// not cut off for what comes behind it, for nobody would know what became of it; only when that
/// person has gone, and later.
///
/// Bounds and results are those of base/worker.h. `gives_way` and `gave_way` from the line's
/// thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>

#include "base/worker.h"

namespace lotse::kiosk {

class ServiceLine {
public:
    ServiceLine(std::size_t most, std::function<void()> notify)
        : m_worker(most, std::move(notify)) {}

    bool post(Worker::Job job, Worker::Done refused);
    bool add(Worker::Job job) { return m_worker.post(for_nobody(std::move(job))); }
    bool replace(Worker::Slot slot, Worker::Job job) {
        return m_worker.replace(slot, for_nobody(std::move(job)));
    }
    void leave(Worker::Slot slot, Worker::Job job);

    /// Whether the request that is under way for so long is to end.
    bool gives_way(std::chrono::milliseconds lasted);
    /// Whether one of the job that runs did.
    bool gave_way() const { return m_gave_way; }

    bool collect() { return m_worker.collect(); }
    bool idle() const { return m_worker.idle(); }
    void stop();

private:
    Worker::Job for_nobody(Worker::Job job);

    std::atomic<int> m_awaited{0};  ///< jobs that were posted and did not begin
    std::atomic<bool> m_left{false};
    std::atomic<bool> m_stopping{false};
    // Of the job that runs:
    bool m_is_awaited = false;
    bool m_gave_way = false;
    Worker m_worker;  ///< last: its thread uses everything above
};

}  // namespace lotse::kiosk
