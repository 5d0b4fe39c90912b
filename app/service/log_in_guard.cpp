// SPDX-License-Identifier: EUPL-1.2
#include "service/log_in_guard.h"

#include <algorithm>

#include "core/limits.h"

namespace lotse::service {
Instant LogInGuard::wait_after(int failures) const {
    if (failures < m_free) {
        return Instant{0};
    }
    Instant wait = std::chrono::seconds{5};
    for (int i = m_free; i < failures && wait < limits::kLongestLogInDelay; ++i) {
        wait *= 2;
    }
    return std::min<Instant>(wait, limits::kLongestLogInDelay);
}

std::optional<std::chrono::seconds> LogInGuard::attempt(const std::string& name, Instant now) {
    const std::lock_guard lock(m_mutex);
    if (!m_records.contains(name) && m_records.size() >= limits::kLogInMemory) {
        make_room();
    }
    Record& record = m_records[name];
    if (now < record.blocked_until) {
        return std::chrono::ceil<std::chrono::seconds>(record.blocked_until - now);
    }
    record.failures = std::min(record.failures + 1, 1000);
    record.last = now;
    record.blocked_until = now + wait_after(record.failures);
    return std::nullopt;
}

void LogInGuard::succeeded(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    m_records.erase(name);
}

void LogInGuard::withdrawn(const std::string& name) {
    const std::lock_guard lock(m_mutex);
    const auto at = m_records.find(name);
    if (at != m_records.end() && at->second.failures > 0) {
        --at->second.failures;
        at->second.blocked_until = at->second.last + wait_after(at->second.failures);
    }
}

bool LogInGuard::waits(const std::string& beginning, Instant now) {
    const std::lock_guard lock(m_mutex);
    for (auto at = m_records.lower_bound(beginning);
         at != m_records.end() && at->first.starts_with(beginning); ++at) {
        if (now < at->second.blocked_until) {
            return true;
        }
    }
    return false;
}

void LogInGuard::forgive(const std::string& beginning) {
    const std::lock_guard lock(m_mutex);
    for (auto at = m_records.lower_bound(beginning);
         at != m_records.end() && at->first.starts_with(beginning);) {
        at = m_records.erase(at);
    }
}

void LogInGuard::make_room() {
    const auto least_recent = std::min_element(
        m_records.begin(), m_records.end(),
        [](const auto& a, const auto& b) { return a.second.last < b.second.last; });
    m_records.erase(least_recent);
}

}  // namespace lotse::service
