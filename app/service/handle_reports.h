// SPDX-License-Identifier: EUPL-1.2
/// What terminals say of themselves: signed by them, answered with what they should run next, or
/// with what became of their intakes; handed to desks as it was signed.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void take_report(Context& context, Call call, Done done);
void list_terminals(Context& context, Call call, Done done);

}  // namespace lotse::service
