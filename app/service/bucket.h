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
        const auto to_wait = wait(burst, per_minute, now);
        m_left = left(burst, per_minute, now) - (to_wait ? 0 : 1);
        m_filled = now;
        return to_wait;
    }
    /// The same without counting.
    std::optional<std::chrono::seconds> wait(int burst, int per_minute, Instant now) const {
        const double there = left(burst, per_minute, now);
        if (there >= 1) {
            return std::nullopt;
        }
        const double seconds = (1 - there) * 60 / per_minute;
        return std::chrono::seconds{static_cast<int>(seconds) + 1};
    }
    Instant charged() const { return m_filled; }

private:
    double left(int burst, int per_minute, Instant now) const {
        const double minutes =
            std::chrono::duration<double, std::ratio<60>>(now - m_filled).count();
        return std::min<double>(burst, m_left + minutes * per_minute);
    }

    double m_left = 0;
    Instant m_filled{0};
};

}  // namespace lotse::service
