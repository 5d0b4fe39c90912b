// SPDX-License-Identifier: EUPL-1.2
#include "text/words/calendar.h"

#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>

#include "core/limits.h"
#include "text/icu_locale.h"
#include "text/icu_strings.h"

namespace lotse::text {

namespace {

constexpr double kMillisecondsPerDay = 86'400'000.0;
constexpr double kMillisecondsPerMinute = 60'000.0;
/// ICU's Julian day number of 1970-01-01.
constexpr std::int64_t kJulianDayOfEpoch = 2'440'588;
/// Every leap rule of the calendars above returns to its start within this many years.
constexpr int kLongestLeapCycle = 33;

constexpr const char* kGregorian = "gregorian";

/// The calendar that ICU computes with.
std::string icu_name(const std::string& calendar) {
    return is_gregorian(calendar) ? kGregorian : calendar;
}

/// Calendars are made once per thread: making one reads ICU's data, using one costs microseconds.
icu::Calendar& icu_calendar(const std::string& calendar) {
    thread_local std::map<std::string, std::unique_ptr<icu::Calendar>> made;
    const std::string name = icu_name(calendar);
    std::unique_ptr<icu::Calendar>& slot = made[name];
    if (!slot) {
        UErrorCode status = U_ZERO_ERROR;
        const std::string locale = "en@calendar=" + name;
        slot.reset(icu::Calendar::createInstance(*icu::TimeZone::getGMT(),
                                                 icu::Locale(locale.c_str()), status));
        LOTSE_CHECK(U_SUCCESS(status) && slot);
    }
    return *slot;
}

/// Nothing if there is no such day: ICU carries 30 February over into March.
std::optional<std::int64_t> existing_day(const std::string& calendar, const CalendarDay& day) {
    icu::Calendar& fields = icu_calendar(calendar);
    fields.clear();
    fields.set(UCAL_YEAR, day.year);
    fields.set(UCAL_MONTH, day.month - 1);
    fields.set(UCAL_DATE, day.day);
    UErrorCode status = U_ZERO_ERROR;
    const std::int64_t julian_day = fields.get(UCAL_JULIAN_DAY, status);
    const CalendarDay carried{fields.get(UCAL_YEAR, status), fields.get(UCAL_MONTH, status) + 1,
                              fields.get(UCAL_DATE, status)};
    LOTSE_CHECK(U_SUCCESS(status));
    if (carried != day) return std::nullopt;
    return julian_day - kJulianDayOfEpoch;
}

std::int64_t first_of_month(const std::string& calendar, int year, int month) {
    const bool next_year = month > months_in_year(calendar);
    const auto day =
        existing_day(calendar, {next_year ? year + 1 : year, next_year ? 1 : month, 1});
    LOTSE_CHECK(day.has_value());
    return *day;
}

bool within_years(const CivilDate& date) {
    return date.year >= lotse::limits::kFirstGregorianYear &&
           date.year <= lotse::limits::kLastGregorianYear;
}

/// The language's own names of the months, empty if ICU's are right.
std::vector<std::string> own_month_names(const std::string& calendar, const Language& language) {
    std::vector<std::string> names;
    for (int month = 1; month <= months_in_year(calendar); ++month) {
        const auto it = language.messages.find("month." + calendar + "." + std::to_string(month));
        if (it == language.messages.end()) return {};
        names.push_back(it->second);
    }
    return names;
}

icu::Locale locale_of(const std::string& calendar, const Language& language, Digits digits) {
    icu::Locale locale = known_locale(language.locale);
    UErrorCode status = U_ZERO_ERROR;
    locale.setKeywordValue("calendar", icu_name(calendar).c_str(), status);
    if (digits == Digits::Latin) locale.setKeywordValue("numbers", "latn", status);
    LOTSE_CHECK(U_SUCCESS(status));
    return locale;
}

/// The order of day, month and year in the locale, without an era: the calendar's name says more.
icu::UnicodeString pattern_of(const std::string& locale, DatePrecision precision) {
    thread_local std::map<std::string, std::array<icu::UnicodeString, 3>> made;
    const auto it = made.find(locale);
    if (it != made.end()) return it->second[static_cast<std::size_t>(precision)];
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale gregorian = known_locale(locale);
    gregorian.setKeywordValue("calendar", "gregorian", status);
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(gregorian, status));
    LOTSE_CHECK(U_SUCCESS(status));
    std::array<icu::UnicodeString, 3>& slot = made[locale];
    slot[static_cast<std::size_t>(DatePrecision::Day)] =
        patterns->getBestPattern(u"yMMMMd", status);
    slot[static_cast<std::size_t>(DatePrecision::Month)] =
        patterns->getBestPattern(u"yMMMM", status);
    slot[static_cast<std::size_t>(DatePrecision::Year)] = patterns->getBestPattern(u"y", status);
    LOTSE_CHECK(U_SUCCESS(status));
    return slot[static_cast<std::size_t>(precision)];
}

/// Hours and minutes as the locale's clocks show them, with 12 hours or 24.
icu::UnicodeString clock_pattern_of(const std::string& locale) {
    thread_local std::map<std::string, icu::UnicodeString> made;
    const auto it = made.find(locale);
    if (it != made.end()) return it->second;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(known_locale(locale), status));
    LOTSE_CHECK(U_SUCCESS(status));
    const icu::UnicodeString pattern = patterns->getBestPattern(u"jmm", status);
    LOTSE_CHECK(U_SUCCESS(status));
    return made[locale] = pattern;
}

std::string in_words(const CivilDate& day, const std::string& calendar, DatePrecision precision,
                     const Language& language, Digits digits) {
    const icu::Locale locale = locale_of(calendar, language, digits);
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(pattern_of(language.locale, precision), locale, status);
    LOTSE_CHECK(U_SUCCESS(status));
    format.setTimeZone(*icu::TimeZone::getGMT());
    if (const auto own = own_month_names(calendar, language); !own.empty()) {
        std::vector<icu::UnicodeString> names;
        names.reserve(own.size());
        for (const std::string& name : own) names.push_back(to_icu(name));
        icu::DateFormatSymbols symbols(*format.getDateFormatSymbols());
        const auto count = static_cast<std::int32_t>(names.size());
        symbols.setMonths(names.data(), count, icu::DateFormatSymbols::FORMAT,
                          icu::DateFormatSymbols::WIDE);
        symbols.setMonths(names.data(), count, icu::DateFormatSymbols::STANDALONE,
                          icu::DateFormatSymbols::WIDE);
        format.setDateFormatSymbols(symbols);
    }
    icu::UnicodeString out;
    format.format(static_cast<double>(days_from_civil(day)) * kMillisecondsPerDay, out);
    return from_icu(out);
}

/// What was entered, in numbers: "21.12.1363", "12.1363", "1363".
std::string given_in_numbers(const PartialDate& date) {
    std::array<char, 48> buffer{};
    switch (date.precision) {
        case DatePrecision::Day:
            std::snprintf(buffer.data(), buffer.size(), "%02d.%02d.%d", date.day, date.month,
                          date.year);
            break;
        case DatePrecision::Month:
            std::snprintf(buffer.data(), buffer.size(), "%02d.%d", date.month, date.year);
            break;
        case DatePrecision::Year:
            std::snprintf(buffer.data(), buffer.size(), "%d", date.year);
            break;
    }
    return buffer.data();
}

/// With the calendar's name if it is not the one that readers of the language expect.
std::string with_name(std::string text, const std::string& calendar, const Catalogue& catalogue,
                      const Language& language) {
    const std::string usual =
        language.calendars.empty() ? std::string(kGregorian) : language.calendars.front();
    if (icu_name(calendar) == icu_name(usual)) return text;
    return catalogue.message(
        language.tag, "calendar.date.other",
        {{"date", text}, {"calendar", catalogue.message(language.tag, "calendar." + calendar)}});
}

/// With its time, if it is a day that has one.
std::string with_time(std::string text, const PartialDate& date, const std::string& time,
                      const Catalogue& catalogue, const std::string& tag) {
    return time.empty() || date.precision != DatePrecision::Day
               ? text
               : catalogue.message(tag, "calendar.date.time", {{"date", text}, {"time", time}});
}

std::string with_remarks(std::string text, const PartialDate& date, const Catalogue& catalogue,
                         const std::string& tag) {
    if (date.about) text = catalogue.message(tag, "calendar.date.about", {{"date", text}});
    if (date.papers_say_first_january) {
        text = catalogue.message(tag, "calendar.date.papers", {{"date", text}});
    }
    return text;
}

}  // namespace

const std::vector<std::string>& known_calendars() {
    static const std::vector<std::string> kCalendars = {
        kGregorian,      "gregorian-maghreb", "persian", "islamic-umalqura",
        "islamic-civil", "ethiopic",          "buddhist"};
    return kCalendars;
}

bool is_gregorian(const std::string& calendar) {
    return calendar == kGregorian || calendar == "gregorian-maghreb";
}

std::vector<std::string> calendars_for(const Language& language) {
    std::vector<std::string> out = language.calendars;
    for (const std::string& calendar : known_calendars()) {
        const bool other_names_only = is_gregorian(calendar) && calendar != kGregorian;
        if (!other_names_only && std::ranges::find(out, calendar) == out.end()) {
            out.push_back(calendar);
        }
    }
    return out;
}

bool calendar_known(const std::string& calendar) {
    return std::ranges::find(known_calendars(), calendar) != known_calendars().end();
}

int months_in_year(const std::string& calendar) {
    return calendar == "ethiopic" ? 13 : 12;
}

int days_in_month(const std::string& calendar, int year, int month) {
    if (!calendar_known(calendar) || month < 1 || month > months_in_year(calendar)) return 0;
    const auto length = [&](int of_year) {
        return static_cast<int>(first_of_month(calendar, of_year, month + 1) -
                                first_of_month(calendar, of_year, month));
    };
    if (year != 0) return length(year);
    const int recent = in_calendar(calendar, {2000, 1, 1}).year;
    int longest = 0;
    for (int i = 0; i < kLongestLeapCycle; ++i) longest = std::max(longest, length(recent + i));
    return longest;
}

void resolve(PartialDate& date) {
    date.first = date.last = CivilDate{};
    const bool needs_month = date.precision != DatePrecision::Year;
    // The bound keeps ICU's arithmetic far from its limits, whatever was typed.
    if (!calendar_known(date.calendar) || date.year < 1 || date.year > 9999) return;
    if (needs_month && (date.month < 1 || date.month > months_in_year(date.calendar))) return;
    std::int64_t first = 0;
    std::int64_t last = 0;
    switch (date.precision) {
        case DatePrecision::Day: {
            const auto day = existing_day(date.calendar, {date.year, date.month, date.day});
            if (!day) return;
            first = last = *day;
            break;
        }
        case DatePrecision::Month:
            first = first_of_month(date.calendar, date.year, date.month);
            last = first_of_month(date.calendar, date.year, date.month + 1) - 1;
            break;
        case DatePrecision::Year:
            first = first_of_month(date.calendar, date.year, 1);
            last = first_of_month(date.calendar, date.year + 1, 1) - 1;
            break;
    }
    const CivilDate first_day = civil_from_days(first);
    const CivilDate last_day = civil_from_days(last);
    if (!within_years(first_day) || !within_years(last_day)) return;
    date.first = first_day;
    date.last = last_day;
}

CalendarDay in_calendar(const std::string& calendar, const CivilDate& day) {
    LOTSE_CHECK(calendar_known(calendar));
    icu::Calendar& fields = icu_calendar(calendar);
    UErrorCode status = U_ZERO_ERROR;
    fields.setTime(static_cast<double>(days_from_civil(day)) * kMillisecondsPerDay, status);
    const CalendarDay out{fields.get(UCAL_YEAR, status), fields.get(UCAL_MONTH, status) + 1,
                          fields.get(UCAL_DATE, status)};
    LOTSE_CHECK(U_SUCCESS(status));
    return out;
}

PartialDate converted(const PartialDate& date, const std::string& calendar) {
    if (date.calendar == calendar) return date;
    PartialDate out = date;
    out.calendar = calendar;
    out.year = out.month = out.day = 0;
    if (date.complete() && calendar_known(calendar)) {
        const std::int64_t first = days_from_civil(date.first);
        const std::int64_t middle = first + (days_from_civil(date.last) - first) / 2;
        const CalendarDay day = in_calendar(calendar, civil_from_days(middle));
        out.year = day.year;
        if (out.precision != DatePrecision::Year) out.month = day.month;
        if (out.precision == DatePrecision::Day) out.day = day.day;
    }
    resolve(out);
    return out;
}

std::vector<std::string> month_names(const std::string& calendar, const Language& language) {
    if (!calendar_known(calendar)) return {};
    if (auto own = own_month_names(calendar, language); !own.empty()) return own;
    // Asked for in every frame that shows a date; ICU reads all that it knows of the calendar each
    // time.
    thread_local std::map<std::pair<std::string, std::string>, std::vector<std::string>> made;
    const std::pair key{calendar, language.locale};
    if (const auto known = made.find(key); known != made.end()) return known->second;
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(locale_of(calendar, language, Digits::OfLanguage),
                                         icu_name(calendar).c_str(), status);
    LOTSE_CHECK(U_SUCCESS(status));
    std::int32_t count = 0;
    const icu::UnicodeString* months =
        symbols.getMonths(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::WIDE);
    std::vector<std::string> names;
    for (std::int32_t i = 0; i < std::min(count, months_in_year(calendar)); ++i) {
        names.push_back(from_icu(months[i]));
    }
    made.emplace(key, names);
    return names;
}

std::vector<std::string> weekday_names(const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(known_locale(language.locale), status);
    LOTSE_CHECK(U_SUCCESS(status));
    std::int32_t count = 0;
    const icu::UnicodeString* days = symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE,
                                                         icu::DateFormatSymbols::WIDE);
    std::vector<std::string> names;
    for (const int day : {UCAL_MONDAY, UCAL_TUESDAY, UCAL_WEDNESDAY, UCAL_THURSDAY, UCAL_FRIDAY,
                          UCAL_SATURDAY, UCAL_SUNDAY}) {
        names.push_back(from_icu(days[day]));
    }
    return names;
}

std::string format_date(const PartialDate& date, const Catalogue& catalogue, const std::string& tag,
                        Digits digits) {
    const Language* language = catalogue.language(tag);
    if (!date.complete() || !language || !calendar_known(date.calendar)) return {};
    std::string text = in_words(date.first, date.calendar, date.precision, *language, digits);
    text = with_name(std::move(text), date.calendar, catalogue, *language);
    text = with_time(std::move(text), date, format_time(date.time, catalogue, tag, digits),
                     catalogue, tag);
    return with_remarks(std::move(text), date, catalogue, tag);
}

std::string format_day_in(const CivilDate& day, const std::string& calendar,
                          const Catalogue& catalogue, const std::string& tag) {
    const Language* language = catalogue.language(tag);
    if (!language || !calendar_known(calendar)) return {};
    return with_name(in_words(day, calendar, DatePrecision::Day, *language, Digits::OfLanguage),
                     calendar, catalogue, *language);
}

std::string format_date_in_other(const PartialDate& date, const Catalogue& catalogue,
                                 const std::string& tag) {
    const Language* language = catalogue.language(tag);
    if (!date.complete() || !language || !calendar_known(date.calendar)) return {};
    std::string other = kGregorian;
    if (is_gregorian(date.calendar)) {
        const auto it = std::ranges::find_if_not(language->calendars, is_gregorian);
        if (it == language->calendars.end()) return {};
        other = *it;
    }
    const auto words = [&](const CivilDate& day) {
        return in_words(day, other, DatePrecision::Day, *language, Digits::OfLanguage);
    };
    std::string text = words(date.first);
    if (date.first != date.last) {
        text = catalogue.message(tag, "calendar.date.range",
                                 {{"first", text}, {"last", words(date.last)}});
        // Both ends are isolated: nothing between them tells which way the whole reads.
        text = (language->right_to_left ? "\u2067" : "\u2066") + text + "\u2069";
    }
    return catalogue.message(
        tag, "calendar.date.other",
        {{"date", text}, {"calendar", catalogue.message(tag, "calendar." + other)}});
}

std::string format_day(const CivilDate& day, const Language& language, Digits digits) {
    return in_words(day, kGregorian, DatePrecision::Day, language, digits);
}

std::string format_date_for_staff(const PartialDate& date, const Catalogue& catalogue) {
    const std::string tag = "de";
    const Language* german = catalogue.language(tag);
    if (!date.complete() || !german) return {};
    const bool gregorian = is_gregorian(date.calendar);
    std::string text;
    if (date.first == date.last) {
        text = format_day_for_staff(date.first);
    } else if (gregorian) {
        text = in_words(date.first, kGregorian, date.precision, *german, Digits::Latin);
    } else {
        text = catalogue.message(tag, "calendar.date.range",
                                 {{"first", format_day_for_staff(date.first)},
                                  {"last", format_day_for_staff(date.last)}});
    }
    if (!gregorian) {
        const std::string given =
            catalogue.message(tag, "calendar." + date.calendar) + ": " + given_in_numbers(date);
        text = catalogue.message(tag, "calendar.date.other", {{"date", text}, {"calendar", given}});
    }
    text = with_time(std::move(text), date, format_time_for_staff(date.time, catalogue), catalogue,
                     tag);
    return with_remarks(std::move(text), date, catalogue, tag);
}

std::string format_time(const TimeOfDay& time, const Catalogue& catalogue, const std::string& tag,
                        Digits digits) {
    const Language* language = catalogue.language(tag);
    const auto minutes = minutes_of(time);
    if (!minutes || !language) return {};
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(clock_pattern_of(language->locale),
                                 locale_of(kGregorian, *language, digits), status);
    LOTSE_CHECK(U_SUCCESS(status));
    format.setTimeZone(*icu::TimeZone::getGMT());
    icu::UnicodeString out;
    format.format(*minutes * kMillisecondsPerMinute, out);
    return catalogue.message(tag, "calendar.time", {{"time", from_icu(out)}});
}

std::string format_time_for_staff(const TimeOfDay& time, const Catalogue& catalogue) {
    return format_time(time, catalogue, "de", Digits::Latin);
}

std::string format_day_for_staff(const CivilDate& day) {
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%02d.%02d.%04d", day.day, day.month, day.year);
    return buffer.data();
}

}  // namespace lotse::text
