// SPDX-License-Identifier: EUPL-1.2
#include "core/civil_time.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace lotse {
namespace {

using namespace std::chrono;

constexpr const char* kZone = "/usr/share/zoneinfo/Europe/Berlin";

WallTime at(year_month_day day, seconds time_of_day) {
    return sys_days{day} + time_of_day;
}

TEST(CivilTime, summer_begins_and_ends_at_one_utc_on_the_last_sunday) {
    EXPECT_EQ(to_iso(german_time(at(2026y / March / 29, 59min + 59s))), "2026-03-29T01:59:59");
    EXPECT_EQ(to_iso(german_time(at(2026y / March / 29, 1h))), "2026-03-29T03:00:00");
    EXPECT_EQ(to_iso(german_time(at(2026y / October / 25, 59min + 59s))), "2026-10-25T02:59:59");
    EXPECT_EQ(to_iso(german_time(at(2026y / October / 25, 1h))), "2026-10-25T02:00:00");
    EXPECT_EQ(to_iso(german_time(at(2026y / December / 31, 23h))), "2027-01-01T00:00:00");
}

TEST(CivilTime, a_clock_that_was_never_set_still_has_a_day) {
    EXPECT_EQ(to_iso(german_time(WallTime{})), "1970-01-01T01:00:00");
}

TEST(CivilTime, days_are_as_long_as_the_clock_says) {
    const auto length = [](const CivilDate& day) {
        return duration_cast<hours>(end_of_german_day(day) - begin_of_german_day(day));
    };
    EXPECT_EQ(length({2026, 3, 29}), 23h);
    EXPECT_EQ(length({2026, 10, 25}), 25h);
    EXPECT_EQ(length({2026, 11, 29}), 24h);
    EXPECT_EQ(begin_of_german_day({2026, 7, 1}), at(2026y / June / 30, 22h));
    EXPECT_EQ(begin_of_german_day({2026, 12, 1}), at(2026y / November / 30, 23h));
    for (WallTime time = at(1996y / January / 1, 0s); time < at(2101y / January / 1, 0s);
         time += days{1}) {
        const CivilDate day = german_time(time).date;
        const WallTime begin = begin_of_german_day(day);
        ASSERT_EQ(german_time(begin), (CivilTime{day, 0, 0, 0})) << to_iso(day);
        ASSERT_LT(german_time(begin - 1s).date, day);
    }
}

TEST(CivilTime, agrees_with_the_zone_data_of_the_system_from_1996_to_2100) {
    if (!std::filesystem::exists(kZone)) GTEST_SKIP() << "no " << kZone;
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
    const auto expect_same = [](WallTime time) {
        const std::time_t now = system_clock::to_time_t(time);
        std::tm local{};
        localtime_r(&now, &local);
        const CivilTime expected{{local.tm_year + 1900, local.tm_mon + 1, local.tm_mday},
                                 local.tm_hour,
                                 local.tm_min,
                                 local.tm_sec};
        ASSERT_EQ(german_time(time), expected) << now;
    };
    for (WallTime time = at(1996y / January / 1, 0s);
         time < at(2101y / January / 1, 0s) && !HasFatalFailure();) {
        expect_same(time - 1s);
        expect_same(time);
        const year_month_day day{floor<days>(time)};
        const bool change_is_near =
            (day.month() == March || day.month() == October) && day.day() >= std::chrono::day{24};
        time += change_is_near ? minutes{30} : hours{6};
    }
    unsetenv("TZ");
    tzset();
}

TEST(CivilTime, the_zone_of_the_machine_changes_nothing) {
    setenv("TZ", "Pacific/Auckland", 1);
    tzset();
    const Moment moment = moment_at(Instant{7}, at(2026y / November / 29, 23h));
    unsetenv("TZ");
    tzset();
    EXPECT_EQ(moment.monotonic, Instant{7});
    EXPECT_EQ(moment.today, (CivilDate{2026, 11, 30}));
    EXPECT_EQ(moment.wall, "2026-11-30T00:00:00");
}

}  // namespace
}  // namespace lotse
