// SPDX-License-Identifier: EUPL-1.2
/// Bounds of the ticket printer, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace lotse::print::limits {

/// It stands in the same room: who does not take a connection by then is off.
inline constexpr std::chrono::milliseconds kConnect{2000};
/// To a question for its state; one that prints answers in some 20 ms, many never answer.
inline constexpr std::chrono::milliseconds kAnswer{500};
/// For a whole ticket: 300 mm at 50 mm a second take six, and a small buffer takes no more at once.
inline constexpr std::chrono::seconds kTicketTime{15};
/// Staff hear that paper is missing before somebody waits for a ticket in vain.
inline constexpr std::chrono::seconds kLook{60};
/// Tickets that wait: whoever printed behind more has left.
inline constexpr std::size_t kTicketsWaiting = 4;
/// Answers of a printer that are read at once: a few bytes are asked for.
inline constexpr std::size_t kAnswerBytes = 64;
/// host:port or a device's path.
inline constexpr std::size_t kLongestPlaceBytes = 256;

}  // namespace lotse::print::limits
