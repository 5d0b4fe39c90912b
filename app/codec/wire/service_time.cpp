// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/service_time.h"

#include <charconv>

#include "codec/wire/message.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

/// From 1970 to the last day but one of the year 9999: its date has four digits in Germany, too.
constexpr std::int64_t kLatest = 253'402'214'399;

std::optional<WallTime> time_from(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failed != std::errc{} || end != digits.data() + digits.size() || value < 0 ||
        value > kLatest) {
        return std::nullopt;
    }
    return WallTime(std::chrono::seconds(value));
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

std::string write_service_time(const ServiceTime& time) {
    const auto number = [](WallTime at) { return std::to_string(at.time_since_epoch().count()); };
    std::string value = "now=" + number(time.now) + "; trust=" + std::string(to_string(time.trust));
    if (time.certificate_until) {
        value += "; certificate=" + number(*time.certificate_until);
    }
    return value;
}

std::optional<ServiceTime> read_service_time(std::string_view value) {
    ServiceTime time;
    bool has_now = false;
    bool has_trust = false;
    while (!value.empty()) {
        const std::size_t end = value.find(';');
        const std::string_view part = trimmed(value.substr(0, end));
        value.remove_prefix(end == std::string_view::npos ? value.size() : end + 1);
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view name = part.substr(0, equals);
        const std::string_view said = part.substr(equals + 1);
        if (name == "trust") {
            const std::optional<ClockTrust> trust = clock_trust_from(said);
            if (!trust) {
                return std::nullopt;
            }
            time.trust = *trust;
            has_trust = true;
        } else if (name == "now" || name == "certificate") {
            const std::optional<WallTime> at = time_from(said);
            if (!at) {
                return std::nullopt;
            }
            if (name == "now") {
                time.now = *at;
                has_now = true;
            } else {
                time.certificate_until = at;
            }
        }
    }
    return has_now && has_trust ? std::optional(time) : std::nullopt;
}

std::string write_clock_word(WallTime now) {
    return one_line(Json{{"now", seconds_of(now)}});
}

Result<WallTime> read_clock_word(std::string_view text) {
    const Result<Json> json = parse_json(text, "clock", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message message(*json, "clock");
    const WallTime now = message.time("now");
    return message.done(WallTime(now));
}

}  // namespace lotse::codec
