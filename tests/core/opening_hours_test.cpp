// SPDX-License-Identifier: EUPL-1.2
#include "core/opening_hours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

OpeningHours hours(const char* written) {
    Result<OpeningHours> read = opening_hours_from(written);
    EXPECT_TRUE(read.ok()) << written << ": " << (read ? "" : to_string(read.error()));
    return read ? *read : OpeningHours{};
}

CivilTime at(int day, int hour, int minute = 0) {
    return {{2026, 11, day}, hour, minute, 0};  // 2026-11-30 is a Monday
}

TEST(OpeningHours, a_week_as_openstreetmap_writes_it) {
    const OpeningHours read = hours("Mo-We,Fr 09:00-12:00,13:00-16:30; Th 10:00-24:00");
    EXPECT_TRUE(read.open_at(at(30, 9)));
    EXPECT_FALSE(read.open_at(at(30, 8, 59)));
    EXPECT_FALSE(read.open_at(at(30, 12))) << "until twelve is not at twelve";
    EXPECT_TRUE(read.open_at(at(30, 16, 29)));
    EXPECT_TRUE(read.open_at(at(27, 13)));
    EXPECT_TRUE(read.open_at(at(26, 23, 59)));
    EXPECT_FALSE(read.open_at(at(26, 9)));
    EXPECT_FALSE(read.open_at(at(28, 10))) << "on Saturday";
    EXPECT_FALSE(read.open_at(at(29, 10))) << "on Sunday";
    EXPECT_FALSE(read.empty());
}

TEST(OpeningHours, single_days_are_closed) {
    OpeningHours read = hours("Mo-Su 00:00-24:00");
    EXPECT_TRUE(read.open_at(at(30, 0)));
    read.closed_on = {{2026, 11, 30}};
    EXPECT_FALSE(read.open_at(at(30, 12)));
    EXPECT_TRUE(read.open_at(at(29, 12)));
}

TEST(OpeningHours, without_a_word_they_are_not_known) {
    EXPECT_TRUE(hours("").empty());
    EXPECT_TRUE(hours("  ").empty());
}

TEST(OpeningHours, what_is_not_understood_is_named_and_refused) {
    for (const auto& [written, named] : {std::pair("Mo-Th 9-16", "Mo-Th 9-16"),
                                         {"Mo-Th", "Mo-Th"},
                                         {"09:00-12:00", "09:00"},
                                         {"Mo 09:00-12:00; PH off", "PH off"},
                                         {"24/7", "24/7"},
                                         {"Mo 12:00-09:00", "12:00-09:00"},
                                         {"Mo 09:00-12:60", "12:60"},
                                         {"Mo 09:00-24:01", "24:01"},
                                         {"Mo 09:00-12:00,11:00-13:00", "11"},
                                         {"Fr-Mo 09:00-12:00", "Fr-Mo"},
                                         {"mo 09:00-12:00", "mo"},
                                         {"Mo 09:00-12:00;", "\"\""},
                                         {"Montag 09:00-12:00", "Montag"},
                                         {"Mo 09:00–12:00", "09:00"}}) {
        const auto read = opening_hours_from(written);
        ASSERT_FALSE(read.ok()) << written;
        EXPECT_THAT(to_string(read.error()), HasSubstr(named));
        EXPECT_THAT(to_string(read.error()), HasSubstr("Mo-Th 09:00-12:00")) << "an example";
    }
    EXPECT_THAT(to_string(opening_hours_from("Mo-Fr 09:00-12:00; We 13:00-15:00").error()),
                HasSubstr("We stands in it again"));
}

TEST(OpeningHours, days_with_the_same_hours_are_told_together) {
    const OpeningHours::Span morning{9 * 60, 12 * 60};
    EXPECT_THAT(open_days(hours("Mo,Tu,Th 09:00-12:00; Fr 10:00-11:00")),
                ElementsAre(OpenDays{0, 1, {morning}}, OpenDays{3, 3, {morning}},
                            OpenDays{4, 4, {{600, 660}}}));
    EXPECT_TRUE(open_days({}).empty());
}

TEST(OpeningHours, weekdays_follow_each_other) {
    EXPECT_EQ(weekday_of({2026, 11, 30}), 0);
    EXPECT_EQ(weekday_of({2026, 12, 6}), 6);
    EXPECT_EQ(weekday_of({1970, 1, 1}), 3);
    EXPECT_EQ(weekday_of({1969, 12, 28}), 6);
}

}  // namespace
}  // namespace lotse
