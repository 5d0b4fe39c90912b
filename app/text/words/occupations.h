// SPDX-License-Identifier: EUPL-1.2
/// Decides what occupations are called in a language, and by which other names each is found.
///
/// Shown is the name that the language's own list has, else the German one. Found are also the
/// other names of that language, the German ones with their usual misspellings, the English one,
/// and those of the languages that are spoken beside it (a clerk from Kyiv may type Russian). What
/// none of these is spelled like is looked for in all other languages, letter by letter.
/// Leaves alone which occupations there are (core/occupations.h), where their names are kept (the
/// reader that it is made with), searching (search_list.h).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/occupations.h"
#include "text/words/search_list.h"

namespace lotse::text {

struct OccupationName {
    std::string name;
    std::vector<std::string> also;
};
using NamesOfOccupations = std::map<std::string, OccupationName>;  ///< by id

class OccupationWords {
public:
    /// Asked once for each language that is needed, when it is; a language without names gives an
    /// empty map.
    using Reader = std::function<NamesOfOccupations(const std::string& tag)>;

    OccupationWords() = default;
    /// `known` outlives it.
    OccupationWords(const Occupations& known, Reader read);

    /// The most frequent first. Some hundredths of a second for a language that is new.
    const SearchList& list(const std::string& tag);
    /// Hits are indices of `list(tag)`. `languages`: all that there are. Some tenths of a second
    /// for the first text that the reader's own names do not have.
    SearchList::Hits search(const std::string& tag, std::string_view query,
                            const std::vector<Language>& languages);
    /// The id itself if nobody knows a name for it.
    std::string name(const std::string& id, const std::string& tag);
    /// Pictogram of the group; empty: the id is unknown.
    std::string icon(const std::string& id) const;
    /// Pictogram of a group.
    static std::string icon_of_group(std::string_view group);
    /// In the order of the groups, those that have an occupation.
    std::vector<std::string> groups() const;
    /// Of a group; the most frequent first.
    std::vector<std::string> of_group(std::string_view group) const;

private:
    const NamesOfOccupations& names(const std::string& tag);

    const Occupations* m_known = nullptr;
    Reader m_read;
    std::map<std::string, NamesOfOccupations> m_names;  ///< by language
    std::map<std::string, SearchList> m_lists;
    std::optional<SearchList> m_everywhere;  ///< the same entries by their names in all languages
};

}  // namespace lotse::text
