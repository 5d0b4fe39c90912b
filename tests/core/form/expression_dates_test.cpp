// SPDX-License-Identifier: EUPL-1.2
/// Dates and points in time of expressions, in the zone of the kiosk and in others.
#include <gtest/gtest.h>

#include "core/form/expression.h"

namespace lotse {
namespace {

/// Arizona has no summer time.
TimeZone arizona() {
    return {[](std::int64_t) { return -7 * 60; }, DayCount::Utc};
}
TimeZone greenwich() {
    return {nullptr, DayCount::Utc};
}

std::string result_in(const TimeZone& zone, const std::string& text) {
    const auto expression = Expression::parse(text);
    if (!expression) {
        return to_string(expression.error());
    }
    Scope scope;
    scope.zone = zone;
    scope.today = {2026, 7, 1};
    scope.second_of_day = 14 * 3600 + 30 * 60;
    scope.lookup = [](std::string_view name) -> Value {
        if (name == "time") return std::string("09:05:00.000");
        if (name == "born") return DateValue{{1990, 5, 17}, {1990, 5, 17}};
        return Value();
    };
    const auto value = expression->evaluate(scope);
    return value ? to_text(*value) : to_string(value.error());
}

struct DateCase {
    const char* expression;
    const char* result;
};

TEST(ExpressionDates, a_kiosk_reads_and_writes_points_in_time_on_german_clocks) {
    for (const DateCase& one : {
             DateCase{"now()", "2026-07-01T14:30:00.000+02:00"},
             DateCase{"date-time('2026-07-01T12:30:00Z')", "2026-07-01T14:30:00.000+02:00"},
             DateCase{"date-time('2026-01-01T12:30:00Z')", "2026-01-01T13:30:00.000+01:00"},
             DateCase{"date-time('2026-12-31T23:30:00.5-01:00')", "2027-01-01T01:30:00.500+01:00"},
             DateCase{"date-time('2026-07-01T14:30')", "2026-07-01T14:30:00.000+02:00"},
             DateCase{"date-time('2026-07-01T14:30:00+0200')", "2026-07-01T14:30:00.000+02:00"},
             DateCase{"date-time('2026-07-01T14:30:00+02')", "2026-07-01T14:30:00.000+02:00"},
             DateCase{"date-time('2026-07-01')", "2026-07-01"},
             DateCase{"date-time(now())", "2026-07-01T14:30:00.000+02:00"},
             DateCase{"date-time(${born})", "1990-05-17"},
             DateCase{"date-time('')", ""},
             DateCase{"date-time('soon')", ""},
             DateCase{"date-time(true())", ""},
             DateCase{"date-time('2026-02-30T10:00:00Z')", ""},
             DateCase{"date-time('2026-02-28T24:00:00Z')", ""},
             DateCase{"date(true())", ""},
             DateCase{"date('2026-7-1')", "2026-07-01"},
             DateCase{"date('26-07-01')", ""},
             DateCase{"date('2026-13-01')", ""},
             DateCase{"date('2026-06-30T22:30:00Z')", "2026-07-01"},
             DateCase{"date(now())", "2026-07-01"},
             DateCase{"date(6.5)", "1970-01-07"},
             DateCase{"format-date-time('2026-07-01T12:30:00Z', '%Y-%m-%d %H:%M')",
                      "2026-07-01 14:30"},
             DateCase{"format-date(now(), '%e.%n.%Y %h:%M')", "1.7.2026 14:30"},
             DateCase{"format-date(today() + 14, '%d.%m.%Y')", "15.07.2026"},
             DateCase{"format-date-time('2026-12-31T23:30:00Z', '%Y %H')", "2027 00"},
             DateCase{"now() > today()", "true"},
             DateCase{"now() < today() + 1", "true"},
             DateCase{"now() < '2026-07-01T14:31:00.000+02:00'", "true"},
             DateCase{"now() = '2026-07-01T12:30:00Z'", "true"},
             DateCase{"now() >= '2026-07-01T11:00:00.000-01:00'", "true"},
             DateCase{"'2026-07-01T00:30:00.000+02:00' >= today()", "true"},
             DateCase{"decimal-time(now())", "0.6041666666666666"},
             DateCase{"decimal-time('18:00')", "0.75"},
             DateCase{"decimal-time('18:00:00.000+03:00')", "0.7083333333333334"},
             DateCase{"decimal-time('00:30:00.000+14:00')", "0.5208333333333334"},
             DateCase{"decimal-time('25:00')", "NaN"},
             DateCase{"decimal-time('18:60')", "NaN"},
             DateCase{"decimal-time('18:00+24:00')", "NaN"},
             DateCase{"decimal-date-time('1970-01-02T06:00:00Z')", "1.25"},
             DateCase{"decimal-date-time('2018-04-24T15:30:00.000+06:00')", "17645.395833333332"},
             DateCase{"date-time(decimal-date-time('2026-07-01T14:30:00.000+02:00') + 0.5)",
                      "2026-07-02T02:30:00.000+02:00"},
         }) {
        EXPECT_EQ(result_in(german_zone(), one.expression), one.result) << one.expression;
    }
}

TEST(ExpressionDates, a_day_of_a_kiosk_is_a_whole_number_whatever_summer_time_does) {
    for (const DateCase& one : {
             DateCase{"number(date('1970-01-01'))", "0"},
             DateCase{"number('2026-07-01')", "20635"},
             DateCase{"date('2026-04-01') - date('2026-03-01')", "31"},
             DateCase{"date('2026-11-01') - date('2026-10-01')", "31"},
             DateCase{"today() + 1", "20636"},
             DateCase{"int(now()) = int(today())", "true"},
             DateCase{"now() - today()", "0.6041666666678793"},
             DateCase{"int((today() - ${born}) div 365.25)", "36"},
         }) {
        EXPECT_EQ(result_in(german_zone(), one.expression), one.result) << one.expression;
    }
}

TEST(ExpressionDates, elsewhere_days_count_from_greenwich) {
    for (const DateCase& one : {
             DateCase{"number(date('1970-01-01'))", "0.2916666666666667"},
             DateCase{"'2018-01-01' + 1", "17533.291666666668"},
             DateCase{"date('2001-12-26') + 5", "11687.291666666666"},
             DateCase{"date('2018-01-01' + 1)", "2018-01-02"},
             DateCase{"date(0)", "1969-12-31T17:00:00.000-07:00"},
             DateCase{"date(1.5)", "1970-01-02T05:00:00.000-07:00"},
             DateCase{"date('2018-01-01')", "2018-01-01"},
             DateCase{"date-time('1970-01-01T21:50:49Z')", "1970-01-01T14:50:49.000-07:00"},
             DateCase{"date(decimal-date-time('2003-10-20T08:00:00.000-07:00'))",
                      "2003-10-20T08:00:00.000-07:00"},
             DateCase{"decimal-time('06:00:00.000-01:00')", "0"},
             DateCase{"decimal-time('23:59:00.000-13:00')", "0.24930555555555556"},
             DateCase{"decimal-date-time('1969-12-31')", "-0.7083333333333334"},
             DateCase{"decimal-date-time('1970-01-02T00:00:00')", "1.2916666666666667"},
             DateCase{"format-date('2012-08-20T00:00:00.00+00:00', '%Y-%m-%d')", "2012-08-19"},
             DateCase{"'2018-06-25' < '2018-06-25T00:00:00.000-07:00'", "false"},
             DateCase{"'2018-06-25' < '2018-06-25T00:00:00.001-07:00'", "true"},
             DateCase{"date(-10252) = date('1941-12-07T00:00:00.000Z')", "true"},
             DateCase{"10 + '2012-07-24' = '2012-08-03'", "true"},
         }) {
        EXPECT_EQ(result_in(arizona(), one.expression), one.result) << one.expression;
    }
    EXPECT_EQ(result_in(greenwich(), "date(0)"), "1970-01-01");
    EXPECT_EQ(result_in(greenwich(), "number(date('2008-09-05'))"), "14127");
}

TEST(ExpressionDates, times_of_day_compare_by_the_clock) {
    for (const DateCase& one : {
             DateCase{"${time} >= '08:00' and ${time} <= '17:00'", "true"},
             DateCase{"${time} < '09:05:00.001'", "true"},
             DateCase{"${time} = '09:05'", "true"},
             DateCase{"${time} != '09:05:00'", "false"},
             DateCase{"${time} > 'noon'", "false"},
             DateCase{"decimal-time(${time}) < decimal-time('09:06')", "true"},
         }) {
        EXPECT_EQ(result_in(german_zone(), one.expression), one.result) << one.expression;
    }
}

TEST(ExpressionDates, the_hours_of_a_change_of_clocks_have_one_offset) {
    const TimeZone zone = german_zone();
    const auto second = [](const CivilDate& day, int hour, int minute) {
        return days_from_civil(day) * 86400 + (hour * 60 + minute) * 60;
    };
    EXPECT_EQ(offset_of_local(zone, second({2026, 3, 29}, 1, 59)), 60);
    EXPECT_EQ(offset_of_local(zone, second({2026, 3, 29}, 2, 30)), 60) << "left out";
    EXPECT_EQ(offset_of_local(zone, second({2026, 3, 29}, 3, 0)), 120);
    EXPECT_EQ(offset_of_local(zone, second({2026, 10, 25}, 2, 30)), 120) << "the earlier of two";
    EXPECT_EQ(offset_of_local(zone, second({2026, 10, 25}, 3, 0)), 60);
}

}  // namespace
}  // namespace lotse
