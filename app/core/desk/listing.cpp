// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/listing.h"

#include <algorithm>
#include <utility>

#include "core/limits.h"

namespace lotse::desk {
namespace {

/// A colleague closed the case meanwhile: what was asked about it has no answer any more.
void drop_question(QueueOpen& place) {
    const auto* action = place.asked ? std::get_if<QueueAction>(&place.asked->about) : nullptr;
    const QueueEntry* entry = place.selected ? find_entry(place, *place.selected) : nullptr;
    if (action != nullptr && *action != QueueAction::Withdraw && entry != nullptr &&
        is_closed(*entry)) {
        place.asked.reset();
        tell(place, "desk.problem.closed", entry->header.number, "");
    }
}

}  // namespace

void at_queue(const Here& here, QueueOpen& place, const QueueKnown& event) {
    place.entries = event.entries;
    place.wait = event.wait;
    place.loaded = true;
    place.stale = false;
    place.outage = Cause::None;
    here.state.clock = event.clock;
    place.new_readers = event.new_readers;
    place.damaged = event.damaged;
    place.newcomers = event.newcomers;
    place.own_fingerprint = event.own_fingerprint;
    if (event.service_time != WallTime{}) {
        here.state.heard = {event.service_time, here.state.now.monotonic};
        here.state.wall = event.service_time;
    }
    if (place.selected && find_entry(place, *place.selected) == nullptr) {
        place.selected.reset();
        place.asked.reset();
    }
    drop_question(place);
    forget_gone(place.search, place.entries);
    read_names(here, place);
    open_again(here, place);
}

void at_queue(const Here& here, QueueOpen& place, const ReadersSeen&) {
    if (!place.new_readers.empty()) {
        place.new_readers.clear();
        here.effects.emplace_back(SeeReaders{});
    }
}

void at_queue(const Here& here, QueueOpen& place, const AdmitPressed& event) {
    const auto shown =
        std::find_if(place.newcomers.begin(), place.newcomers.end(),
                     [&](const Newcomer& one) { return one.account == event.account; });
    if (shown != place.newcomers.end() && place.staff.may(StaffRight::Open)) {
        place.problem_id.clear();
        here.effects.emplace_back(Admit{*shown});
        place.newcomers.erase(shown);  // told again if it did not come to that
    }
}

void at_queue(const Here& here, QueueOpen& place, const ClockConfirmed&) {
    if (place.staff.may(StaffRight::Operate)) {
        place.problem_id.clear();
        here.effects.emplace_back(ConfirmClock{});
    }
}

void at_queue(const Here&, QueueOpen& place, const ListFailed& event) {
    place.stale = true;
    place.outage = event.cause;
}

void at_queue(const Here&, QueueOpen& place, const ConnectionKnown& event) {
    if (!event.connected) {
        place.outage = event.cause;
    }
    if (event.connected && !place.connected && is_of_the_line(place.problem_id)) {
        place.problem_id.clear();  // what it was about is listed anew
    }
    place.connected = event.connected;
}

void list_again(const Here& here, QueueOpen& place) {
    if ((!place.connected || place.stale) &&
        here.state.now.monotonic - place.listed >= limits::kListWithoutStream) {
        place.listed = here.state.now.monotonic;
        here.effects.emplace_back(ListQueue{});
    }
}

void at_queue(const Here&, QueueOpen& place, const EntrySelected& event) {
    place.problem_id.clear();
    place.reopen.reset();
    if (find_entry(place, event.id) != nullptr) {
        place.selected = event.id;
        place.asked.reset();
    }
}

void at_queue(const Here& here, QueueOpen& place, const SearchTyped& event) {
    if (event.text.size() > limits::kLongestSearchBytes) {
        return;
    }
    Search& search = place.search;
    search.text = event.text;
    search.caret = event.caret;
    search.anchor = event.anchor;
    search.key = event.key;
    search.interrupted = false;
    // What is not listed any more must not be acted upon.
    const QueueEntry* chosen = place.selected ? find_entry(place, *place.selected) : nullptr;
    if (chosen != nullptr && !finds(search, *chosen)) {
        place.selected.reset();
        place.asked.reset();
    }
    read_names(here, place);
}

void at_queue(const Here&, QueueOpen& place, const SearchCleared&) {
    place.search.text = {};
    place.search.key = {};
    place.search.caret = place.search.anchor = 0;
}

void at_queue(const Here& here, QueueOpen& place, const NameKeysKnown& event) {
    place.search.reading = false;
    place.search.interrupted = event.interrupted;
    for (const auto& [id, key] : event.keys) {
        place.search.names[id] = key;
    }
    for (const auto& [id, client] : event.clients) {
        place.search.clients[id] = client;
    }
    forget_gone(place.search, place.entries);
    read_names(here, place);
}

void read_names(const Here& here, QueueOpen& place) {
    if (!place.staff.may(StaffRight::Open)) {
        return;
    }
    if (std::vector<QueueEntry> entries = names_to_read(place.search, place.entries);
        !entries.empty()) {
        place.search.reading = true;
        here.effects.emplace_back(ReadNames{std::move(entries), here.rules.name_questions});
    }
}

}  // namespace lotse::desk
