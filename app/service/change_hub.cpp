// SPDX-License-Identifier: EUPL-1.2
#include "service/change_hub.h"

#include <utility>

namespace lotse::service {

ChangeHub::Subscription ChangeHub::subscribe(const std::string& centre, Listener listener) {
    const std::lock_guard lock(m_mutex);
    if (m_desks.size() >= static_cast<std::size_t>(m_most)) {
        return nullptr;
    }
    const std::int64_t key = m_next_key++;
    Desk& desk = m_desks[key];
    desk.centre = centre;
    desk.listener = std::move(listener);
    if (const auto known = m_revisions.find(centre); known != m_revisions.end()) {
        desk.listener(known->second);
    }
    return Subscription(this, [key](void* hub) { static_cast<ChangeHub*>(hub)->leave(key); });
}

void ChangeHub::publish(const std::string& centre, std::int64_t revision) {
    const std::lock_guard lock(m_mutex);
    m_revisions[centre] = revision;
    for (const auto& [key, desk] : m_desks) {
        if (desk.centre == centre) {
            desk.listener(revision);
        }
    }
}

void ChangeHub::leave(std::int64_t key) {
    const std::lock_guard lock(m_mutex);
    m_desks.erase(key);
}

}  // namespace lotse::service
