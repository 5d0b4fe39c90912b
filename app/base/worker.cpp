// SPDX-License-Identifier: EUPL-1.2
#include "base/worker.h"

#include <algorithm>
#include <utility>

namespace lotse {

Worker::Worker(std::size_t most, std::function<void()> notify)
    : m_most(most), m_notify(std::move(notify)), m_thread([this] { run(); }) {}

Worker::~Worker() {
    stop();
}

bool Worker::add(Entry entry, Done refused) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            return false;
        }
        if (m_posted < m_most) {
            ++m_posted;
            m_entries.push_back(std::move(entry));
            m_signal.notify_one();
            return true;
        }
        if (!refused) {
            return false;
        }
        m_done.push_back(std::move(refused));
    }
    if (m_notify) {
        m_notify();
    }
    return false;
}

bool Worker::put(Entry entry) {
    Job replaced;  // what it held goes after the lock
    const std::lock_guard lock(m_mutex);
    if (m_stopping) {
        return false;
    }
    const auto same =
        std::ranges::find_if(m_entries, [&](const Entry& e) { return e.slot == entry.slot; });
    if (same != m_entries.end()) {
        entry.due = std::min(entry.due, same->due);
        replaced = std::move(same->job);
        m_entries.erase(same);
    }
    m_entries.push_back(std::move(entry));
    m_signal.notify_one();
    return true;
}

bool Worker::collect() {
    std::vector<Done> done;
    {
        const std::lock_guard lock(m_mutex);
        done.swap(m_done);
    }
    for (const Done& result : done) {
        result();
    }
    return !done.empty();
}

bool Worker::idle() const {
    const std::lock_guard lock(m_mutex);
    return m_entries.empty() && !m_running && m_done.empty();
}

std::size_t Worker::waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_entries.size();
}

void Worker::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_signal.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

std::deque<Worker::Entry>::iterator Worker::next_due() {
    const BootClock::time_point now = BootClock::now();
    return std::ranges::find_if(m_entries, [&](const Entry& e) { return e.due <= now; });
}

void Worker::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        const auto next = next_due();
        if (next == m_entries.end()) {
            if (m_stopping) {
                return;
            }
            const auto earliest = std::ranges::min_element(m_entries, {}, &Entry::due);
            if (earliest == m_entries.end()) {
                m_signal.wait(lock);
            } else {
                m_signal.wait_for(lock, earliest->due - BootClock::now());
            }
            continue;
        }
        Job job = std::move(next->job);
        if (!next->slot) {
            --m_posted;
        }
        m_entries.erase(next);
        m_running = true;
        lock.unlock();
        Done done = job();
        job = nullptr;  // what it held goes before the lock is taken
        lock.lock();
        m_running = false;
        if (done) {
            m_done.push_back(std::move(done));
        }
        if (m_notify) {
            lock.unlock();
            m_notify();
            lock.lock();
        }
    }
}

}  // namespace lotse
