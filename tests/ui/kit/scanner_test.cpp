// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/scanner.h"

#include <gtest/gtest.h>

namespace lotse::ui {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A level of some stops under a scanner, without anything drawn.
class ScannerTest : public testing::Test {
protected:
    ScannerTest() { m_scanner.set_pause(seconds(2)); }
    Scanner::Step step(bool pressed = false) {
        const bool on_stop = m_at >= 0;
        Scanner::Step step = m_scanner.step(
            {m_screen, on_stop, on_stop && m_at == m_stops - 1, m_inside}, pressed, m_now);
        if (step.navigation == Navigation::Next) m_at = on_stop ? (m_at + 1) % m_stops : 0;
        if (step.rests) m_at = -1;
        return step;
    }
    Scanner::Step press() { return step(true); }
    Scanner::Step wait(milliseconds time) {
        m_now += time;
        return step();
    }
    void new_screen() {
        ++m_screen;
        m_at = -1;
    }

    Scanner m_scanner;
    Instant m_now{1000};
    std::uint64_t m_screen = 1;
    int m_at = -1;
    int m_stops = 3;
    bool m_inside = false;
};

TEST_F(ScannerTest, does_nothing_until_the_switch_is_pressed) {
    EXPECT_EQ(m_scanner.due(), std::nullopt);
    EXPECT_EQ(wait(seconds(60)).navigation, Navigation::None);
    EXPECT_EQ(press().navigation, Navigation::Next) << "it begins, and presses nothing";
    EXPECT_EQ(m_at, 0);
    EXPECT_EQ(m_scanner.due(), m_now + seconds(2));
}

TEST_F(ScannerTest, moves_on_when_the_time_of_a_stop_is_over_and_presses_what_it_stands_on) {
    press();
    EXPECT_EQ(wait(milliseconds(1999)).navigation, Navigation::None);
    const Scanner::Step moved = wait(milliseconds(1));
    EXPECT_EQ(moved.navigation, Navigation::Next);
    EXPECT_TRUE(moved.by_itself);
    EXPECT_EQ(m_at, 1);
    const Scanner::Step pressed = press();
    EXPECT_EQ(pressed.navigation, Navigation::Activate);
    EXPECT_FALSE(pressed.by_itself);
    EXPECT_EQ(wait(milliseconds(1999)).navigation, Navigation::None) << "a press begins it anew";
}

TEST_F(ScannerTest, waits_until_a_stop_was_read) {
    press();
    m_scanner.listen(true, m_now);
    EXPECT_EQ(m_scanner.due(), std::nullopt);
    EXPECT_EQ(wait(seconds(30)).navigation, Navigation::None);
    m_scanner.listen(false, m_now);
    EXPECT_EQ(m_scanner.due(), m_now + seconds(2));
    EXPECT_EQ(wait(milliseconds(1999)).navigation, Navigation::None);
    EXPECT_EQ(wait(milliseconds(1)).navigation, Navigation::Next);
}

TEST_F(ScannerTest, rests_after_two_rounds_until_somebody_presses) {
    press();
    int moves = 0;
    while (!wait(seconds(2)).rests && moves < 100) ++moves;
    EXPECT_EQ(moves, 2 * m_stops - 1);
    EXPECT_EQ(m_scanner.due(), std::nullopt) << "time without input runs";
    EXPECT_EQ(wait(seconds(600)).navigation, Navigation::None);
    EXPECT_EQ(press().navigation, Navigation::Next);
    EXPECT_EQ(m_at, 0);
}

TEST_F(ScannerTest, says_which_moves_lead_to_what_was_not_offered_before) {
    press();
    int first = 0, moves = 0;
    while (moves < 100) {
        const Scanner::Step step = wait(seconds(2));
        if (step.rests) break;
        ++moves;
        first += step.first_round ? 1 : 0;
    }
    EXPECT_EQ(first, m_stops - 1);
    EXPECT_EQ(moves, 2 * m_stops - 1);
}

TEST_F(ScannerTest, leads_out_of_a_level_after_two_rounds) {
    press();
    press();
    m_inside = true;
    m_at = 0;
    int moves = 0;
    while (wait(seconds(2)).navigation != Navigation::Back && moves < 100) ++moves;
    EXPECT_EQ(moves, 2 * m_stops - 1);
    m_inside = false;
    EXPECT_EQ(wait(seconds(2)).navigation, Navigation::Next) << "and goes on above";
}

TEST_F(ScannerTest, begins_anew_on_another_screen_also_when_it_rested) {
    press();
    while (!wait(seconds(2)).rests) {
    }
    new_screen();
    EXPECT_EQ(step().navigation, Navigation::None);
    EXPECT_EQ(wait(seconds(2)).navigation, Navigation::Next) << "the warning before the end";
    new_screen();
    EXPECT_EQ(press().navigation, Navigation::Next)
        << "who meant the screen before presses nothing on this one";
}

TEST_F(ScannerTest, rests_where_there_is_no_stop_at_all) {
    press();
    int moves = 0;
    while (moves < 100) {
        m_at = -1;
        if (wait(seconds(2)).rests) break;
        ++moves;
    }
    EXPECT_LT(moves, 10);
}

TEST_F(ScannerTest, ends_with_a_finger) {
    press();
    m_scanner.stop();
    EXPECT_EQ(m_scanner.due(), std::nullopt);
    new_screen();
    EXPECT_EQ(wait(seconds(60)).navigation, Navigation::None);
}

}  // namespace
}  // namespace lotse::ui
