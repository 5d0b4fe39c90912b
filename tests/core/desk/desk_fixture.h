// SPDX-License-Identifier: EUPL-1.2
/// A desk as a value: events in, effects out; what its tests share.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/desk/desk.h"
#include "core/limits.h"

namespace lotse::desk::test {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using A = QueueAction;
using S = QueueState;

inline const WallTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

inline QueueEntry entry_in(S state, int n = 1, const std::string& holder = "",
                           const std::string& questionnaire = "anerkennung") {
    QueueEntry entry;
    entry.header.id.bytes[0] = static_cast<std::uint8_t>(n);
    entry.header.number = "A" + std::to_string(n);
    entry.header.questionnaire = questionnaire;
    entry.state = state;
    entry.revision = 4;
    entry.holder = holder;
    if (!holder.empty()) {
        entry.lease_until = kNoon + limits::kClaimLease;
    }
    return entry;
}

class Desk : public testing::Test {
protected:
    /// The effects of `event`; what the desk asks for by itself is counted.
    std::vector<Effect> give(const Event& event) {
        Moment moment;
        moment.monotonic = now;
        moment.utc = kNoon + std::chrono::floor<std::chrono::seconds>(now);
        Update done = update(std::move(state), event, moment, rules);
        state = std::move(done.state);
        asked_terminals += std::erase_if(done.effects, [](const Effect& effect) {
            return std::holds_alternative<AskTerminals>(effect);
        });
        asked_help_calls += std::erase_if(done.effects, [](const Effect& effect) {
            return std::holds_alternative<AskHelpCalls>(effect);
        });
        checked_audit += std::erase_if(done.effects, [](const Effect& effect) {
            return std::holds_alternative<CheckAudit>(effect);
        });
        asked_due += std::erase_if(done.effects, [](const Effect& effect) {
            return std::holds_alternative<AskDue>(effect);
        });
        return std::move(done.effects);
    }
    void type(LogInField field, std::string_view text) {
        give(FieldChosen{field});
        give(TextTyped{SecretText(text), text.size(), text.size()});
    }
    void log_in() {
        type(LogInField::Account, "anna");
        type(LogInField::Password, "geheim");
        give(LogInPressed{});
        give(LoggedIn{{"anna", "demo"}});
    }
    /// Logged in, with the case sheet of an entry that anna holds.
    void open_case() {
        log_in();
        give(QueueKnown{{entry_in(S::Called, 1, "anna")}});
        give(EntrySelected{entry_in(S::Called, 1).header.id});
        give(OpenPressed{});
        give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    }
    template <class Place>
    const Place& place() const {
        LOTSE_CHECK(std::holds_alternative<Place>(state.place));
        return std::get<Place>(state.place);
    }
    template <class T, class Variant>
    static const T* only(const std::vector<Variant>& effects) {
        return effects.size() == 1 ? std::get_if<T>(&effects[0]) : nullptr;
    }
    static bool wiped(const std::vector<Effect>& effects) {
        return std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
            return std::holds_alternative<WipeDesk>(effect);
        });
    }

    Rules rules;
    State state;
    Instant now{0};
    std::size_t asked_terminals = 0;
    std::size_t asked_help_calls = 0;
    std::size_t checked_audit = 0;
    std::size_t asked_due = 0;
};

}  // namespace lotse::desk::test
