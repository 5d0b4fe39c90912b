// SPDX-License-Identifier: EUPL-1.2
#include "service/store_thread.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/limits.h"

namespace lotse::service {
namespace {

constexpr Worker::Slot kServe = 0;

struct Turn {
    Lane lane;
    int jobs;  ///< before others get their turn
    std::size_t most;
};
constexpr Turn kTurns[] = {{Lane::Desk, 4, limits::kDeskJobs},
                           {Lane::Terminal, 4, limits::kTerminalJobs},
                           {Lane::Stranger, 1, limits::kStrangerJobs},
                           {Lane::Upkeep, 1, limits::kUpkeepJobs}};
static_assert(std::size(kTurns) == kLanes);

std::size_t index_of(Lane lane) {
    return static_cast<std::size_t>(lane);
}

}  // namespace

StoreThread::StoreThread(std::unique_ptr<store::CentreStore> store, std::function<WallTime()> clock,
                         Changed changed)
    : m_store(std::move(store)),
      m_clock(std::move(clock)),
      m_changed(std::move(changed)),
      m_worker(0) {}

StoreThread::~StoreThread() {
    stop();
}

bool StoreThread::put(SealedIntake intake, PutDone done) {
    const std::lock_guard lock(m_mutex);
    if (m_puts.size() >= limits::kTerminalJobs || !wake()) {
        return false;
    }
    m_puts.push_back({std::move(intake), std::move(done)});
    return true;
}

bool StoreThread::run(Waiter waiter, Job job) {
    const std::lock_guard lock(m_mutex);
    const std::size_t lane = index_of(waiter.lane);
    if (m_jobs[lane].size() >= kTurns[lane].most || !wake()) {
        return false;
    }
    m_jobs[lane].push_back({std::move(waiter.who), std::move(job)});
    return true;
}

bool StoreThread::wake() {
    if (m_stopping) {
        return false;
    }
    if (!m_serving) {
        m_serving = m_worker.replace(kServe, [this] { serve(); });
    }
    return m_serving;
}

void StoreThread::announce(store::CentreStore& store, const std::string& centre) {
    // A desk that misses one change lists again at the next; the change itself is committed.
    if (const Result<std::int64_t> revision = store.intakes.revision(centre)) {
        m_changed(centre, *revision);
    }
}

std::size_t StoreThread::waiting() const {
    const std::lock_guard lock(m_mutex);
    std::size_t all = m_puts.size();
    for (const std::deque<Waiting>& jobs : m_jobs) {
        all += jobs.size();
    }
    return all;
}

void StoreThread::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_worker.stop();
}

void StoreThread::serve() {
    for (;;) {
        bool served = false;
        for (const Turn& turn : kTurns) {
            served = (turn.lane == Lane::Terminal && commit_some()) || served;
            std::vector<std::string> named;
            for (int i = 0; i < turn.jobs && serve_one(turn.lane, named); ++i) {
                served = true;
            }
        }
        const std::lock_guard lock(m_mutex);
        const bool empty =
            m_puts.empty() && std::all_of(m_jobs.begin(), m_jobs.end(),
                                          [](const auto& jobs) { return jobs.empty(); });
        if (!served && empty) {
            m_serving = false;
            return;
        }
    }
}

bool StoreThread::serve_one(Lane lane, std::vector<std::string>& served) {
    const std::optional<Job> job = next_job(lane, served);
    if (job) {
        (*job)(*m_store);
    }
    return job.has_value();
}

std::optional<StoreThread::Job> StoreThread::next_job(Lane lane, std::vector<std::string>& served) {
    const std::lock_guard lock(m_mutex);
    std::deque<Waiting>& jobs = m_jobs[index_of(lane)];
    const auto next = std::find_if(jobs.begin(), jobs.end(), [&served](const Waiting& one) {
        return std::find(served.begin(), served.end(), one.who) == served.end();
    });
    if (next == jobs.end()) {
        return std::nullopt;
    }
    if (!next->who.empty()) {
        served.push_back(next->who);
    }
    Job job = std::move(next->job);
    jobs.erase(next);
    return job;
}

bool StoreThread::commit_some() {
    std::vector<Put> together;
    {
        const std::lock_guard lock(m_mutex);
        const auto end = m_puts.begin() + static_cast<std::ptrdiff_t>(
                                              std::min(limits::kGroupCommitLength, m_puts.size()));
        together.assign(std::make_move_iterator(m_puts.begin()), std::make_move_iterator(end));
        m_puts.erase(m_puts.begin(), end);
    }
    if (together.empty()) {
        return false;
    }
    commit(together);
    return true;
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
