// SPDX-License-Identifier: EUPL-1.2
#include "core/form/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/form/expression_dates.h"

namespace lotse {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
/// A decimal this short was meant as it stands; a result such as 1 div 3 needs more.
constexpr std::size_t kLongestMeantDecimal = 12;
/// Two roundings of a double.
constexpr double kNoise = 2.5 * std::numeric_limits<double>::epsilon();

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// XPath 1.0, 3.7 Number, with a sign; no exponent, no "+".
double number_from(std::string_view text) {
    text = trimmed_xml(text);
    const bool negative = !text.empty() && text.front() == '-';
    std::string digits(negative ? text.substr(1) : text);
    std::replace(digits.begin(), digits.end(), ',', '.');
    int points = 0;
    int figures = 0;
    for (const char c : digits) {
        if (c == '.') {
            ++points;
        } else if (c >= '0' && c <= '9') {
            ++figures;
        } else {
            return kNotANumber;
        }
    }
    double value = 0;
    if (figures == 0 || points > 1 ||
        std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc()) {
        return kNotANumber;
    }
    return negative ? -value : value;
}

std::string number_text(double value) {
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
        return "0";
    }
    value = without_noise(value);
    // Fixed notation of the largest double has 309 digits.
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed);
    return std::string(buffer.data(), end.ptr);
}

}  // namespace

std::string_view trimmed_xml(std::string_view text) {
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool is_empty(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->empty();
    }
    if (const auto* selection = std::get_if<Selection>(&value)) {
        return selection->names.empty();
    }
    if (const auto* sequence = std::get_if<Sequence>(&value)) {
        return sequence->values.empty();
    }
    return std::holds_alternative<std::monostate>(value);
}

bool to_boolean(const Value& value) {
    if (const auto* boolean = std::get_if<bool>(&value)) {
        return *boolean;
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return *number != 0 && !std::isnan(*number);
    }
    return !is_empty(value);
}

DateValue point_in_time(const CivilDate& day, int millisecond, const TimeZone& zone) {
    return {day, day, millisecond,
            offset_of_local(zone, days_from_civil(day) * kSecondsPerDay + millisecond / 1000)};
}

double without_noise(double value) {
    if (!std::isfinite(value) || value == std::floor(value)) {
        return value;
    }
    // d.dddddddddddddde±xx: 15 digits survive any way there and back.
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::scientific, 14);
    const std::string_view text(buffer.data(),
                                static_cast<std::size_t>(written.ptr - buffer.data()));
    const auto last_digit = text.substr(0, text.find('e')).find_last_not_of("0.");
    const auto digits = static_cast<std::size_t>(
        std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(last_digit) + 1,
                      [](char c) { return c >= '0' && c <= '9'; }));
    double meant = value;
    if (digits > kLongestMeantDecimal ||
        std::from_chars(text.data(), text.data() + text.size(), meant).ec != std::errc()) {
        return value;
    }
    return std::abs(meant - value) <= kNoise * std::abs(value) ? meant : value;
}

double to_number(const Value& value, const TimeZone& zone) {
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* boolean = std::get_if<bool>(&value)) {
        return *boolean ? 1 : 0;
    }
    if (const auto* date = std::get_if<DateValue>(&value)) {
        return days_of(*date, zone);
    }
    const std::string text = to_text(value);
    const auto date = date_of_text(text, zone);
    return date ? days_of(*date, zone) : number_from(text);
}

std::string to_text(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return number_text(*number);
    }
    if (const auto* boolean = std::get_if<bool>(&value)) {
        return *boolean ? "true" : "false";
    }
    if (const auto* date = std::get_if<DateValue>(&value)) {
        return iso_of(*date);
    }
    if (const auto* selection = std::get_if<Selection>(&value)) {
        std::string out;
        for (const std::string& name : selection->names) {
            out += out.empty() ? name : " " + name;
        }
        return out;
    }
    if (const auto* sequence = std::get_if<Sequence>(&value)) {
        return sequence->values.empty() ? std::string() : sequence->values.front();
    }
    return {};
}

}  // namespace lotse
