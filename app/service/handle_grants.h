// SPDX-License-Identifier: EUPL-1.2
/// `POST /v1/grants`: who opens intakes passes what opens them on to a colleague, sealed to that
/// person's key.
///
/// Decides who may get something: an account that the register of people lets read, that has a
/// password of its own, and whose key is still the one it was sealed to. What somebody has is never
/// replaced as long as it opens, so that nobody takes anything away by it. Each version is a row in
/// the audit log, with the key it went to. The service cannot look into what it is given; whether
/// the key is that person's is seen at the desk (kiosk/desk/desk_keys.h).
#pragma once

#include <string>
#include <vector>

#include "codec/wire/staff_wire.h"
#include "service/context.h"
#include "service/routes.h"

namespace lotse::service {

/// Of the centre's accounts those that read, as desks are told of them.
Result<std::vector<codec::ListedReader>> readers_of(const Context& context,
                                                    store::CentreStore& store,
                                                    const std::string& centre);
/// What the route does, for other handlers.
Reply give(Context& context, store::CentreStore& store, const Staff& staff,
           const codec::AccessGiven& access);
void give_access(Context& context, Call call, Done done);

}  // namespace lotse::service
