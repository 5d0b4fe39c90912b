// SPDX-License-Identifier: EUPL-1.2
/// One thread behind a bounded queue, for password hashes: slow by design, and 64 MiB each.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace lotse::service {

class Worker {
public:
    explicit Worker(std::size_t most) : m_most(most), m_thread([this] { run(); }) {}
    ~Worker() { stop(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// False if the queue is full or the worker stopped; the job is then not run.
    bool post(std::function<void()> job) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping || m_jobs.size() >= m_most) {
                return false;
            }
            m_jobs.push_back(std::move(job));
        }
        m_signal.notify_one();
        return true;
    }

    /// Finishes what was accepted.
    void stop() {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_signal.notify_one();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

private:
    void run() {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_signal.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_jobs.empty()) {
                return;
            }
            const std::function<void()> job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            job();
            lock.lock();
        }
    }

    std::size_t m_most;
    std::mutex m_mutex;
    std::condition_variable m_signal;
    std::deque<std::function<void()>> m_jobs;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace lotse::service
