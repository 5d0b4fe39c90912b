// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/number_rule.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace lotse {
namespace {

bool is_a_new_day(const NumberMoment& last, const NumberMoment& now) {
    if (now.day <= last.day) {
        return false;
    }
    const bool same_boot = now.boot == last.boot && now.up >= last.up;
    return same_boot ? now.up - last.up >= kNightWithoutNumbers
                     : now.sure && last.sure && now.at - last.at >= kNightWithoutNumbers;
}

}  // namespace

int next_number(const LastNumber& last, const NumberMoment& now) {
    if (last.number == 0 || last.number == std::numeric_limits<int>::max() ||
        is_a_new_day(last.given, now)) {
        return now.above + 1;
    }
    return last.number + 1;
}

bool may_begin_anew(const LastNumber& last, const NumberMoment& now) {
    const NumberMoment& given = last.given;
    const bool same_boot = now.boot == given.boot && now.up >= given.up;
    return last.number == 0 || (same_boot ? now.up - given.up >= kNightWithoutNumbers
                                          : now.at - given.at >= kNightWithoutNumbers);
}

LastNumber raised(const LastNumber& last, const NumbersTaken& taken, const NumberMoment& now) {
    const int before = next_number(last, now) - 1;
    const int highest = std::min(std::max(taken.highest, before), before + taken.most) + taken.skip;
    return highest == before ? last : LastNumber{highest, now};
}

std::string number_text(const std::string& prefix, int number) {
    const std::string digits = std::to_string(number);
    return prefix + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

int digits_of(std::string_view number) {
    const std::size_t last_letter = number.find_last_not_of("0123456789");
    const std::string_view digits =
        number.substr(last_letter == std::string_view::npos ? 0 : last_letter + 1);
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace lotse
