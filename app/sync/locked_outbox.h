// SPDX-License-Identifier: EUPL-1.2
/// Lets the courier's thread and the terminal's worker share one outbox: one call at a time.
///
/// A store has one connection and one caller; the lock is held for one call, never across a
/// transfer.
#pragma once

#include <mutex>

#include "core/intake/ports.h"

namespace lotse::sync {

class LockedOutbox final : public Outbox {
public:
    /// `outbox` outlives this.
    explicit LockedOutbox(Outbox& outbox) : m_outbox(outbox) {}

    Result<int> next_number(const NumberMoment& now) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.next_number(now);
    }
    Result<int> raise_number(const NumbersTaken& taken, const NumberMoment& now) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.raise_number(taken, now);
    }
    Result<std::string> clock() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.clock();
    }
    Result<void> keep_clock(const std::string& text) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.keep_clock(text);
    }
    Result<void> add(const SealedIntake& intake) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.add(intake);
    }
    Result<void> replace(const SealedIntake& intake) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.replace(intake);
    }
    Result<std::vector<OutboxEntry>> entries() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.entries();
    }
    Result<std::vector<OutboxEntry>> copies() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.copies();
    }
    Result<Bytes> envelope(const IntakeId& id) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.envelope(id);
    }
    Result<void> update(const OutboxEntry& entry) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.update(entry);
    }
    Result<void> purge(const IntakeId& id) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.purge(id);
    }
    Result<void> bury(const std::vector<IntakeId>& ids) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.bury(ids);
    }
    Result<void> send_again(const std::optional<std::vector<IntakeId>>& ids) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.send_again(ids);
    }
    Result<std::vector<Arrival>> arrivals() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.arrivals();
    }
    Result<int> expire(WallTime lived, std::chrono::days kept_for) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.expire(lived, kept_for);
    }
    Result<std::string> service() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.service();
    }
    Result<void> keep_service(const std::string& text) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.keep_service(text);
    }
    Result<OutboxSummary> summary() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.summary();
    }
    Result<void> ready() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.ready();
    }
    Result<bool> begin_new_day(const NumberMoment& now) override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.begin_new_day(now);
    }

private:
    Outbox& m_outbox;
    std::mutex m_mutex;
};

}  // namespace lotse::sync
