// SPDX-License-Identifier: EUPL-1.2
/// The only place of the programs that reads the clocks and gives them to the pure parts as values.
#pragma once

#include "core/desk/desk.h"
#include "core/terminal/session.h"

namespace lotse::kiosk {

/// Days and times are those of Germany, whatever the machine was set to: the queue number's day,
/// the consent's time and the desk's clock then agree. Once, before any thread.
void use_german_time();
Moment moment_now();
WallTime wall_now();
/// Local civil time of an instant, YYYY-MM-DDThh:mm:ss.
std::string local_time_of(WallTime time);

}  // namespace lotse::kiosk
