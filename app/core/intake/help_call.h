// SPDX-License-Identifier: EUPL-1.2
/// A client asks, at a terminal, for somebody to come: what the terminal says of it, and how long
/// it is believed.
///
/// It says where and in which language, and nothing that was typed or shown. The terminal signs it
/// and says it again every few seconds as long as the client waits; so neither the service nor a
/// desk has to remember it: what is not said again is over (limits::kHelpCallSilent). Staff look at
/// nothing that is not signed by a terminal of their centre's register (vault/configuration_key.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/moment.h"

namespace lotse {

struct HelpCall {
    std::string centre, terminal;
    std::string language;    ///< that the client chose or, before that, sees; a tag
    std::int64_t call = 0;   ///< which one of the terminal's: each press has its own
    std::int64_t seq = 0;    ///< grows with everything that the terminal says of its calls
    bool withdrawn = false;  ///< the client needs nobody any more, or has left
    WallTime at{};           ///< when it was said: the terminal's idea of the service's time
    std::chrono::seconds waited{0};  ///< since the press
    bool operator==(const HelpCall&) const = default;
};

/// What the service says to it.
enum class HelpAnswer : std::uint8_t {
    Told,    ///< desks of the centre are told
    Nobody,  ///< no desk of the centre is there to be told
    Done,    ///< staff say that it is done; or it was withdrawn
};
std::string_view to_string(HelpAnswer answer);
std::optional<HelpAnswer> help_answer_from(std::string_view word);

/// Since when the client waits.
WallTime waits_since(const HelpCall& call);
/// Whether somebody waits there still, by the service's time.
bool stands(const HelpCall& call, WallTime now);

}  // namespace lotse
