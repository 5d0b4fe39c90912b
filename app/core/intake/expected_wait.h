// SPDX-License-Identifier: EUPL-1.2
/// Decides how long a client who comes now will probably wait.
///
/// Nothing is modelled: neither how many counsellors there are nor how fast they work. A client is
/// told what became of those in the last weeks who found about as many people before them as there
/// are now; of the same language and questionnaire if there were enough such clients, else of the
/// same questionnaire, else of all. The range holds the middle three fifths of their waits, rounded
/// outwards, so that about one in five waits longer than it says, and one in five shorter. With
/// too few such clients nothing is said; in a queue longer than any before, only the least.
///
/// A wait lasts from the number to the first call on the same German day. Who was called more than
/// once is no measure, for only the last call is known, and stands in the queue of others all the
/// same.
///
/// Pure. No name, number or answer is in it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/moment.h"

namespace lotse {

/// Of one client, as far as a queue tells.
struct Visit {
    std::string language;       ///< BCP 47
    std::string questionnaire;  ///< empty: a number without data
    WallTime received{};        ///< when the number reached the centre
    WallTime called{};          ///< the last call; the epoch: none yet
    int calls = 0;
    bool waits = false;  ///< is in the queue now
    bool operator==(const Visit&) const = default;
};

/// Minutes, `least` below `most`. `most` 0: more than `least`, nobody knows how much.
struct WaitRange {
    int least = 0, most = 0;
    bool operator==(const WaitRange&) const = default;
};

/// Of clients with this language and questionnaire; empty: of any.
struct WaitOf {
    std::string language, questionnaire;
    WaitRange range;
    bool operator==(const WaitOf&) const = default;
};

/// The most special ones first; at most limits::kMostWaitsTold.
using ExpectedWaits = std::vector<WaitOf>;

/// For who comes at `now`. `visits`: those of limits::kWaitsLearned, in any order.
ExpectedWaits expected_waits(const std::vector<Visit>& visits, WallTime now);

/// Nothing: it is not known.
std::optional<WaitRange> wait_for(const ExpectedWaits& waits, std::string_view language,
                                  std::string_view questionnaire);

}  // namespace lotse
