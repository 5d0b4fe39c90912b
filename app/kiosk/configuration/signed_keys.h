// SPDX-License-Identifier: EUPL-1.2
/// Decides which register of keys a machine of the centre believes: one that the pinned key signed,
/// of the pinned centre, that may follow the one accepted last.
#pragma once

#include <optional>
#include <string>

#include "core/error.h"
#include "core/intake/intake.h"
#include "core/intake/keys_register.h"

namespace lotse::kiosk {

struct SignedKeys {
    KeysRegister content;
    Digest digest{};  ///< of the signed bytes
};

/// Refused or Corrupt if it must not be believed. `signer`: 32 bytes of Ed25519.
Result<SignedKeys> read_signed_keys(const std::string& document, const std::string& centre,
                                    const Bytes& signer);
/// The same of a file, of what was accepted last; nothing: there is none that can be used, which is
/// told in the log.
std::optional<SignedKeys> last_signed_keys(const std::string& file, const std::string& centre,
                                           const Bytes& signer);
/// Success: `next` is the same as the last one, or may follow it.
Result<void> check_follows(const std::optional<SignedKeys>& last, const SignedKeys& next);

}  // namespace lotse::kiosk
