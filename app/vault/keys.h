// SPDX-License-Identifier: EUPL-1.2
/// Decides what keys look like: in memory, on disk, on paper.
///
/// A centre key (X25519) opens intakes; its public half is on every terminal of the centre, its
/// private half only sealed to persons (person_keys.h), wrapped with the password of a key file,
/// and in the memory of a desk. A signing key (Ed25519) identifies a terminal. Leaves alone: who
/// holds which key (store), and when keys change (tools).
///
/// Errors: Refused for a wrong password, Corrupt for damaged bytes, Unusable for files that a
/// person has to mend.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/intake.h"
#include "core/staff.h"
#include "vault/secret_memory.h"

namespace lotse::vault {

struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const PublicKey&) const = default;
};

/// Names a recipient's slot in an envelope: the first 8 bytes of BLAKE2b-256 of the public key.
using KeyId = std::array<std::uint8_t, 8>;
KeyId key_id(const PublicKey& key);

/// 64 hexadecimal digits, as in enrolment files.
std::string to_hex(const PublicKey& key);
Result<PublicKey> public_key_from_hex(std::string_view hex);
/// Any bytes; for Ed25519 public keys in enrolment files.
std::string to_hex(const Bytes& bytes);
Result<Bytes> bytes_from_hex(std::string_view hex);

/// For people to compare on the telephone: 8 groups of 4 hexadecimal digits, "1A2B 3C4D …" (128
/// bits of BLAKE2b-256).
std::string fingerprint(const PublicKey& key);

class PrivateKey {
public:
    static PrivateKey generate();
    /// 32 bytes; Corrupt for any other length.
    static Result<PrivateKey> from_secret(SecretBytes secret);

    const PublicKey& public_key() const { return m_public; }
    const SecretBytes& secret() const { return m_secret; }

private:
    explicit PrivateKey(SecretBytes secret);
    SecretBytes m_secret;
    PublicKey m_public;
};

class SigningKey {
public:
    static SigningKey generate();
    /// 32 bytes of Ed25519 seed; Corrupt for any other length.
    static Result<SigningKey> from_seed(const SecretBytes& seed);

    /// 32 bytes, as kept by the queue store.
    const Bytes& public_key() const { return m_public; }
    /// Detached Ed25519 signature, 64 bytes.
    std::array<std::uint8_t, 64> sign(const std::uint8_t* data, std::size_t size) const;
    SecretBytes seed() const;

private:
    explicit SigningKey(const SecretBytes& seed);
    SecretBytes m_secret;
    Bytes m_public;
};

/// Written into the wrap. Tests use small ones.
using WrapCost = KdfCost;

/// The private key under a password, with its public key readable. 133 bytes.
Result<Bytes> wrap(const PrivateKey& key, std::string_view password, const WrapCost& cost = {});
/// Takes about a second at the default cost: call it on a worker thread.
Result<PrivateKey> unwrap(const Bytes& wrapped, std::string_view password);
/// Without the password: which key it is.
Result<PublicKey> public_key_of(const Bytes& wrapped);

/// Seals a test intake to `recipient` and opens it with `key`: the last step of every set-up.
Result<void> test_decryption(const PublicKey& recipient, const PrivateKey& key);

}  // namespace lotse::vault
