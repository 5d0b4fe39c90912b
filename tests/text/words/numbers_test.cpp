// SPDX-License-Identifier: EUPL-1.2
#include "text/words/numbers.h"

#include <gtest/gtest.h>

#include "text/words/support.h"

namespace lotse::text {
namespace {

using namespace std::chrono_literals;
using test::language;

TEST(Numbers, digits_of_every_script_are_kept_as_latin_ones) {
    EXPECT_EQ(latin_digits("٠١٢٣٤٥٦٧٨٩"), "0123456789");
    EXPECT_EQ(latin_digits("۰۱۲۳۴۵۶۷۸۹"), "0123456789");
    EXPECT_EQ(latin_digits("१२३"), "123");
    EXPECT_EQ(latin_digits("+49 (0)30 ۱۲"), "+49 (0)30 12");
    EXPECT_EQ(latin_digits(""), "");
}

TEST(Numbers, the_arabic_decimal_sign_becomes_a_full_stop_and_thousands_signs_vanish) {
    EXPECT_EQ(latin_digits("١٬٢٣٤٫٥"), "1234.5");
}

TEST(Numbers, letters_and_numerals_that_are_no_digits_stay) {
    EXPECT_EQ(latin_digits("፩ Ⅳ ½ ab"), "፩ Ⅳ ½ ab");
}

TEST(Numbers, a_language_writes_its_own_digits) {
    EXPECT_EQ(native_digits("2026-11", language("ar", "ar")), "٢٠٢٦-١١");
    EXPECT_EQ(native_digits("2026-11", language("fa-AF", "fa_AF")), "۲۰۲۶-۱۱");
    EXPECT_EQ(native_digits("2026-11", language("ti", "ti_ER")), "2026-11");
    EXPECT_EQ(format_integer(-1234567, language("de", "de_DE")), "-1234567");
}

TEST(Numbers, whole_and_parts_are_divided_as_the_language_writes_it) {
    for (const char* locale : {"de_DE", "uk_UA", "ru_RU", "fr_FR", "pl_PL", "ro_RO", "tr_TR"}) {
        EXPECT_EQ(with_decimal_sign("12.5", language("x", locale)), "12,5") << locale;
    }
    for (const char* locale : {"en_GB", "hi", "ti_ER", "nobody's"}) {
        EXPECT_EQ(with_decimal_sign("12.5", language("x", locale)), "12.5") << locale;
    }
    EXPECT_EQ(with_decimal_sign("125", language("de", "de_DE")), "125");
}

TEST(Numbers, what_a_language_writes_is_read_back) {
    for (const char* locale :
         {"de_DE", "en_GB", "uk_UA", "ar", "fa_AF", "ti_ER", "hi", "my", "ckb"}) {
        for (std::int64_t number = 1; number < 1'000'000'000'000; number *= 7) {
            const std::string shown = format_integer(number, language("x", locale));
            ASSERT_EQ(latin_digits(shown), std::to_string(number)) << locale;
        }
    }
}

TEST(Numbers, staff_read_times_of_berlin_in_winter_and_summer) {
    using std::chrono::sys_days;
    using namespace std::chrono;
    EXPECT_EQ(staff_date_time(sys_days{2026y / November / 22} + 17h + 5min), "22.11.2026, 18:05");
    EXPECT_EQ(staff_date_time(sys_days{2026y / July / 1} + 22h + 59min), "02.07.2026, 00:59");
    EXPECT_EQ(staff_time(sys_days{2026y / January / 1} + 23h), "00:00");
}

TEST(Numbers, staff_read_the_local_time_that_an_intake_carries) {
    EXPECT_EQ(staff_date_time("2026-11-22T18:05:59"), "22.11.2026, 18:05");
    EXPECT_EQ(staff_date_time("yesterday"), "yesterday");
    EXPECT_EQ(staff_date_time(""), "");
}

TEST(Numbers, a_waiting_time_is_read_in_minutes_then_hours) {
    EXPECT_EQ(staff_duration(0s), "0 min");
    EXPECT_EQ(staff_duration(59s), "0 min");
    EXPECT_EQ(staff_duration(59min), "59 min");
    EXPECT_EQ(staff_duration(125min), "2 h 05 min");
    EXPECT_EQ(staff_duration(-5min), "0 min");
}

}  // namespace
}  // namespace lotse::text
