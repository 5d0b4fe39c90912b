// SPDX-License-Identifier: EUPL-1.2
/// Decides how many requests one address, one block of addresses or one account may send now.
///
/// Who is logged in counts by account alone, so that a stranger behind the same address takes
/// nothing away from a desk; a terminal counts by what it signs (terminal_gate.h), and only what
/// was not signed well counts against its address. Time is an argument. Thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/limits.h"
#include "core/moment.h"
#include "service/peer_address.h"
#include "service/peer_quota.h"

namespace lotse::service {

class RequestBudget {
public:
    using Wait = std::optional<std::chrono::seconds>;

    /// Each: nothing if it may ask once more, and is counted; else the time to wait.
    Wait stranger(const PeerAddress& from, Instant now) {
        const Wait wait = m_hosts.charge(from.host, now);
        return wait ? wait : m_blocks.charge(from.block, now);
    }
    Wait account(const std::string& name, Instant now) { return m_accounts.charge(name, now); }

    /// After a request in a terminal's name that no enrolled terminal had signed.
    void badly_signed(const PeerAddress& from, Instant now) {
        m_bad_of_hosts.charge(from.host, now);
    }
    /// Whether a request in a terminal's name is looked at at all.
    Wait terminal(const PeerAddress& from, Instant now) {
        return m_bad_of_hosts.wait(from.host, now);
    }

private:
    PeerQuota m_hosts{limits::kRequestsOfAHost, limits::kRequestsOfAHostAMinute};
    PeerQuota m_blocks{limits::kRequestsOfABlock, limits::kRequestsOfABlockAMinute};
    PeerQuota m_accounts{limits::kRequestsOfAnAccount, limits::kRequestsOfAnAccountAMinute};
    PeerQuota m_bad_of_hosts{limits::kBadSignaturesOfAHost, limits::kBadSignaturesOfAHost};
};

}  // namespace lotse::service
