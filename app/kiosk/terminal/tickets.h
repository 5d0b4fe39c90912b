// SPDX-License-Identifier: EUPL-1.2
/// The terminal's tickets: words from the catalogue, paper from the printer of kiosk.toml, state to
/// the staff menu and the log. The log knows no number.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/terminal/session.h"
#include "kiosk/configuration/content.h"
#include "print/printer.h"

namespace lotse::kiosk {

class Tickets {
public:
    using Report = std::function<void(terminal::Event)>;

    /// Null if kiosk.toml names no printer. `centre`: its short name. `content` outlives it;
    /// `notify` may be called from any thread. Unusable: no printer can be there.
    static Result<std::unique_ptr<Tickets>> open(const Content& content, const std::string& centre,
                                                 std::function<void()> notify);

    void tell(Report report) { m_report = std::move(report); }
    void print(const terminal::PrintTicket& ticket, const Report& report);
    bool collect() { return m_printer.collect(); }

private:
    Tickets(const Content& content, std::string centre, print::PrinterSettings settings,
            std::function<void()> notify);
    void changed(PrinterState state, const std::string& why) const;

    const Content& m_content;
    const std::string m_centre;
    Report m_report;
    print::Printer m_printer;
};

}  // namespace lotse::kiosk
