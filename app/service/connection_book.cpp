// SPDX-License-Identifier: EUPL-1.2
#include "service/connection_book.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/limits.h"

namespace lotse::service {

int ConnectionBook::most_of(Standing standing) const {
    return standing == Standing::Stranger ? m_all / 2 : m_all / 4;
}

std::size_t ConnectionBook::count_where(const Which& which) const {
    return static_cast<std::size_t>(
        std::count_if(m_entries.begin(), m_entries.end(),
                      [&](const auto& entry) { return which(entry.second); }));
}

std::size_t ConnectionBook::count(Standing standing) const {
    return count_where([standing](const Entry& entry) { return entry.standing == standing; });
}

std::optional<ConnectionBook::Key> ConnectionBook::longest_resting(const Which& which,
                                                                   Instant now) const {
    std::optional<Key> found;
    Instant since = now - limits::kRestBeforeGivingWay;
    for (const auto& [key, entry] : m_entries) {
        if (!which(entry)) continue;
        const std::optional<Instant> rests = m_resting(key);
        if (rests && *rests <= since) {
            since = *rests;
            found = key;
        }
    }
    return found;
}

std::optional<ConnectionBook::Key> ConnectionBook::of_the_greediest(Standing standing,
                                                                    Instant now) const {
    struct Share {
        int count = 0;
        std::optional<Key> key;  ///< of the one that has rested longest
        Instant since{0};
    };
    std::unordered_map<std::string_view, Share> shares;
    for (const auto& [key, entry] : m_entries) {
        if (entry.standing != standing) continue;
        Share& share = shares[entry.who];
        ++share.count;
        const std::optional<Instant> rests = m_resting(key);
        if (rests && *rests <= now - limits::kRestBeforeGivingWay &&
            (!share.key || *rests < share.since)) {
            share.key = key;
            share.since = *rests;
        }
    }
    const Share* greediest = nullptr;
    for (const auto& [who, share] : shares) {
        if (!share.key) continue;
        if (greediest == nullptr || share.count > greediest->count ||
            (share.count == greediest->count && share.since < greediest->since)) {
            greediest = &share;
        }
    }
    return greediest == nullptr ? std::nullopt : greediest->key;
}

bool ConnectionBook::make_room(const Which& which, std::size_t most, Instant now,
                               std::vector<Key>& ended) {
    if (count_where(which) < most) return true;
    const std::optional<Key> gives_way = longest_resting(which, now);
    if (!gives_way) return false;
    m_entries.erase(*gives_way);
    ended.push_back(*gives_way);
    return true;
}

ConnectionBook::Place ConnectionBook::take(Key key, const PeerAddress& from, bool shared,
                                           Instant now) {
    Place place;
    const auto stranger = [](const Entry& entry) { return entry.standing == Standing::Stranger; };
    const auto of_host = [&](const Entry& entry) {
        return stranger(entry) && entry.from.host == from.host;
    };
    const auto of_block = [&](const Entry& entry) {
        return stranger(entry) && entry.from.block == from.block;
    };
    if (!shared && (!make_room(of_host, limits::kStrangersOfAHost, now, place.ended) ||
                    !make_room(of_block, limits::kStrangersOfABlock, now, place.ended))) {
        return place;
    }
    if (count(Standing::Stranger) >= static_cast<std::size_t>(most_of(Standing::Stranger))) {
        const std::optional<Key> gives_way = of_the_greediest(Standing::Stranger, now);
        if (!gives_way) return place;
        m_entries.erase(*gives_way);
        place.ended.push_back(*gives_way);
    }
    m_entries[key] = {Standing::Stranger, from, from.host};
    place.taken = true;
    return place;
}

std::vector<ConnectionBook::Key> ConnectionBook::prove(Key key, Standing standing,
                                                       const std::string& who, Instant now) {
    std::vector<Key> ended;
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end() ||
        (entry->second.standing == standing && entry->second.who == who))
        return ended;
    const std::size_t most = standing == Standing::Desk ? limits::kConnectionsOfAnAccount
                                                        : limits::kConnectionsOfATerminal;
    const auto of_same = [&](const Entry& one) {
        return one.standing == standing && one.who == who;
    };
    if (!make_room(of_same, most, now, ended)) return ended;
    if (count(standing) >= static_cast<std::size_t>(most_of(standing))) {
        const std::optional<Key> gives_way = of_the_greediest(standing, now);
        if (!gives_way) return ended;
        m_entries.erase(*gives_way);
        ended.push_back(*gives_way);
    }
    // The one that asked may have rested, and given way to itself.
    if (const auto still = m_entries.find(key); still != m_entries.end()) {
        still->second.standing = standing;
        still->second.who = who;
    }
    return ended;
}

}  // namespace lotse::service
