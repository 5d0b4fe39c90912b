// SPDX-License-Identifier: EUPL-1.2
/// What a desk found wrong with what it got (core/intake/alarm.h): a row in the audit log.
///
/// The desk keeps a log of its own as well; whoever controls the service could lose this one.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void take_alarm(Context& context, Call call, Done done);

}  // namespace lotse::service
