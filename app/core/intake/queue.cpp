// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/queue.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/check.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse {
namespace {

constexpr std::array<std::pair<QueueState, std::string_view>, 9> kStates{{
    {QueueState::Waiting, "waiting"},
    {QueueState::Called, "called"},
    {QueueState::Arrived, "arrived"},
    {QueueState::InProgress, "in_progress"},
    {QueueState::Parked, "parked"},
    {QueueState::Pending, "pending"},
    {QueueState::Missed, "missed"},
    {QueueState::Done, "done"},
    {QueueState::Withdrawn, "withdrawn"},
}};

constexpr std::array<std::pair<QueueAction, std::string_view>, 12> kActions{{
    {QueueAction::Call, "call"},
    {QueueAction::Arrive, "arrive"},
    {QueueAction::Open, "open"},
    {QueueAction::Renew, "renew"},
    {QueueAction::Park, "park"},
    {QueueAction::Defer, "defer"},
    {QueueAction::Miss, "miss"},
    {QueueAction::Requeue, "requeue"},
    {QueueAction::Close, "close"},
    {QueueAction::Withdraw, "withdraw"},
    {QueueAction::Release, "release"},
    {QueueAction::Break, "break"},
}};

template <class Table, class Value>
std::string_view word_of(const Table& table, Value value) {
    for (const auto& [entry, word] : table) {
        if (entry == value) {
            return word;
        }
    }
    LOTSE_CHECK(false);
}

template <class Value, class Table>
std::optional<Value> value_of(const Table& table, std::string_view word) {
    for (const auto& [entry, name] : table) {
        if (name == word) {
            return entry;
        }
    }
    return std::nullopt;
}

bool is_claimed(QueueState state) {
    return state == QueueState::Called || state == QueueState::Arrived ||
           state == QueueState::InProgress;
}

/// The picture in the header as a table: where `action` leads, or nothing.
std::optional<QueueState> destination(const QueueEntry& entry, QueueAction action) {
    using S = QueueState;
    const S state = entry.state;
    if (is_request(entry) && state == S::Waiting) {
        return action == QueueAction::Close      ? std::optional(S::Done)
               : action == QueueAction::Withdraw ? std::optional(S::Withdrawn)
                                                 : std::nullopt;
    }
    const bool open = is_claimed(state);
    const bool came = state == S::Arrived || state == S::InProgress;
    const bool aside = state == S::Parked || state == S::Pending || state == S::Missed;
    switch (action) {
        case QueueAction::Call:
            return state == S::Waiting || state == S::Called || aside ? std::optional(S::Called)
                                                                      : std::nullopt;
        case QueueAction::Arrive:
            return state == S::Called ? std::optional(S::Arrived) : std::nullopt;
        case QueueAction::Open:
            return open ? std::optional(S::InProgress) : std::nullopt;
        case QueueAction::Renew:
        case QueueAction::Release:
        case QueueAction::Break:
            return open ? std::optional(state) : std::nullopt;
        case QueueAction::Park:
            return came ? std::optional(S::Parked) : std::nullopt;
        case QueueAction::Defer:
            return came ? std::optional(S::Pending) : std::nullopt;
        case QueueAction::Miss:
            return state == S::Called ? std::optional(S::Missed) : std::nullopt;
        case QueueAction::Requeue:
            return open || aside ? std::optional(S::Waiting) : std::nullopt;
        case QueueAction::Close:
            return open || aside ? std::optional(S::Done) : std::nullopt;
        case QueueAction::Withdraw:
            return state != S::Withdrawn ? std::optional(S::Withdrawn) : std::nullopt;
    }
    return std::nullopt;
}

Error held_by_another(const QueueEntry& entry) {
    return Error{Kind::Refused, "intake " + to_hex(entry.header.id), "another desk holds it",
                 Cause::Held, entry.holder};
}

}  // namespace

std::string_view to_string(QueueState state) {
    return word_of(kStates, state);
}

std::optional<QueueState> queue_state_from(std::string_view word) {
    return value_of<QueueState>(kStates, word);
}

std::string_view to_string(QueueAction action) {
    return word_of(kActions, action);
}

std::optional<QueueAction> queue_action_from(std::string_view word) {
    return value_of<QueueAction>(kActions, word);
}

AuditAction audit_action(QueueAction action) {
    switch (action) {
        case QueueAction::Call:
            return AuditAction::Call;
        case QueueAction::Arrive:
            return AuditAction::Arrive;
        case QueueAction::Open:
            return AuditAction::Open;
        case QueueAction::Renew:
            return AuditAction::Renew;
        case QueueAction::Park:
            return AuditAction::Park;
        case QueueAction::Defer:
            return AuditAction::Defer;
        case QueueAction::Miss:
            return AuditAction::Miss;
        case QueueAction::Requeue:
            return AuditAction::Requeue;
        case QueueAction::Close:
            return AuditAction::Close;
        case QueueAction::Withdraw:
            return AuditAction::Withdraw;
        case QueueAction::Release:
            return AuditAction::Release;
        case QueueAction::Break:
            return AuditAction::Break;
    }
    LOTSE_CHECK(false);
}

void apply_changes(QueuePage& list, QueuePage&& changes) {
    std::map<IntakeId, std::size_t> places;
    for (std::size_t i = 0; i < list.entries.size(); ++i) {
        places.emplace(list.entries[i].header.id, i);
    }
    for (QueueEntry& entry : changes.entries) {
        const auto known = places.find(entry.header.id);
        if (known != places.end()) {
            list.entries[known->second] = std::move(entry);
        } else {
            list.entries.push_back(std::move(entry));
        }
    }
    const std::set<IntakeId> gone(changes.gone.begin(), changes.gone.end());
    std::erase_if(list.entries,
                  [&](const QueueEntry& entry) { return gone.contains(entry.header.id); });
    list.damaged.insert(list.damaged.end(), changes.damaged.begin(), changes.damaged.end());
}

bool is_held(const QueueEntry& entry, WallTime now) {
    return !entry.holder.empty() && entry.lease_until > now &&
           entry.lease_until <= now + limits::kClaimLease;
}

bool has_answers(const QueueEntry& entry) {
    return !entry.header.questionnaire.empty();
}

bool is_request(const QueueEntry& entry) {
    return entry.header.questionnaire == kWithdrawalForm;
}

StaffRight right_for(QueueAction action, const QueueEntry& entry) {
    switch (action) {
        case QueueAction::Call:
        case QueueAction::Arrive:
        case QueueAction::Renew:
        case QueueAction::Park:
        case QueueAction::Defer:
        case QueueAction::Miss:
        case QueueAction::Requeue:
        case QueueAction::Release:
            return StaffRight::Call;
        case QueueAction::Open:
        case QueueAction::Break:
            return StaffRight::Open;
        case QueueAction::Close:
            // A number without data has nothing to read: who called it sends it home.
            return has_answers(entry) ? StaffRight::Open : StaffRight::Call;
        case QueueAction::Withdraw:
            return StaffRight::Withdraw;
    }
    LOTSE_CHECK(false);
}

const QueueEntry* next_of(const QueueEntry* longest, const QueueEntry* own) {
    const bool passed_over = longest != nullptr && own != nullptr &&
                             own->received - longest->received >= limits::kLanguagePatience;
    return own == nullptr || passed_over ? longest : own;
}

bool is_claimed(const QueueEntry& entry) {
    return is_claimed(entry.state);
}

bool is_closed(const QueueEntry& entry) {
    return entry.state == QueueState::Done || entry.state == QueueState::Withdrawn;
}

Result<void> may_read(const QueueEntry& entry, const std::string& account, WallTime now) {
    const std::string where = "intake " + to_hex(entry.header.id);
    if (is_closed(entry)) {
        return Error{Kind::Refused, where, "is closed", Cause::Closed};
    }
    if (entry.holder != account && is_held(entry, now)) {
        return held_by_another(entry);
    }
    return {};
}

Result<void> check_room(std::string_view room) {
    const std::u32string signs = code_points(room);
    const auto breaks_a_line = [](char32_t c) {
        return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
               (c >= 0x2066 && c <= 0x2069) || c == 0xfffd;
    };
    if (signs.size() > limits::kLongestRoomCharacters ||
        std::any_of(signs.begin(), signs.end(), breaks_a_line)) {
        return Error{Kind::Refused, "room",
                     "expected what stands on the door, at most " +
                         std::to_string(limits::kLongestRoomCharacters) +
                         " characters on one line"};
    }
    return {};
}

Result<QueueEntry> transition(QueueEntry entry, QueueAction action, const std::string& account,
                              std::int64_t seen_revision, WallTime now, std::string_view room) {
    const auto refused = [&](Cause cause, std::string detail) {
        return Error{Kind::Refused, "intake " + to_hex(entry.header.id), std::move(detail), cause};
    };
    if (account.empty()) {
        return refused(Cause::None, "no account named");
    }
    const bool of_the_claim = action == QueueAction::Renew || action == QueueAction::Release;
    const bool anothers = entry.holder != account && is_held(entry, now);
    if (anothers && action != QueueAction::Break) {
        return held_by_another(entry);
    }
    if (seen_revision != entry.revision && !of_the_claim) {
        return refused(Cause::Changed, "changed meanwhile: revision " +
                                           std::to_string(entry.revision) + ", the request saw " +
                                           std::to_string(seen_revision));
    }
    const std::optional<QueueState> to = destination(entry, action);
    if (!to) {
        return refused(is_closed(entry) ? Cause::Closed : Cause::NotPossible,
                       "\"" + std::string(to_string(action)) + "\" is not possible while \"" +
                           std::string(to_string(entry.state)) + "\"");
    }
    if (action == QueueAction::Break && !anothers) {
        return refused(Cause::NotPossible, "nobody else holds it");
    }
    if (of_the_claim && entry.holder != account) {
        Error error = refused(Cause::Held, "only who holds it renews or releases its claim");
        error.account = entry.holder;
        return error;
    }
    entry.state = *to;
    if (action == QueueAction::Call) {
        ++entry.calls;
        entry.last_call = now;
        entry.room = room;
    }
    if (action == QueueAction::Release) {
        entry.lease_until = now;
    } else if (is_claimed(*to)) {
        entry.holder = account;
        entry.lease_until = now + limits::kClaimLease;
    } else {
        entry.holder.clear();
        entry.lease_until = WallTime{};
    }
    ++entry.revision;
    return entry;
}

Settled settle(const QueueEntry& seen, QueueAction action, const std::string& account,
               const QueueEntry& found, WallTime now) {
    const std::optional<QueueState> wanted = destination(seen, action);
    const bool nobody_elses = found.holder.empty() || found.holder == account;
    const bool changed = found.state != seen.state || found.calls != seen.calls;
    if (action == QueueAction::Break && found.holder == account) {
        return Settled::Done;
    }
    if (wanted == found.state && nobody_elses && changed) {
        return Settled::Done;
    }
    return !changed && transition(found, action, account, found.revision, now) ? Settled::Again
                                                                               : Settled::Refused;
}

}  // namespace lotse
