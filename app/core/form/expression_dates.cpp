// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/ascii.h"
#include "core/form/expression_tree.h"

namespace lotse {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::int64_t kMillisecondsPerDay = 1000 * kSecondsPerDay;

/// Two digits at `at`, below `end`; -1 if there are none.
int two_digits(std::string_view text, std::size_t at, int end) {
    if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) {
        return -1;
    }
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return value < end ? value : -1;
}

struct ClockTime {
    int millisecond = 0;  ///< of the day, as written
    std::optional<int> offset_minutes;
};

/// Z, ±hh, ±hhmm or ±hh:mm.
std::optional<int> read_offset(std::string_view text) {
    if (text == "Z") {
        return 0;
    }
    const bool colon = text.size() == 6 && text[3] == ':';
    if (text.empty() || (text[0] != '+' && text[0] != '-') ||
        (!colon && text.size() != 3 && text.size() != 5)) {
        return std::nullopt;
    }
    const int hours = two_digits(text, 1, 24);
    const int minutes = text.size() == 3 ? 0 : two_digits(text, colon ? 4 : 3, 60);
    if (hours < 0 || minutes < 0) {
        return std::nullopt;
    }
    return (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
}

std::optional<ClockTime> read_clock_time(std::string_view text) {
    const int hour = two_digits(text, 0, 24);
    const int minute = text.size() > 2 && text[2] == ':' ? two_digits(text, 3, 60) : -1;
    if (hour < 0 || minute < 0) {
        return std::nullopt;
    }
    ClockTime out;
    out.millisecond = (hour * 60 + minute) * 60'000;
    std::size_t at = 5;
    if (at < text.size() && text[at] == ':') {
        const int second = two_digits(text, at + 1, 60);
        if (second < 0) {
            return std::nullopt;
        }
        out.millisecond += second * 1000;
        at += 3;
        if (at < text.size() && text[at] == '.') {
            int place = 100;
            for (++at; at < text.size() && is_digit(text[at]); ++at, place /= 10) {
                out.millisecond += (text[at] - '0') * place;
            }
        }
    }
    if (at < text.size()) {
        out.offset_minutes = read_offset(text.substr(at));
        if (!out.offset_minutes) {
            return std::nullopt;
        }
    }
    return out;
}

/// One or two digits at the front of `text`, which then begins behind them; -1 if there are none.
int take_number(std::string_view& text) {
    int value = -1;
    for (int digits = 0; digits < 2 && !text.empty() && is_digit(text.front()); ++digits) {
        value = std::max(value, 0) * 10 + (text.front() - '0');
        text.remove_prefix(1);
    }
    return value;
}

/// YYYY-M-D at the front of `text`, which then begins behind it.
std::optional<CivilDate> take_date(std::string_view& text) {
    if (text.size() < 5 || !std::all_of(text.begin(), text.begin() + 4, is_digit) ||
        text[4] != '-') {
        return std::nullopt;
    }
    CivilDate out;
    for (std::size_t i = 0; i < 4; ++i) {
        out.year = out.year * 10 + (text[i] - '0');
    }
    text.remove_prefix(5);
    out.month = take_number(text);
    if (text.empty() || text.front() != '-') {
        return std::nullopt;
    }
    text.remove_prefix(1);
    out.day = take_number(text);
    const bool exists = out.year >= 1 && out.month >= 1 && out.month <= 12 && out.day >= 1 &&
                        out.day <= days_in_month(out.year, out.month);
    return exists ? std::optional(out) : std::nullopt;
}

/// Seconds since 1970-01-01T00:00 on the clock that shows them.
std::int64_t clock_second(const CivilDate& day, int millisecond) {
    return days_from_civil(day) * kSecondsPerDay + millisecond / 1000;
}

/// The point in time at a millisecond since 1970-01-01T00:00Z, as clocks of the zone show it.
DateValue local_time(std::int64_t utc_millisecond, const TimeZone& zone) {
    const auto second =
        static_cast<std::int64_t>(std::floor(static_cast<double>(utc_millisecond) / 1000));
    const int offset = offset_at(zone, second);
    const std::int64_t local = utc_millisecond + offset * std::int64_t{60'000};
    std::int64_t days = local / kMillisecondsPerDay;
    if (local % kMillisecondsPerDay < 0) {
        --days;
    }
    const CivilDate day = civil_from_days(days);
    return {day, day, static_cast<int>(local - days * kMillisecondsPerDay), offset};
}

/// Since 1970-01-01T00:00Z; a date is the midnight that it begins with.
std::int64_t utc_millisecond(const DateValue& date, const TimeZone& zone) {
    const int offset =
        date.has_time() ? date.offset_minutes : offset_of_local(zone, clock_second(date.first, 0));
    return days_from_civil(date.first) * kMillisecondsPerDay + std::max(date.millisecond, 0) -
           offset * std::int64_t{60'000};
}
double utc_days(const DateValue& date, const TimeZone& zone) {
    return static_cast<double>(utc_millisecond(date, zone)) /
           static_cast<double>(kMillisecondsPerDay);
}

/// The years 0001 to 9999, which are all that YYYY-MM-DD can write, less a day for the zone.
bool is_writable(double days) {
    static const auto kFirst = static_cast<double>(days_from_civil({1, 1, 2}));
    static const auto kLast = static_cast<double>(days_from_civil({9999, 12, 31}));
    return days >= kFirst && days < kLast;
}

std::optional<DateValue> calendar_day(std::optional<DateValue> date) {
    if (date) {
        date->millisecond = -1;
        date->offset_minutes = 0;
    }
    return date;
}

/// A date, a text with a date, or a number of days since 1970-01-01T00:00Z. A number that falls on
/// midnight is a date again: one was calculated with.
std::optional<DateValue> moment_of(const Run& run, const Value& value) {
    if (const auto* date = std::get_if<DateValue>(&value)) {
        return *date;
    }
    if (std::holds_alternative<bool>(value)) {
        return std::nullopt;
    }
    if (auto date = date_of_text(to_text(value), run.scope.zone)) {
        return date;
    }
    const double days = run.number(value);
    if (!is_writable(days)) {
        return std::nullopt;
    }
    auto moment =
        local_time(std::llround(days * static_cast<double>(kMillisecondsPerDay)), run.scope.zone);
    return moment.millisecond == 0 ? calendar_day(moment) : moment;
}

std::string padded(int value, std::size_t width) {
    std::string out = std::to_string(value);
    return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}

/// A calculation has no language; these are the names of the specification's examples.
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// 0: Sunday.
std::int64_t weekday_number(const CivilDate& day) {
    // 1970-01-01 was a Thursday.
    return (days_from_civil(day) % 7 + 7 + 4) % 7;
}
std::string weekday(const CivilDate& day) {
    return kWeekdays.at(static_cast<std::size_t>(weekday_number(day)));
}
/// ISO 8601: a week belongs to the year that its Thursday lies in.
std::int64_t week_of_year(const CivilDate& day) {
    const std::int64_t since_monday = (weekday_number(day) + 6) % 7;
    const std::int64_t thursday = days_from_civil(day) - since_monday + 3;
    return (thursday - days_from_civil({civil_from_days(thursday).year, 1, 1})) / 7 + 1;
}

}  // namespace

std::optional<DateValue> date_of_text(std::string_view text, const TimeZone& zone) {
    const auto day = take_date(text);
    if (!day) {
        return std::nullopt;
    }
    if (text.empty()) {
        return DateValue{*day, *day};
    }
    const auto time = text.front() == 'T' ? read_clock_time(text.substr(1)) : std::nullopt;
    if (!time) {
        return std::nullopt;
    }
    if (!time->offset_minutes) {
        return point_in_time(*day, time->millisecond, zone);
    }
    return local_time(days_from_civil(*day) * kMillisecondsPerDay + time->millisecond -
                          *time->offset_minutes * std::int64_t{60'000},
                      zone);
}

std::optional<double> part_of_day(std::string_view text, const TimeZone& zone,
                                  const CivilDate& day) {
    const auto time = read_clock_time(text);
    if (!time) {
        return std::nullopt;
    }
    int millisecond = time->millisecond;
    if (time->offset_minutes) {
        const int here = offset_of_local(zone, clock_second(day, 0));
        constexpr auto kDay = static_cast<int>(kMillisecondsPerDay);
        millisecond += (here - *time->offset_minutes) * 60'000;
        millisecond = (millisecond % kDay + kDay) % kDay;
    }
    return millisecond / static_cast<double>(kMillisecondsPerDay);
}

double days_of(const DateValue& date, const TimeZone& zone) {
    return zone.count == DayCount::Utc
               ? utc_days(date, zone)
               : static_cast<double>(days_from_civil(date.first)) +
                     std::max(date.millisecond, 0) / static_cast<double>(kMillisecondsPerDay);
}

std::string iso_of(const DateValue& date) {
    if (!date.has_time()) {
        return to_iso(date.first);
    }
    const int second = date.millisecond / 1000;
    const int offset = std::abs(date.offset_minutes);
    std::array<char, 48> time{};
    std::snprintf(time.data(), time.size(), "T%02d:%02d:%02d.%03d%c%02d:%02d", second / 3600,
                  second / 60 % 60, second % 60, date.millisecond % 1000,
                  date.offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
    return to_iso(date.first) + time.data();
}

std::string format_date_mistake(std::string_view format) {
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            continue;
        }
        ++i;
        if (i >= format.size() ||
            std::string_view("%YymnbdeaWHhMS3").find(format[i]) == std::string_view::npos) {
            return "format-date() expected %Y %y %m %n %b %d %e %a %W %H %h %M %S %3 or %%";
        }
    }
    return {};
}

Value run_date(Run& run, const std::vector<Value>& a) {
    if (run.scope.zone.count == DayCount::Utc) {
        return run_date_time(run, a);
    }
    if (const auto* date = std::get_if<DateValue>(&a[0]); date != nullptr && !date->has_time()) {
        return *date;  // also a range of days
    }
    const double number =
        std::holds_alternative<double>(a[0]) ? std::floor(std::get<double>(a[0])) : kNotANumber;
    if (is_writable(number)) {
        const CivilDate day = civil_from_days(static_cast<std::int64_t>(number));
        return DateValue{day, day};
    }
    const auto date = calendar_day(moment_of(run, a[0]));
    return date ? Value(*date) : Value();
}

Value run_date_time(Run& run, const std::vector<Value>& a) {
    const auto moment = moment_of(run, a[0]);
    return moment ? Value(*moment) : Value();
}

Value run_now(Run& run, const std::vector<Value>&) {
    return point_in_time(run.scope.today, run.scope.second_of_day * 1000, run.scope.zone);
}

Value run_format_date(Run& run, const std::vector<Value>& a) {
    const std::string format = to_text(a[1]);
    const std::string mistake = format_date_mistake(format);
    if (!mistake.empty()) {
        run.fail(mistake);
        return Value();
    }
    const auto moment = moment_of(run, a[0]);
    if (!moment) {
        return std::string();
    }
    const CivilDate& day = moment->first;
    const int millisecond = std::max(moment->millisecond, 0);
    const int second = millisecond / 1000;
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            out.push_back(format[i]);
            continue;
        }
        switch (format[++i]) {
            case '%':
                out.push_back('%');
                break;
            case 'Y':
                out += padded(day.year, 4);
                break;
            case 'y':
                out += padded(day.year % 100, 2);
                break;
            case 'm':
                out += padded(day.month, 2);
                break;
            case 'n':
                out += std::to_string(day.month);
                break;
            case 'b':
                out += kMonths.at(static_cast<std::size_t>(day.month) - 1);
                break;
            case 'd':
                out += padded(day.day, 2);
                break;
            case 'e':
                out += std::to_string(day.day);
                break;
            case 'a':
                out += weekday(day);
                break;
            case 'W':
                out += std::to_string(week_of_year(day));
                break;
            case 'H':
                out += padded(second / 3600, 2);
                break;
            case 'h':
                out += std::to_string(second / 3600);
                break;
            case 'M':
                out += padded(second / 60 % 60, 2);
                break;
            case 'S':
                out += padded(second % 60, 2);
                break;
            default:
                out += padded(millisecond % 1000, 3);
                break;  // %3
        }
    }
    return out;
}

Value run_decimal_date_time(Run& run, const std::vector<Value>& a) {
    if (std::holds_alternative<double>(a[0])) {
        return a[0];
    }
    const auto moment = moment_of(run, a[0]);
    return moment ? utc_days(*moment, run.scope.zone) : kNotANumber;
}

Value run_decimal_time(Run& run, const std::vector<Value>& a) {
    if (const auto part = part_of_day(to_text(a[0]), run.scope.zone, run.scope.today)) {
        return *part;
    }
    const auto moment = moment_of(run, a[0]);
    return moment ? std::max(moment->millisecond, 0) / static_cast<double>(kMillisecondsPerDay)
                  : kNotANumber;
}

}  // namespace lotse
