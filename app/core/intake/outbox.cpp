// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/outbox.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "core/limits.h"
#include "core/reason.h"

namespace lotse {
namespace {

Instant back_off(int attempts, double chance) {
    Instant whole = limits::kFirstRetryDelay;
    for (int i = 1; i < attempts && whole < limits::kLongestRetryDelay; ++i) {
        whole *= 2;
    }
    whole = std::min(whole, Instant(limits::kLongestRetryDelay));
    const double jitter = std::clamp(chance, 0.0, 1.0);
    return whole / 2 +
           Instant(static_cast<Instant::rep>(static_cast<double>(whole.count()) / 2 * jitter));
}

}  // namespace

bool is_due(const OutboxEntry& entry, Instant now) {
    return entry.delivery == Delivery::Waiting && now >= entry.not_before;
}

AfterAttempt after_attempt(OutboxEntry entry, const Attempt& attempt, Instant now, double chance) {
    AfterAttempt after;
    if (entry.attempts < std::numeric_limits<int>::max()) {
        ++entry.attempts;
    }
    const auto hold = [&](std::string_view reason) {
        entry.delivery = Delivery::Held;
        entry.not_before = Instant{0};
        entry.held_reason = reason.substr(0, limits::kLongestReasonBytes);
    };
    switch (attempt.outcome) {
        case Attempt::Outcome::Accepted:
            if (attempt.acknowledged == entry.digest) {
                entry.delivery = Delivery::Kept;
                entry.not_before = Instant{0};
                entry.held_reason.clear();
            } else {
                // Whoever takes it for arrived would destroy the only true copy.
                hold(written_reason({Kind::Refused, "receipt",
                                     "the service acknowledged other bytes than were sent",
                                     Cause::OtherReceipt}));
            }
            break;
        case Attempt::Outcome::Gone:
            after.purge = true;
            break;
        case Attempt::Outcome::Refused:
            hold(attempt.reason.empty() ? "refused without a reason" : attempt.reason);
            break;
        case Attempt::Outcome::Transient: {
            const Instant wish = std::min(attempt.retry_after, Instant(limits::kLongestRetryAfter));
            entry.not_before = now + std::max(back_off(entry.attempts, chance), wish);
            break;
        }
    }
    after.entry = std::move(entry);
    return after;
}

OutboxEntry released(OutboxEntry entry) {
    entry.delivery = Delivery::Waiting;
    entry.not_before = Instant{0};
    entry.held_reason.clear();
    return entry;
}

}  // namespace lotse
