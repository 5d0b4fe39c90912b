// SPDX-License-Identifier: EUPL-1.2
/// A ticket on its way to a printer that prints, has no paper, hangs, dies, or is not there.
#include "print/printer.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <optional>

#include "print/escpos.h"
#include "print/paper.h"
#include "support/fake_printer.h"
#include "support/free_port.h"
#include "support/patience.h"
#include "support/temp_folder.h"

namespace lotse::print {
namespace {

using support::FakePrinter;
using enum FakePrinter::Mood;

/// The owner's side: collects until something holds.
class Owner {
public:
    explicit Owner(const PrinterPlace& place)
        : m_printer(
              {place, PaperWidth::Mm58}, typographies_of(shipped_texts()),
              [this] {
                  const std::lock_guard lock(m_mutex);
                  m_told = true;
                  m_signal.notify_one();
              },
              [this](PrinterState state, const std::string&) { states.push_back(state); }) {}

    void print(const std::string& number) {
        m_printer.print(sample_slip("ar", number),
                        [this](bool printed) { outcomes.push_back(printed); });
    }
    bool until(const std::function<bool()>& holds) {
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::seconds(30 * support::kSlowness);
        while (!holds()) {
            std::unique_lock lock(m_mutex);
            if (!m_signal.wait_until(lock, end, [this] { return m_told; })) {
                return false;
            }
            m_told = false;
            lock.unlock();
            m_printer.collect();
        }
        return true;
    }
    /// Nothing: it does not come.
    std::optional<bool> outcome_of(const std::string& number) {
        const std::size_t before = outcomes.size();
        print(number);
        if (!until([&] { return outcomes.size() > before; })) {
            return std::nullopt;
        }
        return outcomes.back();
    }

    std::vector<PrinterState> states;
    std::vector<bool> outcomes;

private:
    std::mutex m_mutex;
    std::condition_variable m_signal;
    bool m_told = false;
    Printer m_printer;
};

Bitmap expected(const std::string& number) {
    text::Engine engine;
    return raster_of(engine, lay_out(engine, typographies_of(shipped_texts()),
                                     sample_slip("ar", number), PaperWidth::Mm58));
}

TEST(Printing, a_ticket_comes_out_once_and_is_that_of_the_number) {
    FakePrinter printer;
    {
        Owner owner({"", printer.address()});
        EXPECT_EQ(owner.outcome_of("A017"), true);
        EXPECT_EQ(owner.outcome_of("A018"), true);
        EXPECT_EQ(owner.states, std::vector<PrinterState>{PrinterState::Ready});
    }
    const std::vector<std::string> jobs = printer.jobs();
    ASSERT_EQ(jobs.size(), 2u);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Paper paper = printed_by(jobs[i]);
        EXPECT_EQ(paper.fault, "");
        EXPECT_EQ(paper.cuts, 1);
        EXPECT_TRUE(paper.bitmap == expected(i == 0 ? "A017" : "A018"));
    }
}

TEST(Printing, little_paper_prints_and_is_told) {
    FakePrinter printer(PaperLow);
    Owner owner({"", printer.address()});
    EXPECT_EQ(owner.outcome_of("A017"), true);
    EXPECT_EQ(owner.states.back(), PrinterState::PaperLow);
}

TEST(Printing, nothing_is_sent_to_a_printer_without_paper_and_it_is_told) {
    FakePrinter printer(PaperOut);
    {
        Owner owner({"", printer.address()});
        EXPECT_EQ(owner.outcome_of("A017"), false);
        EXPECT_EQ(owner.states.back(), PrinterState::PaperOut);
        printer.set(Good);
        EXPECT_EQ(owner.outcome_of("A018"), true);
        EXPECT_EQ(owner.states.back(), PrinterState::Ready);
    }
    ASSERT_EQ(printer.jobs().size(), 1u);
    EXPECT_TRUE(printed_by(printer.jobs().front()).bitmap == expected("A018"));
}

TEST(Printing, paper_that_ends_with_the_ticket_is_no_ticket) {
    FakePrinter printer(RunsOut);
    Owner owner({"", printer.address()});
    EXPECT_EQ(owner.outcome_of("A017"), false);
    EXPECT_EQ(owner.states.back(), PrinterState::PaperOut);
}

TEST(Printing, a_line_that_breaks_midway_is_no_ticket_and_no_second_one) {
    FakePrinter printer(DiesMidway);
    {
        Owner owner({"", printer.address()});
        EXPECT_EQ(owner.outcome_of("A017"), false);
        EXPECT_EQ(owner.states.back(), PrinterState::Gone);
    }
    EXPECT_EQ(printer.jobs().size(), 1u);
}

TEST(Printing, a_printer_that_says_nothing_may_have_printed_and_nobody_is_told_so) {
    FakePrinter printer(Silent);
    {
        Owner owner({"", printer.address()});
        EXPECT_EQ(owner.outcome_of("A017"), false);
        EXPECT_EQ(owner.states, std::vector<PrinterState>{PrinterState::Unknown});
    }
    EXPECT_EQ(printer.jobs().size(), 1u);
}

TEST(Printing, nobody_there_is_told_at_once) {
    Owner owner({"", "127.0.0.1:" + std::to_string(support::free_port())});
    EXPECT_TRUE(owner.until([&] { return !owner.states.empty(); }));
    EXPECT_EQ(owner.outcome_of("A017"), false);
    EXPECT_EQ(owner.states, std::vector<PrinterState>{PrinterState::Gone});
    Owner device({"/nonexistent/lp0", ""});
    EXPECT_EQ(device.outcome_of("A017"), false);
}

TEST(Printing, a_printer_that_hangs_holds_up_no_end) {
    FakePrinter printer(Hanging);
    Owner owner({"", printer.address()});
    for (const char* number : {"A017", "A018", "A019"}) {
        owner.print(number);
    }
    // The end of the test ends it: its time for a ticket is much longer than a test may take.
}

TEST(Printing, tickets_behind_the_bound_are_refused) {
    FakePrinter printer(Hanging);
    Owner owner({"", printer.address()});
    for (int i = 0; i < 12; ++i) {
        owner.print("A0" + std::to_string(10 + i));
    }
    EXPECT_TRUE(owner.until([&] { return owner.outcomes.size() >= 7; }));
    for (const bool printed : owner.outcomes) {
        EXPECT_FALSE(printed);
    }
}

TEST(Printing, a_device_gets_the_same_bytes) {
    support::TempFolder folder;
    const std::string device = folder.path("lp0");
    std::ofstream(device).close();
    {
        Owner owner({device, ""});
        EXPECT_EQ(owner.outcome_of("A017"), false) << "a file says nothing of itself";
    }
    std::ifstream in(device, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(bytes.find("\x1Dv0"), std::string::npos);
}

TEST(PrinterPlace, is_a_path_or_the_number_of_a_host_with_a_port) {
    for (const char* address : {"192.0.2.20:9100", "[2001:db8::20]:9100", "localhost:9100"}) {
        EXPECT_TRUE(check_place({"", address})) << address;
    }
    for (const char* address :
         {"192.0.2.20", "printer.example:9100", ":9100", "192.0.2.20:0", "192.0.2.20:70000",
          "192.0.2.20:9100x", "2001:db8::20:9100", "192.0.2.20:"}) {
        EXPECT_FALSE(check_place({"", address})) << address;
    }
    EXPECT_TRUE(check_place({"/dev/usb/lp0", ""}));
    EXPECT_FALSE(check_place({"lp0", ""}));
    EXPECT_FALSE(check_place({"", ""}));
    EXPECT_FALSE(check_place({"/dev/usb/lp0", "192.0.2.20:9100"}));
}

}  // namespace
}  // namespace lotse::print
