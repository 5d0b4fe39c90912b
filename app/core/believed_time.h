// SPDX-License-Identifier: EUPL-1.2
/// Decides which time a program goes by, when the machine's clock may be wrong.
///
/// Within one start of the machine time goes on by its boot clock, which cannot be set and counts
/// sleep; the wall clock is only compared. Only an outside word (`hear`) corrects what is believed,
/// and only it leads back. At a new start of the machine the wall clock is believed if it shows a
/// time from the last one known to 45 days later: a dead battery shows the past, a slip the far
/// future, and time that a machine was switched off for has to count somehow.
///
///     first start: wall ─► Kept          outside word ─────────► Sure until the machine starts
///     anew same boot: last known + boot clock; wall within 5 min ───► Kept, else Doubtful new
///     boot: wall within 45 days after the last known ──────► Kept, else the last known, Doubtful
///
/// Beside it counts `lived`: how much time passed for certain. It starts at the wall clock's time
/// and then counts boot time; time between two starts is added only when outside words stand at
/// both its ends and the second one was still agreed with a day later. So a wrong clock never makes
/// it jump, and whatever is erased by it is erased late after outages, never early.
///
/// Pure. What is outside: NTP's word at a service, the service's at a terminal, a person's at both
/// (base/believed_clock.h, `outside_word`).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/moment.h"

namespace lotse {

/// Clocks that differ less are the same for people; NTP steps and slow answers stay far below.
inline constexpr std::chrono::minutes kClockTolerance{5};
/// Longer than the holidays of any centre; a calendar battery that died shows another year.
inline constexpr std::chrono::days kLongestSwitchedOff{45};

enum class ClockTrust : std::uint8_t { Sure, Kept, Doubtful };
std::string_view to_string(ClockTrust trust);
std::optional<ClockTrust> clock_trust_from(std::string_view word);

/// What a machine's clocks show at one moment.
struct ClockReading {
    WallTime wall{};
    Instant up{0};     ///< boot clock
    std::string boot;  ///< which start of the machine
};

/// What is remembered over restarts. A value; the functions below make the next one.
struct ClockMemory {
    struct Word {
        WallTime time{};
        WallTime lived{};
        std::string boot;
        bool operator==(const Word&) const = default;
    };
    WallTime time{};  ///< believed when the boot clock of `boot` showed `up`
    Instant up{0};
    std::string boot;
    bool sure = false;  ///< an outside word was heard in this boot
    WallTime lived{};
    std::optional<Word> heard;   ///< an outside word that waits for a day's agreement
    std::optional<Word> upheld;  ///< the last one that got it
    bool operator==(const ClockMemory&) const = default;
};

struct BelievedTime {
    WallTime time{};
    ClockTrust trust = ClockTrust::Kept;
    std::chrono::seconds wall_ahead{0};  ///< of what is believed
    /// People have to be told: what the machine shows is not what the program goes by.
    bool wall_is_wrong() const;
};

/// At the start of a program; nothing is known at the first one.
ClockMemory start_clock(const std::optional<ClockMemory>& known, const ClockReading& reading);
BelievedTime believed_time(const ClockMemory& memory, const ClockReading& reading);
WallTime lived_time(const ClockMemory& memory, const ClockReading& reading);
/// The memory as of now, to be written down.
ClockMemory clock_at(ClockMemory memory, const ClockReading& reading);
/// After an outside word.
ClockMemory hear(ClockMemory memory, WallTime outside, const ClockReading& reading);

/// One line; and back, nothing if it is none.
std::string to_text(const ClockMemory& memory);
std::optional<ClockMemory> clock_memory_from(std::string_view text);

/// What a service says of its clock with every reply, and of the certificate it shows.
struct ServiceTime {
    WallTime now{};
    ClockTrust trust = ClockTrust::Kept;
    std::optional<WallTime> certificate_until;
    bool operator==(const ServiceTime&) const = default;
};
/// What a terminal may take from it: a service that is sure, or two clocks that agree.
std::optional<WallTime> outside_word(const ServiceTime& service, const ClockReading& reading);

}  // namespace lotse
