// SPDX-License-Identifier: EUPL-1.2
/// Decides how long the terminal waits for somebody at each place, and when it looks again although
/// nothing happens.
///
/// Pure. Instants are of the boot clock: time asleep counts. A client who did nothing is warned
/// and then has `Rules::idle_grace` (EN 301 549 11.2.2.1: at least 20 s).
#pragma once

#include <optional>

#include "core/terminal/state.h"

namespace lotse::terminal {

/// Nobody is there any more, by `state.now`: the start screen follows.
bool is_over(const State& state, const Rules& rules);

/// The client is to be asked whether they are still there.
bool is_warning_due(const InSession& place, const Instant& now, const Rules& rules);

/// When the next Ticked is needed although nothing happens (a countdown, a time-out); nothing:
/// never.
std::optional<Instant> next_deadline(const State& state, const Rules& rules);

}  // namespace lotse::terminal
