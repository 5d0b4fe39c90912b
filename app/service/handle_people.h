// SPDX-License-Identifier: EUPL-1.2
/// `GET /v1/accounts`, `POST /v1/accounts`, `POST /v1/unblock`: who works at the centre, as whoever
/// lets people in sees and does it.
///
/// An invitation is a whole account under a code, made at the desk of who invites; the service
/// takes rights from nobody but the register of people (handle_registers.h), so that an account
/// that nobody signed has none. Leaves alone: accepting an invitation (handle_accounts.h).
#pragma once

#include "service/context.h"
#include "service/routes.h"

namespace lotse::service {

void list_accounts(Context& context, Call call, Done done);
void invite_account(Context& context, Call call, Done done);
void unblock_account(Context& context, Call call, Done done);

}  // namespace lotse::service
