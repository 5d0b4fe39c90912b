// SPDX-License-Identifier: EUPL-1.2
/// How the ticket printer is, as far as anybody knows. Found out by print/printer.h, shown to
/// staff.
#pragma once

#include <cstdint>

namespace lotse {

enum class PrinterState : std::uint8_t {
    Unknown,  ///< not looked at yet, or it takes data and answers no question
    Ready,
    PaperLow,  ///< prints, and not for long
    PaperOut,
    Open,     ///< its cover
    Stopped,  ///< off line, or a fault that it does not name
    Gone,     ///< nobody answers there
};

}  // namespace lotse
