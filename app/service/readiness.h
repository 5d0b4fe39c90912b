// SPDX-License-Identifier: EUPL-1.2
/// Decides whether the service can work, and what is the matter with it, from what was found out.
///
///     ok        it takes intakes and nothing is the matter
///     degraded  it works, and somebody has to look after something soon
///     failing   terminals have to keep what they have: nothing can be committed
///
/// Pure. Each fault is a word, so that a full disk, one that cannot be written, a database of
/// another key and a doubtful clock are told apart by whoever watches the service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/believed_time.h"
#include "core/error.h"
#include "core/moment.h"

namespace lotse::service {

enum class Fault : std::uint8_t {
    Disk,         ///< full or nearly so, or it failed
    ReadOnly,     ///< the database cannot be written
    Key,          ///< the database is not of this service's key
    Clock,        ///< nobody knows what time it is
    Certificate,  ///< it is over soon
    Backup,       ///< there is none of the last day
    Damage,       ///< rows of the database were changed by something else
    Mark,         ///< how far the queue has come cannot be noted
};
std::string_view to_string(Fault fault);

/// What was found out.
struct Condition {
    std::optional<Error> write;  ///< why the last write that was tried failed
    bool takes_intakes = true;   ///< there is space for them
    ClockTrust clock = ClockTrust::Sure;
    std::optional<WallTime> certificate_until;
    std::optional<WallTime> backed_up;  ///< nothing: never
    std::int64_t damaged = 0;           ///< rows, when all of them were looked at last
    bool marked = true;
};

enum class Ability : std::uint8_t { Ok, Degraded, Failing };
struct Readiness {
    Ability ability = Ability::Ok;
    std::vector<Fault> faults;  ///< in their order
};
Readiness judge(const Condition& condition, WallTime now);

/// {"state":"degraded","faults":["clock","backup"]}
std::string to_json(const Readiness& readiness);

}  // namespace lotse::service
