// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/tickets.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace lotse::kiosk {
namespace {

constexpr int kWideRollMm = 80;

const char* words_of(PrinterState state) {
    switch (state) {
        case PrinterState::Unknown:
            return "does not say how it is";
        case PrinterState::Ready:
            return "is ready";
        case PrinterState::PaperLow:
            return "has little paper left";
        case PrinterState::PaperOut:
            return "has no paper";
        case PrinterState::Open:
            return "is open";
        case PrinterState::Stopped:
            return "is off line";
        case PrinterState::Gone:
            return "does not answer";
    }
    return "";
}

}  // namespace

Result<std::unique_ptr<Tickets>> Tickets::open(const Content& content, const std::string& centre,
                                               std::function<void()> notify) {
    const codec::KioskConfig::Printer& wanted = content.config.printer;
    if (!wanted.there()) {
        return std::unique_ptr<Tickets>();
    }
    print::PrinterSettings settings{
        {wanted.device, wanted.address},
        wanted.width_mm == kWideRollMm ? print::PaperWidth::Mm80 : print::PaperWidth::Mm58};
    if (const Result<void> usable = print::check_place(settings.place); !usable) {
        return usable.error();
    }
    return std::unique_ptr<Tickets>(
        new Tickets(content, centre, std::move(settings), std::move(notify)));
}

Tickets::Tickets(const Content& content, std::string centre, print::PrinterSettings settings,
                 std::function<void()> notify)
    : m_content(content),
      m_centre(std::move(centre)),
      m_printer(std::move(settings), print::typographies_of(content.catalogue), std::move(notify),
                [this](PrinterState state, const std::string& why) { changed(state, why); }) {}

void Tickets::print(const terminal::PrintTicket& ticket, const Report& report) {
    const print::SlipFacts facts{ticket.number, m_content.config.institution,
                                 m_centre,      ticket.language,
                                 ticket.issued, ticket.bring,
                                 ticket.wait};
    m_printer.print(print::make_slip(m_content.catalogue, facts),
                    [report, number = ticket.number](bool printed) {
                        report(terminal::TicketPrinted{number, printed});
                    });
}

void Tickets::changed(PrinterState state, const std::string& why) const {
    const std::string words =
        std::string("the ticket printer ") + words_of(state) + (why.empty() ? "" : ": " + why);
    if (state == PrinterState::Ready || state == PrinterState::Unknown) {
        spdlog::info("{}", words);
    } else {
        spdlog::warn("{}", words);
    }
    if (m_report) {
        m_report(terminal::PrinterKnown{state});
    }
}

}  // namespace lotse::kiosk
