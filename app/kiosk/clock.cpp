// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/clock.h"

#include <array>
#include <cstdlib>
#include <ctime>

#include "kiosk/loop/frame_loop.h"

namespace lotse::kiosk {

namespace {

std::tm local_tm(WallTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

}  // namespace

void use_german_time() {
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
}

std::string local_time_of(WallTime time) {
    const std::tm local = local_tm(time);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &local);
    return text.data();
}

Moment moment_now() {
    const WallTime now = wall_now();
    const std::tm local = local_tm(now);
    return {monotonic_now(), CivilDate{local.tm_year + 1900, local.tm_mon + 1, local.tm_mday},
            local_time_of(now)};
}

WallTime wall_now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace lotse::kiosk
