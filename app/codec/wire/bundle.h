// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of a signed configuration as it is kept and carried:
///
///     lotse-configuration 1 <public key, 64 hex digits> <Ed25519 signature, 128 hex digits> LF
///     JSON (configuration_json.h), exactly the bytes that were signed
///
/// Splits and joins only: whose key it is and whether the signature holds is vault's business. The
/// key in the header names the signer for the log; nobody believes it. Anything that does not fit
/// is Corrupt.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

namespace lotse::codec {

struct Bundle {
    std::array<std::uint8_t, 32> public_key{};
    std::array<std::uint8_t, 64> signature{};
    std::string json;
    bool operator==(const Bundle&) const = default;
};

std::string join_bundle(const Bundle& bundle);
Result<Bundle> split_bundle(std::string_view bytes);

}  // namespace lotse::codec
