// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/staff_places.h"

#include <algorithm>

#include "core/limits.h"

namespace lotse::terminal {
namespace {

bool leaves(const Event& event) {
    return std::holds_alternative<BackPressed>(event) || std::holds_alternative<StaffLeft>(event);
}

void open_menu(State& state, std::vector<Effect>& effects) {
    state.pin_failures = 0;
    AtStaffMenu menu;
    menu.last_input = state.now.monotonic;
    state.place = std::move(menu);
    effects.emplace_back(ReadOutbox{});
    effects.emplace_back(ReadConfiguration{});
}

void refuse_pin(State& state, AtStaffPin& pin) {
    pin.checking = false;
    pin.wrong = true;
    pin.digits = SecretText{};
    ++state.pin_failures;
    if (state.pin_failures >= limits::kFreePinFailures) {
        const int doublings = std::min(state.pin_failures - limits::kFreePinFailures, 16);
        const Instant delay =
            std::min<Instant>(limits::kFirstPinDelay * (1 << doublings), limits::kLongestPinDelay);
        state.pin_blocked_until = state.now.monotonic + delay;
    }
}

}  // namespace

bool at_staff_pin(State& state, const Event& event, std::vector<Effect>& effects) {
    auto& pin = std::get<AtStaffPin>(state.place);
    if (const auto* typed = std::get_if<PinDigitTyped>(&event)) {
        if (pin.digits.size() < limits::kLongestPin && !pin.checking) {
            pin.digits = SecretText(std::string(pin.digits.view()) + typed->digit);
            pin.wrong = false;
        }
    } else if (std::holds_alternative<PinErased>(event)) {
        if (!pin.digits.empty()) {
            pin.digits = SecretText(pin.digits.view().substr(0, pin.digits.size() - 1));
        }
    } else if (std::holds_alternative<NextPressed>(event)) {
        if (!pin.checking && !pin.digits.empty() &&
            state.now.monotonic >= state.pin_blocked_until) {
            pin.checking = true;
            effects.emplace_back(CheckPin{pin.digits});
        }
    } else if (const auto* checked = std::get_if<PinChecked>(&event)) {
        checked->right ? open_menu(state, effects) : refuse_pin(state, pin);
    }
    return leaves(event);
}

bool at_staff_menu(State& state, const Event& event, std::vector<Effect>& effects) {
    auto& menu = std::get<AtStaffMenu>(state.place);
    if (const auto* outbox = std::get_if<OutboxKnown>(&event)) {
        menu.outbox = outbox->summary;
        menu.outbox_failed = outbox->failed;
        menu.salvage = outbox->salvage;
        menu.last_contact = outbox->last_contact;
    } else if (const auto* known = std::get_if<ConfigurationKnown>(&event)) {
        menu.rollout = known->rollout;
        menu.asking = menu.asking && !known->asked;
    } else if (const auto* chosen = std::get_if<StaffPageChosen>(&event)) {
        menu.page = chosen->page;
    } else if (const auto* held = std::get_if<HeldReleased>(&event)) {
        effects.emplace_back(ReleaseHeld{held->id});
    } else if (std::holds_alternative<ConfigurationAskedFor>(event)) {
        if (!menu.asking) {
            menu.asking = true;
            effects.emplace_back(AskForConfiguration{});
        }
    } else if (std::holds_alternative<RestartAsked>(event)) {
        effects.emplace_back(Restart{});
    }
    return leaves(event);
}

}  // namespace lotse::terminal
