// SPDX-License-Identifier: EUPL-1.2
#include "vault/keys.h"

#include <algorithm>
#include <cstring>

#include "vault/envelope.h"
#include "vault/password_key.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr char kWrapMagic[] = {'L', 'T', 'W', 'K'};
constexpr std::uint8_t kWrapVersion = 1;
constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKey = 32;
constexpr std::size_t kCostAt = 5;
constexpr std::size_t kSaltAt = kCostAt + kCostBytes;
constexpr std::size_t kPublicAt = kSaltAt + kSalt;
constexpr std::size_t kNonceAt = kPublicAt + kKey;
constexpr std::size_t kSealedAt = kNonceAt + kNonce;
constexpr std::size_t kWrapSize = kSealedAt + kKey + kTag;

Result<void> check_wrap(const Bytes& wrapped) {
    if (wrapped.size() < sizeof kWrapMagic + 1 ||
        std::memcmp(wrapped.data(), kWrapMagic, sizeof kWrapMagic) != 0) {
        return Error{Kind::Corrupt, "wrapped key", "these bytes are not a wrapped key"};
    }
    if (wrapped[sizeof kWrapMagic] != kWrapVersion) {
        return Error{Kind::Refused, "wrapped key",
                     "version " + std::to_string(wrapped[sizeof kWrapMagic]) +
                         " is not known here; this program writes version 1"};
    }
    if (wrapped.size() != kWrapSize || !is_bearable(read_cost(wrapped, kCostAt))) {
        return Error{Kind::Corrupt, "wrapped key", "length or cost parameters are out of range"};
    }
    return {};
}

Digest blake(const std::uint8_t* data, std::size_t size) {
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), data, size, nullptr, 0);
    return digest;
}

}  // namespace

KeyId key_id(const PublicKey& key) {
    ensure_sodium();
    const Digest digest = blake(key.bytes.data(), key.bytes.size());
    KeyId id;
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

std::string to_hex(const Bytes& bytes) {
    std::string hex(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

Result<Bytes> bytes_from_hex(std::string_view hex) {
    if (hex.empty()) {
        return Bytes();  // libsodium's arguments must not be null pointers
    }
    Bytes bytes(hex.size() / 2);
    std::size_t read = 0;
    const char* end = nullptr;
    if (hex.size() % 2 != 0 ||
        sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &read, &end) !=
            0 ||
        read != bytes.size() || end != hex.data() + hex.size()) {
        return Error{Kind::Corrupt, "", "expected an even number of hexadecimal digits"};
    }
    return bytes;
}

std::string to_hex(const PublicKey& key) {
    return to_hex(Bytes(key.bytes.begin(), key.bytes.end()));
}

Result<PublicKey> public_key_from_hex(std::string_view hex) {
    const Result<Bytes> bytes = bytes_from_hex(hex);
    if (!bytes || bytes->size() != kKey) {
        return Error{Kind::Corrupt, "public key",
                     "expected 64 hexadecimal digits, as printed by `lotse-tool keys`"};
    }
    PublicKey key;
    std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
    return key;
}

std::string fingerprint(const PublicKey& key) {
    ensure_sodium();
    static constexpr char kDigits[] = "0123456789ABCDEF";
    const Digest digest = blake(key.bytes.data(), key.bytes.size());
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i != 0 && i % 2 == 0) {
            text.push_back(' ');
        }
        text.push_back(kDigits[digest[i] >> 4]);
        text.push_back(kDigits[digest[i] & 15]);
    }
    return text;
}

PrivateKey::PrivateKey(SecretBytes secret) : m_secret(std::move(secret)) {
    crypto_scalarmult_base(m_public.bytes.data(), m_secret.data());
}

PrivateKey PrivateKey::generate() {
    SecretBytes secret(kKey);
    randombytes_buf(secret.data(), secret.size());
    return PrivateKey(std::move(secret));
}

Result<PrivateKey> PrivateKey::from_secret(SecretBytes secret) {
    if (secret.size() != kKey) {
        return Error{Kind::Corrupt, "private key", "expected 32 bytes"};
    }
    return PrivateKey(std::move(secret));
}

SigningKey::SigningKey(const SecretBytes& seed) : m_secret(crypto_sign_SECRETKEYBYTES) {
    m_public.resize(crypto_sign_PUBLICKEYBYTES);
    crypto_sign_seed_keypair(m_public.data(), m_secret.data(), seed.data());
}

SigningKey SigningKey::generate() {
    SecretBytes seed(crypto_sign_SEEDBYTES);
    randombytes_buf(seed.data(), seed.size());
    return SigningKey(seed);
}

Result<SigningKey> SigningKey::from_seed(const SecretBytes& seed) {
    if (seed.size() != crypto_sign_SEEDBYTES) {
        return Error{Kind::Corrupt, "signing key", "expected 32 bytes"};
    }
    return SigningKey(seed);
}

std::array<std::uint8_t, 64> SigningKey::sign(const std::uint8_t* data, std::size_t size) const {
    std::array<std::uint8_t, 64> signature;
    crypto_sign_detached(signature.data(), nullptr, data, size, m_secret.data());
    return signature;
}

SecretBytes SigningKey::seed() const {
    SecretBytes seed(crypto_sign_SEEDBYTES);
    crypto_sign_ed25519_sk_to_seed(seed.data(), m_secret.data());
    return seed;
}

Result<Bytes> wrap(const PrivateKey& key, std::string_view password, const WrapCost& cost) {
    Bytes out(std::begin(kWrapMagic), std::end(kWrapMagic));
    out.push_back(kWrapVersion);
    append_cost(out, cost);
    out.resize(kWrapSize);
    randombytes_buf(out.data() + kSaltAt, kSalt);
    std::copy(key.public_key().bytes.begin(), key.public_key().bytes.end(),
              out.begin() + kPublicAt);
    randombytes_buf(out.data() + kNonceAt, kNonce);
    if (Result<void> form = check_wrap(out); !form) {
        return form.error();
    }
    Result<SecretBytes> under = password_key(password, out.data() + kSaltAt, cost);
    if (!under) {
        return under.error();
    }
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kSealedAt, nullptr, key.secret().data(),
                                               key.secret().size(), out.data(), kNonceAt, nullptr,
                                               out.data() + kNonceAt, under->data());
    return out;
}

Result<PrivateKey> unwrap(const Bytes& wrapped, std::string_view password) {
    if (Result<void> form = check_wrap(wrapped); !form) {
        return form.error();
    }
    Result<SecretBytes> under =
        password_key(password, wrapped.data() + kSaltAt, read_cost(wrapped, kCostAt));
    if (!under) {
        return under.error();
    }
    SecretBytes secret(kKey);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            secret.data(), nullptr, nullptr, wrapped.data() + kSealedAt, kKey + kTag,
            wrapped.data(), kNonceAt, wrapped.data() + kNonceAt, under->data()) != 0) {
        return Error{Kind::Refused, "wrapped key", "wrong password, or the file was altered"};
    }
    return PrivateKey::from_secret(std::move(secret));
}

Result<PublicKey> public_key_of(const Bytes& wrapped) {
    if (Result<void> form = check_wrap(wrapped); !form) {
        return form.error();
    }
    PublicKey key;
    std::copy_n(wrapped.begin() + kPublicAt, kKey, key.bytes.begin());
    return key;
}

Result<void> test_decryption(const PublicKey& recipient, const PrivateKey& key) {
    IntakeHeader header;
    header.id = new_intake_id();
    header.centre = "test";
    header.terminal = "test";
    header.number = "TEST";
    header.day = "2000-01-01";
    header.language = "de";
    std::string sample(200, '\0');
    randombytes_buf(sample.data(), sample.size());
    const Result<SealedIntake> sealed = seal(header, sample, {recipient}, SigningKey::generate());
    if (!sealed) {
        return sealed.error();
    }
    const Result<std::string> opened = open(sealed->envelope, key);
    if (!opened) {
        return Error{opened.error().kind, "test decryption",
                     "this private key does not open what is sealed to " + fingerprint(recipient) +
                         " (" + opened.error().detail + ")"};
    }
    LOTSE_CHECK(*opened == sample);
    return {};
}

}  // namespace lotse::vault
