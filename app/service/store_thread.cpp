// SPDX-License-Identifier: EUPL-1.2
#include "service/store_thread.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/limits.h"

namespace lotse::service {
namespace {

constexpr Worker::Slot kCommit = 0;

}  // namespace

StoreThread::StoreThread(std::unique_ptr<store::CentreStore> store, std::function<WallTime()> clock,
                         Changed changed)
    : m_store(std::move(store)),
      m_clock(std::move(clock)),
      m_changed(std::move(changed)),
      m_worker(limits::kStoreQueueLength) {}

StoreThread::~StoreThread() {
    stop();
}

bool StoreThread::put(SealedIntake intake, PutDone done) {
    const std::lock_guard lock(m_mutex);
    if (m_puts.size() + m_worker.waiting() >= limits::kStoreQueueLength) {
        return false;
    }
    if (m_puts.empty() && !m_worker.replace(kCommit, [this] { commit_all(); })) {
        return false;
    }
    m_puts.push_back({std::move(intake), std::move(done)});
    return true;
}

bool StoreThread::run(Job job) {
    return waiting() < limits::kStoreQueueLength &&
           m_worker.post([this, job = std::move(job)] { job(*m_store); });
}

void StoreThread::announce(store::CentreStore& store, const std::string& centre) {
    // A desk that misses one change lists again at the next; the change itself is committed.
    if (const Result<std::int64_t> revision = store.intakes.revision(centre)) {
        m_changed(centre, *revision);
    }
}

std::size_t StoreThread::waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_puts.size() + m_worker.waiting();
}

void StoreThread::stop() {
    m_worker.stop();
}

void StoreThread::commit_all() {
    std::vector<Put> puts;
    {
        const std::lock_guard lock(m_mutex);
        puts.swap(m_puts);
    }
    for (auto begin = puts.begin(); begin != puts.end();) {
        const auto size = std::min<std::ptrdiff_t>(limits::kGroupCommitLength, puts.end() - begin);
        std::vector<Put> together(std::make_move_iterator(begin),
                                  std::make_move_iterator(begin + size));
        commit(together);
        begin += size;
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
