// SPDX-License-Identifier: EUPL-1.2
/// The time that a program goes by (core/believed_time.h), over this machine's clocks.
///
/// From any thread. Decides when what it knows is worth writing down: after an outside word, and
/// every ten minutes; where it is written is the caller's (a store beside what depends on it).
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "core/believed_time.h"

namespace lotse {

/// This machine's clocks, now.
ClockReading read_clocks();
/// The kernel's time, if a time service of the machine (NTP) keeps it synchronised; setting the
/// clock by hand ends that.
std::optional<WallTime> synchronised_time();

class BelievedClock {
public:
    using Read = std::function<ClockReading()>;

    /// `known`: what was written down last, empty if nothing. What cannot be read counts as
    /// nothing.
    explicit BelievedClock(const std::string& known, Read read = read_clocks);

    BelievedTime now() const;
    WallTime lived() const;
    /// Both of one moment.
    std::pair<BelievedTime, ClockReading> reading() const;
    /// How far an outside word moved the believed time.
    std::chrono::seconds hear(WallTime outside);
    /// The same of a service's word, if it is one (`outside_word`).
    void hear(const ServiceTime& service);
    /// What is to be written down, if it is time to: the caller then does.
    std::optional<std::string> due();
    std::string text() const;

private:
    Read m_read;
    mutable std::mutex m_mutex;
    ClockMemory m_memory;
    std::optional<Instant> m_written;  ///< nothing: what is known is worth writing at once
};

}  // namespace lotse
