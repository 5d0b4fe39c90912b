// SPDX-License-Identifier: EUPL-1.2
/// Begins and ends the sessions of staff.
///
/// Decides how guessing is slowed down, and that nothing tells which accounts exist: a name that
/// does not has terms, does the same work and gets the same words. What is compared is a proof
/// (vault/log_in.h); no password comes here. A session begins after its row in the audit log is
/// durable.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void give_terms(Context& context, Call call, Done done);
void log_in(Context& context, Call call, Done done);
void log_out(Context& context, Call call, Done done);

}  // namespace lotse::service
