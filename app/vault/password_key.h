// SPDX-License-Identifier: EUPL-1.2
/// Internal to vault: the key that a password gives, and how its cost is written beside what it
/// protects.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "core/intake/intake.h"
#include "vault/keys.h"

namespace lotse::vault {

inline constexpr std::size_t kCostBytes = 8;

void append_cost(Bytes& out, const WrapCost& cost);
/// `at + kCostBytes` must be within `bytes`.
WrapCost read_cost(const Bytes& bytes, std::size_t at);
/// Damaged or forged bytes must not be able to ask for all memory or an hour of work.
bool is_bearable(const WrapCost& cost);

/// 32 bytes by Argon2id; `salt` has crypto_pwhash_SALTBYTES. Transient if there is not enough
/// memory now.
Result<SecretBytes> password_key(std::string_view password, const std::uint8_t* salt,
                                 const WrapCost& cost);

}  // namespace lotse::vault
