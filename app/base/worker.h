// SPDX-License-Identifier: EUPL-1.2
/// One thread behind a bounded queue: slow work (disk, hashes, network) so that nobody else waits.
///
/// Decides the order of jobs (that of posting, one at a time) and what happens at the bound. Input
/// may fill a queue: somebody goes on tapping while a disk hangs. Therefore the poster chooses:
///
///     post      every job counts; beyond the bound it is refused, and the poster is told
///     replace   only the newest job of a slot counts; the one that still waits there goes, so that
///               a slot never holds more than one and is never refused
///
/// A slot is a word of the program ("read the outbox"), never made of input: their number is the
/// bound of what `replace` can queue. A job in a slot may wait for its time: several wishes for one
/// slot are one job, the newest, at the earliest of their times.
///
/// Results: a job may return what is to be done on the owner's thread; it runs there in `collect`.
/// There are never more of them than jobs were accepted since the last `collect`.
///
/// `stop` (and the destructor) finishes what was accepted and is due: an intake that is being
/// stored is stored. Jobs whose time has not come are dropped, and what is posted later is refused.
/// Whatever a job uses outlives the worker. All calls from any thread, except `collect`: the
/// owner's; `stop` not from a job.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

#include "base/clock.h"

namespace lotse {

class Worker {
public:
    using Done = std::function<void()>;  ///< runs on the owner's thread; may be empty
    using Job = std::function<Done()>;   ///< runs on the worker's thread
    using Slot = int;

    /// At most `most` posted jobs wait. `notify` tells the owner that there is something to
    /// collect; it is called from the worker's thread, or from that of a refused poster.
    explicit Worker(std::size_t most, std::function<void()> notify = nullptr);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// False if the queue is full or the worker stopped; the job is then not run. If it is full,
    /// `refused` takes the place of the job's result.
    template <class Work>
    // NOLINTNEXTLINE(performance-unnecessary-value-param): moved on
    bool post(Work job, Done refused = nullptr) {
        return add({std::nullopt, {}, job_of(std::move(job))}, std::move(refused));
    }
    /// Takes the place of what waits in the slot. False if the worker stopped.
    template <class Work>
    bool replace(Slot slot, Work job, std::chrono::milliseconds delay = {}) {
        return put({slot, BootClock::now() + delay, job_of(std::move(job))});
    }

    /// Runs the results that have come in. True if there were any.
    bool collect();
    /// Nothing waits, runs, or is to be collected.
    bool idle() const;
    /// Jobs that have not begun.
    std::size_t waiting() const;
    void stop();

private:
    struct Entry {
        std::optional<Slot> slot;
        BootClock::time_point due;
        Job job;
    };

    /// Work that returns nothing has no result.
    template <class Work>
    static Job job_of(Work work) {
        if constexpr (std::is_void_v<std::invoke_result_t<Work&>>) {
            return [work = std::move(work)]() mutable -> Done {
                work();
                return nullptr;
            };
        } else {
            return Job(std::move(work));
        }
    }
    bool add(Entry entry, Done refused);
    bool put(Entry entry);
    std::deque<Entry>::iterator next_due();
    void run();

    const std::size_t m_most;
    const std::function<void()> m_notify;
    mutable std::mutex m_mutex;
    std::condition_variable m_signal;
    std::deque<Entry> m_entries;
    std::size_t m_posted = 0;  ///< of the entries: those without a slot
    bool m_running = false;
    std::vector<Done> m_done;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace lotse
