// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/form/expression_tree.h"

namespace lotse {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kSecondsPerDay = 86400;

struct Moment {
    CivilDate day;
    double second = 0;       ///< of the day, as written
    int offset_minutes = 0;  ///< east of Greenwich
};

/// Two digits at `at`, below `end`; -1 if there are none.
int two_digits(std::string_view text, std::size_t at, int end) {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' ||
        text[at + 1] > '9') {
        return -1;
    }
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return value < end ? value : -1;
}

/// HH:MM, HH:MM:SS, HH:MM:SS.sss, then nothing, Z or ±HH:MM.
bool read_time(std::string_view text, Moment& out) {
    const int hour = two_digits(text, 0, 24);
    const int minute = text.size() > 2 && text[2] == ':' ? two_digits(text, 3, 60) : -1;
    if (hour < 0 || minute < 0) {
        return false;
    }
    out.second = hour * 3600 + minute * 60;
    std::size_t at = 5;
    if (at < text.size() && text[at] == ':') {
        const int second = two_digits(text, at + 1, 60);
        if (second < 0) {
            return false;
        }
        out.second += second;
        at += 3;
        if (at < text.size() && text[at] == '.') {
            double place = 0.1;
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, place /= 10) {
                out.second += (text[at] - '0') * place;
            }
        }
    }
    const std::string_view rest = text.substr(at);
    if (rest.empty() || rest == "Z") {
        return true;
    }
    const int hours = rest.size() == 6 && rest[3] == ':' ? two_digits(rest, 1, 24) : -1;
    const int minutes = hours < 0 ? -1 : two_digits(rest, 4, 60);
    if (minutes < 0 || (rest[0] != '+' && rest[0] != '-')) {
        return false;
    }
    out.offset_minutes = (hours * 60 + minutes) * (rest[0] == '-' ? -1 : 1);
    return true;
}

std::optional<Moment> moment_of_text(std::string_view text) {
    Moment out;
    if (!from_iso(std::string(text.substr(0, 10)), out.day)) {
        return std::nullopt;
    }
    const bool good = text.size() == 10 || (text[10] == 'T' && read_time(text.substr(11), out));
    return good ? std::optional(out) : std::nullopt;
}

/// A date, a text with a date, or a number of days.
std::optional<Moment> moment_of(const Value& value) {
    if (const auto* date = std::get_if<DateValue>(&value)) {
        return Moment{date->first, static_cast<double>(std::max(date->second_of_day, 0)), 0};
    }
    if (const auto moment = moment_of_text(to_text(value))) {
        return moment;
    }
    const double number = to_number(value);
    const double days = std::floor(number);
    // The years 0001 to 9999, which are all that YYYY-MM-DD can write.
    static const auto kFirst = static_cast<double>(days_from_civil({1, 1, 1}));
    static const auto kLast = static_cast<double>(days_from_civil({9999, 12, 31}));
    if (!(days >= kFirst && days <= kLast)) {
        return std::nullopt;
    }
    return Moment{civil_from_days(static_cast<std::int64_t>(days)),
                  (number - days) * kSecondsPerDay, 0};
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

std::optional<double> days_of_date_text(std::string_view text) {
    const auto moment = moment_of_text(text);
    if (!moment) {
        return std::nullopt;
    }
    return static_cast<double>(days_from_civil(moment->day)) +
           (moment->second - moment->offset_minutes * 60) / kSecondsPerDay;
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

Value run_date(Run&, const std::vector<Value>& a) {
    if (std::holds_alternative<DateValue>(a[0])) {
        return a[0];
    }
    const auto moment = moment_of(a[0]);
    return moment ? Value(DateValue{moment->day, moment->day}) : Value();
}

Value run_format_date(Run& run, const std::vector<Value>& a) {
    const std::string format = to_text(a[1]);
    const std::string mistake = format_date_mistake(format);
    if (!mistake.empty()) {
        run.fail(mistake);
        return Value();
    }
    const auto moment = moment_of(a[0]);
    if (!moment) {
        return std::string();
    }
    const CivilDate& day = moment->day;
    // Days as a number may stand a hair below a full second.
    const auto thousandths = std::min(std::llround(moment->second * 1000), 86'399'999LL);
    const auto second = static_cast<int>(thousandths / 1000);
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
                out += padded(static_cast<int>(thousandths % 1000), 3);
                break;  // %3
        }
    }
    return out;
}

Value run_decimal_date_time(Run&, const std::vector<Value>& a) {
    const auto days = days_of_date_text(to_text(a[0]));
    if (days && !std::holds_alternative<DateValue>(a[0])) {
        return *days;
    }
    const auto moment = moment_of(a[0]);
    return moment
               ? static_cast<double>(days_from_civil(moment->day)) + moment->second / kSecondsPerDay
               : kNotANumber;
}

Value run_decimal_time(Run&, const std::vector<Value>& a) {
    Moment moment;
    return read_time(to_text(a[0]), moment) ? moment.second / kSecondsPerDay : kNotANumber;
}

}  // namespace lotse
