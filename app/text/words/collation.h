// SPDX-License-Identifier: EUPL-1.2
/// Decides how names are put in order and how a typed text finds them.
///
/// Leaves alone: which names there are (regions.h), showing them (ui).
/// Search forgives: letter case, accents, hamza and alef forms, Arabic and Persian yeh and kaf, teh
/// marbuta, ё/е, ı/i, letters with a stroke, Tigrinya letters that sound alike, apostrophes, digits
/// of any script; in German also ae/oe/ue for ä/ö/ü. Source: ICU 72 collation and normalisation
/// (UAX #15).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lotse::text {

/// The letters that count, for comparison with other keys of the same language only; never shown.
std::string search_key(std::string_view text, const std::string& tag);

struct NamedCode {
    std::string code;                     ///< language-neutral, what is stored
    std::string name;                     ///< as shown
    std::vector<std::string> also_found;  ///< its other names: in English, in German
    bool frequent = false;                ///< stands before the alphabet
};

/// A long list that is searched while somebody types: folds every name once.
class SearchList {
public:
    SearchList() = default;
    SearchList(std::vector<NamedCode> items, const std::string& tag);

    const std::vector<NamedCode>& items() const& { return m_items; }
    /// Of a list that is about to go: by value, so that a loop over it is safe.
    std::vector<NamedCode> items() && { return std::move(m_items); }
    /// Indices of the items that match, best first: the name begins so, a word of it begins so, it
    /// stands inside, then the same for the other names. Equals keep their order. A query without
    /// letters matches all.
    std::vector<std::size_t> search(std::string_view query) const;

private:
    std::string m_tag;
    std::vector<NamedCode> m_items;
    std::vector<std::vector<std::string>>
        m_keys;  ///< per item: of its name, then of its other names
};

/// Indices of the names in the alphabetical order of the locale; an unknown locale sorts by the
/// root collation.
std::vector<std::size_t> alphabetical(const std::vector<std::string>& names,
                                      const std::string& locale);

}  // namespace lotse::text
