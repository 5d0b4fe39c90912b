// SPDX-License-Identifier: EUPL-1.2
#include "speech/playback.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "speech/synth.h"

namespace lotse::speech {
namespace {

constexpr std::size_t kMs = kSampleRate / 1000;

class PlaybackTest : public testing::Test {
protected:
    std::vector<std::int16_t> play(std::size_t samples) {
        std::vector<std::int16_t> out(samples, 1);
        m_playback.fill(out);
        return out;
    }
    static std::vector<std::int16_t> loud(std::size_t samples) {
        return std::vector<std::int16_t>(samples, 10000);
    }

    int m_told = 0;
    Playback m_playback{[this] { ++m_told; }};
};

TEST_F(PlaybackTest, plays_silence_without_an_utterance) {
    EXPECT_EQ(play(100), std::vector<std::int16_t>(100, 0));
    EXPECT_FALSE(m_playback.speaking());
}

TEST_F(PlaybackTest, plays_what_was_added_and_says_which_node_sounds) {
    const auto number = m_playback.begin();
    EXPECT_TRUE(m_playback.node(number, "title"));
    EXPECT_TRUE(m_playback.add(number, loud(100)));
    EXPECT_TRUE(m_playback.node(number, "text"));
    EXPECT_TRUE(m_playback.add(number, loud(100)));
    m_playback.finish(number);
    EXPECT_EQ(m_playback.node(), "");
    EXPECT_EQ(play(50), loud(50));
    EXPECT_EQ(m_playback.node(), "title");
    play(100);
    EXPECT_EQ(m_playback.node(), "text");
    EXPECT_TRUE(m_playback.speaking());
    play(100);
    EXPECT_FALSE(m_playback.speaking());
    EXPECT_EQ(m_playback.node(), "");
    EXPECT_EQ(m_told, 3);
}

TEST_F(PlaybackTest, is_silent_five_milliseconds_after_a_cut_and_does_not_click) {
    const auto number = m_playback.begin();
    m_playback.add(number, loud(kSampleRate));
    play(1000);
    m_playback.begin();
    const std::vector<std::int16_t> after = play(1000);
    for (std::size_t i = 1; i < after.size(); ++i) {
        ASSERT_LE(std::abs(after[i] - after[i - 1]), 100) << i;
    }
    EXPECT_GT(after[0], 9000);
    EXPECT_TRUE(std::all_of(after.begin() + 6 * kMs, after.end(), [](auto s) { return s == 0; }));
}

TEST_F(PlaybackTest, refuses_the_sound_of_an_utterance_that_was_cut) {
    const auto old = m_playback.begin();
    const auto number = m_playback.begin();
    EXPECT_FALSE(m_playback.add(old, loud(10)));
    EXPECT_FALSE(m_playback.node(old, "title"));
    m_playback.finish(old);
    EXPECT_TRUE(m_playback.add(number, loud(10)));
    m_playback.finish(number);
    EXPECT_FALSE(m_playback.add(number, loud(10)));
}

TEST_F(PlaybackTest, goes_on_when_sound_was_made_too_slowly) {
    const auto number = m_playback.begin();
    m_playback.add(number, loud(10));
    play(100);
    EXPECT_TRUE(m_playback.speaking());
    m_playback.add(number, loud(10));
    EXPECT_EQ(play(10), loud(10));
    m_playback.finish(number);
    EXPECT_FALSE(m_playback.speaking());
}

TEST_F(PlaybackTest, changes_the_volume_at_once_but_not_in_a_jump) {
    const auto number = m_playback.begin();
    m_playback.add(number, loud(kSampleRate));
    m_playback.set_gain(0.5F);
    const std::vector<std::int16_t> out = play(1000);
    for (std::size_t i = 1; i < out.size(); ++i) ASSERT_LE(std::abs(out[i] - out[i - 1]), 100);
    EXPECT_EQ(out.back(), 5000);
}

TEST_F(PlaybackTest, keeps_its_marks_over_long_utterances) {
    const auto number = m_playback.begin();
    for (int i = 0; i < 5; ++i) {
        m_playback.node(number, std::to_string(i));
        m_playback.add(number, loud(kSampleRate));
    }
    for (int i = 0; i < 5; ++i) {
        play(kSampleRate / 2);
        EXPECT_EQ(m_playback.node(), std::to_string(i));
        play(kSampleRate / 2);
    }
}

}  // namespace
}  // namespace lotse::speech
