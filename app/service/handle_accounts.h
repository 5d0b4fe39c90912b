// SPDX-License-Identifier: EUPL-1.2
/// What a person does with the own account: fetches what was granted, changes the password, makes
/// an invitation one's own.
///
/// Decides that the password of now is proved again before another one counts (ASVS 5.0, 6.2.3),
/// that a guess there waits like one at log-in, and that a new password ends every other session of
/// the account. The service cannot look into what it is given: a grant is taken over sealed, for
/// the kinds of which the person held one before.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void tell_centre(Context& context, Call call, Done done);
void change_password(Context& context, Call call, Done done);
void accept_invitation(Context& context, Call call, Done done);

}  // namespace lotse::service
