// SPDX-License-Identifier: EUPL-1.2
#include "vault/password.h"

#include <algorithm>
#include <set>
#include <vector>

#include "vault/common_words.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::size_t kShortestPassword = 12;
/// What a password must have beside names that everybody at the centre knows and what guessing
/// begins with.
constexpr std::size_t kFewestOwnBytes = 6;
constexpr std::size_t kFewestDifferentBytes = 5;
constexpr std::size_t kLongestPassword = 128;
constexpr std::size_t kShortestPin = 6;
constexpr std::size_t kLongestPin = 12;

Result<std::string> argon2id(std::string_view secret, const PasswordCost& cost) {
    ensure_sodium();
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), secret.data(), secret.size(), cost.passes,
                              std::size_t{cost.memory_kib} * 1024,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return Error{Kind::Transient, "password hash",
                     "Argon2id could not get " + std::to_string(cost.memory_kib) +
                         " KiB of memory: try again"};
    }
    hash.resize(hash.find('\0'));
    return hash;
}

bool matches(std::string_view secret, const std::string& hash) {
    ensure_sodium();
    // libsodium reads a fixed field; a longer string cannot be one of its hashes.
    if (hash.size() >= crypto_pwhash_STRBYTES) {
        return false;
    }
    return crypto_pwhash_str_verify(hash.c_str(), secret.data(), secret.size()) == 0;
}

bool is_pin(std::string_view pin) {
    return pin.size() >= kShortestPin && pin.size() <= kLongestPin &&
           std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view account,
                            std::string_view centre) {
    if (password.size() < kShortestPassword || password.size() > kLongestPassword) {
        return Error{Kind::Refused, "password",
                     "expected " + std::to_string(kShortestPassword) + " to " +
                         std::to_string(kLongestPassword) + " bytes"};
    }
    std::vector<bool> known(password.size(), false);
    mark_part(password, account, known);
    mark_part(password, centre, known);
    mark_common(password, known);
    const auto own = static_cast<std::size_t>(std::count(known.begin(), known.end(), false));
    const std::set<char> different(password.begin(), password.end());
    if (own < kFewestOwnBytes || different.size() < kFewestDifferentBytes) {
        return Error{Kind::Refused, "password",
                     "is little more than a name, common words, rows of keys or one letter; "
                     "expected several words that have nothing to do with each other"};
    }
    return {};
}

Result<std::string> hash_pin(std::string_view pin, const PasswordCost& cost) {
    if (!is_pin(pin)) {
        return Error{Kind::Refused, "PIN",
                     "expected " + std::to_string(kShortestPin) + " to " +
                         std::to_string(kLongestPin) + " digits"};
    }
    return argon2id(pin, cost);
}

bool verify_pin(std::string_view pin, const std::string& hash) {
    return is_pin(pin) && matches(pin, hash);
}

std::string new_password() {
    ensure_sodium();
    static constexpr std::string_view kAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    static_assert(kAlphabet.size() == 31);
    std::string password;
    for (int i = 0; i < 18; ++i) {
        if (i != 0 && i % 6 == 0) {
            password.push_back('-');
        }
        password.push_back(kAlphabet[randombytes_uniform(kAlphabet.size())]);
    }
    return password;
}

std::string new_pin() {
    ensure_sodium();
    std::string pin;
    for (int i = 0; i < 6; ++i) {
        pin.push_back(static_cast<char>('0' + randombytes_uniform(10)));
    }
    return pin;
}

std::string new_token() {
    ensure_sodium();
    unsigned char random[32];
    randombytes_buf(random, sizeof random);
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string token(sodium_base64_ENCODED_LEN(sizeof random, kVariant), '\0');
    sodium_bin2base64(token.data(), token.size(), random, sizeof random, kVariant);
    token.pop_back();
    return token;
}

}  // namespace lotse::vault
