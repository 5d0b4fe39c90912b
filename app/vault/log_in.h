// SPDX-License-Identifier: EUPL-1.2
/// Decides what a desk makes of a password, so that the service never sees one.
///
///     salt of Argon2id = BLAKE2b-128("lotse log-in 1\n" | centre | 0 | account | 0 | salt)
///     master           = Argon2id(password), 32 bytes; only in memory
///     proof            = sub-key 1: what the service compares; opens nothing
///     wrap             = sub-key 2: opens the person's seed (person_keys.h); never leaves the desk
///
/// (libsodium's crypto_kdf, context "LtsLogin".) One costly step serves both, and the proof says
/// nothing about the wrapping key. Centre and account go into the salt, so that a salt which the
/// service chose cannot serve two accounts. Leaves alone: how the service keeps the proof
/// (service_key.h), delays after failures (service).
///
/// Test vectors: tests/vault/log_in_test.cpp, made with hashlib and argon2-cffi.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "core/staff.h"
#include "vault/secret_memory.h"

namespace lotse::vault {

/// A service that could ask for less would learn a proof that is cheap to guess the password from;
/// one that could ask for any amount would stop the desk.
struct KdfBounds {
    KdfCost least;
    KdfCost most{limits::kMostLogInPasses, limits::kMostLogInMemoryKib};
};

inline constexpr std::size_t kLogInSalt = 16;
inline constexpr std::size_t kProof = 32;

struct LogInSecrets {
    SecretBytes proof, wrap;

    /// As it is sent.
    SecretText proof_text() const;
};

/// As it was sent; Corrupt unless it is Base64 of 32 bytes.
Result<SecretBytes> proof_from(std::string_view text);

/// Takes half a second and 256 MiB at the usual cost: call it on a worker. Refused if the terms are
/// not within the bounds; Transient if there is not enough memory now.
Result<LogInSecrets> log_in_secrets(const std::string& account, std::string_view password,
                                    const LogInTerms& terms, const KdfBounds& bounds = {});

}  // namespace lotse::vault
