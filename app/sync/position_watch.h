// SPDX-License-Identifier: EUPL-1.2
/// Notices that the queue's database went back (core/intake/queue_position.h), whichever of several
/// connections hears it.
///
/// Answers overtake each other: what one says is compared with what was known when its request was
/// made. From any thread; the callback comes from the thread that asked, one at a time.
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "core/intake/queue_position.h"

namespace lotse::sync {

class PositionWatch {
public:
    /// What was acknowledged at the first may be missing at the second. False: it could not be
    /// dealt with, and comes again with the next answer.
    using FellBack = std::function<bool(const QueuePosition&, const QueuePosition&)>;

    PositionWatch(std::optional<QueuePosition> known, FellBack fell_back)
        : m_fell_back(std::move(fell_back)), m_known(known) {}

    std::optional<QueuePosition> known() const;
    /// An answer to a request that was made when `before` was known.
    void hear(const std::optional<QueuePosition>& before, const QueuePosition& told);

private:
    const FellBack m_fell_back;
    std::mutex m_hearing;
    mutable std::mutex m_mutex;
    std::optional<QueuePosition> m_known;
};

}  // namespace lotse::sync
