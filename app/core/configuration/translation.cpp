// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/translation.h"

namespace lotse {
namespace {

constexpr std::string_view kSoftHyphen = "\xC2\xAD";
constexpr std::uint64_t kBasis = 14695981039346656037ull;
constexpr std::uint64_t kPrime = 1099511628211ull;

class Fnv {
public:
    void add(char byte) {
        m_hash ^= static_cast<unsigned char>(byte);
        m_hash *= kPrime;
    }
    std::uint32_t folded() const { return static_cast<std::uint32_t>(m_hash ^ (m_hash >> 32)); }

private:
    std::uint64_t m_hash = kBasis;
};

}  // namespace

std::string fingerprint_of(std::string_view id, std::string_view german) {
    Fnv hash;
    for (const char byte : id) {
        hash.add(byte);
    }
    hash.add('\0');
    for (std::size_t at = 0; at < german.size(); ++at) {
        if (german.substr(at).starts_with(kSoftHyphen)) {
            ++at;
        } else {
            hash.add(german[at]);
        }
    }
    std::string out;
    for (int shift = 28; shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[(hash.folded() >> shift) & 0xF];
    }
    return out;
}

bool is_stale(const Language& language, const Language& german, const std::string& id) {
    if (!language.made_from || !language.messages.contains(id)) {
        return false;
    }
    const auto source = german.messages.view(id);
    return source && !language.made_from->contains(fingerprint_of(id, *source));
}

}  // namespace lotse
