// SPDX-License-Identifier: EUPL-1.2
#include "vault/password_key.h"

#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::size_t kKey = 32;
constexpr std::uint32_t kMostPasses = 20;
constexpr std::uint32_t kLeastMemoryKib = 8;
constexpr std::uint32_t kMostMemoryKib = 1024 * 1024;

std::uint32_t read_u32(const Bytes& bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16 |
           static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

void append_u32(Bytes& bytes, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

}  // namespace

void append_cost(Bytes& out, const WrapCost& cost) {
    append_u32(out, cost.passes);
    append_u32(out, cost.memory_kib);
}

WrapCost read_cost(const Bytes& bytes, std::size_t at) {
    return {read_u32(bytes, at), read_u32(bytes, at + 4)};
}

bool is_bearable(const WrapCost& cost) {
    return cost.passes >= 1 && cost.passes <= kMostPasses && cost.memory_kib >= kLeastMemoryKib &&
           cost.memory_kib <= kMostMemoryKib;
}

Result<SecretBytes> password_key(std::string_view password, const std::uint8_t* salt,
                                 const WrapCost& cost) {
    ensure_sodium();
    SecretBytes key(kKey);
    if (crypto_pwhash(key.data(), key.size(), password.data(), password.size(), salt, cost.passes,
                      std::size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return Error{Kind::Transient, "Argon2id",
                     "could not run with " + std::to_string(cost.memory_kib) + " KiB and " +
                         std::to_string(cost.passes) + " passes: free memory and try again"};
    }
    return key;
}

}  // namespace lotse::vault
