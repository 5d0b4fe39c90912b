// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/watching.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/civil_time.h"
#include "core/dispatch.h"

namespace lotse::desk {
namespace {

/// A little less than a tick, so that each one asks.
constexpr std::chrono::seconds kTerminalsAsked{50};

void note_news(State& state, const QueueOpen* queue, const Event& event,
               std::vector<Effect>& effects) {
    std::visit(Overloaded{
                   [&](const TerminalsKnown& known) {
                       take(state.watch, known.words, known.enrolled, state.now.monotonic);
                   },
                   [&](const HelpCallsKnown& known) {
                       state.help = known.calls;
                       state.help_forged = state.help_forged || known.forged;
                   },
                   [&](const HelpDonePressed& done) {
                       const bool shown =
                           queue != nullptr && !std::holds_alternative<Locked>(state.place);
                       if (shown && queue->staff.may(StaffRight::Call)) {
                           effects.emplace_back(EndHelpCall{done.terminal, done.call});
                       }
                   },
                   [&](const WentBack&) { state.went_back = true; },
                   [&](const AuditBroken&) { state.audit_broken = true; },
                   [&](const DueKnown& known) { state.due = known.due; },
                   [&](const QueueKnown& known) {
                       state.keys_at = known.keys_at ? known.keys_at : state.keys_at;
                       state.keys_wait = known.keys_wait;
                   },
                   [&](const WentBackConfirmed&) {
                       if ((state.went_back || state.audit_broken) && queue != nullptr &&
                           queue->staff.may(StaffRight::Operate)) {
                           state.went_back = state.audit_broken = false;
                           effects.emplace_back(KeepPosition{});
                       }
                   },
                   [](const auto&) {},
               },
               event);
}

/// Whoever settles how long something is kept, and who looks after the service.
bool may_know_what_is_due(const Staff& staff) {
    return staff.may(StaffRight::Configure) || staff.may(StaffRight::Operate);
}

/// What nobody was told of in this session.
void raise_new(State& state, const QueueOpen& queue, std::vector<Effect>& effects) {
    const Instant now = state.now.monotonic;
    if (is_fresh(state.watch, now)) {
        compare(state.watch, queue.entries, to_iso(german_time(state.wall).date), state.wall, now);
    }
    RaiseAlarms raise;
    for (Raised& alarm : alarms_of(state.watch, queue.entries, state.wall, now)) {
        if (state.raised.insert(alarm).second) {
            raise.alarms.push_back(std::move(alarm));
        }
    }
    if (!raise.alarms.empty()) {
        effects.emplace_back(std::move(raise));
    }
}

}  // namespace

void watch_over(State& state, const QueueOpen* queue, const Event& event,
                std::vector<Effect>& effects) {
    note_news(state, queue, event, effects);
    if (queue == nullptr) {
        state.watch = {};
        state.raised.clear();
        state.help.clear();
        state.help_forged = false;
        state.terminals_asked = Instant{0};
        state.audit_checked.reset();
        state.keys_at.reset();
        state.keys_wait.reset();
        state.due = {};
        return;
    }
    const bool ticked = std::holds_alternative<Ticked>(event);
    const Instant now = state.now.monotonic;
    if (ticked && (!state.audit_checked || now - *state.audit_checked >= limits::kAuditLookedAt)) {
        state.audit_checked = now;
        effects.emplace_back(CheckAudit{});
        if (may_know_what_is_due(queue->staff)) {
            effects.emplace_back(AskDue{});
        }
    }
    if (ticked &&
        (state.terminals_asked == Instant{0} || now - state.terminals_asked >= kTerminalsAsked)) {
        state.terminals_asked = now;
        effects.emplace_back(AskTerminals{});
        if (queue->staff.may(StaffRight::Call)) {
            effects.emplace_back(AskHelpCalls{});
        }
    }
    const bool of_now = ticked || std::holds_alternative<TerminalsKnown>(event) ||
                        std::holds_alternative<QueueKnown>(event);
    if (of_now && queue->staff.may(StaffRight::Call) && queue->loaded && !queue->stale) {
        raise_new(state, *queue, effects);
    }
}

std::vector<HelpWanted> help_wanted(const State& state) {
    std::map<std::string, const HelpWanted*> newest;
    for (const HelpWanted& wanted : state.help) {
        const HelpWanted*& known = newest[wanted.call.terminal];
        if (known == nullptr || known->call.seq < wanted.call.seq) {
            known = &wanted;
        }
    }
    std::vector<HelpWanted> waiting;
    for (const auto& [terminal, wanted] : newest) {
        if (stands(wanted->call, state.wall)) {
            waiting.push_back(*wanted);
        }
    }
    std::stable_sort(waiting.begin(), waiting.end(), [](const HelpWanted& a, const HelpWanted& b) {
        return waits_since(a.call) < waits_since(b.call);
    });
    return waiting;
}

}  // namespace lotse::desk
