// SPDX-License-Identifier: EUPL-1.2
#include "base/clock.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace lotse {
namespace {

using namespace std::chrono_literals;

std::chrono::nanoseconds reading_of(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

constexpr int kOnBootTime = 40, kElsewhere = 41, kNotAllowed = 42;

/// In a process of a time namespace (time_namespaces(7)) whose machine has slept for a day: there
/// the two monotonic clocks differ by that. The exit status says which of them BootClock follows.
int look_after_a_long_sleep() {
    const pid_t first = fork();
    if (first == 0) {
        if (unshare(CLONE_NEWTIME) != 0) _exit(kNotAllowed);
        std::ofstream offsets("/proc/self/timens_offsets");
        offsets << "monotonic 0 0\nboottime 86400 0\n" << std::flush;
        if (!offsets) _exit(kNotAllowed);
        const pid_t inside = fork();  // only children are in the new namespace
        if (inside == 0) {
            const auto now = BootClock::now().time_since_epoch();
            const bool on_boot_time =
                now <= reading_of(CLOCK_BOOTTIME) && now - reading_of(CLOCK_MONOTONIC) > 20h;
            _exit(on_boot_time ? kOnBootTime : kElsewhere);
        }
        int status = 0;
        waitpid(inside, &status, 0);
        _exit(WIFEXITED(status) ? WEXITSTATUS(status) : kElsewhere);
    }
    int status = 0;
    waitpid(first, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : kElsewhere;
}

TEST(Clock, time_in_which_the_machine_slept_counts) {
    const int found = look_after_a_long_sleep();
    if (found == kNotAllowed) GTEST_SKIP() << "time namespaces are not allowed here";
    EXPECT_EQ(found, kOnBootTime);
}

TEST(Clock, lies_between_two_readings_of_boot_time) {
    const auto before = reading_of(CLOCK_BOOTTIME);
    const auto now = BootClock::now().time_since_epoch();
    EXPECT_LE(before, now);
    EXPECT_LE(now, reading_of(CLOCK_BOOTTIME));
    EXPECT_LE(std::chrono::floor<Instant>(now), monotonic_now());
}

TEST(Clock, a_moment_is_of_one_reading_and_of_german_time) {
    setenv("TZ", "Pacific/Auckland", 1);
    tzset();
    const std::time_t before = time(nullptr);
    const Moment moment = moment_now();
    const WallTime wall = wall_now();
    unsetenv("TZ");
    tzset();
    EXPECT_GE(std::chrono::system_clock::to_time_t(wall), before);
    EXPECT_EQ(moment.wall.substr(0, 10), to_iso(moment.today));
    // A zone 11 to 13 hours ahead of UTC would show.
    const auto day = std::chrono::floor<std::chrono::days>(wall + 90min);
    const auto days = days_from_civil(moment.today) - day.time_since_epoch().count();
    EXPECT_LE(std::abs(days), 1);
    const int hour = std::stoi(moment.wall.substr(11, 2));
    const auto utc = wall - std::chrono::floor<std::chrono::days>(wall);
    const auto ahead =
        (hour - std::chrono::duration_cast<std::chrono::hours>(utc).count() + 24) % 24;
    EXPECT_GE(ahead, 1);
    EXPECT_LE(ahead, 2);
}

}  // namespace
}  // namespace lotse
