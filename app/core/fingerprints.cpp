// SPDX-License-Identifier: EUPL-1.2
#include "core/fingerprints.h"

#include <algorithm>
#include <optional>

namespace lotse {
namespace {

/// Nothing unless it is written as fingerprint_of writes one: eight digits, small letters.
std::optional<std::uint32_t> number_of(std::string_view fingerprint) {
    if (fingerprint.size() != 8) {
        return std::nullopt;
    }
    std::uint32_t number = 0;
    for (const char digit : fingerprint) {
        const bool decimal = digit >= '0' && digit <= '9';
        if (!decimal && !(digit >= 'a' && digit <= 'f')) {
            return std::nullopt;
        }
        number = number << 4 | static_cast<std::uint32_t>(decimal ? digit - '0' : digit - 'a' + 10);
    }
    return number;
}

}  // namespace

Fingerprints::Fingerprints(std::initializer_list<std::string> fingerprints) {
    for (const std::string& one : fingerprints) {
        insert(one);
    }
}

Fingerprints::Fingerprints(const std::set<std::string>& fingerprints) {
    m_numbers.reserve(fingerprints.size());
    for (const std::string& one : fingerprints) {
        insert(one);
    }
}

bool Fingerprints::contains(std::string_view fingerprint) const {
    const auto number = number_of(fingerprint);
    return number ? std::binary_search(m_numbers.begin(), m_numbers.end(), *number)
                  : m_others.contains(fingerprint);
}

void Fingerprints::insert(std::string_view fingerprint) {
    const auto number = number_of(fingerprint);
    if (!number) {
        m_others.emplace(fingerprint);
        return;
    }
    // They mostly come in order.
    const auto at = m_numbers.empty() || m_numbers.back() < *number
                        ? m_numbers.end()
                        : std::lower_bound(m_numbers.begin(), m_numbers.end(), *number);
    if (at == m_numbers.end() || *at != *number) {
        m_numbers.insert(at, *number);
    }
}

void Fingerprints::erase(std::string_view fingerprint) {
    const auto number = number_of(fingerprint);
    if (!number) {
        if (const auto other = m_others.find(fingerprint); other != m_others.end()) {
            m_others.erase(other);
        }
        return;
    }
    const auto at = std::lower_bound(m_numbers.begin(), m_numbers.end(), *number);
    if (at != m_numbers.end() && *at == *number) {
        m_numbers.erase(at);
    }
}

void Fingerprints::clear() {
    m_numbers.clear();
    m_others.clear();
}

}  // namespace lotse
