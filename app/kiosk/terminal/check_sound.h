// SPDX-License-Identifier: EUPL-1.2
/// `lotse --check-sound`: for whoever installs a terminal. Lists what the devices are called, says
/// whether something is plugged into the headset's jack, and sounds in one device after the other.
/// Needs no enrolment and no window: what is written stands where it was started.
#pragma once

#include <cstdio>

#include "codec/settings/kiosk_config.h"
#include "core/error.h"

namespace lotse::kiosk {

/// Transient: a device of the settings could not be opened.
Result<void> check_sound(const codec::KioskConfig& config, std::FILE* out);

}  // namespace lotse::kiosk
