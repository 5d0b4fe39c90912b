// SPDX-License-Identifier: EUPL-1.2
/// A set of fingerprints (core/configuration/translation.h) in four bytes each: every language
/// keeps one for each of its texts, and a terminal never asks for any. What does not look like one
/// is kept as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lotse {

class Fingerprints {
public:
    Fingerprints() = default;
    Fingerprints(std::initializer_list<std::string> fingerprints);
    Fingerprints(const std::set<std::string>& fingerprints);  // NOLINT: the same in another form

    bool contains(std::string_view fingerprint) const;
    void insert(std::string_view fingerprint);
    void erase(std::string_view fingerprint);
    void clear();
    std::size_t size() const { return m_numbers.size() + m_others.size(); }
    bool operator==(const Fingerprints&) const = default;

private:
    std::vector<std::uint32_t> m_numbers;  ///< sorted
    std::set<std::string, std::less<>> m_others;
};

}  // namespace lotse
