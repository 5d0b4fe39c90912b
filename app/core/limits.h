// SPDX-License-Identifier: EUPL-1.2
/// Every bound of the program, with its reason. A bound that is reached is an error that says so, never a silent cut.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace lotse::limits {

// --- Answers -------------------------------------------------------------------------------------------------------
/// A page of free text; the largest intake with 6 qualifications and 8 jobs then fits the largest envelope.
inline constexpr std::size_t kLongestAnswerBytes = 4000;
/// One line of text: names, titles, places.
inline constexpr std::size_t kLongestLineBytes = 400;

}  // namespace lotse::limits
