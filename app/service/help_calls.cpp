// SPDX-License-Identifier: EUPL-1.2
#include "service/help_calls.h"

#include "core/limits.h"

namespace lotse::service {

HelpCalls::Taken HelpCalls::take(const HelpCall& call, const codec::SignedReport& as_signed,
                                 Instant now) {
    const std::lock_guard lock(m_mutex);
    forget_silent(now);
    const auto [at, is_new] = m_known.try_emplace({call.centre, call.terminal});
    Known& known = at->second;
    const bool stood = !is_new && known.stands();
    const std::int64_t before = known.call.call;
    if (is_new || call.seq > known.call.seq) {
        // Who says a call again has not heard yet that staff are done with it.
        known.done = known.done && call.call == before;
        known.call = call;
        known.as_signed = as_signed;
        known.heard = now;
    }
    const bool stands = known.stands();
    return {stood != stands || (stands && known.call.call != before),
            !stands || known.call.call != call.call};
}

bool HelpCalls::stands(const std::string& centre, const std::string& terminal, std::int64_t call,
                       Instant now) {
    const std::lock_guard lock(m_mutex);
    forget_silent(now);
    return find(centre, terminal, call) != nullptr;
}

void HelpCalls::end(const std::string& centre, const std::string& terminal, std::int64_t call) {
    const std::lock_guard lock(m_mutex);
    if (Known* const known = find(centre, terminal, call)) {
        known->done = true;
    }
}

std::vector<codec::SignedReport> HelpCalls::standing(const std::string& centre, Instant now) {
    const std::lock_guard lock(m_mutex);
    forget_silent(now);
    std::vector<codec::SignedReport> calls;
    for (const auto& [name, known] : m_known) {
        if (name.first == centre && known.stands()) {
            calls.push_back(known.as_signed);
        }
    }
    return calls;
}

/// Null: it does not stand.
HelpCalls::Known* HelpCalls::find(const std::string& centre, const std::string& terminal,
                                  std::int64_t call) {
    const auto at = m_known.find({centre, terminal});
    const bool found = at != m_known.end() && at->second.stands() && at->second.call.call == call;
    return found ? &at->second : nullptr;
}

void HelpCalls::forget_silent(Instant now) {
    std::erase_if(m_known, [&](const auto& one) {
        return now - one.second.heard >= limits::kHelpCallSilent;
    });
}

}  // namespace lotse::service
