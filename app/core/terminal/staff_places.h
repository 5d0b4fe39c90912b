// SPDX-License-Identifier: EUPL-1.2
/// Decides what staff do at the terminal: PIN and menu. A part of `update`
/// (core/terminal/session.h), with files of its own.
///
/// Each takes one event while the state is at its place. True: staff leave, the start screen
/// follows. `at_staff_pin` may replace the place in `state` by the menu.
#pragma once

#include <vector>

#include "core/terminal/session.h"

namespace lotse::terminal {

bool at_staff_pin(State& state, AtStaffPin& pin, const Event& event, std::vector<Effect>& effects);
bool at_staff_menu(AtStaffMenu& menu, const Event& event, std::vector<Effect>& effects);

}  // namespace lotse::terminal
