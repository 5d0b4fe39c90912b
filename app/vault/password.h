// SPDX-License-Identifier: EUPL-1.2
/// Decides which passwords staff may choose, and how passwords, PINs and session tokens are made;
/// how PINs are kept and compared. What a password proves and opens: log_in.h.
///
/// Leaves alone: delays after failures and session lifetimes (service, kiosk).
/// Source: OWASP ASVS 5.0 level 2 (V6); Argon2id by RFC 9106.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

namespace lotse::vault {

/// Of a PIN's hash; stored inside it, so that it can grow later. Tests use small ones.
struct PasswordCost {
    std::uint32_t passes = 3;
    std::uint32_t memory_kib = 64 * 1024;
};

/// One's own choice, for an account. Refused below 12 or above 128 bytes, and if little is left to
/// guess beside a name, common words, rows of keys or one letter (ASVS 5.0, 6.2.1, 6.2.4, 6.2.9,
/// 6.2.11; common_words.h); whatever else is typed counts as it is typed.
Result<void> check_password(std::string_view password, std::string_view account,
                            std::string_view centre);

/// An Argon2id string ("$argon2id$…") with a fresh salt, for the terminal's staff menu: 6 to 12
/// digits, Refused otherwise.
Result<std::string> hash_pin(std::string_view pin, const PasswordCost& cost = {});
bool verify_pin(std::string_view pin, const std::string& hash);

/// For set-up: 3 groups of 6 from 31 letters and digits without look-alikes, 89 bits.
std::string new_password();
/// 6 random digits.
std::string new_pin();
/// 256 random bits, base64url: session and enrolment tokens.
std::string new_token();

}  // namespace lotse::vault
