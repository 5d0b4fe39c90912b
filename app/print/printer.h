// SPDX-License-Identifier: EUPL-1.2
/// The ticket printer of a terminal: prints each ticket at most once, and knows how it is.
///
/// Everything happens on a thread of its own; nobody waits for it. A ticket counts as printed only
/// when the printer, asked after the last byte, says that nothing is the matter. One that answers
/// no question may have printed it: nobody knows, and nobody is told to take it. Nothing is tried
/// again: half a ticket and a whole one would be two.
///
///     line ─► state ─ fault ──────────────► not printed
///              └─ fine, or no answer ─► bytes ─► state ─► printed, or not
///
/// Its state is looked at at the start, every minute and with each ticket; `changed` is told from
/// `collect` when it is another.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/descriptor.h"
#include "base/worker.h"
#include "core/printer_state.h"
#include "print/printer_line.h"
#include "print/slip_page.h"

namespace lotse::print {

struct PrinterSettings {
    PrinterPlace place;
    PaperWidth width = PaperWidth::Mm58;
};

class Printer {
public:
    /// `why`: for the log; no number and no answer.
    using Changed = std::function<void(PrinterState state, const std::string& why)>;
    using Printed = std::function<void(bool printed)>;

    /// `notify` may be called from any thread.
    Printer(PrinterSettings settings, Typographies typographies, std::function<void()> notify,
            Changed changed);
    /// Ends what is under way within a moment.
    ~Printer();
    Printer(const Printer&) = delete;
    Printer& operator=(const Printer&) = delete;

    /// `printed` is called from `collect`, once.
    void print(Slip slip, const Printed& printed);
    /// Owner's thread, as all calls are.
    bool collect() { return m_worker.collect(); }

private:
    struct Outcome {
        PrinterState state = PrinterState::Unknown;
        std::string why;
        bool printed = false;
    };

    void look(std::chrono::milliseconds delay);
    Outcome look_now() const;
    Outcome print_now(const Slip& slip);
    PrinterState state_of(PrinterLine& line, std::chrono::milliseconds patience) const;
    Worker::Done told(Outcome outcome, Printed printed);

    const PrinterSettings m_settings;
    const Typographies m_typographies;
    const Changed m_changed;
    Descriptor m_wake;                       ///< readable: everything ends
    std::unique_ptr<text::Engine> m_engine;  ///< the worker's; made for the first ticket
    PrinterState m_known = PrinterState::Unknown;
    bool m_looked = false;
    Worker m_worker;  ///< its thread uses everything above
};

}  // namespace lotse::print
