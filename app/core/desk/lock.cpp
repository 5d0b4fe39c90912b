// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/lock.h"

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::desk {
namespace {

/// How long the next wrong password makes one wait.
Instant wait_after(int failures) {
    Instant wait{0};
    for (int i = limits::kFreeUnlockFailures; i <= failures; ++i) {
        wait = wait == Instant{0} ? Instant(std::chrono::seconds{5})
                                  : std::min<Instant>(2 * wait, limits::kLongestLogInDelay);
    }
    return wait;
}

void block(Locked& place, Instant now) {
    place.problem_id = "desk.login.blocked";
    place.retry_seconds = static_cast<int>(
        std::chrono::ceil<std::chrono::seconds>(place.blocked_until - now).count());
    place.password = {};
}

/// The entry whose sheet is being opened again.
std::optional<QueueEntry> reopened(const QueueOpen& queue) {
    const auto entry = std::find_if(
        queue.entries.begin(), queue.entries.end(),
        [&](const QueueEntry& one) { return queue.reopen && one.header.id == *queue.reopen; });
    return entry == queue.entries.end() ? std::optional<QueueEntry>() : *entry;
}

}  // namespace

Locked put_away(decltype(State::place) place, const char* problem_id, Instant now) {
    Locked locked;
    std::visit(Overloaded{
                   [](LoggedOut&) { LOTSE_CHECK(false); },
                   [&](QueueOpen& open) {
                       locked.opened = reopened(open);
                       locked.queue = std::move(open);
                   },
                   [&](CaseOpen& open) {
                       locked.opened = open.entry;
                       locked.mine = open.mine;
                       locked.queue = std::move(open.queue);
                   },
                   [&](AdminOpen& open) {
                       locked.admin = std::move(open.admin);
                       locked.queue = std::move(open.queue);
                   },
                   [](Locked&) { LOTSE_CHECK(false); },
               },
               place);
    locked.queue.asked.reset();
    locked.queue.own_password.reset();
    locked.queue.reopen.reset();
    locked.queue.search.names.clear();
    locked.queue.search.clients.clear();
    locked.queue.search.reading = false;
    locked.problem_id = problem_id;
    locked.since = now;
    return locked;
}

void at_lock(Locked& place, const FieldChosen& event) {
    place.password.caret = std::min(event.caret, place.password.text.size());
    place.password.anchor = std::min(event.anchor, place.password.text.size());
}

void at_lock(Locked& place, const TextTyped& event) {
    if (event.text.size() <= limits::kLongestLineBytes) {
        place.password = {event.text, event.caret, event.anchor};
    }
}

void at_lock(Locked& place, const LogInRefused& event, Instant now) {
    if (!place.busy) {
        return;
    }
    place.busy = false;
    place.password = {};
    place.problem_id = event.problem_id;
    place.retry_seconds = event.retry_seconds;
    if (event.problem_id == "desk.login.wrong") {
        place.problem_id = "desk.lock.wrong";
        if (const Instant wait = wait_after(++place.failures); wait > Instant{0}) {
            place.blocked_until = now + wait;
            block(place, now);
        }
    }
}

std::optional<Unlock> try_password(Locked& place, Instant now) {
    if (place.busy) {
        return std::nullopt;
    }
    if (place.password.text.empty()) {
        place.problem_id = "desk.lock.incomplete";
        return std::nullopt;
    }
    if (now < place.blocked_until) {
        block(place, now);
        return std::nullopt;
    }
    place.busy = true;
    place.problem_id.clear();
    return Unlock{place.queue.staff.account, place.password.text};
}

}  // namespace lotse::desk
