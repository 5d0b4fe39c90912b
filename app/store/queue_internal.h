// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the queue's settings as an argument, so that the power-cut test can show that
/// it notices weaker ones.
#pragma once

#include "store/sqlite_queue.h"

namespace lotse::store {

struct QueueSettings {
    const char* synchronous = "FULL";
    const char* synchronous_reads_back = "2";
};

Result<std::unique_ptr<CentreStore>> open_queue_with(const std::string& path, HashFunction hash,
                                                     const QueueSettings& settings);

}  // namespace lotse::store
