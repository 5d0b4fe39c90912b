// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_retention.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "codec/wire/audit_wire.h"
#include "core/limits.h"
#include "service/replies.h"

namespace lotse::service {

Result<RetentionLimits> retention_at(Context& context, store::CentreStore& store, WallTime lived) {
    const Result<std::map<std::string, std::chrono::days>> own = store.configurations.retentions();
    if (!own) {
        return own.error();
    }
    RetentionLimits limits{
        lived - context.options.closed_kept, lived - context.options.open_kept, {}};
    for (const auto& [centre, days] : *own) {
        limits.centres.emplace(centre, lived - days);
    }
    return limits;
}

void tell_due(Context& context, Call call, Done done) {
    context.with_store(
        waiter_of(call.staff),
        [&context, done, centre = call.staff.centre](store::CentreStore& store) {
            const Result<RetentionLimits> limits =
                retention_at(context, store, context.clock.lived() + limits::kToldBeforeErasure);
            Result<std::vector<DueEntry>> due =
                limits ? store.intakes.due(limits->closed, limits->centres, limits->open)
                       : limits.error();
            if (!due) {
                context.log(WorkFailed{Work::Retain, due.error()});
                return done(store_problem(due.error()));
            }
            // What somebody may still want to do something about is in the answer in any case.
            std::stable_partition(due->begin(), due->end(),
                                  [](const DueEntry& entry) { return entry.open; });
            codec::DueList list;
            for (DueEntry& entry : *due) {
                if (entry.centre != centre) {
                    continue;
                }
                ++list.count;
                if (list.entries.size() < limits::kDueListed) {
                    list.entries.push_back(std::move(entry));
                }
            }
            done(json(200, codec::write_due(list)));
        },
        done);
}

}  // namespace lotse::service
