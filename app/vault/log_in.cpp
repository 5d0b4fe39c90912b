// SPDX-License-Identifier: EUPL-1.2
#include "vault/log_in.h"

#include <algorithm>

#include "vault/password_key.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::string_view kSaltContext = "lotse log-in 1\n";
constexpr const char* kSubKeys = "LtsLogin";
constexpr std::uint64_t kProofKey = 1;
constexpr std::uint64_t kWrapKey = 2;
static_assert(kLogInSalt == crypto_pwhash_SALTBYTES);

Bytes argon_salt(const std::string& account, const LogInTerms& terms) {
    Bytes message(kSaltContext.begin(), kSaltContext.end());
    for (const std::string* name : {&terms.centre, &account}) {
        message.insert(message.end(), name->begin(), name->end());
        message.push_back(0);
    }
    message.insert(message.end(), terms.salt.begin(), terms.salt.end());
    Bytes salt(crypto_pwhash_SALTBYTES);
    crypto_generichash(salt.data(), salt.size(), message.data(), message.size(), nullptr, 0);
    return salt;
}

bool is_within(const KdfCost& cost, const KdfBounds& bounds) {
    return cost.passes >= bounds.least.passes && cost.passes <= bounds.most.passes &&
           cost.memory_kib >= bounds.least.memory_kib && cost.memory_kib <= bounds.most.memory_kib;
}

}  // namespace

SecretText LogInSecrets::proof_text() const {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_ENCODED_LEN(kProof, kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), proof.data(), proof.size(), kVariant);
    text.pop_back();
    SecretText secret(text);
    wipe(text);
    return secret;
}

Result<SecretBytes> proof_from(std::string_view text) {
    ensure_sodium();
    SecretBytes proof(kProof);
    std::size_t size = 0;
    if (sodium_base642bin(proof.data(), proof.size(), text.data(), text.size(), nullptr, &size,
                          nullptr, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        size != proof.size()) {
        return Error{Kind::Corrupt, "proof", "expected Base64 of 32 bytes"};
    }
    return proof;
}

Result<LogInSecrets> log_in_secrets(const std::string& account, std::string_view password,
                                    const LogInTerms& terms, const KdfBounds& bounds) {
    if (terms.salt.size() != kLogInSalt) {
        return Error{Kind::Corrupt, "log-in", "the service's salt has not 16 bytes"};
    }
    if (!is_within(terms.cost, bounds)) {
        return Error{Kind::Refused, "log-in",
                     "the service asks for " + std::to_string(terms.cost.passes) + " passes and " +
                         std::to_string(terms.cost.memory_kib) +
                         " KiB of Argon2id, out of what this desk accepts: it is not the centre's "
                         "service, or another version"};
    }
    const Bytes salt = argon_salt(account, terms);
    const Result<SecretBytes> master = password_key(password, salt.data(), terms.cost);
    if (!master) {
        return master.error();
    }
    static_assert(crypto_kdf_KEYBYTES == 32);
    LogInSecrets secrets{SecretBytes(kProof), SecretBytes(crypto_kdf_KEYBYTES)};
    crypto_kdf_derive_from_key(secrets.proof.data(), secrets.proof.size(), kProofKey, kSubKeys,
                               master->data());
    crypto_kdf_derive_from_key(secrets.wrap.data(), secrets.wrap.size(), kWrapKey, kSubKeys,
                               master->data());
    return secrets;
}

}  // namespace lotse::vault
