// SPDX-License-Identifier: EUPL-1.2
#include "tools/registers.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/settings/centre_pin.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/proposal_wire.h"
#include "core/intake/key_life.h"
#include "tools/centre_commands.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"
#include "vault/staff_account.h"

namespace lotse::tools {
namespace {

Bytes bytes_of(const vault::PublicKey& key) {
    return {key.bytes.begin(), key.bytes.end()};
}

struct Newest {
    KeysRegister keys;
    std::string document;
};

Result<Newest> newest(Terminals& terminals, const std::string& centre, const Bytes& signer) {
    Result<std::string> document = terminals.signed_keys(centre);
    if (!document) {
        return document.error();
    }
    const std::string where = "register of keys of " + centre;
    if (document->empty()) {
        return Error{Kind::Refused, where,
                     "there is none yet: make it with `lotse-tool centre upgrade`"};
    }
    const Result<std::string> json = vault::open_document(*document, vault::kKeysDocument, signer);
    if (!json) {
        return Error{json.error().kind, where,
                     json.error().detail +
                         ": somebody changed the database, or this account belongs to another "
                         "centre. Nothing was signed"};
    }
    Result<KeysRegister> keys = codec::read_keys(*json);
    if (!keys) {
        return keys.error();
    }
    return Newest{std::move(*keys), std::move(*document)};
}

Result<void> keep(Terminals& terminals, const KeysRegister* last, const KeysRegister& keys,
                  const vault::SigningKey& signer) {
    if (Result<void> checked = check_keys(keys); !checked) {
        return checked;
    }
    return terminals.keep_keys(
        keys, vault::sign_document(vault::kKeysDocument, codec::write_keys(keys), signer),
        audit_of(last, keys, kAuditName, wall_now()));
}

Result<void> keep_next(Terminals& terminals, const Newest& last, KeysRegister next,
                       const vault::SigningKey& signer) {
    next.serial = last.keys.serial + 1;
    next.previous = vault::hash(last.document);
    next.at = wall_now();
    return keep(terminals, &last.keys, next, signer);
}

}  // namespace

Result<ServiceSecrets> service_secrets(Accounts& accounts, const std::string& service_key) {
    Result<vault::ServiceKey> key = vault::service_key_for(accounts, service_key);
    if (!key) {
        return key.error();
    }
    Result<vault::ShredKeys> shred_keys =
        vault::ShredKeys::open(vault::ShredKeys::beside(service_key));
    return shred_keys
               ? Result<ServiceSecrets>(ServiceSecrets{std::move(*key), std::move(*shred_keys)})
               : shred_keys.error();
}

Result<vault::Keyring> keyring_of(const std::string& name, const std::string& centre,
                                  std::string_view password, Accounts& accounts,
                                  const ServiceSecrets& service) {
    const Result<std::optional<StaffAccount>> holder = accounts.find(name);
    if (!holder) {
        return holder.error();
    }
    const std::string where = "account " + name;
    if (!*holder || (*holder)->centre != centre) {
        return Error{Kind::Refused, where, "is not an account of the centre " + centre};
    }
    const StaffAccount& account = **holder;
    if (account.invited_until && *account.invited_until <= wall_now()) {
        return Error{Kind::Refused, where,
                     "is an invitation that is over: its code opens nothing any more"};
    }
    const Result<vault::LogInSecrets> secrets =
        vault::log_in_secrets(account.name, password, {account.centre, account.salt, account.cost},
                              vault::KdfBounds{account.cost, account.cost});
    const Result<Bytes> wrapped = service.key.wrapped(account.name, account.wrapped);
    if (!secrets || !wrapped) {
        return secrets ? wrapped.error() : secrets.error();
    }
    Result<vault::Keyring> keys = vault::open_keyring(
        *wrapped, secrets->wrap, account.centre, account.name, service.shred_keys.opened(account));
    return keys ? std::move(keys)
                : Result<vault::Keyring>(Error{keys.error().kind, where, keys.error().detail});
}

Result<vault::Keyring> ask_keyring(const std::string& name, const std::string& centre,
                                   Accounts& accounts, const ServiceSecrets& service,
                                   Console& console) {
    Result<std::string> password = read_secret(console, "Password of " + name);
    if (!password) {
        return password.error();
    }
    Result<vault::Keyring> keys = keyring_of(name, centre, *password, accounts, service);
    vault::wipe(*password);
    return keys;
}

Result<KeysRegister> first_keys(const std::string& centre, const vault::PrivateKey& key,
                                const std::vector<std::string>& recovery) {
    KeysRegister keys;
    keys.centre = centre;
    keys.at = wall_now();
    keys.signing = vault::register_key(key).public_key();
    keys.configuration = vault::configuration_key(key).public_key();
    keys.versions = {{std::string(kFirstVersion), bytes_of(key.public_key()), true}};
    for (const std::string& hex : recovery) {
        const Result<vault::PublicKey> one = vault::public_key_from_hex(hex);
        if (!one) {
            return Error{Kind::Refused, "recovery key " + hex, one.error().detail};
        }
        const std::string number =
            recovery.size() == 1 ? "" : "-" + std::to_string(keys.recovery.size() + 1);
        keys.recovery.push_back({"recovery" + number, bytes_of(*one)});
    }
    return keys;
}

Result<KeysRegister> newest_keys(Terminals& terminals, const std::string& centre,
                                 const Bytes& signer) {
    Result<Newest> found = newest(terminals, centre, signer);
    return found ? Result<KeysRegister>(std::move(found->keys)) : found.error();
}

std::vector<std::string> recipients_of(const KeysRegister& keys) {
    std::vector<std::string> recipients = {vault::to_hex(version_at(keys, wall_now()).key)};
    if (!keys.recovery.empty()) {
        recipients.push_back(vault::to_hex(keys.recovery.back().key));
    }
    return recipients;
}

Result<void> keep_first_keys(Terminals& terminals, const KeysRegister& keys,
                             const vault::SigningKey& signer) {
    return keep(terminals, nullptr, keys, signer);
}

Result<void> keep_recovery_copy(KeyProposals& proposals, const KeysRegister& keys,
                                const vault::PrivateKey& key, const vault::SigningKey& signer) {
    if (keys.recovery.empty()) {
        return {};
    }
    KeyProposal proposal{
        keys.centre, std::string(kFirstVersion), keys.versions[0].key, keys.versions[0].from, 1,
        kAuditName};
    for (const RecoveryKey& recovery : keys.recovery) {
        vault::PublicKey box;
        std::copy(recovery.key.begin(), recovery.key.end(), box.bytes.begin());
        Result<Bytes> sealed = vault::seal_grant(key.secret(), box);
        if (!sealed) {
            return sealed.error();
        }
        proposal.recovery.push_back({recovery.key, std::move(*sealed)});
    }
    return proposals.keep(
        keys.centre,
        vault::sign_document(vault::kProposalDocument, codec::write_proposal(proposal), signer),
        {kAuditName, AuditAction::KeyProposed, proposal.version, wall_now()});
}

Result<void> keep_first_people(Accounts& accounts, const std::string& centre,
                               const vault::SigningKey& signer) {
    const Result<std::int64_t> serial = accounts.people_serial(centre);
    const Result<std::vector<std::string>> names = accounts.names();
    if (!serial || !names) {
        return serial ? names.error() : serial.error();
    }
    if (*serial > 0) {
        return {};
    }
    PeopleRegister people;
    people.centre = centre;
    people.at = wall_now();
    for (const std::string& name : *names) {
        const Result<std::optional<StaffAccount>> account = accounts.find(name);
        if (!account) {
            return account.error();
        }
        if (*account && (*account)->centre == centre) {
            people.people.push_back({name, (*account)->rights, kAuditName, people.at,
                                     (*account)->vouched.empty() ? Bytes() : (*account)->sign});
        }
    }
    const bool lets_in =
        std::any_of(people.people.begin(), people.people.end(),
                    [](const RegisteredPerson& one) { return one.rights.has(StaffRight::People); });
    if (!lets_in) {
        return {};
    }
    if (Result<void> checked = check_people(people); !checked) {
        return checked;
    }
    return accounts.keep_people(
        people, vault::sign_document(vault::kPeopleDocument, codec::write_people(people), signer),
        audit_of(nullptr, people, kAuditName, people.at));
}

Result<void> register_terminal(Terminals& terminals, const std::string& centre,
                               const RegisteredTerminal& terminal,
                               const vault::SigningKey& signer) {
    const Result<Newest> last = newest(terminals, centre, signer.public_key());
    if (!last) {
        return last.error();
    }
    KeysRegister next = last->keys;
    const auto same = std::find_if(
        next.terminals.begin(), next.terminals.end(), [&](const RegisteredTerminal& one) {
            return one.name == terminal.name && one.key == terminal.key && !one.blocked &&
                   (one.prefix.empty() || one.prefix == terminal.prefix);
        });
    if (same != next.terminals.end()) {
        same->prefix = terminal.prefix;
    } else {
        next.terminals.push_back(terminal);
    }
    return keep_next(terminals, *last, std::move(next), signer);
}

Result<void> register_display(Terminals& terminals, const std::string& centre,
                              const RegisteredDisplay& display, const vault::SigningKey& signer) {
    const Result<Newest> last = newest(terminals, centre, signer.public_key());
    if (!last) {
        return last.error();
    }
    if (const RegisteredDisplay* known = find_display(last->keys, display.name);
        known != nullptr && known->key == display.key) {
        return {};
    }
    KeysRegister next = last->keys;
    next.displays.push_back(display);
    return keep_next(terminals, *last, std::move(next), signer);
}

Result<void> block_device(Terminals& terminals, const std::string& centre,
                          const std::string& device, const vault::SigningKey& signer) {
    const Result<Newest> last = newest(terminals, centre, signer.public_key());
    if (!last) {
        return last.error();
    }
    KeysRegister next = last->keys;
    const auto block = [&](auto& devices) {
        const auto found = std::find_if(devices.begin(), devices.end(), [&](const auto& one) {
            return one.name == device && !one.blocked;
        });
        if (found != devices.end()) {
            found->blocked = wall_now();
        }
        return found != devices.end();
    };
    if (!block(next.terminals) && !block(next.displays)) {
        return Error{Kind::Refused, centre + "/" + device,
                     "is not an enrolled terminal or display"};
    }
    return keep_next(terminals, *last, std::move(next), signer);
}

Result<void> write_pin(const std::string& file, const std::string& centre, const Bytes& signer) {
    if (Result<void> made = make_folder(folder_of(file)); !made) {
        return made;
    }
    return replace_file(file, codec::write_centre_pin({centre, vault::to_hex(signer)}));
}

}  // namespace lotse::tools
