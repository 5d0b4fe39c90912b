// SPDX-License-Identifier: EUPL-1.2
/// Decides how staff passwords, PINs and session tokens are made, kept and compared.
///
/// Leaves alone: delays after failures and session lifetimes (service, kiosk).
/// Source: OWASP ASVS 5.0 level 2 (V6); Argon2id by RFC 9106.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

namespace lotse::vault {

/// Stored inside the hash, so that it can grow later. Tests use small ones.
struct PasswordCost {
    std::uint32_t passes = 3;
    std::uint32_t memory_kib = 64 * 1024;
};

/// An Argon2id string ("$argon2id$…") with a fresh salt. Refused below 12 or above 128 bytes (ASVS
/// 6.2). Takes 64 MiB and some 100 ms: bound the number of concurrent calls.
Result<std::string> hash_password(std::string_view password, const PasswordCost& cost = {});
/// An empty `hash` (no such account) takes the same time as a wrong password, and is false.
bool verify_password(std::string_view password, const std::string& hash);

/// For the terminal's staff menu: 6 to 12 digits, Refused otherwise.
Result<std::string> hash_pin(std::string_view pin, const PasswordCost& cost = {});
bool verify_pin(std::string_view pin, const std::string& hash);

/// For set-up: 3 groups of 6 from 31 letters and digits without look-alikes, 89 bits.
std::string new_password();
/// 6 random digits.
std::string new_pin();
/// 256 random bits, base64url: session and enrolment tokens.
std::string new_token();

}  // namespace lotse::vault
