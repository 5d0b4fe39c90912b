// SPDX-License-Identifier: EUPL-1.2
#include "base/supervisor.h"

#include <systemd/sd-daemon.h>

#include <cstdint>

namespace lotse::supervisor {

// What fails here, nobody could be told: the manager then does what it does with a program that
// says nothing.
void tell_ready() {
    sd_notify(0, "READY=1");
}
void tell_alive() {
    sd_notify(0, "WATCHDOG=1");
}
void tell_stopping() {
    sd_notify(0, "STOPPING=1");
}

std::optional<std::chrono::milliseconds> alive_interval() {
    std::uint64_t allowed_us = 0;
    if (sd_watchdog_enabled(0, &allowed_us) <= 0) {
        return std::nullopt;
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::microseconds(allowed_us)) /
           4;
}

}  // namespace lotse::supervisor
