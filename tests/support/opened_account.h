// SPDX-License-Identifier: EUPL-1.2
/// What a person holds whose account is kept so: as a desk opens it with the password.
#pragma once

#include <string_view>

#include "core/intake/ports.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"
#include "vault/service_key.h"

namespace lotse::support {

/// Refused unless the service would begin a session with this password.
inline Result<vault::Keyring> opened_account(const StaffAccount& account, std::string_view password,
                                             const vault::ServiceKey& service) {
    const Result<vault::LogInSecrets> secrets =
        vault::log_in_secrets(account.name, password, {account.centre, account.salt, account.cost},
                              vault::KdfBounds{account.cost, account.cost});
    if (!secrets) {
        return secrets.error();
    }
    if (!service.verifies(account.name, secrets->proof, account.verifier)) {
        return Error{Kind::Refused, account.name, "wrong password"};
    }
    const Result<Bytes> wrapped = service.wrapped(account.name, account.wrapped);
    if (!wrapped) {
        return wrapped.error();
    }
    return vault::open_keyring(*wrapped, secrets->wrap, account.centre, account.name,
                               account.grants);
}

}  // namespace lotse::support
