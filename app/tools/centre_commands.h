// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool enrol`, `display enrol`, `terminal add|revoke`, `account add`, `audit verify`,
/// `outbox count`: who belongs to a centre, and what was done.
///
/// Terminals are let in and blocked at the running service, or in the queue's database. What
/// changes the database needs it for itself: the service has to be stopped meanwhile.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/intake/ports.h"
#include "store/centre_store.h"
#include "tools/console.h"
#include "tools/running_centre.h"
#include "vault/keys.h"
#include "vault/password.h"
#include "vault/staff_account.h"

namespace lotse::tools {

/// What the audit log calls whoever uses the tool.
inline constexpr const char* kAuditName = "lotse-tool";

struct Enrol {
    std::string state;  ///< the terminal's folder: terminal/ is made in it
    std::string centre;
    std::string terminal;
    std::string prefix;
    std::vector<std::string>
        recipients;  ///< public keys in hex: the centre's, then the recovery key
    std::string service;
    std::string ca_file = "tls/ca.pem";
    std::string
        configuration_key;  ///< Ed25519 in hex: who signs configurations; empty: none is taken
    /// By which desks know the centre (codec/settings/centre_pin.h). Empty: who signs registers is
    /// known from the account; without one the terminal never takes a register.
    std::string centre_file;
    /// Whose password is read: it signs the register, at the running service, or in `queue` while
    /// that is stopped. Empty: print how to do it there.
    std::string account;
    std::string queue;
    std::string service_key;  ///< empty: service_key_of(queue)
    bool ask_pin = false;     ///< read it instead of making one
    vault::PasswordCost pin_cost;
    vault::KdfBounds log_in;  ///< what the service may ask of a password
};
/// A terminal that is enrolled again keeps its signing key, and with it what waits in its outbox.
/// Once it is registered it seals to whom the register of keys names, whatever `recipients` says.
Result<void> enrol(const Enrol& request, Console& console);

/// A call display: it is enrolled at the running service, or in the database of one that is
/// stopped.
struct EnrolDisplay {
    std::string state;  ///< the display's folder: display/ is made in it
    std::string centre, display;
    std::string service;
    std::string ca_file = "tls/ca.pem";
    std::string account;      ///< whose password is read: it signs the register
    std::string queue;        ///< of a service that is stopped; empty: the service runs
    std::string service_key;  ///< empty: service_key_of(queue)
    vault::KdfBounds log_in;  ///< what the service may ask of a password
};
/// A display that is enrolled again keeps its signing key.
Result<void> enrol_display(const EnrolDisplay& request, Console& console);

struct TerminalChange {
    std::string queue;  ///< of a service that is stopped; empty: that of `address` runs
    std::string centre, terminal;
    std::string account;      ///< whose password is read: it signs the register
    std::string public_key;   ///< Ed25519 in hex; for `add`
    std::string prefix;       ///< the letters before its numbers; for `add`
    std::string service_key;  ///< empty: service_key_of(queue)
    ServiceAddress address = {};
};
Result<void> add_terminal(const TerminalChange& request, Console& console);
Result<void> revoke_terminal(const TerminalChange& request, Console& console);

struct AddAccount {
    std::string queue, centre, name;
    std::string key_file;      ///< the centre's wrapped key, or …
    std::string from_account;  ///< … an account of the same centre that holds it already
    /// core/staff.h; who neither opens nor configures needs no key. Empty: an account that is there
    /// keeps its rights, a new one is a counsellor's.
    std::string role;
    bool ask_password = false;  ///< read it (after the key's) instead of making one
    /// A code instead, with which its owner chooses a password. An account of the centre that is
    /// there becomes an invitation again: what its owner forgot.
    bool invite = false;
    std::string service_key;  ///< empty: service_key_of(queue)
    KdfCost cost;
};
/// An existing name is Refused, unless it is invited anew.
Result<void> add_account(const AddAccount& request, Console& console);
/// Where the key of the service with this database is, as usual.
std::string service_key_of(const std::string& queue);

/// An existing database: a mistyped name must not make an empty centre. Transient while the service
/// holds it.
Result<std::unique_ptr<store::CentreStore>> open_existing_queue(
    const std::string& path, const std::string& service_key = "");
/// Refused, naming the field, unless both have the form that an envelope's header asks for.
Result<void> check_names(const std::string& centre, const std::string& terminal);
/// With a row in the audit log. Kept only after what was made of it opened a test intake
/// (vault/staff_account.h). The caller made sure that the name is free.
Result<void> keep_account(Accounts& accounts, const vault::NewAccount& wanted,
                          std::string_view password, const vault::PrivateKey* key,
                          const vault::ServiceKey& service);
/// How many intakes wait on a terminal that is stopped; `state` is its folder.
Result<void> count_outbox(const std::string& state, Console& console);

/// Corrupt names the first row of the audit log that was changed or removed.
Result<void> verify_audit(const std::string& queue, Console& console);

}  // namespace lotse::tools
