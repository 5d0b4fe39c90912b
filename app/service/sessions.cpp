// SPDX-License-Identifier: EUPL-1.2
#include "service/sessions.h"

#include "core/limits.h"
#include "vault/envelope.h"
#include "vault/password.h"

namespace lotse::service {

std::string Sessions::begin(const Staff& staff) {
    std::string token = vault::new_token();
    const Instant now = m_clock();
    const std::lock_guard lock(m_mutex);
    std::size_t of_account = 0;
    auto oldest = m_live.end();
    for (auto at = m_live.begin(); at != m_live.end();) {
        if (over(at->second, now)) {
            at = m_live.erase(at);
            continue;
        }
        if (at->second.staff.account == staff.account) {
            ++of_account;
            if (oldest == m_live.end() || at->second.began < oldest->second.began) {
                oldest = at;
            }
        }
        ++at;
    }
    if (of_account >= limits::kSessionsPerAccount) {
        m_live.erase(oldest);
    }
    m_live[vault::hash(token)] = Live{staff, now, now};
    return token;
}

std::optional<Staff> Sessions::use(const std::string& token) {
    return find(token, true);
}

std::optional<Staff> Sessions::look(const std::string& token) {
    return find(token, false);
}

void Sessions::end(const std::string& token) {
    const Digest key = vault::hash(token);
    const std::lock_guard lock(m_mutex);
    m_live.erase(key);
}

void Sessions::end_others(const std::string& account, const std::string& token) {
    const Digest key = vault::hash(token);
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_live, [&](const auto& session) {
        return session.second.staff.account == account && session.first != key;
    });
}

std::optional<Staff> Sessions::find(const std::string& token, bool touch) {
    if (token.empty()) {
        return std::nullopt;
    }
    const Digest key = vault::hash(token);
    const Instant now = m_clock();
    const std::lock_guard lock(m_mutex);
    const auto at = m_live.find(key);
    if (at == m_live.end()) {
        return std::nullopt;
    }
    if (over(at->second, now)) {
        m_live.erase(at);
        return std::nullopt;
    }
    if (touch) {
        at->second.used = now;
    }
    return at->second.staff;
}

bool Sessions::over(const Live& live, Instant now) const {
    return now - live.used >= limits::kSessionIdle || now - live.began >= limits::kSessionAbsolute;
}

}  // namespace lotse::service
