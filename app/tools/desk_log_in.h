// SPDX-License-Identifier: EUPL-1.2
/// A log-in as a desk does it, for tools that look at a running service with an account.
#pragma once

#include <string>
#include <string_view>

#include "sync/desk_client.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::tools {

struct DeskLogIn {
    LogInTerms terms;
    SecretText proof;
    vault::Keyring keys;  ///< with what was granted
};
/// The session stands in `desk`. Refused for a wrong password, and for an account that has only a
/// code so far.
Result<DeskLogIn> log_in_at(sync::DeskClient& desk, const std::string& account,
                            std::string_view password, const vault::KdfBounds& bounds = {});

}  // namespace lotse::tools
