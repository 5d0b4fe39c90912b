// SPDX-License-Identifier: EUPL-1.2
/// Decides who may do what with an intake in the counselling centre's queue.
///
/// Pure. The vocabulary is that of the appointment systems of public administrations (ZMS of Berlin
/// and Munich).
///
///     Waiting ─call─► Called ─arrive─► Arrived ─open─► InProgress ─close─► Done
///        ▲             │ │ └──────────────open─────────────▲ │
///        │  ◄─requeue──┘ └─miss─► Missed                     │park, defer
///        └──requeue────── Parked, Pending ◄──────────────────┘
///                                     withdraw: from every other state ─► Withdrawn
///
/// Parked is for an hour, Pending until the client comes again on another day. Also: Missed is
/// requeued like these two; all three may be called directly (the client came back); Called may be
/// called again (counted); InProgress may be opened again (a desk restarted, or took over an
/// expired lease); whoever has come may be parked, deferred and requeued before the counselling
/// begins. Called, Arrived, Parked, Pending and Missed are closed like InProgress: a number without
/// data has no sheet to open, and whoever never came back must leave the queue, because only what
/// is closed or withdrawn is ever erased. Consent may be withdrawn at any time (GDPR Art. 7 (3)),
/// so a closed case can still be: its answers are erased at once.
///
/// A claim is a lease of limits::kClaimLease: `call`, `open` and `renew` give the entry to one desk
/// until the lease ends; an expired lease may be taken over, a live one of another desk may not.
/// `release` ends one's own at once: whoever goes leaves the client to colleagues, who still see
/// whose it was. Every transition names the revision it saw; a stale one is refused, but not of
/// `renew` and `release`: whatever happened meanwhile, the claim is the holder's.
///
/// `break` takes a live claim of somebody else over, where it is, with a reason
/// (core/intake/action_reason.h): a colleague went home and the client stands there. Nothing else
/// goes past a live claim.
///
/// A request (`is_request`) is of a client who may have left: nobody is called because of it. It
/// waits until staff have read it and closed it, or it is withdrawn itself.
///
/// Reading a sheet is no transition: it changes nothing. Who may open may read it, under the rules
/// of a call.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit.h"
#include "core/error.h"
#include "core/intake/intake.h"
#include "core/moment.h"
#include "core/staff.h"

namespace lotse {

enum class QueueState : std::uint8_t {
    Waiting,
    Called,
    Arrived,  ///< came when called; nobody waits for them any more
    InProgress,
    Parked,
    Pending,  ///< has to come again
    Missed,
    Done,
    Withdrawn
};
enum class QueueAction : std::uint8_t {
    Call,
    Arrive,  ///< who was called is there
    Open,    ///< the counselling begins, or is taken over
    Renew,
    Park,
    Defer,  ///< until the client comes again
    Miss,
    Requeue,
    Close,
    Withdraw,
    Release,
    Break  ///< a colleague's claim, which still holds, becomes one's own
};

std::string_view to_string(QueueState state);
std::optional<QueueState> queue_state_from(std::string_view word);
std::string_view to_string(QueueAction action);
std::optional<QueueAction> queue_action_from(std::string_view word);
/// What the audit log calls it.
AuditAction audit_action(QueueAction action);

struct QueueEntry {
    IntakeHeader header;
    Digest digest{};
    QueueState state = QueueState::Waiting;
    WallTime received{};  ///< when the service committed it
    int calls = 0;
    WallTime last_call{};  ///< of the last call, epoch if never
    std::string room;      ///< where the last call asks to come to; empty: it did not say
    std::string holder;    ///< staff account that holds the lease, empty if none
    WallTime lease_until{};
    std::int64_t revision = 0;  ///< grows by one with every change of this entry
};

/// A piece of a centre's queue, in order of arrival.
struct QueuePage {
    std::vector<QueueEntry> entries;
    /// Numbers of entries that something else than the service changed: nobody goes by them. They
    /// are there, and their terminals are asked for them.
    std::vector<std::string> damaged = {};
    /// Where the next piece begins; nothing: there is none.
    std::optional<std::int64_t> next = {};
    /// Of what changed: entries that are not in the list any more, and some that never were.
    std::vector<IntakeId> gone = {};
};

/// The list that a page of changes makes of the one before; what is new comes last, as it arrived.
void apply_changes(QueuePage& list, QueuePage&& changes);

/// Another desk's claim holds at `now`. A lease that ends later than any lease can end was given by
/// a wrong clock, and does not count.
bool is_held(const QueueEntry& entry, WallTime now);

/// A number without data, of somebody who told the terminal nothing, has none.
bool has_answers(const QueueEntry& entry);
/// Name of the questionnaire by which a client asks, at a terminal, that an intake be deleted.
inline constexpr const char* kWithdrawalForm = "withdrawal";
/// It asks that another intake be deleted, as whoever opens it reads.
bool is_request(const QueueEntry& entry);
/// What `action` on the entry asks of a member of staff.
StaffRight right_for(QueueAction action, const QueueEntry& entry);

/// Whom "next" calls. `longest`: who waits longest of all; `own`: of those whose language is one of
/// the caller's. The latter, but nobody is passed over by who came limits::kLanguagePatience later.
/// Null: nobody waits.
const QueueEntry* next_of(const QueueEntry* longest, const QueueEntry* own);

/// Whether it is with somebody: called and not yet done with.
bool is_claimed(const QueueEntry& entry);
/// Whether it is over: nobody calls or reads it any more.
bool is_closed(const QueueEntry& entry);
/// Whether `account` may read the sealed answers now: it is open, and nobody else's.
Result<void> may_read(const QueueEntry& entry, const std::string& account, WallTime now);

/// What stands on a door, without the word "room": "3", "2.14", "Empfang". Refused if a display
/// could not show it: at most limits::kLongestRoomCharacters of whole UTF-8 on one line.
Result<void> check_room(std::string_view room);

/// The entry after `action` of `account` at `now`, or Refused with its cause. `room`: of a call,
/// checked.
Result<QueueEntry> transition(QueueEntry entry, QueueAction action, const std::string& account,
                              std::int64_t seen_revision, WallTime now, std::string_view room = {});

/// What became of an action that was refused because the entry had changed since it was `seen`.
enum class Settled : std::uint8_t {
    Done,     ///< it had been carried out, its answer was lost
    Again,    ///< nothing changed that matters to it (a renewed lease): name the new revision
    Refused,  ///< somebody did something else
};
Settled settle(const QueueEntry& seen, QueueAction action, const std::string& account,
               const QueueEntry& found, WallTime now);

}  // namespace lotse
