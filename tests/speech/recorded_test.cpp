// SPDX-License-Identifier: EUPL-1.2
/// How soon the real helper is heard and silent again, on a sound device of SDL that writes what it
/// plays into a file and keeps time: what stands there at a sample was played when that sample was.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "codec/translation/language_json.h"
#include "speech/sdl_sink.h"
#include "speech/speaker.h"
#include "speech/voice_helper.h"

namespace lotse::speech {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class RecordedTest : public testing::Test {
protected:
    RecordedTest() {
        setenv("SDL_AUDIODRIVER", "disk", 1);
        setenv("SDL_DISKAUDIOFILE", m_file.c_str(), 1);
        m_speaker = std::make_unique<Speaker>(
            m_languages, std::make_unique<VoiceHelper>(LOTSE_VOICE_PROGRAM),
            std::make_unique<SdlSink>(""), [] {}, [](const std::string&) {});
        for (int i = 0; i < 500 && played() == 0; ++i) wait(milliseconds(10));
    }
    ~RecordedTest() override {
        m_speaker.reset();
        std::error_code none;
        fs::remove(m_file, none);
        unsetenv("SDL_AUDIODRIVER");
        unsetenv("SDL_DISKAUDIOFILE");
    }

    static void wait(milliseconds time) { std::this_thread::sleep_for(time); }
    /// Samples until now.
    std::size_t played() const {
        std::error_code none;
        const auto size = fs::file_size(m_file, none);
        return none ? 0 : size / sizeof(std::int16_t);
    }
    std::vector<std::int16_t> recording() const {
        std::ifstream in(m_file, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)),
                                std::istreambuf_iterator<char>());
        std::vector<std::int16_t> out(bytes.size() / sizeof(std::int16_t));
        std::copy_n(bytes.begin(), out.size() * sizeof(std::int16_t),
                    reinterpret_cast<char*>(out.data()));
        return out;
    }
    static milliseconds time_of(std::size_t samples) {
        return milliseconds(samples * 1000 / kSampleRate);
    }
    void say(const std::string& words, const std::string& tag = "de") {
        m_speaker->say(Utterance{{{{}, SecretText(words), tag, Taint::Interface, "node"}}});
    }

    const std::string m_file =
        (fs::temp_directory_path() / ("lotse-sound-" + std::to_string(getpid()))).string();
    const std::vector<Language> m_languages =
        *codec::read_languages(LOTSE_SOURCE_DIR "/locales", codec::debian_font_folders(), {});
    std::unique_ptr<Speaker> m_speaker;
};

TEST_F(RecordedTest, is_heard_within_150_ms_and_silent_within_100_ms) {
    ASSERT_GT(played(), 0U);
    std::vector<milliseconds> sounds, silences;
    for (int i = 0; i < 6; ++i) {
        if (i == 3) m_speaker->forget();  // the helper is started anew
        wait(milliseconds(300));
        const std::size_t asked = played();
        say("Wer braucht Beratung? Ich selbst, oder ich helfe jemandem.");
        wait(milliseconds(700));
        const std::size_t cut = played();
        m_speaker->hush();
        wait(milliseconds(400));
        const std::vector<std::int16_t> all = recording();
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(asked);
        const auto first = std::find_if(from, all.end(), [](auto sample) { return sample != 0; });
        ASSERT_NE(first, all.end());
        const auto last =
            std::find_if(all.rbegin(), all.rend(), [](auto sample) { return sample != 0; }).base();
        sounds.push_back(time_of(static_cast<std::size_t>(first - from)));
        const auto after = last - (all.begin() + static_cast<std::ptrdiff_t>(cut));
        silences.push_back(time_of(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after))));
    }
    std::ranges::sort(sounds);
    std::ranges::sort(silences);
    const auto report = [](const char* what, const std::vector<milliseconds>& times) {
        std::printf("%s: median %d ms, worst %d ms\n", what,
                    static_cast<int>(times[times.size() / 2].count()),
                    static_cast<int>(times.back().count()));
    };
    report("first sound after", sounds);
    report("silence after", silences);
    // The worst of a machine that does something else meanwhile is that machine's.
    EXPECT_LE(sounds[sounds.size() / 2], milliseconds(150));
    EXPECT_LE(silences[silences.size() / 2], milliseconds(100));
}

TEST_F(RecordedTest, plays_what_the_helper_made_without_gaps_or_clipping) {
    ASSERT_GT(played(), 0U);
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    const std::string words = "Wer braucht Beratung?";
    std::size_t made = 0;
    ASSERT_TRUE(helper.make("de", 175, words, [&](auto samples) {
        made += samples.size();
        return true;
    }));
    const std::size_t before = played();
    VoiceSettings loudest;
    loudest.volume = VoiceSettings::kLoudest;
    m_speaker->set(loudest);
    say(words);
    wait(milliseconds(2500));
    const std::vector<std::int16_t> all = recording();
    const auto sounds = [](auto sample) { return sample != 0; };
    const auto first =
        std::find_if(all.begin() + static_cast<std::ptrdiff_t>(before), all.end(), sounds);
    const auto last = std::find_if(all.rbegin(), all.rend(), sounds).base();
    const auto length = static_cast<double>(last - first);
    // Silence at both ends of what was made is not counted.
    EXPECT_GT(length, 0.75 * static_cast<double>(made));
    EXPECT_LT(length, 1.05 * static_cast<double>(made));
    EXPECT_LT(*std::max_element(first, last), 32700);
    EXPECT_GT(*std::max_element(first, last), 8000);
    EXPECT_EQ(m_speaker->state(), Voice::State::Silent);
}

}  // namespace
}  // namespace lotse::speech
