// SPDX-License-Identifier: EUPL-1.2
/// Begins and ends the sessions of staff.
///
/// Decides how guessing is slowed down, and that time does not tell which accounts exist. A session
/// begins after its row in the audit log is durable.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void log_in(Context& context, Call call, Done done);
void log_out(Context& context, Call call, Done done);

}  // namespace lotse::service
