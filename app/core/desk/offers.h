// SPDX-License-Identifier: EUPL-1.2
/// What a desk offers its person to do with an entry: what the queue's rules and the person's
/// rights allow together. The service asks for the same again.
#pragma once

#include <vector>

#include "core/desk/desk.h"
#include "core/intake/queue.h"

namespace lotse::desk {

/// What may be done with an entry by this member of staff now; the order is the order of the
/// buttons, the first is the primary one.
std::vector<QueueAction> offered_actions(const QueueEntry& entry, const Staff& staff, WallTime now);
/// Whether it may be withdrawn: it is nobody else's now.
bool can_withdraw(const QueueEntry& entry, const Staff& staff, WallTime now);
/// Whether its case sheet may be opened: it holds answers, and `may_read`.
bool can_open(const QueueEntry& entry, const Staff& staff, WallTime now);

}  // namespace lotse::desk
