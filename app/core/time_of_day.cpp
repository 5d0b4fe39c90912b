// SPDX-License-Identifier: EUPL-1.2
#include "core/time_of_day.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace lotse {
namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kHoursPerDay = 24;

bool is_part(std::string_view text) {
    return text.size() <= 2 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number_of(std::string_view digits) {
    int number = 0;
    for (const char c : digits) {
        number = number * 10 + (c - '0');
    }
    return number;
}

}  // namespace

std::optional<int> minutes_of(const TimeOfDay& time) {
    if (!is_part(time.hour) || !is_part(time.minute) || time.hour.empty() ||
        time.minute.size() != 2) {
        return std::nullopt;
    }
    const int hour = number_of(time.hour);
    const int minute = number_of(time.minute);
    if (hour >= kHoursPerDay || minute >= kMinutesPerHour) {
        return std::nullopt;
    }
    return hour * kMinutesPerHour + minute;
}

std::string to_iso(const TimeOfDay& time) {
    const auto minutes = minutes_of(time);
    if (!minutes) {
        return {};
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:00.000", *minutes / kMinutesPerHour,
                  *minutes % kMinutesPerHour);
    return text.data();
}

std::string to_text(const TimeOfDay& time) {
    return time.hour + ":" + time.minute;
}

bool from_text(std::string_view text, TimeOfDay& out) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !is_part(text.substr(0, colon)) ||
        !is_part(text.substr(colon + 1))) {
        return false;
    }
    out = {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
    return true;
}

}  // namespace lotse
