// SPDX-License-Identifier: EUPL-1.2
#include "text/words/search_list.h"

#include <algorithm>
#include <optional>

#include "core/desk/name_match.h"
#include "core/utf8.h"
#include "text/names/name_key.h"
#include "text/words/collation.h"

namespace lotse::text {
namespace {

/// Letters, and sounds among them that every spelling has, from which on a name is searched by its
/// sound, with one mistake, and with two: shorter ones sound like many names.
struct Fewest {
    std::size_t letters, sounds;
};
constexpr Fewest kForSound{3, 2}, kForOneMistake{3, 2}, kForTwoMistakes{7, 5};
/// From so many letters on a name may be only begun and have a mistake.
constexpr std::size_t kForBegunMistake = 4;
/// What is nearly so is a guess: more of them are no help.
constexpr std::size_t kMostGuesses = 6;
/// The worst rank of what has no mistake.
constexpr int kSoundsSo = 1;
/// Of a guess at most every second letter is another; among equal sounds fewer come first.
constexpr std::size_t kMostLettersOff = 2;
constexpr int kRanksOfLetters = 64;

/// How a query stands in a name that is spelled so; the order is that of the hits.
enum Place { Whole, Beginning, Word, Inside };

std::optional<Place> place_of(std::string_view query, std::string_view name) {
    const std::size_t at = name.find(query);
    if (at == std::string_view::npos) return std::nullopt;
    if (at == 0) return name.size() == query.size() ? Whole : Beginning;
    for (std::size_t next = at; next != std::string_view::npos; next = name.find(query, next + 1)) {
        if (name[next - 1] == ' ') return Word;
    }
    return Inside;
}

/// Letters that are missing, too many or others, as they are written; the query may end anywhere
/// in the name.
std::size_t letters_off(const std::u32string& query, const std::u32string& name) {
    std::vector<std::size_t> row(name.size() + 1);
    for (std::size_t j = 0; j <= name.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= query.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= name.size(); ++j) {
            const std::size_t other = diagonal + (query[i - 1] == name[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({other, row[j] + 1, row[j - 1] + 1});
        }
    }
    return *std::ranges::min_element(row);
}

bool begin_alike(std::string_view query, std::string_view name) {
    return !query.empty() && !name.empty() &&
           (name_symbol(query.front()).sounds & name_symbol(name.front()).sounds) != 0;
}

std::string sounds_of(std::string_view name) {
    std::string sounds(name_key(name).view());
    std::erase(sounds, ' ');
    return sounds;
}

void better(std::optional<int>& best, int rank) {
    best = std::min(best.value_or(rank), rank);
}

std::size_t letters_in(std::string_view key) {
    // Of UTF-8 every character but its continuation bytes.
    return static_cast<std::size_t>(std::ranges::count_if(
        key, [](char c) { return c != ' ' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

void OtherNames::add(const std::string& code, std::string_view name, bool by_sound) {
    std::vector<Key>& keys = m_keys[code];
    std::string letters = search_key(name, "");
    const bool known =
        std::ranges::any_of(keys, [&](const Key& key) { return key.letters == letters; });
    if (!known && !letters.empty()) {
        keys.push_back({std::move(letters), by_sound ? sounds_of(name) : std::string()});
    }
}

const std::vector<OtherNames::Key>& OtherNames::of(const std::string& code) const {
    static const std::vector<Key> kNone;
    const auto known = m_keys.find(code);
    return known == m_keys.end() ? kNone : known->second;
}

SearchList::SearchList(std::vector<NamedCode> items, const std::string& tag,
                       std::shared_ptr<const OtherNames> others)
    : m_tag(tag),
      m_items(std::move(items)),
      m_others(others ? std::move(others) : std::make_shared<const OtherNames>()) {
    for (const NamedCode& item : m_items) {
        m_names.push_back(
            {search_key(item.name, tag), sounds_of(item.name), &m_others->of(item.code)});
    }
}

template <class Rank>
SearchList::Ranked SearchList::ranked(const Rank& rank) const {
    Ranked found;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (const std::optional<int> best = rank(m_names[i])) found.emplace_back(*best, i);
    }
    std::ranges::sort(found);
    return found;
}

SearchList::Ranked SearchList::spelled_so(std::string_view query) const {
    const std::string own = search_key(query, m_tag), plain = search_key(query, "");
    return ranked([&](const Names& names) {
        std::optional<int> best;
        if (const auto place = place_of(own, names.own)) better(best, 2 * *place);
        for (const OtherNames::Key& key : *names.others) {
            if (const auto place = place_of(plain, key.letters)) better(best, 2 * *place + 1);
        }
        return best;
    });
}

/// By the number of mistakes, and among equals a whole name before one that was only begun.
SearchList::Ranked SearchList::sounding_so(std::string_view query) const {
    const std::size_t letters = letters_in(search_key(query, ""));
    const std::string sounds = sounds_of(query);
    const auto heard = static_cast<std::size_t>(
        std::ranges::count_if(sounds, [](char symbol) { return !name_symbol(symbol).optional; }));
    const auto enough = [&](const Fewest& fewest) {
        return letters >= fewest.letters && heard >= fewest.sounds;
    };
    if (!enough(kForSound)) return {};
    const int most = enough(kForTwoMistakes) ? 2 : enough(kForOneMistake) ? 1 : 0;
    const std::u32string written = code_points(search_key(query, ""));
    Ranked found = ranked([&](const Names& names) {
        std::optional<int> best;
        const auto compare = [&](const std::string& key, const std::string& letters_of_key) {
            if (key.empty()) return;
            const NameDistance distance = name_key_distance(sounds, key, most);
            const int begun = letters < kForBegunMistake ? distance.whole : distance.begun;
            if (begun > most) return;
            const int rank = std::min(2 * distance.whole, 2 * begun + 1);
            if (rank <= kSoundsSo) {
                better(best, rank);
                return;
            }
            // What has a mistake in its sound has to look alike, too, and begin alike.
            const std::size_t off = letters_off(written, code_points(letters_of_key));
            if (begin_alike(sounds, key) && kMostLettersOff * off <= written.size()) {
                better(best, kRanksOfLetters * rank + static_cast<int>(off));
            }
        };
        compare(names.own_sounds, names.own);
        for (const OtherNames::Key& key : *names.others) compare(key.sounds, key.letters);
        return best;
    });
    const bool exact = !found.empty() && found.front().first <= kSoundsSo;
    if (exact) {
        std::erase_if(found, [](const auto& entry) { return entry.first > kSoundsSo; });
    } else if (found.size() > kMostGuesses) {
        found.resize(kMostGuesses);
    }
    return found;
}

SearchList::Hits SearchList::search(std::string_view query) const {
    Hits hits;
    Ranked found = spelled_so(query);
    const bool begun = !found.empty() && found.front().first < 2 * Word;
    if (!begun) {
        // What only stands somewhere in a name may be chance: what sounds so is found, too.
        Ranked sounding = sounding_so(query);
        hits.spelled = !found.empty()     ? Spelled::So
                       : sounding.empty() ? Spelled::Nowhere
                                          : Spelled::Alike;
        std::erase_if(found, [&](const auto& hit) {
            return std::ranges::any_of(
                sounding, [&](const auto& other) { return other.second == hit.second; });
        });
        found.insert(found.begin(), sounding.begin(), sounding.end());
    }
    for (const auto& [unused, index] : found) hits.items.push_back(index);
    return hits;
}

}  // namespace lotse::text
