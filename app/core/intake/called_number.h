// SPDX-License-Identifier: EUPL-1.2
/// What a display learns of the queue: which numbers are called, and nothing by which one could be
/// traced to an intake or a person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/intake/expected_wait.h"
#include "core/moment.h"

namespace lotse {

struct CalledNumber {
    std::string number;    ///< as on the client's ticket
    std::string room;      ///< core/intake/queue.h; empty: the desk said none
    std::string language;  ///< BCP 47, of the client
    WallTime called{};     ///< the last time
    int calls = 1;         ///< how often, so far
    bool operator==(const CalledNumber&) const = default;
};

/// Who is called and did not come yet, the latest call first.
struct CalledNumbers {
    std::int64_t revision = 0;  ///< of the centre's queue
    WallTime now{};             ///< the service's clock
    std::vector<CalledNumber> calls;
    std::optional<WaitRange> wait = {};  ///< for who comes now, whoever it is; nothing: not known
    bool operator==(const CalledNumbers&) const = default;
};

}  // namespace lotse
