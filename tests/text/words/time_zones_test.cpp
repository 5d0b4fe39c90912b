// SPDX-License-Identifier: EUPL-1.2
#include "text/words/time_zones.h"

#include <gtest/gtest.h>

#include "core/form/time_zone.h"
#include "core/partial_date.h"

namespace lotse {
namespace {

std::int64_t second(const CivilDate& day) {
    return days_from_civil(day) * 86400;
}

TEST(TimeZones, a_zone_of_the_iana_database_has_the_offsets_of_its_clocks) {
    struct Case {
        const char* name;
        CivilDate day;
        int minutes;
    };
    for (const Case& one :
         {Case{"America/Phoenix", {2026, 7, 1}, -420}, Case{"America/Phoenix", {1970, 1, 1}, -420},
          Case{"Europe/Berlin", {2026, 7, 1}, 120}, Case{"Europe/Berlin", {2026, 1, 1}, 60},
          Case{"Asia/Kathmandu", {2026, 7, 1}, 345}, Case{"UTC", {2026, 7, 1}, 0},
          Case{"Asia/Tehran", {2026, 7, 1}, 210}, Case{"Australia/Adelaide", {2026, 1, 1}, 630}}) {
        const auto offsets = zone_offsets(one.name);
        ASSERT_TRUE(offsets.has_value()) << one.name;
        EXPECT_EQ((*offsets)(second(one.day)), one.minutes) << one.name;
    }
    for (const char* name : {"Europe/Bremen", "nowhere", ""}) {
        EXPECT_FALSE(zone_offsets(name).has_value()) << name;
    }
}

TEST(TimeZones, the_kiosks_own_rule_is_that_of_the_database) {
    const auto berlin = zone_offsets("Europe/Berlin");
    ASSERT_TRUE(berlin.has_value());
    const TimeZone kiosk = german_zone();
    for (std::int64_t at = second({1996, 1, 1}); at < second({2037, 1, 1}); at += 1800) {
        ASSERT_EQ(offset_at(kiosk, at), (*berlin)(at)) << at;
    }
}

}  // namespace
}  // namespace lotse
