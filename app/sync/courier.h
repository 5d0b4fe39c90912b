// SPDX-License-Identifier: EUPL-1.2
/// Takes the outbox to the queue service, one intake after the other, for as long as it takes.
///
/// Decides the order (of creation, among the entries that are due) and what a dead line means:
/// after an attempt without any contact nothing else is tried before the line's own back-off, and
/// at the first contact everything that failed on the dead line is due again at once. An entry the
/// service answers, but cannot take now, waits on its own and does not hold up the others; neither
/// does one whose bytes the outbox cannot read. Leaves alone: back-off, purging and holding
/// (core/intake/outbox.h), the meaning of answers (the IntakeSender).
///
/// Clock and chance are arguments: monotonic, so that a wrong wall clock neither delays nor orders
/// anything.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/worker.h"
#include "core/intake/ports.h"

namespace lotse::sync {

/// What the courier remembers between two steps; lost at a restart, when everything is due at once.
struct CourierMemory {
    std::map<IntakeId, Instant> not_before;  ///< entries that wait on their own
    std::map<IntakeId, Instant> dead_line;   ///< entries that failed without contact
    std::map<IntakeId, std::string>
        unreadable;                ///< what the outbox said of entries it cannot give out
    OutboxEntry line;              ///< the line backs off by the same rule as an entry
    std::optional<IntakeId> open;  ///< not sent yet: its client is still at the terminal
};

struct CourierStatus {
    int waiting = 0;
    int held = 0;
    std::optional<Instant> last_contact;  ///< when the service last answered
    std::string last_problem;  ///< of the last attempt or of the outbox; empty after a success
    bool outbox_failed =
        false;  ///< the outbox, or an entry of it, gave an error: a person has to know
    bool operator==(const CourierStatus&) const = default;
};

struct CourierStep {
    bool attempted = false;
    std::optional<Instant> next;  ///< when the next step is due; nothing: not before `wake`
};

/// One attempt at most. Pure but for the two ports: no thread, no clock.
CourierStep courier_step(Outbox& outbox, IntakeSender& sender, CourierMemory& memory,
                         CourierStatus& status, const std::function<Instant()>& clock,
                         const std::function<double()>& chance);

/// `courier_step` on a worker, again and again: when the last one said, or when it is woken.
class Courier {
public:
    /// `outbox` is called from the courier's thread: give both users a LockedOutbox. `changed` is
    /// called from that thread too, after the status changed; it must not call back into the
    /// courier. Everything outlives the courier.
    Courier(Outbox& outbox, IntakeSender& sender, std::function<Instant()> clock,
            std::function<double()> chance, std::function<void(const CourierStatus&)> changed);
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    void start();
    /// A new intake is in the outbox, or a held one was released.
    void wake();
    /// The intake of a client who may tell more: not sent before another call says otherwise. To be
    /// called before it is in the outbox.
    void hold_open(const std::optional<IntakeId>& id);
    /// Interrupts a transfer under way. What was not acknowledged stays in the outbox.
    void stop();
    CourierStatus status() const;

private:
    void step();

    Outbox& m_outbox;
    IntakeSender& m_sender;
    std::function<Instant()> m_clock;
    std::function<double()> m_chance;
    std::function<void(const CourierStatus&)> m_changed;

    CourierMemory m_memory;  ///< worker's thread only
    CourierStatus m_latest;  ///< worker's thread only
    mutable std::mutex m_mutex;
    CourierStatus m_status;
    std::optional<IntakeId> m_open;
    std::atomic<bool> m_stopping{false};
    std::optional<Worker> m_worker;  ///< last: its thread uses everything above
};

/// From the system's random source, at least 0 and below 1.
double system_chance();

}  // namespace lotse::sync
