// SPDX-License-Identifier: EUPL-1.2
/// Makes an account as the service keeps it, from what a person has: a password, keys, and the
/// centre's secrets that the person's rights need.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/ports.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"
#include "vault/service_key.h"

namespace lotse::vault {

struct NewAccount {
    std::string name, centre;
    Rights rights;
    KdfCost cost;
    /// The password is a code on a slip until then, and one's own comes with the first log-in.
    std::optional<WallTime> invited_until;
};

/// With keys of its own, and grants of what the rights ask for. Refused if they ask for the
/// centre's key and there is none. Before it is handed out, what was made opened a test intake. One
/// Argon2id: half a second.
Result<StaffAccount> make_account(const NewAccount& wanted, std::string_view password,
                                  const PrivateKey* centre, const ServiceKey& service);

/// The service's key in this file, made if there are no accounts yet. Unusable if it is missing, or
/// if no account was made with it: a file and a database of two backups.
Result<ServiceKey> service_key_for(Accounts& accounts, const std::string& path);

}  // namespace lotse::vault
