// SPDX-License-Identifier: EUPL-1.2
#include "text/words/calendar.h"

#include <gtest/gtest.h>
#include <unicode/calendar.h>
#include <unicode/gregocal.h>

#include <memory>

#include "core/limits.h"
#include "text/words/support.h"

namespace lotse::text {
namespace {

using test::language;
using test::six_languages;
using test::visible;

PartialDate day_of(const std::string& calendar, int year, int month, int day) {
    PartialDate date;
    date.calendar = calendar;
    date.year = year;
    date.month = month;
    date.day = day;
    resolve(date);
    return date;
}

PartialDate month_of(const std::string& calendar, int year, int month) {
    PartialDate date;
    date.calendar = calendar;
    date.precision = DatePrecision::Month;
    date.year = year;
    date.month = month;
    resolve(date);
    return date;
}

PartialDate year_of(const std::string& calendar, int year) {
    PartialDate date;
    date.calendar = calendar;
    date.precision = DatePrecision::Year;
    date.year = year;
    resolve(date);
    return date;
}

/// Every week; the days between are counted by the next test.
TEST(Calendar, a_day_from_1900_to_2100_means_the_day_that_icu_says_in_every_calendar) {
    const std::int64_t first = days_from_civil({1900, 1, 1});
    const std::int64_t last = days_from_civil({2100, 12, 31});
    for (const std::string& calendar : known_calendars()) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Calendar> icu_says(icu::Calendar::createInstance(
            *icu::TimeZone::getGMT(), icu::Locale(("de@calendar=" + calendar).c_str()), status));
        ASSERT_TRUE(U_SUCCESS(status));
        for (std::int64_t day = first; day <= last; day += 7) {
            icu_says->setTime(static_cast<double>(day) * 86'400'000.0, status);
            const PartialDate date =
                day_of(calendar, icu_says->get(UCAL_YEAR, status),
                       icu_says->get(UCAL_MONTH, status) + 1, icu_says->get(UCAL_DATE, status));
            const CivilDate expected = civil_from_days(day);
            ASSERT_EQ(to_iso(date.first), to_iso(expected)) << calendar;
            ASSERT_EQ(date.last, expected) << calendar;
        }
        ASSERT_TRUE(U_SUCCESS(status));
    }
}

TEST(Calendar, months_and_years_follow_each_other_without_gap_or_overlap) {
    for (const std::string& calendar : known_calendars()) {
        const int begin = in_calendar(calendar, {1900, 1, 1}).year + 1;
        const int end = in_calendar(calendar, {2100, 1, 1}).year;
        PartialDate before = year_of(calendar, begin - 1);
        std::int64_t next_day = days_from_civil(before.last) + 1;
        for (int year = begin; year < end; ++year) {
            const PartialDate whole = year_of(calendar, year);
            ASSERT_EQ(days_from_civil(whole.first), next_day) << calendar << ' ' << year;
            for (int month = 1; month <= months_in_year(calendar); ++month) {
                const PartialDate part = month_of(calendar, year, month);
                ASSERT_EQ(days_from_civil(part.first), next_day) << calendar << ' ' << year;
                next_day = days_from_civil(part.last) + 1;
                ASSERT_EQ(next_day - days_from_civil(part.first),
                          days_in_month(calendar, year, month));
            }
            ASSERT_EQ(days_from_civil(whole.last) + 1, next_day) << calendar << ' ' << year;
        }
    }
}

TEST(Calendar, going_to_another_calendar_and_back_returns_the_same_day) {
    for (std::int64_t day = days_from_civil({1930, 1, 1}); day < days_from_civil({2040, 1, 1});
         day += 13) {
        const CivilDate civil = civil_from_days(day);
        const PartialDate here = day_of("gregorian", civil.year, civil.month, civil.day);
        for (const std::string& calendar : known_calendars()) {
            const PartialDate there = converted(here, calendar);
            ASSERT_EQ(there.first, civil) << calendar;
            ASSERT_EQ(converted(there, "gregorian"), here) << calendar;
        }
    }
}

TEST(Calendar, known_days_agree_with_published_tables) {
    EXPECT_EQ(to_iso(day_of("persian", 1403, 1, 1).first), "2024-03-20");
    EXPECT_EQ(to_iso(day_of("persian", 1357, 11, 22).first), "1979-02-11");
    EXPECT_EQ(to_iso(day_of("ethiopic", 2000, 1, 1).first), "2007-09-12");
    EXPECT_EQ(to_iso(day_of("ethiopic", 2016, 1, 1).first), "2023-09-12");
    EXPECT_EQ(to_iso(day_of("islamic-umalqura", 1445, 9, 1).first), "2024-03-11");
    EXPECT_EQ(to_iso(day_of("islamic-civil", 1400, 1, 1).first), "1979-11-21");
    EXPECT_EQ(to_iso(day_of("buddhist", 2567, 7, 4).first), "2024-07-04");
}

TEST(Calendar, a_persian_year_spans_two_gregorian_years) {
    const PartialDate date = year_of("persian", 1364);
    EXPECT_EQ(to_iso(date.first), "1985-03-21");
    EXPECT_EQ(to_iso(date.last), "1986-03-20");
}

TEST(Calendar, a_date_with_a_missing_field_is_not_complete) {
    EXPECT_FALSE(day_of("gregorian", 1985, 3, 0).complete());
    EXPECT_FALSE(day_of("gregorian", 1985, 0, 12).complete());
    EXPECT_FALSE(day_of("gregorian", 0, 3, 12).complete());
    EXPECT_FALSE(month_of("persian", 1364, 0).complete());
    EXPECT_TRUE(month_of("persian", 1364, 1).complete());
}

TEST(Calendar, a_day_that_does_not_exist_is_refused) {
    EXPECT_FALSE(day_of("gregorian", 2023, 2, 29).complete());
    EXPECT_TRUE(day_of("gregorian", 2024, 2, 29).complete());
    EXPECT_FALSE(day_of("gregorian", 2024, 13, 1).complete());
    EXPECT_FALSE(day_of("ethiopic", 2016, 13, 6).complete());
    EXPECT_TRUE(day_of("ethiopic", 2015, 13, 6).complete());
    EXPECT_FALSE(day_of("persian", 1402, 12, 30).complete());
    EXPECT_TRUE(day_of("persian", 1403, 12, 30).complete());
}

TEST(Calendar, a_year_outside_the_plausible_ones_is_refused) {
    EXPECT_TRUE(year_of("gregorian", limits::kFirstGregorianYear).complete());
    EXPECT_FALSE(year_of("gregorian", limits::kFirstGregorianYear - 1).complete());
    EXPECT_TRUE(year_of("gregorian", limits::kLastGregorianYear).complete());
    EXPECT_FALSE(year_of("gregorian", limits::kLastGregorianYear + 1).complete());
    EXPECT_FALSE(year_of("gregorian", 1364).complete());
    EXPECT_FALSE(year_of("gregorian", -5).complete());
    EXPECT_FALSE(year_of("gregorian", 2'000'000'000).complete());
}

TEST(Calendar, an_unknown_calendar_is_refused) {
    EXPECT_FALSE(year_of("mayan", 2000).complete());
    EXPECT_EQ(days_in_month("mayan", 2000, 1), 0);
}

TEST(Calendar, resolving_again_after_a_field_was_cleared_forgets_the_range) {
    PartialDate date = day_of("gregorian", 1985, 3, 12);
    ASSERT_TRUE(date.complete());
    date.day = 0;
    resolve(date);
    EXPECT_FALSE(date.complete());
    EXPECT_EQ(date.last, CivilDate{});
}

TEST(Calendar, without_a_year_a_month_may_be_as_long_as_it_ever_is) {
    EXPECT_EQ(days_in_month("gregorian", 0, 2), 29);
    EXPECT_EQ(days_in_month("gregorian", 0, 4), 30);
    EXPECT_EQ(days_in_month("persian", 0, 12), 30);
    EXPECT_EQ(days_in_month("ethiopic", 0, 13), 6);
    EXPECT_EQ(days_in_month("gregorian", 2023, 2), 28);
}

TEST(Calendar, dari_months_of_the_persian_calendar_have_their_dari_names) {
    const Catalogue catalogue = six_languages();
    const auto months = month_names("persian", *catalogue.language("fa-AF"));
    ASSERT_EQ(months.size(), 12U);
    EXPECT_EQ(months.front(), "حمل");
    EXPECT_EQ(months.back(), "حوت");
}

TEST(Calendar, months_without_own_names_are_named_by_icu) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(month_names("gregorian", *catalogue.language("de"))[2], "März");
    EXPECT_EQ(weekday_names(*catalogue.language("de")).front(), "Montag");
    EXPECT_EQ(weekday_names(*catalogue.language("fa-AF")).back(), "یکشنبه");
    EXPECT_EQ(weekday_names(*catalogue.language("ti")).at(4), "ዓርቢ");
    EXPECT_EQ(month_names("gregorian", *catalogue.language("uk"))[0], "січень");
    EXPECT_EQ(month_names("gregorian", *catalogue.language("ti"))[0], "ጥሪ");
    EXPECT_EQ(month_names("ethiopic", *catalogue.language("de")).size(), 13U);
    EXPECT_TRUE(month_names("mayan", *catalogue.language("de")).empty());
}

TEST(Calendar, a_client_reads_the_date_in_words_and_digits_of_the_language) {
    const Catalogue catalogue = six_languages();
    const PartialDate date = day_of("gregorian", 1985, 3, 12);
    EXPECT_EQ(format_date(date, catalogue, "de"), "12. März 1985");
    EXPECT_EQ(format_date(date, catalogue, "en"), "12 March 1985");
    EXPECT_EQ(format_date(date, catalogue, "uk"), "12 березня 1985\u202fр.");
    EXPECT_EQ(format_date(date, catalogue, "ar"), "١٢ مارس ١٩٨٥");
    EXPECT_EQ(format_date(date, catalogue, "ar", Digits::Latin), "12 مارس 1985");
}

TEST(Calendar, a_dari_date_in_the_usual_calendar_needs_no_calendars_name) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(format_date(day_of("persian", 1363, 12, 21), catalogue, "fa-AF"), "۲۱ حوت ۱۳۶۳");
    EXPECT_EQ(format_date(month_of("persian", 1363, 12), catalogue, "fa-AF"), "حوت ۱۳۶۳");
    EXPECT_EQ(format_date(year_of("persian", 1363), catalogue, "fa-AF"), "۱۳۶۳");
}

TEST(Calendar, a_date_in_an_unusual_calendar_names_it) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(visible(format_date(year_of("persian", 1364), catalogue, "de")),
              "1364 (persischer Kalender)");
}

TEST(Calendar, months_of_the_maghreb_are_other_names_of_the_same_days) {
    Language arabic = language("ar", "ar", {"gregorian", "gregorian-maghreb"});
    for (int month = 1; month <= 12; ++month) {
        arabic.messages["month.gregorian-maghreb." + std::to_string(month)] =
            month == 3 ? "مارس" : "شهر" + std::to_string(month);
    }
    const Catalogue catalogue({arabic});
    EXPECT_EQ(month_names("gregorian-maghreb", arabic)[2], "مارس");
    EXPECT_EQ(visible(format_date(day_of("gregorian-maghreb", 1985, 3, 12), catalogue, "ar")),
              "١٢ مارس ١٩٨٥");
    const PartialDate moved = converted(day_of("gregorian-maghreb", 1985, 3, 12), "gregorian");
    EXPECT_EQ(moved.day, 12);
    EXPECT_EQ(moved.month, 3);
    EXPECT_EQ(moved.first, (CivilDate{1985, 3, 12}));
}

TEST(Calendar, every_calendar_can_be_chosen_the_languages_own_first) {
    const auto offered = calendars_for(language("fa-AF", "fa_AF", {"persian", "gregorian"}));
    EXPECT_EQ(offered, (std::vector<std::string>{"persian", "gregorian", "islamic-umalqura",
                                                 "islamic-civil", "ethiopic", "buddhist"}));
}

TEST(Calendar, a_date_is_shown_in_the_calendar_to_compare_it_with) {
    const Catalogue catalogue = six_languages();
    const auto other = [&](const PartialDate& date, const char* tag) {
        return visible(format_date_in_other(date, catalogue, tag));
    };
    EXPECT_EQ(other(day_of("gregorian", 1985, 3, 12), "de"), "") << "there is no other one";
    EXPECT_EQ(other(day_of("persian", 1363, 12, 21), "de"), "12. März 1985 ([calendar.gregorian])");
    EXPECT_EQ(other(year_of("persian", 1364), "de"),
              "21. März 1985 – 20. März 1986 ([calendar.gregorian])");
    EXPECT_EQ(other(day_of("gregorian", 1985, 3, 12), "fa-AF"),
              "۲۱ حوت ۱۳۶۳ (persischer Kalender)");
    EXPECT_EQ(other(day_of("gregorian", 1985, 0, 0), "fa-AF"), "") << "it is not complete";
}

TEST(Calendar, a_range_reads_from_the_right_in_a_language_from_the_right) {
    Language persian = language("fa", "fa_IR", {"persian", "gregorian"});
    persian.right_to_left = true;
    persian.messages["calendar.date.range"] = "{first} – {last}";
    persian.messages["calendar.date.other"] = "{date} ({calendar})";
    const std::string range =
        format_date_in_other(year_of("persian", 1394), Catalogue({persian}), "fa");
    EXPECT_NE(range.find("\u2067\u2068۲۱ مارس ۲۰۱۵\u2069 – \u2068۱۹ مارس ۲۰۱۶\u2069\u2069"),
              std::string::npos)
        << range;
}

TEST(Calendar, a_day_to_keep_to_is_named_in_the_calendar_of_the_answer) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(visible(format_day_in({1985, 3, 12}, "persian", catalogue, "fa-AF")), "۲۱ حوت ۱۳۶۳");
    EXPECT_EQ(visible(format_day_in({1985, 3, 12}, "gregorian", catalogue, "de")), "12. März 1985");
}

TEST(Calendar, an_unsure_date_says_so) {
    const Catalogue catalogue = six_languages();
    PartialDate date = year_of("gregorian", 1985);
    date.about = true;
    EXPECT_EQ(visible(format_date(date, catalogue, "de")), "ungefähr 1985");
    date.papers_say_first_january = true;
    EXPECT_EQ(visible(format_date(date, catalogue, "de")),
              "ungefähr 1985 (in den Papieren: 1. Januar)");
}

TEST(Calendar, an_incomplete_date_reads_as_nothing) {
    const Catalogue catalogue = six_languages();
    EXPECT_EQ(format_date(day_of("gregorian", 1985, 0, 0), catalogue, "de"), "");
    EXPECT_EQ(format_date_for_staff(day_of("gregorian", 1985, 0, 0), catalogue), "");
}

TEST(Calendar, staff_read_the_gregorian_date_and_what_was_given) {
    const Catalogue catalogue = six_languages();
    const auto read = [&](const PartialDate& date) {
        return visible(format_date_for_staff(date, catalogue));
    };
    EXPECT_EQ(read(day_of("gregorian", 1985, 3, 12)), "12.03.1985");
    EXPECT_EQ(read(month_of("gregorian", 1985, 3)), "März 1985");
    EXPECT_EQ(read(year_of("gregorian", 1985)), "1985");
    EXPECT_EQ(read(day_of("persian", 1363, 12, 21)),
              "12.03.1985 (persischer Kalender: 21.12.1363)");
    EXPECT_EQ(read(year_of("persian", 1364)),
              "21.03.1985 – 20.03.1986 (persischer Kalender: 1364)");
}

TEST(Calendar, a_month_moves_to_the_month_that_holds_its_middle) {
    const PartialDate moved = converted(month_of("persian", 1364, 1), "gregorian");
    EXPECT_EQ(moved.year, 1985);
    EXPECT_EQ(moved.month, 4);
    EXPECT_EQ(moved.precision, DatePrecision::Month);
    EXPECT_EQ(moved.day, 0);
}

TEST(Calendar, an_incomplete_date_loses_its_fields_on_the_way_to_another_calendar) {
    const PartialDate moved = converted(day_of("persian", 1364, 1, 0), "gregorian");
    EXPECT_EQ(moved.calendar, "gregorian");
    EXPECT_EQ(moved.year, 0);
    EXPECT_FALSE(moved.complete());
}

TEST(Calendar, times_are_read_on_the_clock_and_in_the_digits_of_the_language) {
    const std::map<std::string, std::string> plain = {{"calendar.time", "{time}"},
                                                      {"calendar.date.time", "{date}, {time}"}};
    const Catalogue catalogue(
        {language("de", "de_DE", {"gregorian"},
                  {{"calendar.time", "{time} Uhr"}, {"calendar.date.time", "{date}, {time}"}}),
         language("en", "en_US", {"gregorian"}, plain),
         language("uk", "uk_UA", {"gregorian"}, plain),
         language("ar", "ar_EG", {"gregorian"}, plain),
         language("fa", "fa_IR", {"persian"}, plain)});
    const TimeOfDay time{"14", "30"};
    EXPECT_EQ(visible(format_time(time, catalogue, "de")), "14:30 Uhr");
    EXPECT_EQ(visible(format_time({"9", "05"}, catalogue, "de")), "09:05 Uhr");
    EXPECT_EQ(visible(format_time(time, catalogue, "uk")), "14:30");
    EXPECT_EQ(visible(format_time(time, catalogue, "en")).substr(0, 4), "2:30");
    EXPECT_NE(visible(format_time(time, catalogue, "ar")).find("٢:٣٠"), std::string::npos);
    EXPECT_EQ(visible(format_time(time, catalogue, "fa")), "۱۴:۳۰");
    EXPECT_EQ(format_time({"14", ""}, catalogue, "de"), "");
    EXPECT_EQ(format_time({"24", "00"}, catalogue, "de"), "");
    PartialDate date = day_of("gregorian", 2026, 7, 1);
    EXPECT_EQ(visible(format_date(date, catalogue, "de")), "1. Juli 2026") << "no time, no comma";
    date.time = time;
    EXPECT_EQ(visible(format_date(date, catalogue, "de")), "1. Juli 2026, 14:30 Uhr");
    EXPECT_EQ(visible(format_date_for_staff(date, catalogue)), "01.07.2026, 14:30 Uhr");
    EXPECT_EQ(visible(format_time_for_staff(time, catalogue)), "14:30 Uhr");
}

}  // namespace
}  // namespace lotse::text
