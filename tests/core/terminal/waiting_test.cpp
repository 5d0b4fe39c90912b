// SPDX-License-Identifier: EUPL-1.2
/// How long nothing may be done before somebody is asked whether they are there: by what there is
/// to read.
#include "core/terminal/waiting.h"

#include "core/limits.h"
#include "core/terminal/session_fixture.h"

namespace lotse {
namespace {

using namespace terminal;
using std::chrono::seconds;

TEST(TimeFor, grows_with_words_keys_voice_and_patience_within_its_bounds) {
    const seconds base(60);
    // 60 s and one and a half times reading at 70 words a minute.
    EXPECT_EQ(time_for({20}, base), seconds(86));
    EXPECT_EQ(time_for({60}, base), seconds(137));
    EXPECT_EQ(time_for({0}, base), limits::kSoonestWarning);
    EXPECT_EQ(time_for({20, true}, base), seconds(146));
    EXPECT_EQ(time_for({20, false, true}, base), seconds(171));
    EXPECT_EQ(time_for({400}, base), limits::kLatestWarning);
    EXPECT_EQ(time_for({20, false, false, true}, base), seconds(172));
    EXPECT_EQ(time_for({400, true, true, true}, base), 2 * limits::kLatestWarning);
}

class WaitingTest : public SessionTest {
protected:
    ScreenView view() const { return screen_for(m_state, m_rules); }
    bool warned() const { return view().idle_seconds_left > 0; }
    /// The time after which the warning comes, by looking every second.
    seconds until_warned() {
        for (int waited = 1; waited < 700; ++waited) {
            wait(seconds(1));
            if (warned()) {
                send(Touched{});
                return seconds(waited);
            }
        }
        return seconds(0);
    }
};

TEST_F(WaitingTest, follows_the_words_of_the_screen) {
    send(LanguageChosen{"de"});
    send(WordsShown{20});
    EXPECT_EQ(until_warned(), seconds(86));
    send(WordsShown{60});
    EXPECT_EQ(until_warned(), seconds(137));
}

TEST_F(WaitingTest, is_not_put_off_by_counting_words_or_by_a_voice_that_is_silent) {
    send(LanguageChosen{"de"});
    wait(seconds(70));
    send(WordsShown{0});
    send(VoiceChanged{});
    wait(seconds(5));
    EXPECT_TRUE(warned());
}

TEST_F(WaitingTest, waits_longer_while_somebody_types_or_reads_two_languages) {
    begin();
    send(WordsShown{20});
    EXPECT_EQ(until_warned(), seconds(86));
    send(FieldTapped{{"family_name", 0}});
    EXPECT_EQ(until_warned(), seconds(146));
    std::get<InSession>(m_state.place).session.consent.mode = FillMode::WithHelper;
    m_rules.second_language = "ar";
    EXPECT_EQ(until_warned(), seconds(291));
}

TEST_F(WaitingTest, stands_still_while_the_voice_speaks_and_is_longer_for_who_hears) {
    send(LanguageChosen{"de"});
    send(WordsShown{20});
    wait(seconds(10));
    send(VoiceChanged{{true}});
    wait(seconds(400));
    EXPECT_FALSE(warned());
    EXPECT_FALSE(is_over(m_state, m_rules));
    send(VoiceChanged{});
    wait(seconds(170));
    EXPECT_FALSE(warned());
    wait(seconds(1));
    EXPECT_TRUE(warned()) << "the time begins anew when the voice has ended";
}

TEST_F(WaitingTest, a_finger_while_the_voice_speaks_begins_anew) {
    send(LanguageChosen{"de"});
    send(VoiceChanged{{true}});
    wait(seconds(50));
    send(Touched{});
    wait(seconds(20));
    send(VoiceChanged{});
    EXPECT_EQ(until_warned(), seconds(120));
}

TEST_F(WaitingTest, who_asks_for_time_twice_has_twice_the_time_from_then_on) {
    send(LanguageChosen{"de"});
    EXPECT_EQ(until_warned(), seconds(75));
    for (int ask = 0; ask < 2; ++ask) {
        wait(seconds(75));
        ASSERT_TRUE(warned());
        send(MoreTimeAsked{});
        EXPECT_FALSE(warned());
    }
    EXPECT_EQ(until_warned(), seconds(150));
    send(WordsShown{400});
    EXPECT_EQ(until_warned(), 2 * limits::kLatestWarning);
    send(EndAsked{});
    send(EndConfirmed{});
    send(LanguageChosen{"de"});
    EXPECT_EQ(until_warned(), seconds(75)) << "the next person is another one";
}

TEST_F(WaitingTest, counts_down_in_whole_seconds_and_draws_once_for_each) {
    send(LanguageChosen{"de"});
    wait(seconds(75));
    ASSERT_EQ(view().idle_seconds_left, 30);
    EXPECT_EQ(view().idle_seconds, 30);
    EXPECT_EQ(*next_deadline(m_state, m_rules), m_now.monotonic + seconds(1));
    for (int left = 29; left > 0; --left) {
        wait(seconds(1));
        EXPECT_EQ(view().idle_seconds_left, left);
    }
    wait(seconds(1));
    EXPECT_TRUE(std::holds_alternative<AtStart>(m_state.place));
}

}  // namespace
}  // namespace lotse
