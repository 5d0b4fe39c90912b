// SPDX-License-Identifier: EUPL-1.2
/// A centre's whole queue, page after page.
#pragma once

#include <string>
#include <vector>

#include "core/intake/ports.h"
#include "core/limits.h"

namespace lotse::support {

inline Result<std::vector<QueueEntry>> whole_list(IntakeQueue& queue, const std::string& centre,
                                                  const std::string& day) {
    std::vector<QueueEntry> all;
    std::int64_t after = 0;
    for (;;) {
        const Result<QueuePage> page = queue.list(centre, day, after, limits::kQueuePage);
        if (!page) {
            return page.error();
        }
        all.insert(all.end(), page->entries.begin(), page->entries.end());
        if (!page->next) {
            return all;
        }
        after = *page->next;
    }
}

}  // namespace lotse::support
