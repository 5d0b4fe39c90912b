// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "core/form/expression.h"

namespace lotse {
namespace {

using DateBound = Expression::DateBound;

/// What a date would be told about this constraint; today is 2026-11-22, `from` the year 2020.
std::optional<DateBound> bound(const std::string& constraint, const DateValue& own) {
    const Result<Expression> expression = Expression::parse(constraint);
    EXPECT_TRUE(expression.ok()) << constraint;
    Scope scope;
    scope.today = {2026, 11, 22};
    scope.own = own;
    scope.lookup = [](std::string_view name) -> Value {
        if (name == "from") return DateValue{{2020, 1, 1}, {2020, 12, 31}};
        if (name == "word") return std::string("soon");
        return Value();
    };
    return expression->broken_date_bound(scope);
}

DateValue day(int year, int month, int of_month) {
    return {{year, month, of_month}, {year, month, of_month}};
}

TEST(DateBounds, the_comparison_that_does_not_hold_names_the_day) {
    const std::string constraint = ". >= date('1920-01-01') and . <= today()";
    EXPECT_EQ(bound(constraint, day(2026, 11, 23)), (DateBound{true, {2026, 11, 22}}));
    EXPECT_EQ(bound(constraint, day(1919, 12, 31)), (DateBound{false, {1920, 1, 1}}));
    EXPECT_EQ(bound(constraint, day(2026, 11, 22)), std::nullopt);
}

TEST(DateBounds, a_strict_comparison_leaves_its_own_day_out) {
    EXPECT_EQ(bound(". < today()", day(2026, 11, 22)), (DateBound{true, {2026, 11, 21}}));
    EXPECT_EQ(bound("today() < .", day(2026, 11, 22)), (DateBound{false, {2026, 11, 23}}));
    EXPECT_EQ(bound("date('2000-01-01') >= .", day(2000, 1, 2)), (DateBound{true, {2000, 1, 1}}));
}

TEST(DateBounds, an_end_may_lie_in_the_year_of_its_beginning_but_not_before) {
    const std::string constraint = ". <= today() and (${from} = '' or . >= ${from})";
    EXPECT_EQ(bound(constraint, day(2019, 12, 31)), (DateBound{false, {2020, 1, 1}}));
    EXPECT_EQ(bound(constraint, day(2020, 1, 1)), std::nullopt);
    EXPECT_EQ(bound(constraint, {{2019, 1, 1}, {2019, 12, 31}}), (DateBound{false, {2020, 1, 1}}));
}

TEST(DateBounds, what_is_no_comparison_with_a_date_names_no_day) {
    EXPECT_EQ(bound("false()", day(2020, 1, 1)), std::nullopt);
    EXPECT_EQ(bound(". = today()", day(2020, 1, 1)), std::nullopt);
    EXPECT_EQ(bound(". <= ${word}", day(2020, 1, 1)), std::nullopt);
    EXPECT_EQ(bound(". <= .", day(2020, 1, 1)), std::nullopt);
    EXPECT_EQ(Expression().broken_date_bound(Scope{}), std::nullopt);
}

}  // namespace
}  // namespace lotse
