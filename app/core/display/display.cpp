// SPDX-License-Identifier: EUPL-1.2
#include "core/display/display.h"

#include <algorithm>
#include <utility>

#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::display {
namespace {

using Calls = std::vector<CalledNumber>;

const CalledNumber* find(const Calls& calls, const std::string& number) {
    const auto at = std::find_if(calls.begin(), calls.end(),
                                 [&](const CalledNumber& one) { return one.number == number; });
    return at == calls.end() ? nullptr : &*at;
}

bool is_same_call(const CalledNumber& one, const CalledNumber& other) {
    return one.called == other.called && one.calls == other.calls;
}

WallTime service_time(const State& state, Instant now) {
    return state.told->now + std::chrono::duration_cast<std::chrono::seconds>(now - state.told_at);
}

bool is_silent(const State& state, Instant now) {
    return now - state.heard >= limits::kDisplaySilence;
}

void announce_later(State& state, const CalledNumber& call) {
    const auto waits =
        std::find_if(state.to_announce.begin(), state.to_announce.end(),
                     [&](const CalledNumber& one) { return one.number == call.number; });
    if (waits == state.to_announce.end()) {
        state.to_announce.push_back(call);
    } else {
        *waits = call;  // called again before it was announced: with the newest room
    }
}

void take(State& state, const CalledNumbers& called, Instant now) {
    const bool first = !state.told;
    // The service tells the latest first; who was called before is announced before.
    for (auto call = called.calls.rbegin(); call != called.calls.rend(); ++call) {
        const CalledNumber* before = first ? nullptr : find(state.told->calls, call->number);
        if (first || (before != nullptr && is_same_call(*before, *call))) {
            continue;
        }
        announce_later(state, *call);
        std::erase_if(state.lit, [&](const State::Lit& one) { return one.number == call->number; });
        state.lit.push_back({call->number, now + limits::kCallLit});
    }
    std::erase_if(state.to_announce, [&](const CalledNumber& one) {
        return find(called.calls, one.number) == nullptr;  // came meanwhile
    });
    state.told = called;
    state.told_at = now;
    state.heard = now;
}

bool is_overdue(const State& state, Instant now) {
    return state.announcing_since && now - *state.announcing_since >= limits::kCallSaid;
}

std::vector<std::string> languages_of(const CalledNumber& call, const Rules& rules) {
    std::vector<std::string> languages{call.language};
    if (call.language != rules.home) {
        languages.push_back(rules.home);
    }
    return languages;
}

/// Calls that were forgotten are not in it any more, also when the service tells of no change.
Calls shown(const State& state, Instant now) {
    if (!state.told) {
        return {};
    }
    Calls calls = state.told->calls;
    if (!is_silent(state, now)) {
        const WallTime oldest = service_time(state, now) - limits::kCallShown;
        std::erase_if(calls, [&](const CalledNumber& one) { return one.called <= oldest; });
    }
    return calls;
}

}  // namespace

Step update(State state, const Event& event, Instant now, const Rules& rules) {
    std::visit(Overloaded{
                   [&](const CallsTold& told) { take(state, told.called, now); },
                   [&](const NothingChanged&) { state.heard = now; },
                   [&](const AnnouncementEnded&) { state.announcing_since.reset(); },
                   [](const Ticked&) {},
               },
               event);
    std::erase_if(state.lit, [&](const State::Lit& one) { return now >= one.until; });
    if (is_overdue(state, now)) {
        state.announcing_since.reset();
    }
    Step step{std::move(state), std::nullopt};
    State& next = step.state;
    if (!next.announcing_since && !next.to_announce.empty()) {
        const CalledNumber call = std::move(next.to_announce.front());
        next.to_announce.pop_front();
        next.announcing_since = now;
        ++next.announced;
        step.announce = Announce{call, languages_of(call, rules)};
    }
    return step;
}

Instant next_deadline(const State& state, Instant now) {
    Instant next = now + limits::kDisplayNotice;
    const auto at = [&](Instant when) {
        if (when > now) {
            next = std::min(next, when);
        }
    };
    for (const State::Lit& one : state.lit) {
        at(one.until);
    }
    at(state.heard + limits::kDisplaySilence);
    if (state.announcing_since) {
        at(*state.announcing_since + limits::kCallSaid);
    }
    if (state.told) {
        // The next minute of the clock.
        const auto into = service_time(state, now).time_since_epoch() % std::chrono::minutes(1);
        at(now + std::chrono::minutes(1) - std::chrono::duration_cast<std::chrono::seconds>(into));
    }
    return next;
}

ScreenView screen_for(const State& state, Instant now, const Rules& rules) {
    ScreenView view;
    for (const CalledNumber& call : shown(state, now)) {
        const bool lit = std::any_of(
            state.lit.begin(), state.lit.end(),
            [&](const State::Lit& one) { return one.number == call.number && now < one.until; });
        CallRow row{call.number, call.room, languages_of(call, rules), call.calls, lit};
        if (view.large.size() < limits::kCallsLarge) {
            view.large.push_back(std::move(row));
        } else if (view.small.size() < limits::kCallsSmall) {
            view.small.push_back(std::move(row));
        } else {
            ++view.further;
        }
    }
    if (state.told) {
        view.now = service_time(state, now);
    }
    if (is_silent(state, now)) {
        view.silent_since = state.told ? service_time(state, state.heard) : state.began;
    }
    view.notice_language = rules.home;
    const auto turn = static_cast<std::size_t>(now / limits::kDisplayNotice);
    if (!rules.languages.empty()) {
        view.notice_language = rules.languages[turn % rules.languages.size()];
    }
    if (!rules.notices.empty()) {
        view.notice = rules.notices[turn % rules.notices.size()];
    }
    if (view.now && view.large.empty() && !rules.hours.empty() &&
        !rules.hours.open_at(german_time(*view.now))) {
        view.closed_but_on = open_days(rules.hours);
    }
    if (state.told && !view.silent_since && view.closed_but_on.empty()) {
        view.wait = state.told->wait;
    }
    view.announced = state.announced;
    return view;
}

std::string spelled(const std::string& number) {
    std::string out;
    for (const char sign : number) {
        out += out.empty() ? "" : " ";
        out += sign;
    }
    return out;
}

}  // namespace lotse::display
