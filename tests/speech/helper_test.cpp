// SPDX-License-Identifier: EUPL-1.2
/// The real program lotse-voice.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/clock.h"
#include "speech/voice_helper.h"

namespace lotse::speech {
namespace {

/// Samples of one text; nothing: it failed.
std::optional<std::size_t> samples_of(VoiceHelper& helper, const std::string& voice,
                                      const std::string& text, int rate = 175) {
    std::size_t count = 0;
    const Result<void> made = helper.make(voice, rate, text, [&](auto samples) {
        count += samples.size();
        return true;
    });
    return made ? std::optional(count) : std::nullopt;
}

std::string line_of_process(pid_t process, const std::string& file, const std::string& name) {
    std::ifstream in("/proc/" + std::to_string(process) + "/" + file);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(name)) return line;
    }
    return {};
}

TEST(VoiceHelper, makes_sound_of_texts_in_one_voice_after_the_other) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    EXPECT_GT(samples_of(helper, "de", "Wer braucht Beratung?").value_or(0), 20000U);
    EXPECT_GT(samples_of(helper, "uk", "Кому потрібна консультація?").value_or(0), 20000U);
    EXPECT_GT(samples_of(helper, "ar", "مَرْحَبًا بِكُمْ").value_or(0), 10000U);
}

TEST(VoiceHelper, is_silent_in_a_voice_that_it_has_not_instead_of_using_the_one_before) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    ASSERT_TRUE(samples_of(helper, "de", "eins"));
    for (const char* voice : {"ti", "nope", "en-gb", "../de", "/etc/passwd"}) {
        std::size_t count = 0;
        const Result<void> made = helper.make(voice, 175, "eins", [&](auto samples) {
            count += samples.size();
            return true;
        });
        ASSERT_FALSE(made) << voice;
        EXPECT_EQ(made.error().kind, Kind::Refused);
        EXPECT_EQ(count, 0U);
    }
    EXPECT_TRUE(samples_of(helper, "de", "eins"));
}

TEST(VoiceHelper, speaks_faster_when_asked) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    const std::string text = "Wir rufen Ihre Nummer auf. Bitte warten Sie hier.";
    const std::size_t slow = samples_of(helper, "de", text, 120).value_or(0);
    EXPECT_GT(slow, samples_of(helper, "de", text, 260).value_or(slow) * 3 / 2);
}

TEST(VoiceHelper, refuses_what_is_too_long_and_goes_on) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    EXPECT_FALSE(samples_of(helper, "de", std::string(601, 'a')));
    EXPECT_FALSE(samples_of(helper, "de", "eins", 20));
    const pid_t process = helper.process();
    EXPECT_TRUE(samples_of(helper, "de", std::string(500, 'a') + "."));
    EXPECT_EQ(helper.process(), process);
}

TEST(VoiceHelper, takes_whatever_is_typed) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    for (const std::string text : {"<speak>", "<<<<<<<<", "\xff\xfe\xc3", "[[h@'loU]]", "\x01\x02",
                                   "&amp;", "", " ", "-", "\xf0\x9f\x98\x80"}) {
        EXPECT_TRUE(samples_of(helper, "de", text)) << text;
        EXPECT_TRUE(samples_of(helper, "fa", text)) << text;
    }
}

TEST(VoiceHelper, stops_giving_sound_that_nobody_wants) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    int pieces = 0;
    EXPECT_TRUE(helper.make("de", 175, "Ein Text mit mehr als einem Stück Klang darin.",
                            [&](auto) { return ++pieces < 3; }));
    EXPECT_EQ(pieces, 3);
    EXPECT_TRUE(samples_of(helper, "de", "eins"));
}

TEST(VoiceHelper, comes_back_after_it_was_killed_but_not_for_ever) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(samples_of(helper, "de", "eins")) << i;
        kill(helper.process(), SIGKILL);
        std::size_t none = 0;
        const Result<void> lost = helper.make("de", 175, "eins", [&](auto samples) {
            none += samples.size();
            return true;
        });
        ASSERT_FALSE(lost);
        EXPECT_EQ(lost.error().kind, Kind::Transient);
        EXPECT_EQ(helper.process(), -1);
    }
    const Result<void> given_up = helper.make("de", 175, "eins", [](auto) { return true; });
    ASSERT_FALSE(given_up);
    EXPECT_EQ(given_up.error().kind, Kind::Unusable);
}

TEST(VoiceHelper, waits_no_longer_than_its_patience_for_one_that_hangs) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    ASSERT_TRUE(samples_of(helper, "de", "eins"));
    kill(helper.process(), SIGSTOP);
    const auto before = BootClock::now();
    EXPECT_FALSE(samples_of(helper, "de", "eins"));
    EXPECT_LT(BootClock::now() - before, std::chrono::seconds(4));
    EXPECT_EQ(helper.process(), -1);
}

TEST(VoiceHelper, says_that_there_is_no_helper) {
    VoiceHelper missing("/nowhere/lotse-voice");
    const Result<void> made = missing.make("de", 175, "eins", [](auto) { return true; });
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Kind::Unusable);
}

TEST(VoiceHelper, is_shut_in) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    ASSERT_TRUE(samples_of(helper, "de", "eins"));
    const pid_t process = helper.process();
    EXPECT_EQ(line_of_process(process, "limits", "Max core file size").find("0 "), 26U);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_EQ(line_of_process(process, "status", "Seccomp:"), "Seccomp:\t2");
    EXPECT_EQ(line_of_process(process, "status", "NoNewPrivs:"), "NoNewPrivs:\t1");
#endif
    // Three pipes and nothing else: no sound service, no file that stayed open.
    int open = 0;
    for (int i = 0; i < 64; ++i) {
        open += access(("/proc/" + std::to_string(process) + "/fd/" + std::to_string(i)).c_str(),
                       F_OK) == 0
                    ? 1
                    : 0;
    }
    EXPECT_LE(open, 3);
}

TEST(VoiceHelper, leaves_no_process_behind) {
    pid_t process = -1;
    {
        VoiceHelper helper(LOTSE_VOICE_PROGRAM);
        ASSERT_TRUE(samples_of(helper, "de", "eins"));
        process = helper.process();
    }
    EXPECT_NE(kill(process, 0), 0);
}

}  // namespace
}  // namespace lotse::speech
