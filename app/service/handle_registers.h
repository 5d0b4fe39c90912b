// SPDX-License-Identifier: EUPL-1.2
/// `PUT /v1/keys/{serial}`: which terminals are the centre's, while the service runs.
///
/// The signature is the authority: what the person's desk or tool signed is taken if it follows the
/// register that is kept, by the rules by which every desk judges it (core/intake/keys_register.h).
/// From then on its terminals are heard and no others. The right only decides who may ask.
#pragma once

#include "core/error.h"
#include "core/intake/ports.h"
#include "service/context.h"
#include "service/routes.h"

namespace lotse::service {

void take_keys(Context& context, Call call, Done done);

/// Unusable, naming the centre, if a register that is kept is not signed with the key that it
/// names, or is another centre's: somebody changed the database, or it is damaged. At start.
Result<void> check_registers(Terminals& terminals);

}  // namespace lotse::service
