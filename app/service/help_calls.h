// SPDX-License-Identifier: EUPL-1.2
/// Decides at which terminals somebody waits for help, as the service knows it.
///
/// In memory alone: a call is of the moment, its terminal says it again every few seconds
/// (limits::kHelpCallRepeated), so a restart forgets nothing for longer, and of who once needed
/// help nothing is left. One call for each terminal, of enrolled ones alone: who calls here has
/// proved itself, strangers cannot fill it. A terminal that is silent is forgotten
/// (limits::kHelpCallSilent). Time is an argument. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire/configuration_wire.h"
#include "core/intake/help_call.h"
#include "core/moment.h"

namespace lotse::service {

class HelpCalls {
public:
    /// What became of what a terminal said.
    struct Taken {
        bool changed = false;  ///< another call stands than before, or none any more
        bool over = false;     ///< it was withdrawn, or staff are done with it
    };
    /// `as_signed` is handed to desks as it is. What is older than what was said before changes
    /// nothing.
    Taken take(const HelpCall& call, const codec::SignedReport& as_signed, Instant now);
    /// Whether this call of the terminal stands.
    bool stands(const std::string& centre, const std::string& terminal, std::int64_t call,
                Instant now);
    /// Staff are done with it; nothing happens to one that does not stand.
    void end(const std::string& centre, const std::string& terminal, std::int64_t call);
    std::vector<codec::SignedReport> standing(const std::string& centre, Instant now);

private:
    struct Known {
        HelpCall call;
        codec::SignedReport as_signed;
        Instant heard{0};
        bool done = false;
        bool stands() const { return !call.withdrawn && !done; }
    };
    void forget_silent(Instant now);
    Known* find(const std::string& centre, const std::string& terminal, std::int64_t call);

    std::mutex m_mutex;
    std::map<std::pair<std::string, std::string>, Known> m_known;  ///< by centre and terminal
};

}  // namespace lotse::service
