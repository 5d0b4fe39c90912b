// SPDX-License-Identifier: EUPL-1.2
/// Decides how something secret travels on a stick or as a picture: under a code that goes another
/// way.
///
///     magic "LTCD" | version 1 | Argon2id passes 4, KiB 4 | salt 16 | nonce 24 | ciphertext, tag
///     16
///
/// XChaCha20-Poly1305, everything before the nonce as associated data. Numbers are little-endian.
/// The length of the secret is not hidden. Leaves alone: what the secret says, and how the bytes
/// are written down (codec).
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/intake.h"
#include "vault/keys.h"

namespace lotse::vault {

/// Takes about a second at the default cost.
Result<Bytes> lock_with_code(std::string_view secret, std::string_view code,
                             const WrapCost& cost = {});
/// Refused for a wrong code, Corrupt for other bytes. The caller wipes what it gets.
Result<std::string> unlock_with_code(const Bytes& locked, std::string_view code);

}  // namespace lotse::vault
