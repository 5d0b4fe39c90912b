// SPDX-License-Identifier: EUPL-1.2
/// What retention erases, and from when on: each centre's own terms where it has some.
///
/// Counted by time that was lived for certain (core/believed_time.h), so that a wrong clock neither
/// erases nor announces anything.
#pragma once

#include <map>
#include <string>

#include "service/routes.h"

namespace lotse::service {

struct RetentionLimits {
    WallTime closed, open;
    std::map<std::string, WallTime> centres;
};
/// On the store's thread.
Result<RetentionLimits> retention_at(Context& context, store::CentreStore& store, WallTime lived);

/// Of the centre of who asks, what is erased within limits::kToldBeforeErasure: first what nobody
/// closed.
void tell_due(Context& context, Call call, Done done);

}  // namespace lotse::service
