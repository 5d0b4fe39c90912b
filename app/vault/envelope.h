// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of a sealed intake: what the terminal writes, the service checks and only the
/// centre opens.
///
///     magic "LTSE" | version 1 | suite 1 | recipients n | payload class    8 bytes
///     intake id 16 | questionnaire hash 32                                 48
///     centre, terminal, number, day, language, questionnaire               length 1 + text each
///     n × ( key id 8 | content key in a sealed box 80 )                          ── end of header
///     nonce 24 | ciphertext of (length 4, payload, zeros) = 1/4/16/64 KiB, tag 16
///     Ed25519 signature 64 over everything before it
///
/// Suite 1: XChaCha20-Poly1305 with the header as associated data, X25519 sealed boxes, Ed25519,
/// BLAKE2b-256 for digests. Numbers are little-endian. An unknown version or suite is Refused,
/// anything else that does not fit is Corrupt. All functions are total and thread-safe.
///
/// Leaves alone: what the payload says (codec), and who is enrolled (store). `open` says nothing
/// about who sealed the intake: `verify` does, with the terminal's enrolled key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"
#include "vault/keys.h"

namespace lotse::vault {

/// 128 random bits, made before the first write.
IntakeId new_intake_id();

/// Refused if the header breaks `check_header`, the payload exceeds limits.h, or there is no
/// recipient.
Result<SealedIntake> seal(const IntakeHeader& header, std::string_view payload,
                          const std::vector<PublicKey>& recipients, const SigningKey& terminal);

/// The header in clear. Checks the form only: nothing in it is to be believed before `verify`.
Result<IntakeHeader> read_header(const Bytes& envelope);
/// Header and digest of received or salvaged bytes; the form is checked, not the signature.
Result<SealedIntake> sealed_intake_from(Bytes envelope);
/// The keys it is sealed to.
Result<std::vector<KeyId>> recipients_of(const Bytes& envelope);

/// Success only if the terminal with this Ed25519 key signed exactly these bytes.
Result<void> verify(const Bytes& envelope, const Bytes& terminal_public_key);

/// The payload. Refused if it is not sealed to this key. The caller wipes it (secret_memory.h).
Result<std::string> open(const Bytes& envelope, const PrivateKey& key);

/// BLAKE2b-256.
Digest digest_of(const Bytes& envelope);
Digest hash(std::string_view text);

}  // namespace lotse::vault
