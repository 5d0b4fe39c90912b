// SPDX-License-Identifier: EUPL-1.2
/// How tools change which terminals are a centre's: the next register of keys, signed, kept with
/// its row in the audit log.
///
/// Who signs holds the centre's key, or an account that lets people and terminals in. What the
/// database holds is believed only if the same key signed it: whoever took the service over cannot
/// have a terminal of theirs signed along.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/intake/key_proposals.h"
#include "core/intake/keys_register.h"
#include "core/intake/ports.h"
#include "tools/console.h"
#include "vault/keys.h"
#include "vault/person_keys.h"
#include "vault/service_key.h"
#include "vault/shred_keys.h"

namespace lotse::tools {

/// What the service keeps beside its database, and opens accounts with.
struct ServiceSecrets {
    vault::ServiceKey key;
    vault::ShredKeys shred_keys;
};
/// Of the service whose key is in this file; errors as of vault::service_key_for.
Result<ServiceSecrets> service_secrets(Accounts& accounts, const std::string& service_key);

/// What an account of the centre holds; its password, or its code, is read. Refused if it is none
/// of the centre, or an invitation that is over.
Result<vault::Keyring> ask_keyring(const std::string& account, const std::string& centre,
                                   Accounts& accounts, const ServiceSecrets& service,
                                   Console& console);
/// The same with a password that is known.
Result<vault::Keyring> keyring_of(const std::string& account, const std::string& centre,
                                  std::string_view password, Accounts& accounts,
                                  const ServiceSecrets& service);

/// The first register of a centre with this key. `recovery` are public keys in hex.
Result<KeysRegister> first_keys(const std::string& centre, const vault::PrivateKey& key,
                                const std::vector<std::string>& recovery);

/// Refused if there is none, or another key signed it.
Result<KeysRegister> newest_keys(Terminals& terminals, const std::string& centre,
                                 const Bytes& signer);

/// Whom a terminal that is enrolled now seals to, in hex: the version of this moment, and the
/// newest recovery key.
std::vector<std::string> recipients_of(const KeysRegister& keys);

/// Of the first register.
Result<void> keep_first_keys(Terminals& terminals, const KeysRegister& keys,
                             const vault::SigningKey& signer);
/// For whoever has one of the register's recovery keys: a copy of the first version, without which
/// it is never destroyed (core/intake/key_life.h). Nothing happens if there is no such key.
Result<void> keep_recovery_copy(KeyProposals& proposals, const KeysRegister& keys,
                                const vault::PrivateKey& key, const vault::SigningKey& signer);
/// The first register of people: whoever has an account of the centre now, with its rights. Whoever
/// reads what clients wrote is then known from the first day, and a reader who comes later is shown
/// at every counsellor's desk. Nothing happens if there is one, or nobody lets people in.
Result<void> keep_first_people(Accounts& accounts, const std::string& centre,
                               const vault::SigningKey& signer);
/// One terminal more; one of the same name and key takes these letters, if nobody knew them.
Result<void> register_terminal(Terminals& terminals, const std::string& centre,
                               const RegisteredTerminal& terminal, const vault::SigningKey& signer);
/// One display more; nothing changes if it is there with this key.
Result<void> register_display(Terminals& terminals, const std::string& centre,
                              const RegisteredDisplay& display, const vault::SigningKey& signer);
/// From now on nothing is taken from it, or told to it: a terminal or a display. Refused unless it
/// is enrolled.
Result<void> block_device(Terminals& terminals, const std::string& centre,
                          const std::string& device, const vault::SigningKey& signer);

/// Writes the file by which desks know the centre (codec/settings/centre_pin.h).
Result<void> write_pin(const std::string& file, const std::string& centre, const Bytes& signer);

}  // namespace lotse::tools
