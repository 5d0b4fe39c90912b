// SPDX-License-Identifier: EUPL-1.2
/// What the process costs the machine. Source: getrusage(2), proc(5).
#pragma once

#include <cstdint>

#include "core/error.h"

namespace lotse::platform {

struct ProcessStats {
    double cpu_seconds = 0;           ///< user and system, all threads, since the start
    std::int64_t resident_bytes = 0;  ///< now
};

Result<ProcessStats> read_process_stats();

}  // namespace lotse::platform
