// SPDX-License-Identifier: EUPL-1.2
/// Clients who ask at a terminal for somebody to come: said by the terminal, signed; handed to the
/// desks of its centre as it was signed; ended by staff, which leaves a row in the audit log.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void take_help_call(Context& context, Call call, Done done);
void list_help_calls(Context& context, Call call, Done done);
void end_help_call(Context& context, Call call, Done done);

}  // namespace lotse::service
