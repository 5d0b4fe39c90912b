// SPDX-License-Identifier: EUPL-1.2
#include "core/form/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/form/expression_dates.h"

namespace lotse {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kSecondsPerDay = 86400;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// XPath 1.0, 3.7 Number, with a sign; no exponent, no "+".
double number_from(std::string_view text) {
    text = trimmed_xml(text);
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view digits = negative ? text.substr(1) : text;
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
    // Fixed notation of the largest double has 309 digits.
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed);
    return std::string(buffer.data(), end.ptr);
}

/// Days since 1970-01-01; a point in time lies within its first day.
double day_number(const DateValue& date) {
    return static_cast<double>(days_from_civil(date.first)) +
           (date.second_of_day > 0 ? date.second_of_day / kSecondsPerDay : 0);
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

double to_number(const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* boolean = std::get_if<bool>(&value)) {
        return *boolean ? 1 : 0;
    }
    if (const auto* date = std::get_if<DateValue>(&value)) {
        return day_number(*date);
    }
    const std::string text = to_text(value);
    const auto days = days_of_date_text(text);
    return days ? *days : number_from(text);
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
        return to_iso(date->first);
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
