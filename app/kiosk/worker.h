// SPDX-License-Identifier: EUPL-1.2
/// One thread that does slow work (disk, password hashing, network) so that the screen never waits.
///
/// Jobs run in order; results come back as closures that the owner's thread runs in `collect`. The
/// queue is bounded: a full queue is a broken invariant, because a role has at most a few effects
/// on their way.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "core/check.h"

namespace lotse::kiosk {

class Worker {
public:
    using Done = std::function<void()>;  ///< runs on the owner's thread
    using Job = std::function<Done()>;   ///< runs on the worker's thread

    /// `notify` is called from the worker's thread after each job.
    explicit Worker(std::function<void()> notify)
        : m_notify(std::move(notify)), m_thread([this] { run(); }) {}
    ~Worker() { stop(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// What was posted is finished (an intake being stored is stored); what comes later is dropped.
    void stop() {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_signal.notify_all();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

    void post(Job job) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping) {
                return;
            }
            LOTSE_CHECK(m_jobs.size() < kLongestQueue);
            m_jobs.push_back(std::move(job));
            ++m_open;
        }
        m_signal.notify_one();
    }
    /// Runs the results that have come in. True if there were any.
    bool collect() {
        std::vector<Done> done;
        {
            const std::lock_guard lock(m_mutex);
            done.swap(m_done);
            m_open -= done.size();
        }
        for (const Done& result : done) {
            result();
        }
        return !done.empty();
    }
    /// Nothing is queued, running or uncollected.
    bool idle() const {
        const std::lock_guard lock(m_mutex);
        return m_open == 0;
    }

private:
    static constexpr std::size_t kLongestQueue = 64;

    void run() {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_signal.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_jobs.empty()) {
                return;
            }
            const Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            Done done = job();
            lock.lock();
            m_done.push_back(std::move(done));
            lock.unlock();
            m_notify();
            lock.lock();
        }
    }

    std::function<void()> m_notify;
    mutable std::mutex m_mutex;
    std::condition_variable m_signal;
    std::deque<Job> m_jobs;
    std::vector<Done> m_done;
    std::size_t m_open = 0;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace lotse::kiosk
