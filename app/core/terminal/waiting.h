// SPDX-License-Identifier: EUPL-1.2
/// Decides how long the terminal waits for somebody at each place, and when it looks again although
/// nothing happens.
///
/// Pure. Instants are of the boot clock: time asleep counts. A client who did nothing is warned
/// and then has `Rules::idle_grace` (EN 301 549 11.2.2.1: at least 20 s, and more for who asks).
/// How long nothing may be done follows from what the screen gives to read, by the model of time
/// that promises minutes, too (effort.h). It stands still while the voice speaks, and for a while
/// after a call for help.
#pragma once

#include <optional>

#include "core/terminal/state.h"

namespace lotse::terminal {

/// What a screen asks of who is there.
struct Demand {
    int words = 0;
    bool keyboard = false;
    bool slower = false;   ///< it is heard, or read in two languages
    bool patient = false;  ///< more time was asked for, more than once
};
std::chrono::seconds time_for(const Demand& demand, std::chrono::seconds base);

/// Nobody is there any more, by `state.now`: the start screen follows.
bool is_over(const State& state, const Rules& rules);

/// The client is to be asked whether they are still there.
bool is_warning_due(const State& state, const Rules& rules);
/// Of the warning's countdown.
Instant idle_end(const InSession& place, const Rules& rules);

/// From when it is said that telling more ends, and when it does; nothing: nothing is told.
struct TellingEnd {
    Instant said{0}, over{0};
};
std::optional<TellingEnd> telling_end(const Session& session);

/// Reads a second language beside the client's.
bool reads_two(const Session& session, const Rules& rules);

/// What the bar sets at the start is nobody's any more, by `now`.
bool is_unclaimed(const AtStart& place, const Instant& now);

/// When the next Ticked is needed although nothing happens (a countdown, a time-out); nothing:
/// never.
std::optional<Instant> next_deadline(const State& state, const Rules& rules);

}  // namespace lotse::terminal
