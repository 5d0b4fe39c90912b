// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/waiting.h"

#include <algorithm>
#include <cmath>

#include "core/limits.h"
#include "core/terminal/effort.h"

namespace lotse::terminal {

namespace {

/// Where nothing is waited for, or somebody else.
bool stands_still(const Session& session) {
    return std::holds_alternative<Finished>(session.step) ||
           std::holds_alternative<Sealing>(session.step);
}

/// Without input until the warning.
std::chrono::seconds patience(const InSession& place, const Rules& rules) {
    const Session& session = place.session;
    return time_for(
        {place.words, session.editing || session.list, place.heard || reads_two(session, rules),
         place.asks_for_time >= limits::kAsksForTime},
        rules.idle);
}

/// Whoever waits for somebody to come touches nothing for a while; who is sent to the reception
/// goes there.
bool waits_for_help(const auto& place) {
    return place.called &&
           (place.called->state == HelpState::Sent || place.called->state == HelpState::Heard);
}

/// From when on nothing was done that shows that somebody is there.
Instant quiet_since(const auto& place) {
    return waits_for_help(place)
               ? std::max(place.last_input,
                          place.called->since + Instant(limits::kIdleAfterHelpCall))
               : place.last_input;
}

Instant number_gone(const InSession& place, const Finished& finished, const Rules& rules) {
    const Instant shown = finished.since + Instant(rules.number_shown);
    return waits_for_help(place) ? std::max(shown, quiet_since(place)) : shown;
}

}  // namespace

std::chrono::seconds time_for(const Demand& demand, std::chrono::seconds base) {
    constexpr double kTimesRead = 1.5;
    double seconds =
        static_cast<double>(base.count()) + kTimesRead * seconds_for(demand.words, 0, 0);
    if (demand.keyboard) {
        seconds += static_cast<double>(limits::kIdleForKeys.count());
    }
    if (demand.slower) {
        seconds *= 2;
    }
    const auto whole = std::clamp(std::chrono::seconds(std::lround(seconds)),
                                  limits::kSoonestWarning, limits::kLatestWarning);
    return demand.patient ? 2 * whole : whole;
}

bool reads_two(const Session& session, const Rules& rules) {
    return session.consent.mode == FillMode::WithHelper && !rules.second_language.empty() &&
           rules.second_language != session.language;
}

std::optional<TellingEnd> telling_end(const Session& session) {
    if (!session.told || stands_still(session)) {
        return std::nullopt;
    }
    const Instant over = session.told->since + limits::kLongestTelling;
    return TellingEnd{over - limits::kTellingEndSaid, over};
}

Instant idle_end(const InSession& place, const Rules& rules) {
    return quiet_since(place) + patience(place, rules) + rules.idle_grace;
}

bool is_over(const State& state, const Rules& rules) {
    const Instant now = state.now.monotonic;
    if (const auto* place = std::get_if<InSession>(&state.place)) {
        const Session& session = place->session;
        if (const auto* finished = std::get_if<Finished>(&session.step)) {
            return now >= number_gone(*place, *finished, rules);
        }
        if (stands_still(session)) {
            return false;
        }
        const std::optional<TellingEnd> end = telling_end(session);
        const bool silent = place->warned || !state.voice.speaking;
        return (silent && now >= idle_end(*place, rules)) || (end && now >= end->over);
    }
    if (const auto* pin = std::get_if<AtStaffPin>(&state.place)) {
        return now - pin->last_input >= limits::kStaffPinIdle;
    }
    const auto* menu = std::get_if<AtStaffMenu>(&state.place);
    return menu != nullptr && now - menu->last_input >= limits::kStaffMenuIdle;
}

bool is_warning_due(const State& state, const Rules& rules) {
    const auto* place = std::get_if<InSession>(&state.place);
    return place != nullptr && !stands_still(place->session) && !state.voice.speaking &&
           state.now.monotonic - quiet_since(*place) >= patience(*place, rules);
}

namespace {

bool is_set(const AtStart& place) {
    return place.access != Access{} || place.help || place.called;
}

Instant start_deadline(const AtStart& place) {
    Instant next = Instant::max();
    if (!place.access.calm && !place.help && !place.called) {
        next = place.next_greeting;
    }
    if (!place.ready) {
        next = std::min(next, place.asked + limits::kReadinessRetry);
    }
    if (is_set(place)) {
        next = std::min(next, quiet_since(place) + limits::kGreetingHeld);
    }
    return next;
}

}  // namespace

bool is_unclaimed(const AtStart& place, const Instant& now) {
    return is_set(place) && now - quiet_since(place) >= limits::kGreetingHeld;
}

namespace {

/// A countdown shows whole seconds.
Instant next_second(const Instant& from, const Instant& now) {
    return from + std::chrono::floor<std::chrono::seconds>(now - from) + std::chrono::seconds(1);
}

std::optional<Instant> session_deadline(const State& state, const InSession& place,
                                        const Rules& rules) {
    const Instant now = state.now.monotonic;
    const Session& session = place.session;
    if (const auto* finished = std::get_if<Finished>(&session.step)) {
        return number_gone(place, *finished, rules);
    }
    if (stands_still(session)) {
        return std::nullopt;  // the answer of the store decides, not the clock
    }
    std::optional<Instant> next;
    const auto at_latest = [&next](const Instant& then) {
        next = next ? std::min(*next, then) : then;
    };
    if (place.warned) {
        at_latest(next_second(quiet_since(place), now));
    } else if (!state.voice.speaking) {
        at_latest(quiet_since(place) + patience(place, rules));
    }
    if (const std::optional<TellingEnd> end = telling_end(session)) {
        at_latest(now < end->said          ? end->said
                  : session.told->end_seen ? end->over
                                           : next_second(session.told->since, now));
    }
    return next;
}

}  // namespace

std::optional<Instant> next_deadline(const State& state, const Rules& rules) {
    if (const auto* place = std::get_if<InSession>(&state.place)) {
        return session_deadline(state, *place, rules);
    }
    if (const auto* pin = std::get_if<AtStaffPin>(&state.place)) {
        const Instant second =
            std::chrono::floor<std::chrono::seconds>(state.now.monotonic) + std::chrono::seconds(1);
        const Instant idle = pin->last_input + limits::kStaffPinIdle;
        return state.now.monotonic < state.pin_blocked_until ? std::min(second, idle) : idle;
    }
    if (const auto* menu = std::get_if<AtStaffMenu>(&state.place)) {
        return menu->last_input + limits::kStaffMenuIdle;
    }
    return start_deadline(std::get<AtStart>(state.place));
}

}  // namespace lotse::terminal
