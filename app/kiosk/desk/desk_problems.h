// SPDX-License-Identifier: EUPL-1.2
/// Decides which words a member of staff is told when something did not work: ids of the desk's
/// texts (locales/de/desk.json).
#pragma once

#include "core/error.h"
#include "core/intake/alarm.h"

namespace lotse::kiosk {

/// Of an action on an entry.
const char* problem_of(const Error& error);
/// Of an alarm that nobody may decide to overlook.
const char* problem_of(Alarm alarm);

}  // namespace lotse::kiosk
