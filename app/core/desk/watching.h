// SPDX-License-Identifier: EUPL-1.2
/// Decides, at whichever place a desk is, what of the centre as a whole is told and noted: numbers
/// that are missed, terminals that are silent, a queue whose database went back, an audit log that
/// did not only grow, what is erased soon, clients who wait for help. A part of `update`
/// (core/desk/desk.h), with a file of its own; what is amiss: core/desk/terminal_watch.h.
#pragma once

#include <vector>

#include "core/desk/desk.h"

namespace lotse::desk {

/// After `event` did what it does where the desk is. `queue` stands behind every place where
/// somebody is logged in; null: nobody is.
void watch_over(State& state, const QueueOpen* queue, const Event& event,
                std::vector<Effect>& effects);

/// Where somebody waits for help now, whoever has waited longest first: of what was handed over,
/// the newest word of each terminal, unless that is too old to be believed.
std::vector<HelpWanted> help_wanted(const State& state);

}  // namespace lotse::desk
