// SPDX-License-Identifier: EUPL-1.2
#include "vault/service_key.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/limits.h"
#include "vault/keys.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::size_t kKey = 32;
constexpr const char* kSubKeys = "LtsServe";
constexpr std::uint64_t kTags = 1;
constexpr std::uint64_t kSalts = 2;
constexpr std::uint64_t kVerifiers = 3;
constexpr std::uint64_t kDevices = 4;
constexpr std::uint64_t kManifests = 5;
constexpr std::uint64_t kRest = 6;

constexpr std::string_view kVerifierIs = "verifier";
constexpr std::string_view kWrappedIs = "wrapped";
/// No account has an empty name.
const std::string kNobody;

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kDeviceId = 16;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

Bytes message_of(std::string_view context, const std::string& name) {
    Bytes message(context.begin(), context.end());
    message.insert(message.end(), name.begin(), name.end());
    return message;
}

Bytes keyed_hash(const SecretBytes& key, const Bytes& message, std::size_t size) {
    Bytes out(size);
    crypto_generichash(out.data(), out.size(), message.data(), message.size(), key.data(),
                       key.size());
    return out;
}

}  // namespace

ServiceKey::ServiceKey(SecretBytes bytes) : m_bytes(std::move(bytes)) {
    SecretBytes proof(kKey);
    randombytes_buf(proof.data(), proof.size());
    m_nobody = keep_verifier(kNobody, proof);
}

ServiceKey ServiceKey::generate() {
    ensure_sodium();
    SecretBytes bytes(kKey);
    randombytes_buf(bytes.data(), bytes.size());
    return ServiceKey(std::move(bytes));
}

Result<ServiceKey> ServiceKey::from_bytes(SecretBytes bytes) {
    ensure_sodium();
    if (bytes.size() != kKey) {
        return Error{Kind::Corrupt, "service key", "expected 32 bytes"};
    }
    return ServiceKey(std::move(bytes));
}

SecretBytes ServiceKey::sub_key(std::uint64_t number) const {
    SecretBytes key(kKey);
    crypto_kdf_derive_from_key(key.data(), key.size(), number, kSubKeys, m_bytes.data());
    return key;
}

Bytes ServiceKey::salt(const std::string& account) const {
    return keyed_hash(sub_key(kSalts), message_of("lotse salt 1\n", account),
                      crypto_pwhash_SALTBYTES);
}

Bytes ServiceKey::verifier(const std::string& account, const SecretBytes& proof) const {
    Bytes message = message_of("lotse verifier 1\n", account);
    message.push_back(0);
    message.insert(message.end(), proof.data(), proof.data() + proof.size());
    Bytes hash = keyed_hash(sub_key(kVerifiers), message, kKey);
    sodium_memzero(message.data(), message.size());
    return hash;
}

bool ServiceKey::verifies(const std::string& account, const SecretBytes& proof,
                          const Bytes& stored) const {
    const bool exists = !stored.empty();
    const Result<Bytes> expected =
        kept(kVerifierIs, exists ? account : kNobody, exists ? stored : m_nobody);
    const Bytes given = verifier(account, proof);
    return expected && expected->size() == given.size() &&
           sodium_memcmp(expected->data(), given.data(), given.size()) == 0 && exists;
}

Bytes ServiceKey::keep_verifier(const std::string& account, const SecretBytes& proof) const {
    return keep(kVerifierIs, account, verifier(account, proof));
}

Bytes ServiceKey::keep_wrapped(const std::string& account, const Bytes& wrapped) const {
    return keep(kWrappedIs, account, wrapped);
}

Result<Bytes> ServiceKey::wrapped(const std::string& account, const Bytes& stored) const {
    return kept(kWrappedIs, account, stored);
}

std::string ServiceKey::device_of(const std::string& account, const std::string& id) const {
    Bytes message = message_of("lotse device 1\n", account);
    message.push_back(0);
    message.insert(message.end(), id.begin(), id.end());
    return account + ' ' + to_hex(Bytes(id.begin(), id.end())) + ' ' +
           to_hex(keyed_hash(sub_key(kDevices), message, kKey));
}

std::string ServiceKey::new_device(const std::string& account) const {
    std::string id(kDeviceId, '\0');
    randombytes_buf(id.data(), id.size());
    return device_of(account, id);
}

std::string ServiceKey::device_in(std::string_view text) const {
    const std::size_t of_mark = text.rfind(' ');
    const std::size_t of_id =
        of_mark == std::string_view::npos ? of_mark : text.substr(0, of_mark).rfind(' ');
    if (of_id == std::string_view::npos || text.size() > limits::kLongestLineBytes) {
        return {};
    }
    const Result<Bytes> id =
        bytes_from_hex(std::string(text.substr(of_id + 1, of_mark - of_id - 1)));
    if (!id || id->size() != kDeviceId) {
        return {};
    }
    const std::string expected =
        device_of(std::string(text.substr(0, of_id)), std::string(id->begin(), id->end()));
    return expected.size() == text.size() &&
                   sodium_memcmp(expected.data(), text.data(), text.size()) == 0
               ? std::string(text.substr(0, of_mark))
               : std::string();
}

std::function<std::array<std::uint8_t, 16>(std::string_view)> ServiceKey::hasher(
    std::uint64_t number) const {
    return [key = std::make_shared<const SecretBytes>(sub_key(number))](std::string_view text) {
        std::array<std::uint8_t, 16> tag{};
        crypto_generichash(tag.data(), tag.size(),
                           reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                           key->data(), key->size());
        return tag;
    };
}

std::function<std::array<std::uint8_t, 16>(std::string_view)> ServiceKey::tags() const {
    return hasher(kTags);
}

std::function<std::array<std::uint8_t, 16>(std::string_view)> ServiceKey::manifests() const {
    return hasher(kManifests);
}

std::size_t ServiceKey::choice(std::string_view of, const std::string& name,
                               std::size_t count) const {
    LOTSE_CHECK(count > 0);
    Bytes message = message_of("lotse choice 1\n", std::string(of));
    message.push_back(0);
    message.insert(message.end(), name.begin(), name.end());
    const Bytes hash = keyed_hash(sub_key(kSalts), message, kKey);
    std::uint32_t part = 0;
    for (std::size_t i = 0; i < sizeof part; ++i) {
        part = part << 8 | hash[i];
    }
    return static_cast<std::size_t>(std::uint64_t{part} * count >> 32);
}

Bytes ServiceKey::keep(std::string_view what, const std::string& account,
                       const Bytes& bytes) const {
    Bytes bound = message_of(what, std::string(1, '\0') + account);
    Bytes out(kNonce + bytes.size() + kTag);
    randombytes_buf(out.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, bytes.data(),
                                               bytes.size(), bound.data(), bound.size(), nullptr,
                                               out.data(), sub_key(kRest).data());
    return out;
}

Result<Bytes> ServiceKey::kept(std::string_view what, const std::string& account,
                               const Bytes& stored) const {
    const Error altered{Kind::Corrupt, "account",
                        "what is kept of its " + std::string(what) +
                            " was not made with this service's key, or was altered: restore the "
                            "database and keys/service.key of one backup"};
    if (stored.size() < kNonce + kTag) {
        return altered;
    }
    const Bytes bound = message_of(what, std::string(1, '\0') + account);
    Bytes out(stored.size() - kNonce - kTag);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            out.data(), nullptr, nullptr, stored.data() + kNonce, stored.size() - kNonce,
            bound.data(), bound.size(), stored.data(), sub_key(kRest).data()) != 0) {
        return altered;
    }
    return out;
}

}  // namespace lotse::vault
