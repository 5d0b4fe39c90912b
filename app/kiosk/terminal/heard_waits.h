// SPDX-License-Identifier: EUPL-1.2
/// What the service said last of how long clients wait, until it is too old to be said to anybody
/// (limits::kWaitsHold). Thread-safe: it is heard on the follower's thread.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "core/intake/expected_wait.h"
#include "core/limits.h"
#include "core/moment.h"

namespace lotse::kiosk {

class HeardWaits {
public:
    void hear(ExpectedWaits waits, Instant now) {
        const std::lock_guard lock(m_mutex);
        m_waits = std::move(waits);
        m_at = now;
    }
    /// For a client of this language and questionnaire; nothing: nobody knows.
    std::optional<WaitRange> wait(const std::string& language, const std::string& questionnaire,
                                  Instant now) const {
        const std::lock_guard lock(m_mutex);
        return now - m_at > limits::kWaitsHold ? std::nullopt
                                               : wait_for(m_waits, language, questionnaire);
    }

private:
    mutable std::mutex m_mutex;
    ExpectedWaits m_waits;
    Instant m_at{0};
};

}  // namespace lotse::kiosk
