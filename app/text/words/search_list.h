// SPDX-License-Identifier: EUPL-1.2
/// Decides what a typed text finds in a long list whose entries have many names.
///
/// An entry has the name it is shown with, and others: in every language, short ones, those of the
/// past. Best hits first, and what only sounds so where no name begins so, before what stands
/// inside of names:
///
///     spelled so    whole name, beginning of a name, beginning of a word in it, inside; each time
///                   the shown name before the others
///     sounds so     names/name_key.h: siria, Syrien, Сирия, سوريا
///     nearly so     one sound wrong from three letters on, two from seven on; it begins alike, and
///                   at most every second letter is another
///
/// Leaves alone: which names there are (regions.h), showing them (ui). Deterministic; entries that
/// match equally well keep their order. A search takes some milliseconds at most, whatever was
/// typed: callers need not wait for a pause.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lotse::text {

/// The names of entries beside those they are shown with, folded once and shared by the lists of
/// every language.
class OtherNames {
public:
    struct Key {
        std::string letters;  ///< search_key in no language
        std::string sounds;   ///< name_key without spaces; empty: not searched by sound
    };

    /// `by_sound`: its letters are of a script that is typed at a terminal.
    void add(const std::string& code, std::string_view name, bool by_sound);
    const std::vector<Key>& of(const std::string& code) const;

private:
    std::map<std::string, std::vector<Key>> m_keys;
};

struct NamedCode {
    std::string code;       ///< language-neutral, what is stored
    std::string name;       ///< as shown
    bool frequent = false;  ///< stands before the alphabet
};

class SearchList {
public:
    /// How the text is written in what was found.
    enum class Spelled { So, Alike, Nowhere };
    struct Hits {
        std::vector<std::size_t> items;  ///< indices, best first
        Spelled spelled = Spelled::So;
    };

    SearchList() = default;
    SearchList(std::vector<NamedCode> items, const std::string& tag,
               std::shared_ptr<const OtherNames> others);

    const std::vector<NamedCode>& items() const& { return m_items; }
    /// Of a list that is about to go: by value, so that a loop over it is safe.
    std::vector<NamedCode> items() && { return std::move(m_items); }
    /// A query without letters finds all.
    Hits search(std::string_view query) const;

private:
    struct Names {
        std::string own;  ///< search_key of the shown name
        std::string own_sounds;
        const std::vector<OtherNames::Key>* others = nullptr;
    };
    using Ranked = std::vector<std::pair<int, std::size_t>>;  ///< the lower the better, item
    template <class Rank>
    Ranked ranked(const Rank& rank) const;
    Ranked spelled_so(std::string_view query) const;
    Ranked sounding_so(std::string_view query) const;

    std::string m_tag;
    std::vector<NamedCode> m_items;
    std::vector<Names> m_names;  ///< per item
    std::shared_ptr<const OtherNames> m_others;
};

}  // namespace lotse::text
