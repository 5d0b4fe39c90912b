// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of what the centre signs with its register key, as it is kept and carried:
///
///     lotse-signed 1 <kind> <signer, 64 hex digits> <Ed25519 signature, 128 hex digits> LF JSON
///
/// Signed is "lotse <kind> 1" LF and the JSON, exactly these bytes: no signature of one kind can be
/// taken for one of another. The signer in the header is for people who look at the file; nobody
/// believes it. Total: anything that does not fit is Corrupt.
///
/// Leaves alone: what the JSON says (codec/wire/keys_wire.h), which register follows which
/// (core/intake/keys_register.h).
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "vault/keys.h"

namespace lotse::vault {

/// A register of keys.
inline constexpr std::string_view kKeysDocument = "keys";
/// A register of people.
inline constexpr std::string_view kPeopleDocument = "people";
/// How far an audit log had come (core/intake/audit_chain.h), signed by who looked.
inline constexpr std::string_view kAuditHeadDocument = "audit-head";
/// A version of the centre's key, signed by the person who made it (core/intake/key_life.h).
inline constexpr std::string_view kProposalDocument = "proposal";

/// The key that signs a centre's registers, derived from the centre's private key as the one that
/// signs configurations is (configuration_key.h); the same for the same centre key, always.
SigningKey register_key(const PrivateKey& centre);

std::string sign_document(std::string_view kind, std::string_view json, const SigningKey& signer);
/// The JSON. Refused unless the holder of this key signed exactly these bytes as this kind.
Result<std::string> open_document(std::string_view bytes, std::string_view kind,
                                  const Bytes& signer);

}  // namespace lotse::vault
