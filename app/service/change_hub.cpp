// SPDX-License-Identifier: EUPL-1.2
#include "service/change_hub.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/limits.h"

namespace lotse::service {

/// The keys of desks grow: the first one found is the oldest.
void ChangeHub::make_room(const std::string Desk::*share, const std::string& name,
                          std::size_t most) {
    std::vector<std::int64_t> theirs;
    for (const auto& [key, desk] : m_desks) {
        if (desk.*share == name) {
            theirs.push_back(key);
        }
    }
    for (std::size_t i = 0; i + most <= theirs.size(); ++i) {
        m_desks.at(theirs[i]).end();
        m_desks.erase(theirs[i]);
    }
}

ChangeHub::Subscription ChangeHub::subscribe(const ChangeStream& wanted, Listener listener,
                                             std::function<void()> end) {
    const std::lock_guard lock(m_mutex);
    make_room(&Desk::token, wanted.token, limits::kStreamsOfASession);
    make_room(&Desk::account, wanted.account, limits::kStreamsOfAnAccount);
    if (m_desks.size() >= static_cast<std::size_t>(m_most)) {
        return nullptr;
    }
    const std::int64_t key = m_next_key++;
    Desk& desk = m_desks[key];
    desk = {wanted.centre, wanted.account, wanted.token, std::move(listener), std::move(end)};
    if (const auto known = m_news.find(wanted.centre); known != m_news.end()) {
        desk.listener(known->second);
    }
    return Subscription(this, [key](void* hub) { static_cast<ChangeHub*>(hub)->leave(key); });
}

void ChangeHub::publish(const std::string& centre, std::int64_t revision) {
    const std::lock_guard lock(m_mutex);
    m_news[centre].revision = revision;
    tell(centre, m_news[centre]);
}

void ChangeHub::publish_help(const std::string& centre) {
    const std::lock_guard lock(m_mutex);
    ++m_news[centre].help;
    tell(centre, m_news[centre]);
}

bool ChangeHub::is_followed(const std::string& centre) {
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_desks.begin(), m_desks.end(),
                       [&](const auto& desk) { return desk.second.centre == centre; });
}

void ChangeHub::tell(const std::string& centre, const News& news) {
    for (const auto& [key, desk] : m_desks) {
        if (desk.centre == centre) {
            desk.listener(news);
        }
    }
}

void ChangeHub::leave(std::int64_t key) {
    const std::lock_guard lock(m_mutex);
    m_desks.erase(key);
}

}  // namespace lotse::service
