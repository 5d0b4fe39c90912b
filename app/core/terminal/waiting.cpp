// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/waiting.h"

#include <algorithm>

#include "core/limits.h"

namespace lotse::terminal {

bool is_over(const State& state, const Rules& rules) {
    const Instant now = state.now.monotonic;
    if (const auto* place = std::get_if<InSession>(&state.place)) {
        const Session& session = place->session;
        if (const auto* finished = std::get_if<Finished>(&session.step)) {
            return now - finished->since >= rules.number_shown;
        }
        return !std::holds_alternative<Sealing>(session.step) &&
               now - place->last_input >= rules.idle + rules.idle_grace;
    }
    if (const auto* pin = std::get_if<AtStaffPin>(&state.place)) {
        return now - pin->last_input >= limits::kStaffPinIdle;
    }
    const auto* menu = std::get_if<AtStaffMenu>(&state.place);
    return menu != nullptr && now - menu->last_input >= limits::kStaffMenuIdle;
}

bool is_warning_due(const InSession& place, const Instant& now, const Rules& rules) {
    const Step& step = place.session.step;
    return !std::holds_alternative<Finished>(step) && !std::holds_alternative<Sealing>(step) &&
           now - place.last_input >= rules.idle;
}

std::optional<Instant> next_deadline(const State& state, const Rules& rules) {
    if (const auto* place = std::get_if<InSession>(&state.place)) {
        if (const auto* finished = std::get_if<Finished>(&place->session.step)) {
            return finished->since + rules.number_shown;
        }
        if (std::holds_alternative<Sealing>(place->session.step)) {
            return std::nullopt;  // the answer of the store decides, not the clock
        }
        if (!place->warned) {
            return place->last_input + rules.idle;
        }
        // The countdown shows whole seconds.
        const Instant shown = state.now.monotonic - place->last_input;
        return place->last_input + std::chrono::floor<std::chrono::seconds>(shown) +
               std::chrono::seconds(1);
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
    const auto& start = std::get<AtStart>(state.place);
    return start.ready ? start.next_greeting
                       : std::min(start.next_greeting, start.asked + limits::kReadinessRetry);
}

}  // namespace lotse::terminal
