// SPDX-License-Identifier: EUPL-1.2
/// Decides what a desk finds amiss between what the centre's terminals say and what the queue
/// service lists: a number that a terminal gave and stored and that is in no list, a terminal that
/// nobody hears, a number given twice.
///
/// Whoever controls the service can withhold an intake, or a terminal's reports; neither stays
/// unnoticed for longer than a quarter of an hour. Reports are signed; whose signature counts was
/// decided before. An intake travels for seconds, so a number is missed only when it has not been
/// in the list all that time.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/intake/alarm.h"
#include "core/intake/queue.h"
#include "core/moment.h"

namespace lotse::desk {

/// Longer than any line is slow; shorter than a client waits before asking.
inline constexpr std::chrono::minutes kMissedAfter{15};
/// A terminal that was put away is not missed for ever.
inline constexpr std::chrono::days kSilentShown{7};

/// What a terminal said last.
struct TerminalWord {
    std::string terminal;
    WallTime at{};                     ///< when the service heard it, by the service's clock
    std::string day;                   ///< that the numbers are of
    std::vector<std::string> numbers;  ///< that it gave and stored
    bool operator==(const TerminalWord&) const = default;
};

/// Something to be told once, and what of.
using Raised = std::pair<Alarm, std::string>;

struct TerminalWatch {
    std::vector<TerminalWord> words;
    Instant told{0};  ///< when the service handed them over
    /// By terminal, day and number: since when it has been missing.
    std::map<std::string, std::pair<std::string, Instant>> missing;
};

/// What the service handed over: nobody's older word takes the place of a newer one, and who is
/// left out is remembered as long as it is `enrolled`, so that withholding is no way to be
/// forgotten.
void take(TerminalWatch& watch, const std::vector<TerminalWord>& words,
          const std::vector<std::string>& enrolled, Instant now);
/// Whether what is known is of now; a desk without a line knows nothing that is amiss.
bool is_fresh(const TerminalWatch& watch, Instant now);
/// `entries`: what the service lists for `today` (all that is open, and what was closed today).
void compare(TerminalWatch& watch, const std::vector<QueueEntry>& entries, const std::string& today,
             WallTime service_now, Instant now);

/// In the order of the terminals: "A012".
std::vector<std::string> missed_numbers(const TerminalWatch& watch, Instant now);
std::vector<std::string> silent_terminals(const TerminalWatch& watch, WallTime service_now,
                                          Instant now);

/// An entry whose number somebody else has on the same day; null: there is none. A terminal that
/// was copied or put back gives numbers again, and a service can show an old one.
const QueueEntry* given_twice(const std::vector<QueueEntry>& entries);

/// All of the above, as it stands in the audit log.
std::vector<Raised> alarms_of(const TerminalWatch& watch, const std::vector<QueueEntry>& entries,
                              WallTime service_now, Instant now);

}  // namespace lotse::desk
