// SPDX-License-Identifier: EUPL-1.2
/// Tells desks that their centre's queue has a new revision, or that other people wait for help.
///
/// Holds no events: a listener keeps at most the newest news it has not sent, so a slow desk
/// costs nothing and misses nothing. Thread-safe; listeners and `end` are called with the hub
/// locked and must only hand on what they hear.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "service/http_message.h"

namespace lotse::service {

class ChangeHub {
public:
    struct News {
        std::optional<std::int64_t> revision;  ///< nothing: none was told since the start
        std::int64_t help = 0;                 ///< changes of who waits for help, since the start
    };
    using Listener = std::function<void(const News&)>;
    /// Ends the subscription when it is destroyed; the hub outlives it.
    using Subscription = std::shared_ptr<void>;

    explicit ChangeHub(int most) : m_most(most) {}

    /// Null when the bound is reached. The listener is called at once if there is news. A
    /// session, and an account, has so many streams; where there are more, the oldest one ends.
    Subscription subscribe(const ChangeStream& wanted, Listener listener,
                           std::function<void()> end);
    void publish(const std::string& centre, std::int64_t revision);
    void publish_help(const std::string& centre);
    /// Whether anybody of the centre is there to be told.
    bool is_followed(const std::string& centre);

private:
    void leave(std::int64_t key);

    struct Desk {
        std::string centre, account, token;
        Listener listener;
        std::function<void()> end;
    };
    void tell(const std::string& centre, const News& news);
    void make_room(const std::string Desk::*share, const std::string& name, std::size_t most);

    int m_most;
    std::mutex m_mutex;
    std::int64_t m_next_key = 1;
    std::map<std::int64_t, Desk> m_desks;
    std::map<std::string, News> m_news;
};

}  // namespace lotse::service
