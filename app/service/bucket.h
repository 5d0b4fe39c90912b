// SPDX-License-Identifier: EUPL-1.2
/// Decides how often something may still be done: a bucket that fills lastingly and holds no more
/// than its burst.
///
/// Time is an argument. Not thread-safe: its owner guards it.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <ratio>

#include "core/moment.h"

namespace lotse::service {

class Bucket {
public:
    Bucket() = default;
    Bucket(int burst, Instant now) : m_left(burst), m_filled(now) {}

    /// Nothing if it may be done once more (and is counted), else the time to wait.
    std::optional<std::chrono::seconds> charge(int burst, int per_minute, Instant now) {
        const double minutes =
            std::chrono::duration<double, std::ratio<60>>(now - m_filled).count();
        m_left = std::min<double>(burst, m_left + minutes * per_minute);
        m_filled = now;
        if (m_left < 1) {
            const double wait = (1 - m_left) * 60 / per_minute;
            return std::chrono::seconds{static_cast<int>(wait) + 1};
        }
        m_left -= 1;
        return std::nullopt;
    }
    Instant charged() const { return m_filled; }

private:
    double m_left = 0;
    Instant m_filled{0};
};

}  // namespace lotse::service
