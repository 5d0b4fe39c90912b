// SPDX-License-Identifier: EUPL-1.2
/// Tells the service manager that started this program how it is (systemd's sd_notify(3)).
///
/// Decides how often a sign of life is given: four times in the span that the manager allows, so
/// that a busy moment is none. Started by anything else, all of this does nothing. From any thread.
#pragma once

#include <chrono>
#include <optional>

namespace lotse::supervisor {

/// The service takes connections, the terminal shows its first picture.
void tell_ready();
void tell_alive();
/// The program ends and needs a moment for it.
void tell_stopping();
/// How often to tell; nothing if nobody waits for it.
std::optional<std::chrono::milliseconds> alive_interval();

}  // namespace lotse::supervisor
