// SPDX-License-Identifier: EUPL-1.2
/// The message digests that a questionnaire may calculate: MD5 (RFC 1321), SHA-1, SHA-256, SHA-384
/// and SHA-512 (FIPS 180-4). For check values and file references of other programs only; what
/// has to be safe is vault's, on libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lotse {

/// The bytes of the digest; nothing if there is no algorithm of this name ("SHA-256").
std::optional<std::string> digest(std::string_view algorithm, std::string_view bytes);

}  // namespace lotse
