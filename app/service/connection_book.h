// SPDX-License-Identifier: EUPL-1.2
/// Decides who gets a connection, and which one ends when there are too many, so that nobody's
/// connections shut others out.
///
/// A connection is a stranger's until a session or a terminal's signature was heard on it; from
/// then on it counts among desks or terminals, for which a quarter of all places each is kept. In
/// each class there are bounds for one address, one account, one terminal. Where a bound is
/// reached, the connection of the greediest that has rested longest ends, for the newcomer; where
/// none rests, the newcomer is turned away. Time is an argument. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "service/peer_address.h"

namespace lotse::service {

enum class Standing : std::uint8_t { Stranger, Desk, Terminal };

class ConnectionBook {
public:
    using Key = std::uint64_t;
    /// Since when a connection waits for its other side; nothing: it works on a request.
    using Resting = std::function<std::optional<Instant>(Key)>;

    /// `all` places, 4 and more.
    ConnectionBook(int all, Resting resting) : m_all(all), m_resting(std::move(resting)) {}

    struct Place {
        bool taken = false;
        std::vector<Key> ended;  ///< no longer in the book; theirs has to end
    };
    /// `shared`: many people share that address, no bound of one address holds.
    Place take(Key key, const PeerAddress& from, bool shared, Instant now);
    /// What was heard on it; `who`: the account, or the terminal. Stays what it was if the place
    /// that it asks for is taken by connections that work. Returns what has to end.
    std::vector<Key> prove(Key key, Standing standing, const std::string& who, Instant now);
    void leave(Key key) { m_entries.erase(key); }

    std::size_t count(Standing standing) const;

private:
    struct Entry {
        Standing standing = Standing::Stranger;
        PeerAddress from;
        std::string who;  ///< whose share it takes: the host of a stranger
    };
    using Which = std::function<bool(const Entry&)>;

    int most_of(Standing standing) const;
    std::size_t count_where(const Which& which) const;
    std::optional<Key> longest_resting(const Which& which, Instant now) const;
    std::optional<Key> of_the_greediest(Standing standing, Instant now) const;
    /// True: there is room below `most` of them, perhaps because one ended.
    bool make_room(const Which& which, std::size_t most, Instant now, std::vector<Key>& ended);

    int m_all;
    Resting m_resting;
    std::map<Key, Entry> m_entries;
};

}  // namespace lotse::service
