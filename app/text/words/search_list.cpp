// SPDX-License-Identifier: EUPL-1.2
#include "text/words/search_list.h"

#include <algorithm>
#include <optional>

#include "core/desk/name_match.h"
#include "text/names/name_key.h"
#include "text/words/collation.h"

namespace lotse::text {
namespace {

/// Letters, and sounds among them that every spelling has, from which on a name is searched by its
/// sound, with one mistake, and with two: shorter ones sound like many names.
struct Fewest {
    std::size_t letters, sounds;
};
constexpr Fewest kForSound{3, 2}, kForOneMistake{4, 3}, kForTwoMistakes{7, 5};
/// What is nearly so is a guess: more of them are no help.
constexpr std::size_t kMostGuesses = 6;
/// The worst rank of what has no mistake.
constexpr int kSoundsSo = 1;

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
    Ranked found = ranked([&](const Names& names) {
        std::optional<int> best;
        const auto compare = [&](const std::string& key) {
            if (key.empty()) return;
            const NameDistance distance = name_key_distance(sounds, key, most);
            if (distance.begun <= most) {
                better(best, std::min(2 * distance.whole, 2 * distance.begun + 1));
            }
        };
        compare(names.own_sounds);
        for (const OtherNames::Key& key : *names.others) compare(key.sounds);
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
    if (found.empty()) {
        found = sounding_so(query);
        hits.spelled = found.empty() ? Spelled::Nowhere : Spelled::Alike;
    }
    for (const auto& [unused, index] : found) hits.items.push_back(index);
    return hits;
}

}  // namespace lotse::text
