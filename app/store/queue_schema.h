// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the tables of the queue's database, as steps from each version to the next.
///
/// A step that was once released never changes. States stand as the words of core/queue.h; the
/// condition of closed ones is written once, because an index is only used where a statement
/// repeats its condition.
#pragma once

#include <vector>

// A macro, because statements are literals.
#define LOTSE_CLOSED "state IN ('done', 'withdrawn')"
#define LOTSE_OPEN "state NOT IN ('done', 'withdrawn')"

namespace lotse::store {

inline constexpr int kQueueApplicationId = 0x4c4f5451;  // "LOTQ"

const std::vector<const char*>& queue_schema();

}  // namespace lotse::store
