// SPDX-License-Identifier: EUPL-1.2
/// A ticket is asked for once a number is durable, once for each, and nothing waits for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/terminal/session_fixture.h"

namespace lotse {
namespace {

using terminal::PrintTicket;
using terminal::Ticket;
using terminal::TicketPrinted;

constexpr const char* kPapers = R"json({
  "name": "p", "version": 1,
  "choices": {"papers": ["identity", "degree_certificate", "none"]},
  "survey": [
    {"group": "core", "children": [
      {"type": "select_multiple", "name": "have", "meaning": "documents_have", "choices": "papers"}]},
    {"group": "aims", "topic": "search", "offer": "true()", "children": [
      {"type": "text", "name": "goal"}]}]})json";

class TicketTest : public SessionTest {
protected:
    TicketTest() : m_papers(codec::read_questionnaire(kPapers, "p.json").value()) {
        m_rules.forms = {{m_papers.get(), "ef"}};
        m_rules.tickets = true;
    }
    std::vector<PrintTicket> asked_for() const {
        std::vector<PrintTicket> out;
        for (const terminal::Effect& effect : m_effects) {
            if (const auto* print = std::get_if<PrintTicket>(&effect)) {
                out.push_back(*print);
            }
        }
        return out;
    }
    void to_the_seal() {
        begin();
        send(terminal::ChoiceTapped{{"have", 0}, "identity"});
        next();
        send(terminal::SubmitPressed{});
        EXPECT_THAT(asked_for(), testing::IsEmpty()) << "not durable yet";
    }
    Ticket shown() { return view<terminal::TellingView>().ticket; }

    std::unique_ptr<Questionnaire> m_papers;
};

TEST_F(TicketTest, is_printed_when_the_number_is_durable_and_never_again) {
    to_the_seal();
    send(terminal::IntakeStored{"A007"});
    ASSERT_EQ(asked_for().size(), 1u);
    const PrintTicket ticket = asked_for().front();
    EXPECT_EQ(ticket.number, "A007");
    EXPECT_EQ(ticket.language, "de");
    EXPECT_EQ(ticket.issued, "2026-11-22T10:00:00");
    EXPECT_TRUE(ticket.with_data);
    EXPECT_THAT(ticket.bring.papers, testing::ElementsAre("p.choices.papers.degree_certificate"));
    send(terminal::TopicChosen{"aims"});
    send(terminal::TextEdited{SecretText("Arbeit"), 6, 6});
    next();
    send(terminal::SubmitPressed{});
    send(terminal::IntakeStored{"A007"});
    EXPECT_THAT(asked_for(), testing::IsEmpty()) << "the same number, sealed anew";
    send(terminal::EndAsked{});
    send(terminal::AllWithdrawn{});
    send(terminal::IntakeStored{"A007"});
    EXPECT_THAT(asked_for(), testing::IsEmpty()) << "the same number without data";
}

TEST_F(TicketTest, is_printed_for_a_number_without_questions_and_names_no_papers) {
    number_only();
    send(terminal::IntakeStored{"A008"});
    ASSERT_EQ(asked_for().size(), 1u);
    EXPECT_FALSE(asked_for().front().with_data);
    EXPECT_EQ(asked_for().front().bring, ToBring{});
    EXPECT_EQ(view<terminal::FinishedView>().ticket, Ticket::Printing);
    send(TicketPrinted{"A008", true});
    EXPECT_EQ(view<terminal::FinishedView>().ticket, Ticket::Printed);
}

TEST_F(TicketTest, is_not_printed_for_what_is_not_stored_and_once_when_it_is) {
    to_the_seal();
    send(terminal::IntakeNotStored{});
    EXPECT_THAT(asked_for(), testing::IsEmpty());
    send(terminal::SubmitPressed{});
    send(terminal::IntakeStored{"A007"});
    EXPECT_EQ(asked_for().size(), 1u);
}

TEST_F(TicketTest, of_nobody_is_spoken_where_there_is_no_printer) {
    m_rules.tickets = false;
    to_the_seal();
    send(terminal::IntakeStored{"A007"});
    EXPECT_THAT(asked_for(), testing::IsEmpty());
    EXPECT_EQ(shown(), Ticket::None);
    EXPECT_THAT(view<terminal::TellingView>().bring.papers, testing::IsEmpty());
}

TEST_F(TicketTest, that_did_not_come_out_leaves_its_papers_on_the_screen) {
    to_the_seal();
    send(terminal::IntakeStored{"A007"});
    EXPECT_EQ(shown(), Ticket::Printing);
    EXPECT_THAT(view<terminal::TellingView>().bring.papers, testing::IsEmpty());
    EXPECT_EQ(view<terminal::TellingView>().number, "A007") << "the number waits for nothing";
    send(TicketPrinted{"A007", false});
    EXPECT_EQ(shown(), Ticket::Failed);
    EXPECT_THAT(view<terminal::TellingView>().bring.papers, testing::SizeIs(1));
}

TEST_F(TicketTest, of_who_was_there_before_changes_nothing) {
    to_the_seal();
    send(terminal::IntakeStored{"A007"});
    send(terminal::TellingEnded{});
    send(TicketPrinted{"A007", true});
    EXPECT_TRUE(at_start());
    to_the_seal();
    send(TicketPrinted{"A007", true});
    send(terminal::IntakeStored{"A008"});
    send(TicketPrinted{"A007", true});
    EXPECT_EQ(shown(), Ticket::Printing);
    send(TicketPrinted{"A008", false});
    EXPECT_EQ(shown(), Ticket::Failed);
}

TEST_F(TicketTest, is_no_input_of_the_client) {
    to_the_seal();
    send(terminal::IntakeStored{"A007"});
    const auto before = std::get<terminal::InSession>(m_state.place).last_input;
    m_now.monotonic += std::chrono::seconds(20);
    send(TicketPrinted{"A007", true});
    send(terminal::PrinterKnown{PrinterState::PaperLow});
    EXPECT_EQ(std::get<terminal::InSession>(m_state.place).last_input, before);
}

TEST_F(TicketTest, printers_state_is_in_the_staff_menu_where_there_is_one) {
    send(terminal::PrinterKnown{PrinterState::PaperOut});
    m_state.place = terminal::AtStaffMenu{};
    EXPECT_EQ(view<terminal::StaffMenuView>().printer, PrinterState::PaperOut);
    m_rules.tickets = false;
    EXPECT_EQ(view<terminal::StaffMenuView>().printer, std::nullopt);
}

}  // namespace
}  // namespace lotse
