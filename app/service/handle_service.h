// SPDX-License-Identifier: EUPL-1.2
/// What the service says of itself: whether it works, what time it is, which routes it has.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void tell_health(Context& context, Call call, Done done);
/// Whether it can work, with a write that was tried, and what is the matter (readiness.h).
void tell_readiness(Context& context, Call call, Done done);
/// An admin says that the clock of the service's machine is right; the desk's agrees.
void confirm_clock(Context& context, Call call, Done done);
void describe(Context& context, Call call, Done done);

}  // namespace lotse::service
