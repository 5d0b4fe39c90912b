// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool demo-setup`: everything that a demo centre needs, below one folder.
///
///     setup.toml                 written last: complete; centre, account, service (no secrets)
///     terminal/enrolment.toml    centre, name, prefix, recipients, service, PIN hash
///     terminal/terminal.key      Ed25519 signing key of the terminal
///     terminal/outbox.db         made by the terminal
///     queue/queue.db             account with its grants, register of keys with the terminal
///     keys/service.key           without it nobody can log in (vault/service_key.h)
///     tls/ca.pem, ca.key, server.pem, server.key
///     desk/centre.toml           by which the desk knows the centre
///     desk/centre-key.txt        the centre's public key and its fingerprint, to compare
///     recovery/recovery.key      own password; a real centre keeps it elsewhere
///
/// Passwords and PIN are made at random, shown once, and kept nowhere. Everything is made in a
/// folder beside and moved into place, so an interrupted set-up leaves nothing that looks finished,
/// and the next call makes all of it anew. A second call only renews the server's certificate when
/// it is about to end, and opens no database: the service may be running. The demo centre of an
/// earlier version is Refused, with the command that brings it up to date.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/error.h"
#include "vault/keys.h"
#include "vault/password.h"

namespace lotse::tools {

struct DemoOptions {
    std::string state;  ///< the folder; made if missing
    std::string centre = "demo";
    std::string account = "beratung";
    std::string service = "https://127.0.0.1:8443";
    vault::WrapCost wrap_cost;
    vault::PasswordCost password_cost;
};

/// Shown once.
struct DemoSecrets {
    std::string password;           ///< of the staff account
    std::string pin;                ///< of the terminal's staff menu
    std::string recovery_password;  ///< of recovery/recovery.key
    std::string fingerprint;        ///< of the centre key
};

/// Nothing if the set-up was complete before. `announce` shows the secrets to somebody before the
/// set-up is complete: an interruption then may show them in vain, but never leaves a centre whose
/// passwords nobody saw.
Result<std::optional<DemoSecrets>> set_up_demo(
    const DemoOptions& options, const std::function<void(const DemoSecrets&)>& announce = {});

}  // namespace lotse::tools
