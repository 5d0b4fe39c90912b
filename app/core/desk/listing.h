// SPDX-License-Identifier: EUPL-1.2
/// Decides what a desk makes of what it is told of the queue: the listing and what comes with it,
/// the line to the service, and which entries somebody looks for. A part of `update`
/// (core/desk/desk.h); what is done with an entry: acting.h; what a search finds: search.h. Pure.
#pragma once

#include "core/desk/acting.h"
#include "core/desk/desk.h"

namespace lotse::desk {

void at_queue(const Here& here, QueueOpen& place, const QueueKnown& event);
void at_queue(const Here& here, QueueOpen& place, const ListFailed& event);
void at_queue(const Here& here, QueueOpen& place, const ConnectionKnown& event);
void at_queue(const Here& here, QueueOpen& place, const ReadersSeen& event);
void at_queue(const Here& here, QueueOpen& place, const AdmitPressed& event);
void at_queue(const Here& here, QueueOpen& place, const ClockConfirmed& event);
void at_queue(const Here& here, QueueOpen& place, const EntrySelected& event);
void at_queue(const Here& here, QueueOpen& place, const SearchTyped& event);
void at_queue(const Here& here, QueueOpen& place, const SearchCleared& event);
void at_queue(const Here& here, QueueOpen& place, const NameKeysKnown& event);

/// Changes are told as they happen; while they are not, the desk asks.
void list_again(const Here& here, QueueOpen& place);
/// Of the entries that are looked through, as far as they are not known yet.
void read_names(const Here& here, QueueOpen& place);

}  // namespace lotse::desk
