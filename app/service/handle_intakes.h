// SPDX-License-Identifier: EUPL-1.2
/// Takes sealed intakes from terminals.
///
/// Decides who is heard: an enrolled terminal of the centre, by its signature, within its quota.
/// What it brings is answered only when it is durable; the same bytes again get the same receipt.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void put_intake(Context& context, Call call, Done done);

}  // namespace lotse::service
