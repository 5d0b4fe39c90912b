// SPDX-License-Identifier: EUPL-1.2
/// The line to a receipt printer: a device file (/dev/usb/lp0) or TCP (port 9100 as a rule).
///
/// Every call ends by its deadline, or at once when `wake` becomes readable, whatever the printer
/// does: one that takes no bytes is told by what is left to write. Addresses are numbers
/// (192.0.2.20:9100, [2001:db8::20]:9100) or localhost: nobody says how long a name takes to look
/// up. One line at a time; a line is never taken up again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/descriptor.h"
#include "core/error.h"

namespace lotse::print {

/// Exactly one of the two.
struct PrinterPlace {
    std::string device;   ///< absolute path
    std::string address;  ///< host:port
};
/// Unusable, with what was expected.
Result<void> check_place(const PrinterPlace& place);

class PrinterLine {
public:
    using Deadline = BootClock::time_point;

    /// `wake`: a descriptor that outlives it. Refused if nobody is there, Transient if it did not
    /// answer in time.
    static Result<PrinterLine> open(const PrinterPlace& place, int wake);

    /// Whether all of it was taken.
    bool write(std::string_view bytes, Deadline until);
    /// What came back, at most `count` bytes; what came unasked before is dropped. Fewer: it did
    /// not answer in time, or the line broke.
    std::vector<std::uint8_t> ask(std::string_view question, std::size_t count, Deadline until);

private:
    PrinterLine(Descriptor line, int wake) : m_line(std::move(line)), m_wake(wake) {}
    /// Until the line is ready for `events`.
    bool wait(short events, Deadline until) const;
    Result<void> connected(const PrinterPlace& place) const;

    Descriptor m_line;
    int m_wake;
};

}  // namespace lotse::print
