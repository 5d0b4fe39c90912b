// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/number_rule.h"

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
    if (last.number == std::numeric_limits<int>::max() || is_a_new_day(last.given, now)) {
        return 1;
    }
    return last.number + 1;
}

}  // namespace lotse
