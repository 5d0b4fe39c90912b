// SPDX-License-Identifier: EUPL-1.2
#include "core/opening_hours.h"

#include <algorithm>
#include <optional>

namespace lotse {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
constexpr int kMinutesOfDay = 24 * 60;
constexpr const char* kExample = "expected e.g. \"Mo-Th 09:00-12:00,13:00-16:00; Fr 09:00-12:00\"";

std::string_view trimmed_part(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string_view> parts(std::string_view text, char between) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0;;) {
        const std::size_t end = text.find(between, at);
        out.push_back(trimmed_part(text.substr(at, end - at)));
        if (end == std::string_view::npos) {
            return out;
        }
        at = end + 1;
    }
}

Error not_understood(std::string_view part) {
    return Error{Kind::Refused, "\"" + std::string(part) + "\"", kExample};
}

std::optional<int> day_named(std::string_view name) {
    const auto at = std::find(kDays.begin(), kDays.end(), name);
    return at == kDays.end() ? std::nullopt : std::optional(static_cast<int>(at - kDays.begin()));
}

/// "09:30" → 570.
std::optional<int> minutes_of(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return std::nullopt;
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    const int total = hours * 60 + minutes;
    return minutes < 60 && total <= kMinutesOfDay ? std::optional(total) : std::nullopt;
}

/// Empty: not understood.
std::vector<int> days_of(std::string_view written) {
    std::vector<int> out;
    for (const std::string_view part : parts(written, ',')) {
        const auto dash = part.find('-');
        const auto first = day_named(part.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : day_named(part.substr(dash + 1));
        if (!first || !last || *last < *first) {
            return {};
        }
        for (int day = *first; day <= *last; ++day) {
            out.push_back(day);
        }
    }
    return out;
}

/// Empty: not understood, or they run into each other.
std::vector<OpeningHours::Span> spans_of(std::string_view written) {
    std::vector<OpeningHours::Span> out;
    for (const std::string_view part : parts(written, ',')) {
        const auto dash = part.find('-');
        const auto from = minutes_of(part.substr(0, dash));
        const auto to =
            dash == std::string_view::npos ? std::nullopt : minutes_of(part.substr(dash + 1));
        if (!from || !to || *to <= *from || (!out.empty() && *from <= out.back().to)) {
            return {};
        }
        out.push_back({*from, *to});
    }
    return out;
}

}  // namespace

bool OpeningHours::empty() const {
    return std::all_of(week.begin(), week.end(), [](const auto& spans) { return spans.empty(); });
}

bool OpeningHours::open_at(const CivilTime& time) const {
    if (closed_on.contains(time.date)) {
        return false;
    }
    const int minute = time.hour * 60 + time.minute;
    const auto& today = week[static_cast<std::size_t>(weekday_of(time.date))];
    return std::any_of(today.begin(), today.end(),
                       [&](const Span& span) { return minute >= span.from && minute < span.to; });
}

int weekday_of(const CivilDate& day) {
    // 1970-01-01 was a Thursday.
    const std::int64_t since = (days_from_civil(day) + 3) % 7;
    return static_cast<int>(since < 0 ? since + 7 : since);
}

Result<OpeningHours> opening_hours_from(std::string_view written) {
    OpeningHours hours;
    if (trimmed_part(written).empty()) {
        return hours;
    }
    for (const std::string_view rule : parts(written, ';')) {
        const auto space = rule.find(' ');
        const std::vector<int> days = days_of(rule.substr(0, space));
        const auto spans = space == std::string_view::npos ? std::vector<OpeningHours::Span>{}
                                                           : spans_of(rule.substr(space + 1));
        if (days.empty() || spans.empty()) {
            return not_understood(rule);
        }
        for (const int day : days) {
            auto& of_day = hours.week[static_cast<std::size_t>(day)];
            if (!of_day.empty()) {
                return Error{Kind::Refused, "\"" + std::string(rule) + "\"",
                             "expected each day once; " +
                                 std::string(kDays[static_cast<std::size_t>(day)]) +
                                 " stands in it again"};
            }
            of_day = spans;
        }
    }
    return hours;
}

std::vector<OpenDays> open_days(const OpeningHours& hours) {
    std::vector<OpenDays> out;
    for (int day = 0; day < static_cast<int>(hours.week.size()); ++day) {
        const auto& spans = hours.week[static_cast<std::size_t>(day)];
        if (spans.empty()) {
            continue;
        }
        if (!out.empty() && out.back().last == day - 1 && out.back().spans == spans) {
            out.back().last = day;
        } else {
            out.push_back({day, day, spans});
        }
    }
    return out;
}

}  // namespace lotse
