// SPDX-License-Identifier: EUPL-1.2
#include "service/store_thread.h"

#include <set>
#include <utility>

#include "core/limits.h"

namespace lotse::service {

StoreThread::StoreThread(std::unique_ptr<store::CentreStore> store, std::function<WallTime()> clock,
                         Changed changed)
    : m_store(std::move(store)),
      m_clock(std::move(clock)),
      m_changed(std::move(changed)),
      m_thread([this] { loop(); }) {}

StoreThread::~StoreThread() {
    stop();
}

bool StoreThread::put(SealedIntake intake, PutDone done) {
    return push(Put{std::move(intake), std::move(done)});
}

bool StoreThread::run(Job job) {
    return push(std::move(job));
}

bool StoreThread::push(Item item) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_items.size() >= limits::kStoreQueueLength) {
            return false;
        }
        m_items.push_back(std::move(item));
    }
    m_signal.notify_one();
    return true;
}

void StoreThread::announce(store::CentreStore& store, const std::string& centre) {
    // A desk that misses one change lists again at the next; the change itself is committed.
    if (const Result<std::int64_t> revision = store.intakes.revision(centre)) {
        m_changed(centre, *revision);
    }
}

std::size_t StoreThread::waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_items.size();
}

void StoreThread::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_signal.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void StoreThread::loop() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_signal.wait(lock, [this] { return m_stopping || !m_items.empty(); });
        if (m_items.empty()) {
            return;
        }
        std::vector<Put> puts;
        while (!m_items.empty() && puts.size() < limits::kGroupCommitLength &&
               std::holds_alternative<Put>(m_items.front())) {
            puts.push_back(std::move(std::get<Put>(m_items.front())));
            m_items.pop_front();
        }
        Job job;
        if (puts.empty()) {
            job = std::move(std::get<Job>(m_items.front()));
            m_items.pop_front();
        }
        lock.unlock();
        if (job) {
            job(*m_store);
            job = nullptr;  // what it held goes before the lock is taken
        } else {
            commit(puts);
        }
        lock.lock();
    }
}

void StoreThread::commit(std::vector<Put>& puts) {
    std::vector<SealedIntake> intakes;
    intakes.reserve(puts.size());
    for (Put& put : puts) {
        intakes.push_back(std::move(put.intake));
    }
    const std::vector<Result<PutOutcome>> outcomes = m_store->intakes.put_many(intakes, m_clock());
    LOTSE_CHECK(outcomes.size() == puts.size());
    std::set<std::string> centres;
    for (std::size_t i = 0; i < puts.size(); ++i) {
        if (outcomes[i] && *outcomes[i] == PutOutcome::Created) {
            centres.insert(intakes[i].header.centre);
        }
        puts[i].done(outcomes[i]);
    }
    for (const std::string& centre : centres) {
        announce(*m_store, centre);
    }
}

}  // namespace lotse::service
