// SPDX-License-Identifier: EUPL-1.2
#include "service/wait_memory.h"

#include <vector>

#include "core/limits.h"
#include "service/context.h"

namespace lotse::service {

const ExpectedWaits& WaitMemory::waits(Context& context, store::CentreStore& store,
                                       const std::string& centre) {
    const Instant now = context.options.monotonic();
    const auto [known, is_new] = m_known.try_emplace(centre);
    if (is_new || now - known->second.at >= limits::kWaitsRenewed) {
        known->second.at = now;
        const WallTime wall = context.options.wall();
        const Result<std::vector<Visit>> visits =
            store.intakes.visits(centre, wall - limits::kWaitsLearned);
        if (visits) {
            known->second.waits = expected_waits(*visits, wall);
        } else {
            known->second.waits.clear();
            context.log(WorkFailed{Work::List, visits.error()});
        }
    }
    return known->second.waits;
}

}  // namespace lotse::service
