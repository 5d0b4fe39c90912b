// SPDX-License-Identifier: EUPL-1.2
/// Decides what belongs to one person, and how the centre's secrets reach that person.
///
///     seed      32 random bytes; box = X25519 of sub-key 1, sign = Ed25519 of sub-key 2
///     ("LtsPersn") wrapped   "LTWS" 1 | nonce 24 | XChaCha20-Poly1305(wrap, seed), AD "LTWS" 1 |
///     centre | 0 |
///               account                                                              77 bytes
///     grant     crypto_box_seal of 32 secret bytes to the person's box key           80 bytes
///     vouched   Ed25519 of "lotse person 1" LF account | 0 | box | sign             64 bytes
///
/// The register of people names who vouches: the sign key with which somebody was let in. It
/// vouches for itself, and, when the invitation is accepted, for the keys made then. So a service
/// that puts another key in somebody's place is found by whoever seals something to that person.
///
/// The seed is made where the person sits, or by the tool that lets the person in, and is replaced
/// there with the first password of one's own. The service keeps `wrapped` and the grants and opens
/// neither. A grant carries no signature: its secret must give the public key that is known from
/// elsewhere.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"
#include "core/staff.h"
#include "vault/keys.h"
#include "vault/secret_memory.h"

namespace lotse::vault {

class PersonKeys {
public:
    static PersonKeys generate();
    /// 32 bytes; Corrupt for any other length.
    static Result<PersonKeys> from_seed(SecretBytes seed);

    const SecretBytes& seed() const { return m_seed; }
    const PrivateKey& box() const { return m_box; }
    const SigningKey& sign() const { return m_sign; }

private:
    PersonKeys(SecretBytes seed, PrivateKey box, SigningKey sign)
        : m_seed(std::move(seed)), m_box(std::move(box)), m_sign(std::move(sign)) {}
    SecretBytes m_seed;
    PrivateKey m_box;
    SigningKey m_sign;
};

/// `wrap` is that of log_in.h.
Bytes wrap_seed(const SecretBytes& seed, const SecretBytes& wrap, const std::string& centre,
                const std::string& account);
/// Refused for another key, centre or account, or a changed byte; Corrupt for other bytes.
Result<SecretBytes> unwrap_seed(const Bytes& wrapped, const SecretBytes& wrap,
                                const std::string& centre, const std::string& account);

/// By `signer`, who is named in the register of people.
Bytes vouch_for(const std::string& account, const PublicKey& box, const Bytes& sign,
                const SigningKey& signer);
/// Success only if the holder of the key `by` said that these keys are the account's.
Result<void> check_vouched(const std::string& account, const Bytes& box, const Bytes& sign,
                           const Bytes& vouched, const Bytes& by);

/// What every wrapped seed and every sealed secret takes.
inline constexpr std::size_t kWrappedSeedBytes = 77;
inline constexpr std::size_t kSealedGrantBytes = 80;

/// Refused for a key of low order: nothing can be sealed to it.
Result<Bytes> seal_grant(const SecretBytes& secret, const PublicKey& box);
/// Refused unless something can be sealed to these bytes.
Result<void> check_box_key(const Bytes& box);
Result<SecretBytes> open_grant(const Bytes& sealed, const PrivateKey& box);

/// What can be passed on; null: it is not there.
struct CentreSecrets {
    const PrivateKey* centre = nullptr;         ///< opens what was sealed to the first version
    const SigningKey* configuration = nullptr;  ///< signs what terminals show
    const SigningKey* registers = nullptr;      ///< signs which terminals are the centre's
    std::map<std::string, const PrivateKey*> later = {};  ///< versions after the first
};
/// What the rights need of it, for this box key. Refused like `seal_grant`.
Result<std::vector<Grant>> grants_for(const PublicKey& box, Rights rights,
                                      const CentreSecrets& secrets);

/// What a person can do once logged in: only what was granted is there.
struct Keyring {
    PersonKeys person;
    std::optional<PrivateKey> centre;         ///< opens what was sealed to the first version
    std::optional<SigningKey> configuration;  ///< signs what terminals show
    std::optional<SigningKey> registers;      ///< signs which terminals are the centre's
    std::map<std::string, PrivateKey> later;  ///< versions after the first

    CentreSecrets secrets() const;
    /// The key of one version; null: it was not granted.
    const PrivateKey* version(const std::string& name) const;
    /// Whether there is any version.
    bool opens() const { return centre || !later.empty(); }
    /// The payload. Refused if the envelope is sealed to none of the versions.
    Result<std::string> open(const Bytes& envelope) const;
};
/// Grants of a kind that is not known here are passed over. Refused or Corrupt if the seed or one
/// of the others does not open.
Result<Keyring> open_keyring(SecretBytes seed, const std::vector<Grant>& grants);
Result<Keyring> open_keyring(const Bytes& wrapped, const SecretBytes& wrap,
                             const std::string& centre, const std::string& account,
                             const std::vector<Grant>& grants);

}  // namespace lotse::vault
