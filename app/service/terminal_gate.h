// SPDX-License-Identifier: EUPL-1.2
/// Decides which terminal may bring an intake now: remembers keys of enrolled terminals for a few
/// seconds, and how many intakes each may still bring (a bucket that fills lastingly and holds a
/// few days' worth).
///
/// Names of terminals that are not enrolled are never remembered: strangers cannot fill this. Time
/// is an argument. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "core/intake/intake.h"
#include "core/intake/outbox.h"
#include "core/limits.h"
#include "service/bucket.h"

namespace lotse::service {

class TerminalGate {
public:
    TerminalGate(int burst, int per_minute) : m_burst(burst), m_per_minute(per_minute) {}

    /// The key, if the store was asked recently.
    std::optional<Bytes> key(const std::string& centre, const std::string& terminal, Instant now) {
        const std::lock_guard lock(m_mutex);
        const auto at = m_terminals.find({centre, terminal});
        if (at == m_terminals.end() || at->second.learnt == kNever ||
            now - at->second.learnt >= limits::kTerminalKeyMemory) {
            return std::nullopt;
        }
        return at->second.key;
    }

    void learn(const std::string& centre, const std::string& terminal, const Bytes& key,
               Instant now) {
        const std::lock_guard lock(m_mutex);
        const auto [at, is_new] = m_terminals.try_emplace({centre, terminal});
        if (is_new) {
            at->second.bucket = Bucket(m_burst, now);
        }
        at->second.key = key;
        at->second.learnt = now;
    }

    /// The register that named the centre's terminals is another one now. What each may still bring
    /// stays.
    void forget_keys(const std::string& centre) {
        const std::lock_guard lock(m_mutex);
        for (auto& [name, terminal] : m_terminals) {
            if (name.first == centre) {
                terminal.learnt = kNever;
            }
        }
    }

    /// Nothing if one more intake is allowed (and counted), else the time to wait. The terminal has
    /// proved itself.
    std::optional<std::chrono::seconds> charge(const std::string& centre,
                                               const std::string& terminal, Instant now) {
        const std::lock_guard lock(m_mutex);
        const auto at = m_terminals.find({centre, terminal});
        if (at == m_terminals.end()) {
            return std::nullopt;
        }
        return at->second.bucket.charge(m_burst, m_per_minute, now);
    }

    /// How long who was heard on a connection (Proof) has to wait, without counting: whoever asks
    /// beyond its share is answered before anything of the request is looked at.
    std::optional<std::chrono::seconds> wait(const std::string& who, Instant now) {
        const std::size_t end = who.find('\n');
        if (end == std::string::npos) {
            return std::nullopt;
        }
        const std::lock_guard lock(m_mutex);
        const auto at = m_terminals.find({who.substr(0, end), who.substr(end + 1)});
        return at == m_terminals.end() ? std::nullopt
                                       : at->second.bucket.wait(m_burst, m_per_minute, now);
    }

private:
    static constexpr Instant kNever = Instant::min();
    struct Terminal {
        Bytes key;
        Instant learnt = kNever;
        Bucket bucket;
    };

    int m_burst;
    int m_per_minute;
    std::mutex m_mutex;
    std::map<std::pair<std::string, std::string>, Terminal> m_terminals;
};

}  // namespace lotse::service
