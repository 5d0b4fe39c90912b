// SPDX-License-Identifier: EUPL-1.2
/// Decides which number the next client gets: one more than the last, or 1 on a new day.
///
/// A new day must be beyond doubt, because a number given twice would call two people in one
/// waiting room. It is if the machine was on, by its own boot clock, for the six hours since the
/// last number, or if outside words vouch for both moments. Otherwise the numbers go on, whatever
/// the clock shows: A014 on a new morning harms nobody. Nor does a day that was corrected back
/// start the numbers again.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/moment.h"

namespace lotse {

/// Nobody waits that long between two numbers while a centre is open.
inline constexpr std::chrono::hours kNightWithoutNumbers{6};

/// When a number is given, as far as it is known.
struct NumberMoment {
    std::string day;  ///< believed, YYYY-MM-DD
    WallTime at{};    ///< believed
    bool sure = false;
    std::string boot;  ///< which start of the machine, and the reading of its boot clock
    Instant up{0};
    int above = 0;  ///< numbers of a new day begin above this: below, another copy may give them
    bool operator==(const NumberMoment&) const = default;
};

struct LastNumber {
    int number = 0;  ///< 0: none was given yet
    NumberMoment given;
    bool operator==(const LastNumber&) const = default;
};

int next_number(const LastNumber& last, const NumberMoment& now);

/// Somebody says that a new day begins: numbers begin anew, unless one was given in the last six
/// hours, as far as clocks know.
bool may_begin_anew(const LastNumber& last, const NumberMoment& now);

/// What the centre knows that this outbox does not.
struct NumbersTaken {
    int highest = 0;  ///< of the moment's day
    int most = 0;     ///< numbers to leave out for it; who controls the service wastes no more
    int skip = 0;     ///< to leave out besides, for those that nobody has heard of yet
};
/// The next number is above what is taken. The day stays undecided unless it has to be.
LastNumber raised(const LastNumber& last, const NumbersTaken& taken, const NumberMoment& now);

/// "A017" of 17.
std::string number_text(const std::string& prefix, int number);
/// 17 of "A017", whatever the letters before it; 0 if it has no digits at its end.
int digits_of(std::string_view number);

}  // namespace lotse
