// SPDX-License-Identifier: EUPL-1.2
#include "sync/courier.h"

#include <algorithm>
#include <random>
#include <utility>

#include "core/limits.h"

namespace lotse::sync {
namespace {

constexpr Worker::Slot kSendStep = 0;

Instant wait_of(const CourierMemory& memory, const IntakeId& id) {
    const auto own = memory.not_before.find(id);
    const auto line = memory.dead_line.find(id);
    return std::max(own == memory.not_before.end() ? Instant{0} : own->second,
                    line == memory.dead_line.end() ? Instant{0} : line->second);
}

void forget(CourierMemory& memory, const IntakeId& id) {
    memory.not_before.erase(id);
    memory.dead_line.erase(id);
    memory.unreadable.erase(id);
}

/// Entries that are no longer there need no one's attention.
void forget_vanished(CourierMemory& memory, const std::vector<OutboxEntry>& entries) {
    std::erase_if(memory.unreadable, [&](const auto& unreadable) {
        return std::none_of(entries.begin(), entries.end(), [&](const OutboxEntry& entry) {
            return entry.header.id == unreadable.first;
        });
    });
}

CourierStep outbox_failed(CourierStatus& status, const Error& error, Instant now) {
    status.outbox_failed = true;
    status.last_problem = "outbox: " + to_string(error);
    return CourierStep{false, now + limits::kOutboxErrorPause};
}

void count(CourierStatus& status, const std::vector<OutboxEntry>& entries) {
    const auto is_held = [](const OutboxEntry& entry) { return entry.delivery == Delivery::Held; };
    status.held = static_cast<int>(std::count_if(entries.begin(), entries.end(), is_held));
    status.waiting = static_cast<int>(entries.size()) - status.held;
}

/// What the attempt says about the line, as opposed to the entry.
void note_line(CourierMemory& memory, CourierStatus& status, const Attempt& attempt, Instant now,
               double chance) {
    if (!attempt.contact && attempt.outcome == Attempt::Outcome::Transient) {
        memory.line = after_attempt(memory.line, attempt, now, chance).entry;
        return;
    }
    status.last_contact = now;
    memory.dead_line.clear();
    memory.line = OutboxEntry{};
    if (attempt.outcome == Attempt::Outcome::Transient && attempt.retry_after.count() > 0) {
        // The service as a whole asked for a pause, not for this entry only.
        memory.line.not_before =
            now + std::min<Instant>(attempt.retry_after, limits::kLongestRetryAfter);
    }
}

}  // namespace

CourierStep courier_step(Outbox& outbox, IntakeSender& sender, CourierMemory& memory,
                         CourierStatus& status, const std::function<Instant()>& clock,
                         const std::function<double()>& chance) {
    Result<std::vector<OutboxEntry>> entries = outbox.entries();
    const Instant now = clock();
    if (!entries) {
        return outbox_failed(status, entries.error(), now);
    }
    forget_vanished(memory, *entries);
    status.outbox_failed = !memory.unreadable.empty();
    count(status, *entries);

    std::optional<Instant> earliest;
    OutboxEntry* due = nullptr;
    for (OutboxEntry& entry : *entries) {
        if (entry.delivery != Delivery::Waiting) {
            forget(memory, entry.header.id);
            continue;
        }
        if (entry.header.id == memory.open) {
            continue;
        }
        // The courier's own memory, not what the store kept: a contact ends waits of a dead line at
        // once.
        entry.not_before = wait_of(memory, entry.header.id);
        const Instant ready_at = std::max(entry.not_before, memory.line.not_before);
        earliest = std::min(earliest.value_or(ready_at), ready_at);
        if (due == nullptr && is_due(entry, now) && memory.line.not_before <= now) {
            due = &entry;
        }
    }
    if (due == nullptr) {
        return CourierStep{false, earliest};
    }

    const Result<Bytes> envelope = outbox.envelope(due->header.id);
    if (!envelope) {
        CourierStep failed = outbox_failed(status, envelope.error(), now);
        if (envelope.error().kind != Kind::Transient) {
            // This entry only: the others may well be readable, and their clients wait.
            memory.unreadable[due->header.id] = status.last_problem;
            memory.not_before[due->header.id] = now + limits::kLongestRetryDelay;
            failed.next = now;
        }
        return failed;
    }
    const Attempt attempt = sender.send(*due, *envelope);
    const Instant after = clock();
    const double luck = chance();
    note_line(memory, status, attempt, after, luck);

    const AfterAttempt next = after_attempt(*due, attempt, after, luck);
    const Result<void> kept =
        next.purge ? outbox.bury({due->header.id}) : outbox.update(next.entry);
    if (!kept) {
        // Nothing is lost: the entry is still there and is sent again under the same id.
        return outbox_failed(status, kept.error(), after);
    }
    forget(memory, due->header.id);
    if (next.purge || next.entry.delivery == Delivery::Kept) {
        status.waiting -= 1;
        status.last_problem = memory.unreadable.empty() ? "" : memory.unreadable.begin()->second;
        return CourierStep{true, after};
    }
    status.last_problem = attempt.reason;
    if (next.entry.delivery == Delivery::Held) {
        status.waiting -= 1;
        status.held += 1;
        status.last_problem = next.entry.held_reason;
    } else {
        (attempt.contact ? memory.not_before : memory.dead_line)[due->header.id] =
            next.entry.not_before;
    }
    return CourierStep{true, after};
}

Courier::Courier(Outbox& outbox, IntakeSender& sender, std::function<Instant()> clock,
                 std::function<double()> chance, std::function<void(const CourierStatus&)> changed)
    : m_outbox(outbox),
      m_sender(sender),
      m_clock(std::move(clock)),
      m_chance(std::move(chance)),
      m_changed(std::move(changed)) {}

Courier::~Courier() {
    stop();
}

void Courier::start() {
    LOTSE_CHECK(!m_worker);
    m_worker.emplace(0);  // nothing but steps
    wake();
}

void Courier::wake() {
    if (m_worker) {
        m_worker->replace(kSendStep, [this] { step(); });
    }
}

void Courier::hold_open(const std::optional<IntakeId>& id) {
    {
        const std::lock_guard lock(m_mutex);
        m_open = id;
    }
    wake();
}

void Courier::stop() {
    m_stopping = true;
    m_sender.interrupt();
    if (m_worker) {
        m_worker->stop();
    }
}

CourierStatus Courier::status() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Courier::step() {
    if (m_stopping) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_memory.open = m_open;
    }
    const CourierStep done =
        courier_step(m_outbox, m_sender, m_memory, m_latest, m_clock, m_chance);
    if (!(m_latest == status())) {
        {
            const std::lock_guard lock(m_mutex);
            m_status = m_latest;
        }
        if (m_changed) {
            m_changed(m_latest);
        }
    }
    if (done.next) {
        m_worker->replace(
            kSendStep, [this] { step(); }, *done.next - m_clock());
    }
}

double system_chance() {
    thread_local std::random_device device;
    return static_cast<double>(device()) / (static_cast<double>(std::random_device::max()) + 1.0);
}

}  // namespace lotse::sync
