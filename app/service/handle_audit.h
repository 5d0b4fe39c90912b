// SPDX-License-Identifier: EUPL-1.2
/// What everybody with a session may know of the audit log: that it only grew
/// (core/intake/audit_chain.h). Nothing in it says what a row says.
///
/// A head that somebody signed stands in the log itself, so in every backup, and in the service's
/// own log, so wherever that is carried: whoever exchanges the log afterwards cannot take it back.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void tell_audit_heads(Context& context, Call call, Done done);
/// 409 unless it is a head of this log; 403 unless who is logged in signed it as their own.
void take_audit_head(Context& context, Call call, Done done);

}  // namespace lotse::service
