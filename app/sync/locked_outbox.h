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
    Result<std::vector<OutboxEntry>> entries() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.entries();
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
    Result<OutboxSummary> summary() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.summary();
    }
    Result<void> ready() override {
        const std::lock_guard lock(m_mutex);
        return m_outbox.ready();
    }

private:
    Outbox& m_outbox;
    std::mutex m_mutex;
};

}  // namespace lotse::sync
