// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/acting.h"

#include <algorithm>
#include <utility>

#include "core/desk/offers.h"
#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::desk {
namespace {

bool is_called_by(const QueueEntry& entry, const std::string& account) {
    return entry.state == QueueState::Called && entry.holder == account;
}

std::vector<IntakeId> called(const QueueOpen& place) {
    std::vector<const QueueEntry*> mine;
    mine.reserve(place.entries.size());
    for (const QueueEntry& entry : place.entries) {
        if (is_called_by(entry, place.staff.account)) {
            mine.push_back(&entry);
        }
    }
    std::sort(mine.begin(), mine.end(), [](const QueueEntry* one, const QueueEntry* other) {
        return one->last_call > other->last_call;
    });
    mine.resize(std::min(mine.size(), limits::kMostKnownCalls));
    std::vector<IntakeId> ids;
    ids.reserve(mine.size());
    for (const QueueEntry* entry : mine) {
        ids.push_back(entry->header.id);
    }
    return ids;
}

}  // namespace

QueueEntry* find_entry(QueueOpen& queue, const IntakeId& id) {
    for (QueueEntry& entry : queue.entries) {
        if (entry.header.id == id) {
            return &entry;
        }
    }
    return nullptr;
}

void keep(QueueOpen& queue, const QueueEntry& changed) {
    if (QueueEntry* entry = find_entry(queue, changed.header.id)) {
        *entry = changed;
    } else {
        queue.entries.push_back(changed);
    }
}

void tell(QueueOpen& place, const std::string& problem_id, const std::string& number,
          const std::string& account) {
    place.problem_id = problem_id;
    place.problem_number = number;
    place.problem_account = account;
}

void act(const Here& here, QueueOpen& place, const QueueEntry& entry, QueueAction action) {
    if (place.busy) {
        return;
    }
    if (!reasons_for(action).empty()) {
        place.asked = Asking{action, {}};
    } else {
        start(here, place, Act{entry, action});
    }
}

void confirm(const Here& here, QueueOpen& place, const QueueEntry& entry, ActionReason reason) {
    if (!place.asked || place.busy || !is_number_typed(*place.asked, entry)) {
        return;
    }
    const Asked asked = place.asked->about;
    std::visit(Overloaded{
                   [&](QueueAction action) {
                       if (check_reason(action, reason)) {
                           start(here, place, Act{entry, action, reason});
                       }
                   },
                   [&](Alarm) {
                       start(here, place, OpenCase{entry, true});
                   },
               },
               asked);
}

void start(const Here& here, QueueOpen& place, Effect effect) {
    place.reopen.reset();
    place.asked.reset();
    place.password_changed = false;
    place.busy = true;
    place.problem_id.clear();
    here.effects.push_back(std::move(effect));
}

void keep_lease(const Here& here, QueueOpen& place, const QueueEntry& entry) {
    const auto left = entry.lease_until - here.state.wall;
    // Later than any lease: given by a wrong clock. The desk knows the service's to a second.
    const bool due = left < limits::kClaimLease - here.rules.lease_renewal ||
                     left > limits::kClaimLease + here.rules.lease_renewal;
    if (due && is_claimed(entry) && entry.holder == place.staff.account && !place.renewing) {
        place.renewing = true;
        here.effects.emplace_back(RenewLease{entry.header.id, entry.revision});
    }
}

void open_again(const Here& here, QueueOpen& place) {
    const QueueEntry* entry = place.reopen ? find_entry(place, *place.reopen) : nullptr;
    if (entry == nullptr || place.busy || !can_open(*entry, place.staff, here.state.wall)) {
        return;
    }
    const IntakeId id = *place.reopen;
    start(here, place, OpenCase{*entry, false, true});
    place.reopen = id;
}

void type_number(QueueOpen& place, const TextTyped& event) {
    if (place.asked && event.text.size() <= limits::kLongestNumberBytes) {
        place.asked->typed = {event.text, event.caret, event.anchor};
    }
}

void at_queue(const Here& here, QueueOpen& place, const CallNextPressed&) {
    const bool again =
        place.call_answered && here.state.now.monotonic - *place.call_answered < limits::kCallPause;
    if (!place.busy && !again) {
        if (!place.unanswered) {
            place.unanswered = called(place);
        }
        start(here, place, CallNext{*place.unanswered});
    }
}

void at_queue(const Here& here, QueueOpen& place, const ActionPressed& event) {
    if (const QueueEntry* entry = place.selected ? find_entry(place, *place.selected) : nullptr) {
        act(here, place, *entry, event.action);
    }
}

void at_queue(const Here& here, QueueOpen& place, const ActionConfirmed& event) {
    if (const QueueEntry* entry = place.selected ? find_entry(place, *place.selected) : nullptr) {
        confirm(here, place, *entry, event.reason);
    }
}

void at_queue(const Here&, QueueOpen& place, const ActionCancelled&) {
    place.asked.reset();
}
void at_queue(const Here& here, QueueOpen& place, const OpenPressed&) {
    const QueueEntry* entry = place.selected ? find_entry(place, *place.selected) : nullptr;
    if (entry != nullptr && !place.busy && can_open(*entry, place.staff, here.state.wall)) {
        start(here, place, OpenCase{*entry});
    }
}

void at_queue(const Here&, QueueOpen& place, const CaseDoubted& event) {
    if (!place.busy) {
        return;
    }
    place.busy = false;
    place.reopen.reset();
    if (find_entry(place, event.entry.header.id) != nullptr) {
        place.selected = event.entry.header.id;
        place.asked = Asking{event.alarm, {}};
    }
}

void at_queue(const Here& here, QueueOpen& place, const ActionDone& event) {
    place.busy = false;
    if (place.unanswered && is_called_by(event.entry, place.staff.account) &&
        std::find(place.unanswered->begin(), place.unanswered->end(), event.entry.header.id) ==
            place.unanswered->end()) {
        place.unanswered.reset();
        place.call_answered = here.state.now.monotonic;
    }
    keep(place, event.entry);
    place.selected = event.entry.header.id;
}

void at_queue(const Here&, QueueOpen& place, const ActionRefused& event) {
    place.busy = false;
    if (event.problem_id == "desk.problem.nobody_waits") {
        place.unanswered.reset();
    }
    tell(place, event.problem_id, event.number, event.account);
    if (!is_of_the_line(event.problem_id)) {
        place.reopen.reset();
    }
}

void at_queue(const Here&, QueueOpen& place, const LeaseRenewed& event) {
    place.renewing = false;
    keep(place, event.entry);
}

void at_queue(const Here&, QueueOpen& place, const LeaseNotRenewed&) {
    place.renewing = false;
}

}  // namespace lotse::desk
