// SPDX-License-Identifier: EUPL-1.2
/// Decides what a terminal and the queue service tell each other about the numbers that the
/// terminal gave and the intakes behind them.
///
/// With each report a terminal names the copies it keeps and those that the centre deleted; the
/// answer says which of them the centre does not have, and which it deleted since. So neither an
/// old database nor an old outbox loses an intake or brings one back. The report is signed and is
/// handed to the desks as it is: they find a number that was given and is not in their list.
///
/// Reports are counted. A terminal whose count the service has heard before is a copy of another
/// one, or an older state of itself: `last` then says which numbers are taken.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/intake/expected_wait.h"
#include "core/intake/outbox.h"

namespace lotse {

struct OutboxReport {
    std::int64_t seq = 0;        ///< grows with each report
    std::string day;             ///< believed, YYYY-MM-DD
    std::string stored;          ///< numbers of that day that were given and are stored: "1-17,19"
    int waiting = 0;             ///< intakes that have not arrived, held ones among them
    std::string oldest;          ///< the number of the one that waits longest; empty: none waits
    std::vector<IntakeId> kept;  ///< copies
    std::vector<IntakeId> gone;  ///< deleted by the centre, at most limits::kMostIdsAtOnce
    bool operator==(const OutboxReport&) const = default;
};

struct OutboxReply {
    std::vector<IntakeId> want;  ///< to be sent again; with `gone` at most limits::kMostIdsAtOnce
    std::vector<IntakeId> gone;  ///< withdrawn or erased: the copies go, too
    std::string day;             ///< the report's
    int last = 0;                ///< the highest number of that day that the centre has; 0: none
    std::int64_t seq = 0;        ///< of the latest report before this one; 0: there was none
    bool more = false;           ///< there is more to tell: report again at once
    /// The centre's register of keys as it was signed, if it is newer than the terminal's; empty:
    /// it is not, or does not belong to this answer.
    std::string keys = {};
    ExpectedWaits waits = {};  ///< for who comes now
    bool operator==(const OutboxReply&) const = default;
};

/// What a terminal knows of itself when it reports.
struct OutboxState {
    std::vector<OutboxEntry> unsent, copies;
    std::vector<Arrival> arrivals;
};
OutboxReport outbox_report(const OutboxState& state, const std::string& day, std::int64_t seq);

/// The copies among what the centre says it deleted: a terminal buries nothing else on a word that
/// it did not ask for.
std::vector<IntakeId> buried_by(const OutboxReply& reply, const std::vector<OutboxEntry>& copies);

/// "1-17,19", ascending; back, nothing unless it is exactly that, with numbers from 1 and no more
/// of them than a terminal gives in a day (limits::kMostNumbersADay).
std::string ranges_of(const std::set<int>& numbers);
std::optional<std::set<int>> numbers_in(std::string_view ranges);

}  // namespace lotse
