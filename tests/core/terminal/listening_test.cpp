// SPDX-License-Identifier: EUPL-1.2
/// "Listen" in the bar: where it is offered, how long it holds, and that clocks wait for the voice.
#include "core/limits.h"
#include "core/terminal/session_fixture.h"
#include "core/terminal/waiting.h"

namespace lotse {
namespace {

using namespace terminal;
using std::chrono::seconds;

class ListeningTest : public SessionTest {
protected:
    ListeningTest() { m_rules.spoken = {"de"}; }
    ScreenView view() const { return screen_for(m_state, m_rules); }
    void voice(bool speaking, bool broken = false) { send(VoiceChanged{{speaking, broken}}); }
    bool at_start() const { return std::holds_alternative<AtStart>(m_state.place); }
};

TEST_F(ListeningTest, is_not_offered_where_there_is_no_sound) {
    m_rules.spoken.clear();
    EXPECT_EQ(view().sound, Sound::None);
    begin();
    EXPECT_EQ(view().sound, Sound::None);
}

TEST_F(ListeningTest, goes_on_until_it_is_pressed_again) {
    EXPECT_EQ(view().sound, Sound::Off);
    send(ListenSwitched{});
    EXPECT_EQ(view().sound, Sound::On);
    begin();
    EXPECT_EQ(view().sound, Sound::On);
    next(2);
    EXPECT_EQ(view().sound, Sound::On);
    send(ListenSwitched{});
    EXPECT_EQ(view().sound, Sound::Off);
}

TEST_F(ListeningTest, a_key_of_the_keypad_begins_it_unless_the_client_chose_otherwise) {
    send(KeypadUsed{});
    EXPECT_EQ(view().sound, Sound::On);
    begin();
    EXPECT_EQ(view().sound, Sound::On);
    EXPECT_TRUE(view().access.explored) << "who needs keys finds things with a finger, too";
    send(ListenSwitched{});
    EXPECT_EQ(view().sound, Sound::Off);
    EXPECT_FALSE(view().access.explored);
    send(KeypadUsed{});
    EXPECT_EQ(view().sound, Sound::Off);
    send(EndAsked{});
    send(EndConfirmed{});
    send(KeypadUsed{});
    EXPECT_EQ(view().sound, Sound::On) << "the next client has chosen nothing";
}

TEST_F(ListeningTest, begun_by_a_finger_it_leaves_the_finger_as_it_was) {
    send(ListenSwitched{});
    send(KeypadUsed{});
    EXPECT_FALSE(view().access.explored);
}

TEST_F(ListeningTest, ends_with_the_client) {
    begin();
    send(ListenSwitched{});
    send(VoiceStepped{1, 2});
    send(SettingSwitched{Setting::AnswersAloud});
    EXPECT_TRUE(view().access.answers_aloud);
    send(EndAsked{});
    send(EndConfirmed{});
    ASSERT_TRUE(at_start());
    EXPECT_EQ(view().access, Access{});
    EXPECT_EQ(view().sound, Sound::Off);
}

TEST_F(ListeningTest, ends_when_nobody_goes_on_from_the_start_screen) {
    send(ListenSwitched{});
    wait(limits::kGreetingHeld);
    EXPECT_EQ(view().sound, Sound::Off);
}

TEST_F(ListeningTest, says_that_a_language_has_no_voice) {
    send(ListenSwitched{});
    send(LanguageChosen{"ar"});
    EXPECT_EQ(view().sound, Sound::NoVoice);
}

TEST_F(ListeningTest, says_that_nothing_can_be_heard_and_goes_on_when_it_can) {
    begin();
    voice(false, true);
    EXPECT_EQ(view().sound, Sound::Off);  // whoever asks for it may find it mended
    send(ListenSwitched{});
    EXPECT_EQ(view().sound, Sound::Broken);
    voice(false);
    EXPECT_EQ(view().sound, Sound::On);
}

TEST_F(ListeningTest, nobody_is_asked_to_hurry_while_the_voice_speaks) {
    begin();
    send(ListenSwitched{});
    voice(true);
    for (int i = 0; i < 5; ++i) {
        wait(m_rules.idle);
        EXPECT_EQ(view().idle_seconds_left, 0);
    }
    voice(false);
    wait(2 * m_rules.idle - seconds(1));
    EXPECT_EQ(view().idle_seconds_left, 0);
    wait(seconds(1));
    EXPECT_GT(view().idle_seconds_left, 0) << "who hears has twice the time";
}

TEST_F(ListeningTest, the_warnings_countdown_goes_on_while_it_is_said) {
    begin();
    send(ListenSwitched{});
    wait(limits::kSoonestWarning);
    voice(true);
    wait(seconds(5));
    voice(false);
    EXPECT_EQ(view().idle_seconds_left, static_cast<int>(m_rules.idle_grace.count()) - 5);
    wait(m_rules.idle_grace - seconds(5));
    EXPECT_TRUE(at_start());
}

TEST_F(ListeningTest, the_number_stays_after_it_was_said) {
    begin();
    send(ConsentRefused{});
    answer_and_submit();
    send(IntakeStored{"A-001"});
    send(TellingEnded{});
    ASSERT_TRUE(std::holds_alternative<FinishedView>(view().screen));
    voice(true);
    wait(m_rules.number_shown);
    EXPECT_TRUE(std::holds_alternative<FinishedView>(view().screen));
    voice(false);
    wait(limits::kNumberAfterVoice - seconds(1));
    EXPECT_TRUE(std::holds_alternative<FinishedView>(view().screen));
    wait(seconds(1));
    EXPECT_TRUE(at_start());
}

TEST_F(ListeningTest, steps_have_an_end_from_where_one_step_leads_back) {
    begin();
    m_rules.volume = 8;
    for (int i = 0; i < 20; ++i) send(VoiceStepped{1, 1});
    EXPECT_EQ(view().access.louder, 2);
    EXPECT_EQ(view().access.faster, 5);
    send(VoiceStepped{-1, -1});
    EXPECT_EQ(view().access.louder, 1);
    EXPECT_EQ(view().access.faster, 4);
    for (int i = 0; i < 20; ++i) send(VoiceStepped{-1, -1});
    EXPECT_EQ(view().access.louder, -7);
    EXPECT_EQ(view().access.faster, -3);
}

TEST_F(ListeningTest, reading_again_leads_back_to_the_screen) {
    begin();
    send(HelpOpened{HelpPage::Reading});
    const std::string of_help = identity_of(view());
    send(ReadAgainAsked{});
    EXPECT_FALSE(view().help);
    EXPECT_EQ(view().sound, Sound::On);
    EXPECT_NE(identity_of(view()), of_help);
}

class HeadsetTest : public ListeningTest {
protected:
    bool asked() const { return view().speaker_asked; }
};

TEST_F(HeadsetTest, plugged_in_begins_to_speak_like_listen_does) {
    EXPECT_FALSE(view().headset);
    send(HeadsetIn{});
    EXPECT_TRUE(view().headset);
    EXPECT_EQ(view().sound, Sound::On);
    EXPECT_FALSE(view().access.explored) << "a finger acts as always";
    begin();
    EXPECT_EQ(view().sound, Sound::On);
}

TEST_F(HeadsetTest, does_not_overrule_who_switched_the_voice_off) {
    send(ListenSwitched{});
    send(ListenSwitched{});
    send(HeadsetIn{});
    EXPECT_EQ(view().sound, Sound::Off);
    EXPECT_TRUE(view().headset);
}

TEST_F(HeadsetTest, no_event_of_the_jack_moves_or_answers_anything) {
    begin();
    type("family_name", "Beispiel");
    const std::string screen = identity_of(view());
    const Answers answers = session().answers;
    for (int i = 0; i < 20; ++i) {
        send(HeadsetIn{});
        EXPECT_EQ(identity_of(view()), screen);
        EXPECT_TRUE(m_effects.empty());
        send(HeadsetOut{});
        EXPECT_TRUE(m_effects.empty());
        EXPECT_TRUE(asked());
        EXPECT_EQ(page(), "name") << "behind the question everything is as it was";
        EXPECT_EQ(session().answers, answers);
        ASSERT_TRUE(session().editing);
    }
    send(SpeakerAnswered{false});
    EXPECT_EQ(identity_of(view()), screen);
}

TEST_F(HeadsetTest, a_loose_contact_keeps_no_session_open) {
    begin();
    for (std::chrono::seconds passed{0}; !at_start() && passed < std::chrono::hours(1);
         passed += seconds(1)) {
        send(HeadsetIn{});
        send(HeadsetOut{});
        wait(seconds(1));
    }
    EXPECT_TRUE(at_start());
}

TEST_F(HeadsetTest, unplugged_it_asks_before_the_loudspeaker_goes_on) {
    send(HeadsetIn{});
    begin();
    send(SettingSwitched{Setting::AnswersAloud});
    send(HeadsetOut{});
    EXPECT_FALSE(view().headset);
    EXPECT_TRUE(asked());
    EXPECT_FALSE(view().access.answers_aloud) << "what was wanted in a headset";
    send(SpeakerAnswered{true});
    EXPECT_FALSE(asked());
    EXPECT_EQ(view().sound, Sound::On);
    send(HeadsetIn{});
    send(HeadsetOut{});
    ASSERT_TRUE(asked());
    send(SpeakerAnswered{false});
    EXPECT_EQ(view().sound, Sound::Off);
    send(KeypadUsed{});
    EXPECT_EQ(view().sound, Sound::Off) << "it was said so";
}

TEST_F(HeadsetTest, plugged_in_again_it_goes_on_there) {
    send(HeadsetIn{});
    begin();
    send(HeadsetOut{});
    ASSERT_TRUE(asked());
    send(HeadsetIn{});
    EXPECT_FALSE(asked());
    EXPECT_EQ(view().sound, Sound::On);
}

TEST_F(HeadsetTest, nothing_is_asked_of_who_does_not_listen_or_leaves_with_the_number) {
    begin();
    send(HeadsetIn{});
    send(ListenSwitched{});
    ASSERT_EQ(view().sound, Sound::Off);
    send(HeadsetOut{});
    EXPECT_FALSE(asked());
    send(HeadsetIn{});
    send(ListenSwitched{});
    answer_and_submit();
    send(IntakeStored{"A-001"});
    send(TellingEnded{});
    ASSERT_TRUE(std::holds_alternative<FinishedView>(view().screen));
    send(HeadsetOut{});
    EXPECT_FALSE(asked());
    EXPECT_EQ(view().sound, Sound::Off);
}

TEST_F(HeadsetTest, that_stays_in_speaks_to_the_next_client_as_if_nobody_had_been_there) {
    send(HeadsetIn{});
    begin();
    send(VoiceStepped{1, 2});
    send(SettingSwitched{Setting::AnswersAloud});
    send(EndAsked{});
    send(EndConfirmed{});
    ASSERT_TRUE(at_start());
    EXPECT_EQ(view().sound, Sound::On);
    Access only_listens;
    only_listens.listening = true;
    EXPECT_EQ(view().access, only_listens);
    wait(limits::kGreetingHeld);
    EXPECT_EQ(view().sound, Sound::Off) << "nobody came";
    send(KeypadUsed{});
    EXPECT_EQ(view().sound, Sound::On);
}

TEST_F(HeadsetTest, unplugged_at_the_start_it_is_silent_there) {
    send(HeadsetIn{});
    send(HeadsetOut{});
    EXPECT_EQ(view().sound, Sound::Off);
    EXPECT_FALSE(asked());
}

TEST_F(ListeningTest, who_waits_for_their_stop_is_not_asked_whether_they_are_there) {
    begin();
    for (int i = 0; i < 200; ++i) {
        wait(seconds(2));
        send(StopOffered{});
        EXPECT_EQ(view().idle_seconds_left, 0);
    }
    wait(patience());
    EXPECT_GT(view().idle_seconds_left, 0) << "nobody pressed, and nothing is offered any more";
    send(StopOffered{});
    EXPECT_GT(view().idle_seconds_left, 0) << "of the warning";
    wait(m_rules.idle_grace);
    EXPECT_TRUE(at_start());
}

}  // namespace
}  // namespace lotse
