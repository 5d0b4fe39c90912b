// SPDX-License-Identifier: EUPL-1.2
/// The only place of the programs that reads the clocks and gives them to the pure parts as values.
#pragma once

#include "core/desk.h"
#include "core/session.h"

namespace lotse::kiosk {

Moment moment_now();
WallTime wall_now();
/// Local civil time of an instant, YYYY-MM-DDThh:mm:ss.
std::string local_time_of(WallTime time);

}  // namespace lotse::kiosk
