// SPDX-License-Identifier: EUPL-1.2
/// Decides how the queue service keeps what proves a log-in: under a key that is not in its
/// database.
///
///     keys/service.key   32 random bytes; k_n = sub-key n ("LtsServe"):
///                        1 tags of rows, 2 salts, 3 verifiers, 4 devices, 5 manifests, 6 the rest
///     salt               BLAKE2b-128, keyed with k2, of "lotse salt 1\n" | account
///     verifier           BLAKE2b-256, keyed with k3, of "lotse verifier 1\n" | account | 0 | proof
///     kept               XChaCha20-Poly1305 under k6, bound to what it is and whose
///
/// Who has the database without this key cannot even test a password. An account that does not
/// exist has a salt by the same formula, so that it is answered like one that does.
///
/// A device is a place where an account's password was once right: "account id mark", the id 16
/// bytes and the mark BLAKE2b-256, keyed with k4, of "lotse device 1\n" | account | 0 | id, both in
/// hexadecimal. It opens nothing; failures of strangers do not delay who names one.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/intake.h"
#include "core/staff.h"
#include "vault/secret_memory.h"

namespace lotse::vault {

class ServiceKey {
public:
    static ServiceKey generate();
    /// 32 bytes; Corrupt for any other length.
    static Result<ServiceKey> from_bytes(SecretBytes bytes);
    const SecretBytes& bytes() const { return m_bytes; }

    Bytes salt(const std::string& account) const;
    Bytes verifier(const std::string& account, const SecretBytes& proof) const;
    /// Whether the proof is that of what `keep_verifier` gave. An empty `kept` (no such account)
    /// takes the same work, and is false.
    bool verifies(const std::string& account, const SecretBytes& proof, const Bytes& kept) const;
    Bytes keep_verifier(const std::string& account, const SecretBytes& proof) const;

    Bytes keep_wrapped(const std::string& account, const Bytes& wrapped) const;
    /// Corrupt if it was not kept with this key for this account.
    Result<Bytes> wrapped(const std::string& account, const Bytes& kept) const;

    /// A device that nobody had before.
    std::string new_device(const std::string& account) const;
    /// Whose it is, with its id ("anna 00…1f"); empty: it is none.
    std::string device_in(std::string_view text) const;

    /// BLAKE2b-128 under k1, of what the store keeps (store/centre_store.h). May outlive the key.
    std::function<std::array<std::uint8_t, 16>(std::string_view)> tags() const;
    /// The same under k5, of a backup's manifest.
    std::function<std::array<std::uint8_t, 16>(std::string_view)> manifests() const;

    /// The same for a name for ever, evenly spread from 0 up to but not including `count`: which of
    /// `count` kinds a name that does not exist looks like. `of` sets apart what is chosen.
    std::size_t choice(std::string_view of, const std::string& name, std::size_t count) const;

private:
    explicit ServiceKey(SecretBytes bytes);
    SecretBytes sub_key(std::uint64_t number) const;
    std::string device_of(const std::string& account, const std::string& id) const;
    std::function<std::array<std::uint8_t, 16>(std::string_view)> hasher(
        std::uint64_t number) const;
    Bytes keep(std::string_view what, const std::string& account, const Bytes& bytes) const;
    Result<Bytes> kept(std::string_view what, const std::string& account, const Bytes& bytes) const;

    SecretBytes m_bytes;
    Bytes m_nobody;  ///< what a missing account is compared with
};

}  // namespace lotse::vault
