// SPDX-License-Identifier: EUPL-1.2
/// What a terminal remembers of the queue service over restarts, in one line beside its outbox.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/intake/queue_position.h"
#include "core/moment.h"

namespace lotse {

struct ServiceMemory {
    std::int64_t seq = 0;  ///< of this terminal's latest report
    /// How far the centre's database had come.
    std::optional<QueuePosition> position;
    /// Another copy of this outbox was heard of, last at `copied`: each of the two gives its
    /// numbers above another multiple of the block. 0: there is none.
    int block = 0;
    WallTime copied{};
    /// Numbers that were left out on the service's word, in the day that began then. This and
    /// `copied` are time lived (core/believed_time.h), which no word of the service moves.
    int left_out = 0;
    WallTime left_out_since{};
    bool operator==(const ServiceMemory&) const = default;
};

std::string to_text(const ServiceMemory& memory);
/// What cannot be read is nothing: what the centre lost meanwhile, it asks for.
ServiceMemory service_memory_from(std::string_view text);

}  // namespace lotse
