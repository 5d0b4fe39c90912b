// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: what retention erases of the queue.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/moment.h"
#include "store/sqlite.h"
#include "store/tombstone_log.h"

namespace lotse::store {

/// Whose retention ended: the conditions of its statements.
enum class Kept { Closed, Open };

/// What is erased, as tombstones for who buries it. The centre's revision grows too: desks that
/// show entries have to list again.
Result<std::vector<Tombstone>> erase_of(Database& database, const std::string& centre, Kept kept,
                                        WallTime limit);

}  // namespace lotse::store
