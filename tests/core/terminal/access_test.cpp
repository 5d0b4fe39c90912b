// SPDX-License-Identifier: EUPL-1.2
/// The bar that is always there: what it sets holds at once, on every screen, and ends with the
/// client.
#include "core/limits.h"
#include "core/terminal/session_fixture.h"
#include "core/terminal/waiting.h"

namespace lotse {
namespace {

using namespace terminal;
using std::chrono::seconds;

class AccessTest : public SessionTest {
protected:
    ScreenView view() const { return screen_for(m_state, m_rules); }
    std::string greeting() const { return std::get<StartView>(view().screen).greeting; }
};

TEST_F(AccessTest, steps_through_three_sizes_and_four_schemes_and_back) {
    std::vector<Letters> letters;
    std::vector<Scheme> schemes;
    for (int i = 0; i < 4; ++i) {
        letters.push_back(view().access.letters);
        schemes.push_back(view().access.scheme);
        send(LettersStepped{});
        send(SchemeStepped{});
    }
    EXPECT_EQ(letters,
              (std::vector{Letters::Normal, Letters::Large, Letters::VeryLarge, Letters::Normal}));
    EXPECT_EQ(schemes,
              (std::vector{Scheme::Light, Scheme::Dark, Scheme::HighLight, Scheme::HighDark}));
    EXPECT_EQ(view().access.scheme, Scheme::Light);
}

TEST_F(AccessTest, goes_from_the_start_screen_with_the_session_and_ends_with_it) {
    send(LettersStepped{});
    send(SettingSwitched{Setting::HideAnswers});
    begin();
    EXPECT_EQ(view().access.letters, Letters::Large);
    EXPECT_TRUE(view().access.hide_answers);
    send(SchemeStepped{});
    send(EndAsked{});
    send(EndConfirmed{});
    ASSERT_TRUE(std::holds_alternative<AtStart>(m_state.place));
    EXPECT_EQ(view().access, Access{});
}

TEST_F(AccessTest, ends_with_an_idle_session_and_with_a_number) {
    begin();
    send(LettersStepped{});
    wait(patience());
    wait(m_rules.idle_grace);
    ASSERT_TRUE(std::holds_alternative<AtStart>(m_state.place));
    EXPECT_EQ(view().access, Access{});

    send(LanguageChosen{"de"});
    send(LettersStepped{});
    send(ConsentRefused{});
    send(IntakeStored{"A-001"});
    EXPECT_EQ(view().access.letters, Letters::Large);
    wait(m_rules.number_shown);
    EXPECT_EQ(view().access, Access{});
}

TEST_F(AccessTest, falls_back_at_the_start_when_nobody_goes_on_for_a_minute) {
    wait(seconds(1));
    send(LettersStepped{});
    send(HelpOpened{});
    wait(limits::kGreetingHeld - seconds(1));
    EXPECT_EQ(view().access.letters, Letters::Large);
    EXPECT_TRUE(view().help);
    const auto due = next_deadline(m_state, m_rules);
    ASSERT_TRUE(due);
    EXPECT_LE(*due, m_now.monotonic + seconds(1));
    wait(seconds(1));
    EXPECT_EQ(view().access, Access{});
    EXPECT_FALSE(view().help);
}

TEST_F(AccessTest, stays_with_who_chose_the_wrong_language) {
    m_rules.forms.push_back(m_rules.forms.front());  // something is asked first
    send(LettersStepped{});
    send(LanguageChosen{"ar"});
    ASSERT_TRUE(std::holds_alternative<Choosing>(std::get<InSession>(m_state.place).session.step));
    send(BackPressed{});
    ASSERT_TRUE(std::holds_alternative<AtStart>(m_state.place));
    EXPECT_EQ(view().access.letters, Letters::Large);
}

TEST_F(AccessTest, keeps_the_greeting_and_asks_for_no_time_while_calm) {
    wait(seconds(1));
    send(SettingSwitched{Setting::Calm});
    const std::string first = greeting();
    for (int i = 0; i < 9; ++i) {
        wait(limits::kGreetingShown);
        EXPECT_EQ(greeting(), first);
    }
}

TEST_F(AccessTest, opens_help_over_any_screen_and_changes_nothing_there) {
    begin();
    const std::string page = identity_of(view());
    send(HelpOpened{});
    EXPECT_EQ(view().help, HelpPage::Choice);
    EXPECT_NE(identity_of(view()), page);
    send(HelpOpened{HelpPage::Settings});
    send(SettingSwitched{Setting::Low});
    EXPECT_TRUE(view().access.low);
    send(AccessReset{});
    EXPECT_EQ(view().access, Access{});
    send(HelpClosed{});
    EXPECT_EQ(identity_of(view()), page);
}

TEST_F(AccessTest, help_knows_the_hard_words_of_the_screen_that_it_lies_over) {
    send(WordsShown{9, {"consent"}});
    send(HelpOpened{});
    EXPECT_EQ(view().hard_words, std::vector<std::string>{"consent"}) << "at the start, too";
    send(HelpClosed{});
    begin();
    EXPECT_TRUE(view().hard_words.empty()) << "not those of the screen before";
    send(WordsShown{20, {"notice", "papers"}});
    send(HelpOpened{});
    send(WordsShown{5, {}});
    const std::vector<std::string> of_the_screen = {"notice", "papers"};
    EXPECT_EQ(view().hard_words, of_the_screen) << "help is no screen to be explained";
    const std::string choice = identity_of(view());
    send(HelpOpened{HelpPage::Words});
    EXPECT_NE(identity_of(view()), choice);
    EXPECT_EQ(view().hard_words, of_the_screen);
    send(HelpClosed{});
    send(WordsShown{20, {}});
    EXPECT_TRUE(view().hard_words.empty());
}

TEST_F(AccessTest, is_not_there_for_staff) {
    send(LettersStepped{});
    send(StaffGestureMade{});
    EXPECT_FALSE(view().has_bar);
    EXPECT_EQ(view().access, Access{}) << "staff find the screen as it always is";
    send(LettersStepped{});
    EXPECT_EQ(view().access, Access{});
}

}  // namespace
}  // namespace lotse
