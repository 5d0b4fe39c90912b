// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/alarm.h"

#include <array>
#include <utility>

#include "core/check.h"

namespace lotse {
namespace {

constexpr std::array<std::pair<Alarm, std::string_view>, 11> kAlarmWords = {
    {{Alarm::Foreign, "A1"},
     {Alarm::Header, "A2"},
     {Alarm::Altered, "A3"},
     {Alarm::Reader, "A4"},
     {Alarm::Number, "A5"},
     {Alarm::Blocked, "A6"},
     {Alarm::Register, "A7"},
     {Alarm::Key, "A8"},
     {Alarm::WentBack, "A9"},
     {Alarm::Missing, "A10"},
     {Alarm::Silent, "A11"}}};

}  // namespace

std::string_view to_string(Alarm alarm) {
    for (const auto& [one, word] : kAlarmWords) {
        if (one == alarm) {
            return word;
        }
    }
    LOTSE_CHECK(false);
}

std::optional<Alarm> alarm_from(std::string_view word) {
    for (const auto& [alarm, one] : kAlarmWords) {
        if (one == word) {
            return alarm;
        }
    }
    return std::nullopt;
}

bool is_for_a_person(Alarm alarm) {
    return alarm == Alarm::Reader || alarm == Alarm::Number || alarm == Alarm::Blocked;
}

}  // namespace lotse
