// SPDX-License-Identifier: EUPL-1.2
#include "vault/staff_account.h"

#include <utility>

#include "vault/configuration_key.h"

namespace lotse::vault {

Result<StaffAccount> make_account(const NewAccount& wanted, std::string_view password,
                                  const PrivateKey* centre, const ServiceKey& service) {
    if (centre == nullptr &&
        (wanted.rights.has(StaffRight::Open) || wanted.rights.has(StaffRight::Configure))) {
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
    const Bytes wrapped = wrap_seed(person.seed(), secrets->wrap, wanted.centre, wanted.name);
    account.verifier = service.keep_verifier(wanted.name, secrets->proof);
    account.wrapped = service.keep_wrapped(wanted.name, wrapped);
    if (centre != nullptr) {
        const SigningKey configuration = configuration_key(*centre);
        account.grants = grants_for(box, wanted.rights, centre, &configuration);
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

}  // namespace lotse::vault
