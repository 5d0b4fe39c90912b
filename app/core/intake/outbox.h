// SPDX-License-Identifier: EUPL-1.2
/// Decides when a sealed intake is sent to the queue service, and when sending stops.
///
/// Pure: no clock, no socket, no database. The courier asks `is_due`, makes the attempt, gives the
/// outcome to `after_attempt`, and the store keeps the returned entry in one transaction. Delivery
/// is at-least-once; the intake id is the idempotency key, so the service keeps one row per id.
///
///     Waiting ──send──► accepted, digest matches ──► Kept ──► purged after some days
///        ▲       │                                   │
///        │       ├─ transient ── refused ──► Held    │   (a person looks at it in the staff menu)
///        └───────┴── the centre lost it ◄────────────┘
///
/// What the centre had and deleted since is purged at once, and is never sent again.
///
/// Time is monotonic milliseconds of the running process: a wrong wall clock neither delays nor
/// orders anything. After a restart every Waiting entry is due at once.
#pragma once

#include <cstdint>
#include <string>

#include "core/intake/intake.h"
#include "core/moment.h"

namespace lotse {

enum class Delivery : std::uint8_t {
    Waiting,
    Held,
    Kept,  ///< a copy: the centre has it
};

struct OutboxEntry {
    IntakeHeader header;
    Digest digest{};
    Delivery delivery = Delivery::Waiting;
    int attempts = 0;
    Instant not_before{0};    ///< the courier's memory, not stored: 0 from the store
    std::string held_reason;  ///< the service's refusal (core/reason.h), no personal data
};

/// What became of one attempt.
struct Attempt {
    enum class Outcome : std::uint8_t {
        Accepted,   ///< the service committed it and answered with this digest
        Transient,  ///< no answer, time-out, 5xx, 429: try again
        Refused,  ///< the service will never take it: bad signature, unknown terminal, other digest
                  ///< under the same id
        Gone,     ///< the service had it, and it was withdrawn or erased there: nobody may have it
                  ///< any more
    };
    Outcome outcome = Outcome::Transient;
    Digest acknowledged{};   ///< Accepted: digest in the receipt
    std::string reason;      ///< as core/reason.h writes it: for the log and the staff menu
    Instant retry_after{0};  ///< Transient: the service's wish (429, 503), 0 = none
    bool contact = false;    ///< something that speaks our TLS answered at all
};

struct AfterAttempt {
    bool purge = false;  ///< nobody may have it any more
    OutboxEntry entry;
};

bool is_due(const OutboxEntry& entry, Instant now);

/// `chance` is uniform in [0, 1): full jitter between half and the whole of the back-off
/// (limits.h).
AfterAttempt after_attempt(OutboxEntry entry, const Attempt& attempt, Instant now, double chance);

/// A person pressed "try again" for a held entry.
OutboxEntry released(OutboxEntry entry);

/// What the outbox remembers of an intake that arrived, longer than its bytes.
struct Arrival {
    IntakeId id;
    std::string day, number;
    bool deleted = false;  ///< by the centre
    bool operator==(const Arrival&) const = default;
};

}  // namespace lotse
