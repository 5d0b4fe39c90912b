// SPDX-License-Identifier: EUPL-1.2
/// Which numbers are called, for the displays of the centre's register of keys.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void tell_calls(Context& context, Call call, Done done);

}  // namespace lotse::service
