// SPDX-License-Identifier: EUPL-1.2
/// `PUT /v1/keys/{serial}` and `PUT /v1/people/{serial}`: which terminals are the centre's and who
/// works there, while the service runs.
///
/// The signature is the authority: what the person's desk or tool signed is taken if it follows the
/// register that is kept, by the rules by which every desk judges it (core/intake/keys_register.h,
/// people_register.h). From then on its terminals are heard and no others, its people have the
/// rights that it names, and who is not in it is gone. The right only decides who may ask.
#pragma once

#include "core/error.h"
#include "core/intake/ports.h"
#include "service/context.h"
#include "service/routes.h"

namespace lotse::service {

void take_keys(Context& context, Call call, Done done);
void take_people(Context& context, Call call, Done done);

/// What a register that is kept says, whoever signed it: `check_registers` looked at it.
Result<KeysRegister> keys_in(const std::string& document);
/// Unusable, naming the centre, if a register that is kept is not signed with the key that the
/// centre's names, or is another centre's: somebody changed the database, or it is damaged. At
/// start.
Result<void> check_registers(Terminals& terminals, Accounts& accounts);

/// The centre's register of keys, remembered. Null: the centre has none, or it cannot be read; then
/// desks say so.
Result<RegisterMemory::Register> register_of(Context& context, store::CentreStore& store,
                                             const std::string& centre);

}  // namespace lotse::service
