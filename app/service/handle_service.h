// SPDX-License-Identifier: EUPL-1.2
/// What the service says of itself: whether it works, and which routes it has.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void tell_health(Context& context, Call call, Done done);
void describe(Context& context, Call call, Done done);

}  // namespace lotse::service
