// SPDX-License-Identifier: EUPL-1.2
/// Decides how often one name may ask now: an address, an account.
///
/// Remembers a bounded number of names; the one that asked least recently is forgotten first.
/// Time is an argument. Thread-safe.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/limits.h"
#include "core/moment.h"
#include "service/bucket.h"

namespace lotse::service {

class PeerQuota {
public:
    PeerQuota(int burst, int per_minute) : m_burst(burst), m_per_minute(per_minute) {}

    /// Nothing if it may ask once more (and is counted), else the time to wait.
    std::optional<std::chrono::seconds> charge(const std::string& peer, Instant now) {
        const std::lock_guard lock(m_mutex);
        if (!m_peers.contains(peer) && m_peers.size() >= limits::kLogInMemory) {
            m_peers.erase(
                std::min_element(m_peers.begin(), m_peers.end(), [](const auto& a, const auto& b) {
                    return a.second.charged() < b.second.charged();
                }));
        }
        return m_peers.try_emplace(peer, m_burst, now)
            .first->second.charge(m_burst, m_per_minute, now);
    }

    /// The same without counting.
    std::optional<std::chrono::seconds> wait(const std::string& peer, Instant now) {
        const std::lock_guard lock(m_mutex);
        const auto known = m_peers.find(peer);
        return known == m_peers.end() ? std::nullopt
                                      : known->second.wait(m_burst, m_per_minute, now);
    }

private:
    int m_burst;
    int m_per_minute;
    std::mutex m_mutex;
    std::map<std::string, Bucket> m_peers;
};

}  // namespace lotse::service
