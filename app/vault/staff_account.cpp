// SPDX-License-Identifier: EUPL-1.2
#include "vault/staff_account.h"

#include <utility>

#include "vault/configuration_key.h"
#include "vault/key_files.h"
#include "vault/signed_document.h"

namespace lotse::vault {

Result<StaffAccount> make_account(const NewAccount& wanted, std::string_view password,
                                  const PrivateKey* centre, const ServiceKey& service) {
    if (centre == nullptr &&
        wanted.rights.meets({StaffRight::Open, StaffRight::Configure, StaffRight::People})) {
        return Error{Kind::Refused, "account " + wanted.name,
                     "needs the centre's key for what it may do: name a key file, or an account "
                     "that holds the key"};
    }
    StaffAccount account;
    account.name = wanted.name;
    account.centre = wanted.centre;
    account.rights = wanted.rights;
    account.cost = wanted.cost;
    account.salt = service.salt(wanted.name);
    account.invited_until = wanted.invited_until;
    const Result<LogInSecrets> secrets =
        log_in_secrets(wanted.name, password, {wanted.centre, account.salt, wanted.cost},
                       KdfBounds{wanted.cost, wanted.cost});
    if (!secrets) {
        return secrets.error();
    }
    const PersonKeys person = PersonKeys::generate();
    const PublicKey& box = person.box().public_key();
    account.box.assign(box.bytes.begin(), box.bytes.end());
    account.sign = person.sign().public_key();
    account.vouched = vouch_for(wanted.name, box, account.sign, person.sign());
    const Bytes wrapped = wrap_seed(person.seed(), secrets->wrap, wanted.centre, wanted.name);
    account.verifier = service.keep_verifier(wanted.name, secrets->proof);
    account.wrapped = service.keep_wrapped(wanted.name, wrapped);
    if (centre != nullptr) {
        const SigningKey configuration = configuration_key(*centre);
        const SigningKey registers = register_key(*centre);
        Result<std::vector<Grant>> grants =
            grants_for(box, wanted.rights, {centre, &configuration, &registers});
        if (!grants) {
            return grants.error();
        }
        account.grants = std::move(*grants);
    }

    const Result<Bytes> kept = service.wrapped(wanted.name, account.wrapped);
    if (!kept) {
        return kept.error();
    }
    const Result<Keyring> ring =
        open_keyring(*kept, secrets->wrap, wanted.centre, wanted.name, account.grants);
    if (!ring) {
        return ring.error();
    }
    if (ring->centre) {
        if (Result<void> opened = test_decryption(centre->public_key(), *ring->centre); !opened) {
            return opened.error();
        }
    }
    return account;
}

Result<ServiceKey> service_key_for(Accounts& accounts, const std::string& path) {
    const Result<std::vector<std::string>> names = accounts.names();
    if (!names) {
        return names.error();
    }
    Result<ServiceKey> key = service_key_at(path, names->empty());
    if (!key) {
        return key;
    }
    bool foreign = false;
    for (const std::string& name : *names) {
        const Result<std::optional<StaffAccount>> account = accounts.find(name);
        if (!account) {
            return account.error();
        }
        // An invitation that is over keeps nothing that could be opened.
        if (!*account || (*account)->wrapped.empty()) {
            continue;
        }
        if (key->wrapped(name, (*account)->wrapped)) {
            return key;
        }
        foreign = true;
    }
    if (foreign) {
        return Error{Kind::Unusable, path,
                     "is not the key that the accounts of this database were made with, and nobody "
                     "could log in: restore this file and the database from one backup"};
    }
    return key;
}

}  // namespace lotse::vault
