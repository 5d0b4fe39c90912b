// SPDX-License-Identifier: EUPL-1.2
#include "vault/person_keys.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/check.h"
#include "vault/envelope.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::size_t kSecret = 32;
constexpr const char* kSubKeys = "LtsPersn";
constexpr std::uint64_t kBoxKey = 1;
constexpr std::uint64_t kSignKey = 2;

constexpr std::uint8_t kMagic[] = {'L', 'T', 'W', 'S', 1};
constexpr std::size_t kNonceAt = sizeof kMagic;
constexpr std::size_t kSealedAt = kNonceAt + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kWrapped = kSealedAt + kSecret + crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kWrapped == kWrappedSeedBytes);
constexpr std::size_t kGrant = kSecret + crypto_box_SEALBYTES;
static_assert(kGrant == kSealedGrantBytes);

SecretBytes sub_key(const SecretBytes& seed, std::uint64_t number) {
    SecretBytes key(kSecret);
    crypto_kdf_derive_from_key(key.data(), key.size(), number, kSubKeys, seed.data());
    return key;
}

/// What is signed by who vouches for a person's keys.
Bytes said_of(const std::string& account, const std::uint8_t* box, const std::uint8_t* sign) {
    constexpr std::string_view kContext = "lotse person 1\n";
    Bytes text(kContext.begin(), kContext.end());
    text.insert(text.end(), account.begin(), account.end());
    text.push_back(0);
    text.insert(text.end(), box, box + kSecret);
    text.insert(text.end(), sign, sign + kSecret);
    return text;
}

Bytes bound_to(const std::string& centre, const std::string& account) {
    Bytes data(std::begin(kMagic), std::end(kMagic));
    data.insert(data.end(), centre.begin(), centre.end());
    data.push_back(0);
    data.insert(data.end(), account.begin(), account.end());
    return data;
}

}  // namespace

PersonKeys PersonKeys::generate() {
    ensure_sodium();
    SecretBytes seed(kSecret);
    randombytes_buf(seed.data(), seed.size());
    return from_seed(std::move(seed)).value();
}

Result<PersonKeys> PersonKeys::from_seed(SecretBytes seed) {
    ensure_sodium();
    static_assert(kSecret == crypto_kdf_KEYBYTES);
    if (seed.size() != kSecret) {
        return Error{Kind::Corrupt, "a person's seed", "expected 32 bytes"};
    }
    PrivateKey box = PrivateKey::from_secret(sub_key(seed, kBoxKey)).value();
    SigningKey sign = SigningKey::from_seed(sub_key(seed, kSignKey)).value();
    return PersonKeys(std::move(seed), std::move(box), std::move(sign));
}

Bytes wrap_seed(const SecretBytes& seed, const SecretBytes& wrap, const std::string& centre,
                const std::string& account) {
    ensure_sodium();
    LOTSE_CHECK(seed.size() == kSecret && wrap.size() == kSecret);
    Bytes out(std::begin(kMagic), std::end(kMagic));
    out.resize(kWrapped);
    randombytes_buf(out.data() + kNonceAt, kSealedAt - kNonceAt);
    const Bytes data = bound_to(centre, account);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kSealedAt, nullptr, seed.data(),
                                               seed.size(), data.data(), data.size(), nullptr,
                                               out.data() + kNonceAt, wrap.data());
    return out;
}

Result<SecretBytes> unwrap_seed(const Bytes& wrapped, const SecretBytes& wrap,
                                const std::string& centre, const std::string& account) {
    ensure_sodium();
    LOTSE_CHECK(wrap.size() == kSecret);
    if (wrapped.size() != kWrapped ||
        !std::equal(std::begin(kMagic), std::end(kMagic), wrapped.begin())) {
        return Error{Kind::Corrupt, "a person's wrapped key", "is not whole, or something else"};
    }
    const Bytes data = bound_to(centre, account);
    SecretBytes seed(kSecret);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            seed.data(), nullptr, nullptr, wrapped.data() + kSealedAt, kWrapped - kSealedAt,
            data.data(), data.size(), wrapped.data() + kNonceAt, wrap.data()) != 0) {
        return Error{Kind::Refused, "a person's wrapped key",
                     "wrong password, or the bytes were altered"};
    }
    return seed;
}

Bytes vouch_for(const std::string& account, const PublicKey& box, const Bytes& sign,
                const SigningKey& signer) {
    LOTSE_CHECK(sign.size() == kSecret);
    const Bytes text = said_of(account, box.bytes.data(), sign.data());
    const std::array<std::uint8_t, 64> signature = signer.sign(text.data(), text.size());
    return {signature.begin(), signature.end()};
}

Result<void> check_vouched(const std::string& account, const Bytes& box, const Bytes& sign,
                           const Bytes& vouched, const Bytes& by) {
    ensure_sodium();
    const Error refused{Kind::Refused, "keys of " + account,
                        "are not those that whoever was let in vouched for"};
    if (box.size() != kSecret || sign.size() != kSecret || by.size() != kSecret ||
        vouched.size() != crypto_sign_BYTES) {
        return refused;
    }
    const Bytes text = said_of(account, box.data(), sign.data());
    return crypto_sign_verify_detached(vouched.data(), text.data(), text.size(), by.data()) == 0
               ? Result<void>()
               : refused;
}

Result<Bytes> seal_grant(const SecretBytes& secret, const PublicKey& box) {
    ensure_sodium();
    LOTSE_CHECK(secret.size() == kSecret);
    Bytes sealed(kGrant);
    if (crypto_box_seal(sealed.data(), secret.data(), secret.size(), box.bytes.data()) != 0) {
        return Error{Kind::Refused, "a person's box key",
                     "is of low order: nothing can be sealed to it"};
    }
    return sealed;
}

Result<void> check_box_key(const Bytes& box) {
    PublicKey key;
    if (box.size() != key.bytes.size()) {
        return Error{Kind::Refused, "a person's box key", "expected 32 bytes"};
    }
    std::copy(box.begin(), box.end(), key.bytes.begin());
    const Result<Bytes> tried = seal_grant(SecretBytes(kSecret), key);
    return tried ? Result<void>() : tried.error();
}

Result<SecretBytes> open_grant(const Bytes& sealed, const PrivateKey& box) {
    ensure_sodium();
    SecretBytes secret(kSecret);
    if (sealed.size() != kGrant ||
        crypto_box_seal_open(secret.data(), sealed.data(), sealed.size(),
                             box.public_key().bytes.data(), box.secret().data()) != 0) {
        return Error{Kind::Refused, "grant", "is not sealed to this person, or was altered"};
    }
    return secret;
}

Result<std::vector<Grant>> grants_for(const PublicKey& box, Rights rights,
                                      const CentreSecrets& secrets) {
    std::vector<Grant> grants;
    Result<void> added;
    const auto add = [&](StaffRight right, std::string_view kind, std::string_view name,
                         const SecretBytes& secret) {
        if (!rights.has(right) || !added) {
            return;
        }
        Result<Bytes> sealed = seal_grant(secret, box);
        if (!sealed) {
            added = sealed.error();
            return;
        }
        grants.push_back({std::string(kind), std::string(name), std::move(*sealed)});
    };
    if (secrets.centre != nullptr) {
        add(StaffRight::Open, kGrantVersion, kFirstVersion, secrets.centre->secret());
    }
    for (const auto& [version, key] : secrets.later) {
        add(StaffRight::Open, kGrantVersion, version, key->secret());
    }
    if (secrets.configuration != nullptr) {
        add(StaffRight::Configure, kGrantConfiguration, "", secrets.configuration->seed());
    }
    if (secrets.registers != nullptr) {
        add(StaffRight::People, kGrantRegister, "", secrets.registers->seed());
    }
    return added ? Result<std::vector<Grant>>(std::move(grants)) : added.error();
}

CentreSecrets Keyring::secrets() const {
    CentreSecrets all{centre ? &*centre : nullptr, configuration ? &*configuration : nullptr,
                      registers ? &*registers : nullptr};
    for (const auto& [name, key] : later) {
        all.later.emplace(name, &key);
    }
    return all;
}

const PrivateKey* Keyring::version(const std::string& name) const {
    if (name == kFirstVersion) {
        return centre ? &*centre : nullptr;
    }
    const auto found = later.find(name);
    return found == later.end() ? nullptr : &found->second;
}

Result<std::string> Keyring::open(const Bytes& envelope) const {
    const Result<std::vector<KeyId>> recipients = recipients_of(envelope);
    if (!recipients) {
        return recipients.error();
    }
    const auto is_for = [&](const PrivateKey& key) {
        return std::find(recipients->begin(), recipients->end(), key_id(key.public_key())) !=
               recipients->end();
    };
    if (centre && is_for(*centre)) {
        return vault::open(envelope, *centre);
    }
    for (const auto& [name, key] : later) {
        if (is_for(key)) {
            return vault::open(envelope, key);
        }
    }
    return Error{Kind::Refused, "envelope", "is sealed to no key that was granted to this account"};
}

Result<Keyring> open_keyring(const Bytes& wrapped, const SecretBytes& wrap,
                             const std::string& centre, const std::string& account,
                             const std::vector<Grant>& grants) {
    Result<SecretBytes> seed = unwrap_seed(wrapped, wrap, centre, account);
    return seed ? open_keyring(std::move(*seed), grants) : seed.error();
}

Result<Keyring> open_keyring(SecretBytes seed, const std::vector<Grant>& grants) {
    Result<PersonKeys> person = PersonKeys::from_seed(std::move(seed));
    if (!person) {
        return person.error();
    }
    Keyring ring{std::move(*person), std::nullopt, std::nullopt, std::nullopt, {}};
    for (const Grant& grant : grants) {
        const bool version = grant.kind == kGrantVersion;
        if (!version && grant.kind != kGrantConfiguration && grant.kind != kGrantRegister) {
            continue;
        }
        Result<SecretBytes> secret = open_grant(grant.sealed, ring.person.box());
        if (!secret) {
            return secret.error();
        }
        if (version && grant.name == kFirstVersion) {
            ring.centre = PrivateKey::from_secret(std::move(*secret)).value();
        } else if (version) {
            ring.later.emplace(grant.name, PrivateKey::from_secret(std::move(*secret)).value());
        } else {
            (grant.kind == kGrantRegister ? ring.registers : ring.configuration) =
                SigningKey::from_seed(*secret).value();
        }
    }
    return ring;
}

}  // namespace lotse::vault
