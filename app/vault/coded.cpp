// SPDX-License-Identifier: EUPL-1.2
#include "vault/coded.h"

#include <algorithm>
#include <iterator>

#include "vault/password_key.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::uint8_t kMagic[] = {'L', 'T', 'C', 'D'};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kCostAt = sizeof kMagic + 1;
constexpr std::size_t kSaltAt = kCostAt + kCostBytes;
constexpr std::size_t kNonceAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kSealedAt = kNonceAt + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

Result<Bytes> lock_with_code(std::string_view secret, std::string_view code, const WrapCost& cost) {
    ensure_sodium();
    Bytes out(std::begin(kMagic), std::end(kMagic));
    out.push_back(kVersion);
    append_cost(out, cost);
    out.resize(kSealedAt + secret.size() + kTag);
    randombytes_buf(out.data() + kSaltAt, kSealedAt - kSaltAt);
    const Result<SecretBytes> key = password_key(code, out.data() + kSaltAt, cost);
    if (!key) {
        return key.error();
    }
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        out.data() + kSealedAt, nullptr, reinterpret_cast<const std::uint8_t*>(secret.data()),
        secret.size(), out.data(), kNonceAt, nullptr, out.data() + kNonceAt, key->data());
    return out;
}

Result<std::string> unlock_with_code(const Bytes& locked, std::string_view code) {
    if (locked.size() < kSealedAt + kTag ||
        !std::equal(std::begin(kMagic), std::end(kMagic), locked.begin())) {
        return Error{Kind::Corrupt, "locked bytes", "are not whole, or something else"};
    }
    if (locked[sizeof kMagic] != kVersion) {
        return Error{Kind::Refused, "locked bytes",
                     "version " + std::to_string(locked[sizeof kMagic]) +
                         " is not known here; this program writes version 1"};
    }
    const WrapCost cost = read_cost(locked, kCostAt);
    if (!is_bearable(cost)) {
        return Error{Kind::Corrupt, "locked bytes", "cost parameters are out of range"};
    }
    const Result<SecretBytes> key = password_key(code, locked.data() + kSaltAt, cost);
    if (!key) {
        return key.error();
    }
    std::string secret(locked.size() - kSealedAt - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<std::uint8_t*>(secret.data()), nullptr, nullptr,
            locked.data() + kSealedAt, locked.size() - kSealedAt, locked.data(), kNonceAt,
            locked.data() + kNonceAt, key->data()) != 0) {
        wipe(secret);
        return Error{Kind::Refused, "locked bytes", "wrong code, or the bytes were altered"};
    }
    return secret;
}

}  // namespace lotse::vault
