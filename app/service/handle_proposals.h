// SPDX-License-Identifier: EUPL-1.2
/// `POST /v1/proposals`: who reads made the next version of the centre's key, and sealed it to all
/// who read.
///
/// Decides that it is of the account that asks, signed with that account's key, and that nobody
/// made one of this name before. What each reader gets of it is kept with the account at once; it
/// opens nothing before an admin's desk signed the register that names the version
/// (handle_registers.h). Desks look at signatures again: the service is not believed in this.
#pragma once

#include <string>
#include <vector>

#include "service/context.h"
#include "service/routes.h"

namespace lotse::service {

/// As they were signed, of those that no register names yet.
Result<std::vector<std::string>> proposals_of(store::CentreStore& store, const std::string& centre,
                                              const std::string& signed_keys);
void take_proposal(Context& context, Call call, Done done);

}  // namespace lotse::service
