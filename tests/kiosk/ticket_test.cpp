// SPDX-License-Identifier: EUPL-1.2
/// Tickets of the real terminal: what comes out of the printer, and that nobody waits for one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "base/clock.h"
#include "kiosk/centre.h"
#include "print/paper.h"
#include "print/slip_page.h"
#include "support/fake_printer.h"
#include "support/free_port.h"
#include "support/patience.h"

namespace lotse::kiosk_test {
namespace {

using support::FakePrinter;
using enum FakePrinter::Mood;

constexpr const char* kInstitution = "Anerkennungsberatung Musterstadt (Demo)";

/// Until so many connections brought a ticket; fewer after half a minute.
std::vector<std::string> jobs_of(const FakePrinter& printer, std::size_t count) {
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::seconds(30 * support::kSlowness);
    while (printer.jobs().size() < count && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return printer.jobs();
}

/// Whether a ticket without answers, of this number, given in one of these minutes, looks like it.
bool is_ticket_of(const print::Bitmap& bitmap, const std::string& number,
                  const std::vector<std::string>& minutes) {
    text::Engine engine;
    const print::Typographies typographies = print::typographies_of(print::shipped_texts());
    return std::ranges::any_of(minutes, [&](const std::string& issued) {
        const print::Slip slip =
            print::make_slip(print::shipped_texts(), {number, kInstitution, "demo", "en", issued});
        return bitmap == print::raster_of(engine, print::lay_out(engine, typographies, slip,
                                                                 print::PaperWidth::Mm58));
    });
}

TEST(TerminalTicket, comes_out_once_with_the_number_and_only_then_is_it_to_be_taken) {
    FakePrinter printer;
    Centre centre;
    centre.print_on(printer.address());
    const auto client = centre.start_terminal();
    std::vector<std::string> minutes = {moment_now().wall};
    const std::string number = client->number_only();
    EXPECT_FALSE(number.empty());
    EXPECT_TRUE(client->wait_for("finished.ticket"));
    minutes.push_back(moment_now().wall);
    const std::vector<std::string> jobs = jobs_of(printer, 1);
    ASSERT_EQ(jobs.size(), 1u);
    const print::Paper paper = print::printed_by(jobs.front());
    EXPECT_EQ(paper.fault, "");
    EXPECT_EQ(paper.cuts, 1);
    EXPECT_TRUE(is_ticket_of(paper.bitmap, number, minutes));
    client->tap("action.done");
    EXPECT_FALSE(client->whole_intake("Beispiel").empty());
    EXPECT_EQ(jobs_of(printer, 2).size(), 2u);
    EXPECT_TRUE(client->ok()) << client->problem();
}

/// A client gets a number, and is told to remember it; staff see how the printer is.
void expect_number_without_ticket(Centre& centre) {
    centre.expect_in_log("the ticket printer");
    const auto client = centre.start_terminal();
    EXPECT_FALSE(client->number_only().empty());
    EXPECT_TRUE(client->wait_for("finished.remember"));
    EXPECT_FALSE(client->sees("finished.ticket"));
    client->tap("action.done");
    client->open_staff_menu(centre.pin());
    EXPECT_TRUE(client->wait_for("staff.printer"));
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST(TerminalTicket, without_paper_is_none_and_the_number_stays) {
    FakePrinter printer(PaperOut);
    Centre centre;
    centre.print_on(printer.address());
    expect_number_without_ticket(centre);
    EXPECT_TRUE(printer.jobs().empty());
}

TEST(TerminalTicket, without_a_printer_is_none_and_the_number_stays) {
    Centre centre;
    centre.print_on("127.0.0.1:" + std::to_string(support::free_port()));
    expect_number_without_ticket(centre);
}

TEST(TerminalTicket, that_hangs_in_the_printer_delays_no_number) {
    FakePrinter printer(Hanging);
    Centre centre;
    centre.expect_in_log("the ticket printer");
    centre.print_on(printer.address());
    const auto client = centre.start_terminal();
    EXPECT_FALSE(client->number_only().empty());
    EXPECT_FALSE(client->sees("finished.ticket"));
    client->tap("action.done");
    EXPECT_FALSE(client->number_only().empty()) << "nor the next one";
    EXPECT_TRUE(client->ok()) << client->problem();
}

}  // namespace
}  // namespace lotse::kiosk_test
