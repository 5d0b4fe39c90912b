// SPDX-License-Identifier: EUPL-1.2
/// Decides what staff do with an entry of the queue, at the list and at the open sheet: which
/// effect a press has, what is asked before it, what the answer changes, and when a claim is
/// renewed. A part of `update` (core/desk/desk.h); what may be done at all: offers.h. Pure.
///
/// One action is under way at a time (QueueOpen::busy). What was pressed before a question was
/// answered, or before an answer came, is asked for by pressing again.
#pragma once

#include <string>
#include <vector>

#include "core/desk/desk.h"

namespace lotse::desk {

/// What a part of `update` works on; `queue` beside it stands in the state.
struct Here {
    State& state;
    const Rules& rules;
    std::vector<Effect>& effects;
};

/// Null: it is not listed.
QueueEntry* find_entry(QueueOpen& queue, const IntakeId& id);
void keep(QueueOpen& queue, const QueueEntry& changed);

void tell(QueueOpen& place, const std::string& problem_id, const std::string& number,
          const std::string& account);

/// From now on the answer is awaited.
void start(const Here& here, QueueOpen& place, Effect effect);
/// With a question before it where a reason is asked for.
void act(const Here& here, QueueOpen& place, const QueueEntry& entry, QueueAction action);
/// The question about this entry was answered.
void confirm(const Here& here, QueueOpen& place, const QueueEntry& entry, ActionReason reason);
/// One's own claim on the case that is open ends only with it. One that ran out is taken up again.
void keep_lease(const Here& here, QueueOpen& place, const QueueEntry& entry);
/// The sheet that was open before a lock, if it is there and may be opened.
void open_again(const Here& here, QueueOpen& place);
void type_number(QueueOpen& place, const TextTyped& event);

// At the list, about the selected entry.
void at_queue(const Here& here, QueueOpen& place, const CallNextPressed& event);
void at_queue(const Here& here, QueueOpen& place, const ActionPressed& event);
void at_queue(const Here& here, QueueOpen& place, const ActionConfirmed& event);
void at_queue(const Here& here, QueueOpen& place, const ActionCancelled& event);
void at_queue(const Here& here, QueueOpen& place, const OpenPressed& event);
// The answers, at every place behind which the queue stands.
void at_queue(const Here& here, QueueOpen& place, const CaseDoubted& event);
void at_queue(const Here& here, QueueOpen& place, const ActionDone& event);
void at_queue(const Here& here, QueueOpen& place, const ActionRefused& event);
void at_queue(const Here& here, QueueOpen& place, const LeaseRenewed& event);
void at_queue(const Here& here, QueueOpen& place, const LeaseNotRenewed& event);

}  // namespace lotse::desk
