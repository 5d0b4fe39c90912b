// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/configuration.h"

#include <algorithm>

namespace lotse {

std::optional<std::int64_t> next_version(const std::vector<PublishedConfiguration>& published,
                                         const TerminalReport& report) {
    std::int64_t next = std::max({report.running, report.refused, report.accepted});
    const std::int64_t least = next;
    for (const PublishedConfiguration& one : published) {
        if (one.preview.empty() || one.preview == report.terminal) {
            next = std::max(next, one.version);
        }
    }
    return next > least ? std::optional(next) : std::nullopt;
}

}  // namespace lotse
