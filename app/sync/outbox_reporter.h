// SPDX-License-Identifier: EUPL-1.2
/// What a terminal says of its outbox with each report, and what it does with the answer
/// (core/intake/outbox_report.h).
///
/// The centre lost something: it is sent again, the named copies or, if its whole database went
/// back, all. The centre deleted something: its copy goes. Nothing else of an answer touches an
/// intake that has not arrived.
///
/// Numbers: what the centre has of today is not given again. When the service has heard a later
/// report than this outbox made, somebody put an older state of it in place, or two copies run:
/// numbers go on in a block of their own, beside which the other copy has another one. Off line a
/// copy cannot be known.
///
/// `report` and `take` from one thread; what `position` hears may come from any.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/intake/outbox_report.h"
#include "core/intake/ports.h"
#include "core/intake/service_memory.h"
#include "sync/position_watch.h"

namespace lotse::sync {

class OutboxReporter {
public:
    /// After the queue's database went back: all copies are to be sent again, unless the outbox
    /// refused; then it is tried with the next answer.
    using WentBack = std::function<void(const QueuePosition& now, const Result<void>& again)>;
    struct Taken {
        std::size_t buried = 0, wanted = 0;
        int left_out = 0;     ///< numbers
        bool copied = false;  ///< another copy of this outbox, or a later state of it, was heard of
        bool more = false;    ///< report again at once
        std::string keys;     ///< a newer register of keys, whoever signed it; empty: none
        ExpectedWaits waits;  ///< for who comes now
    };

    /// `outbox` is locked (LockedOutbox) and outlives this.
    static Result<std::unique_ptr<OutboxReporter>> make(Outbox& outbox, WentBack went_back);

    PositionWatch& position() { return m_position; }
    /// Counted, durably, before it leaves: a count that was sent twice would be a copy's.
    Result<OutboxReport> report(const std::string& day);
    /// The service's answer to the latest report. `lived`: core/believed_time.h; how many numbers
    /// an answer wastes is counted by it, because the service can move the other time.
    Result<Taken> take(std::string_view reply, const NumberMoment& now, WallTime lived);
    /// Where the numbers of a new day begin (NumberMoment::above). From any thread.
    int numbers_above(WallTime lived) const;

private:
    OutboxReporter(Outbox& outbox, const ServiceMemory& memory, WentBack went_back);
    Result<void> keep(const ServiceMemory& next);
    Result<int> leave_out(const OutboxReply& reply, const NumberMoment& now, WallTime lived,
                          bool copied);

    Outbox& m_outbox;
    mutable std::mutex m_mutex;  ///< whoever writes `m_memory`, and who reads it elsewhere
    ServiceMemory m_memory;
    PositionWatch m_position;
};

}  // namespace lotse::sync
