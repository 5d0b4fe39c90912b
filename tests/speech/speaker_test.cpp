// SPDX-License-Identifier: EUPL-1.2
/// With a device whose clock is the test's, and a synth that takes 60 ms of sound for a letter.
#include "speech/speaker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <thread>

#include "core/voice/sounds.h"
#include "speech/alsa_jack.h"
#include "speech/sounds.h"

namespace lotse::speech {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t kLetter = kSampleRate * 60 / 1000;

struct Asked {
    std::string voice;
    int rate;
    std::string text;
    bool operator==(const Asked&) const = default;
};

/// What the two fakes and the test share.
struct World {
    std::mutex mutex;
    std::vector<Asked> asked;
    int forgotten = 0;
    std::optional<Error> synth_fails, sink_fails;
    Sink::Fill fill;

    template <class Get>
    auto get(Get what) {
        const std::scoped_lock lock(mutex);
        return what();
    }
};

class FakeSynth final : public Synth {
public:
    explicit FakeSynth(World& world) : m_world(world) {}
    Result<void> make(const std::string& voice, int rate, const std::string& text,
                      const Take& take) override {
        {
            const std::scoped_lock lock(m_world.mutex);
            if (m_world.synth_fails) return *m_world.synth_fails;
            m_world.asked.push_back({voice, rate, text});
        }
        const std::vector<std::int16_t> letter(kLetter, 1000);
        for (std::size_t i = 0; i < text.size() && take(letter); ++i) {
        }
        return {};
    }
    void forget() override {
        const std::scoped_lock lock(m_world.mutex);
        ++m_world.forgotten;
    }

private:
    World& m_world;
};

class FakeSink final : public Sink {
public:
    explicit FakeSink(World& world) : m_world(world) {}
    Result<void> open(const Fill& fill) override {
        const std::scoped_lock lock(m_world.mutex);
        if (m_world.sink_fails) return *m_world.sink_fails;
        m_world.fill = fill;
        return {};
    }
    void close() override {}

private:
    World& m_world;
};

Language spoken(const std::string& tag, const std::string& voice) {
    Language out;
    out.tag = out.locale = tag;
    out.script = "Latn";
    out.voice = voice;
    out.speech.source = voice.empty() ? Speech::Source::None : Speech::Source::Voice;
    return out;
}

SpokenPart part(const std::string& words, const std::string& tag = "de",
                Taint taint = Taint::Interface) {
    return {{}, SecretText(words), tag, taint, words};
}

template <class Condition>
bool soon(Condition condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

class SpeakerTest : public testing::Test {
protected:
    std::vector<std::int16_t> play(std::chrono::milliseconds time) {
        const Sink::Fill fill = m_world.get([&] { return m_world.fill; });
        std::vector<std::int16_t> out(static_cast<std::size_t>(time.count()) * kSampleRate / 1000);
        if (fill) fill(out);
        return out;
    }
    std::vector<Asked> asked() {
        return m_world.get([&] { return m_world.asked; });
    }
    std::vector<std::string> texts_asked() {
        std::vector<std::string> out;
        for (const Asked& one : asked()) out.push_back(one.text);
        return out;
    }
    void say(std::vector<SpokenPart> parts) { m_speaker.say(Utterance{std::move(parts)}); }
    std::vector<std::string> logged() {
        return m_world.get([&] { return m_logged; });
    }

    World m_world;
    std::vector<std::string> m_logged;
    std::vector<Language> m_languages = {spoken("de", "de"), spoken("uk", "uk"), spoken("ti", "")};
    Speaker m_speaker{m_languages, std::make_unique<FakeSynth>(m_world),
                      std::make_unique<FakeSink>(m_world), [] {},
                      [this](const std::string& line) {
                          const std::scoped_lock lock(m_world.mutex);
                          m_logged.push_back(line);
                      }};
};

TEST_F(SpeakerTest, says_the_parts_one_after_the_other_and_lights_them) {
    say({part("eins"), part("zwei", "uk")});
    ASSERT_TRUE(soon([&] { return asked().size() == 2; }));
    EXPECT_THAT(asked(), ElementsAre(Asked{"de", 175, "eins"}, Asked{"uk", 175, "zwei"}));
    play(std::chrono::milliseconds(100));
    EXPECT_EQ(m_speaker.state(), Voice::State::Speaking);
    EXPECT_EQ(m_speaker.node(), "eins");
    play(std::chrono::milliseconds(600));
    EXPECT_EQ(m_speaker.node(), "zwei");
    EXPECT_TRUE(soon([&] {
        play(std::chrono::milliseconds(500));
        return m_speaker.state() == Voice::State::Silent;
    }));
    EXPECT_EQ(m_speaker.node(), "");
}

TEST_F(SpeakerTest, is_silent_after_a_cut_and_stays_so) {
    say({part("ein langer Text"), part("und noch einer")});
    ASSERT_TRUE(soon([&] { return asked().size() == 2; }));
    play(std::chrono::milliseconds(100));
    m_speaker.hush();
    EXPECT_EQ(m_speaker.state(), Voice::State::Silent);
    const std::vector<std::int16_t> after = play(std::chrono::seconds(5));
    EXPECT_TRUE(std::all_of(after.begin() + kSampleRate / 100, after.end(),
                            [](std::int16_t sample) { return sample == 0; }));
}

TEST_F(SpeakerTest, lets_the_newer_utterance_cut_the_older_and_nothing_wait) {
    for (int i = 0; i < 200; ++i) say({part("alt"), part("alt")});
    say({part("neu")});
    ASSERT_TRUE(soon([&] {
        const auto all = texts_asked();
        return !all.empty() && all.back() == "neu";
    }));
    play(std::chrono::milliseconds(20));
    EXPECT_EQ(m_speaker.node(), "neu");
    play(std::chrono::seconds(1));
    EXPECT_TRUE(soon([&] { return m_speaker.state() == Voice::State::Silent; }));
}

TEST_F(SpeakerTest, says_no_answer_unless_it_was_asked_for) {
    say({part("Geburtsort"), part("Lwiw", "de", Taint::Personal),
         part("1234", "de", Taint::Masked)});
    ASSERT_TRUE(soon([&] { return asked().size() == 1; }));
    VoiceSettings aloud;
    aloud.answers_aloud = true;
    m_speaker.set(aloud);
    say({part("Ort"), part("Lwiw", "de", Taint::Personal), part("1234", "de", Taint::Masked),
         part("Ende")});
    ASSERT_TRUE(soon([&] { return asked().size() == 4; }));
    EXPECT_THAT(texts_asked(), ElementsAre("Geburtsort", "Ort", "Lwiw", "Ende"));
}

TEST_F(SpeakerTest, has_a_short_tone_for_what_is_typed_and_another_sound_before_a_call) {
    EXPECT_EQ(sound_of("start.welcome"), nullptr);
    const auto *typed = sound_of(kTyped), *chime = sound_of(kChime);
    ASSERT_TRUE(typed != nullptr && chime != nullptr);
    EXPECT_LE(typed->size(), static_cast<std::size_t>(kSampleRate) / 5) << "EN 301 549, 5.1.3.10";
    const auto* unsaid = sound_of(kUnsaid);
    ASSERT_NE(unsaid, nullptr);
    EXPECT_LE(unsaid->size(), static_cast<std::size_t>(kSampleRate) / 5);
    EXPECT_NE(*unsaid, *typed);
    EXPECT_GT(chime->size(), typed->size() * 5) << "nobody takes one for the other";
    say({sound_part(kTyped)});
    ASSERT_TRUE(soon([&] { return m_speaker.state() == Voice::State::Speaking; }));
    int sounded = 0;
    EXPECT_TRUE(soon([&] {
        const std::vector<std::int16_t> played = play(std::chrono::milliseconds(50));
        sounded += static_cast<int>(
            std::ranges::count_if(played, [](std::int16_t sample) { return sample != 0; }));
        return m_speaker.state() == Voice::State::Silent;
    }));
    EXPECT_GT(sounded, static_cast<int>(typed->size() / 2));
    EXPECT_TRUE(asked().empty()) << "no voice is asked for it";
}

TEST_F(SpeakerTest, never_says_a_language_without_voice_in_another_ones) {
    EXPECT_TRUE(m_speaker.speaks("uk"));
    EXPECT_FALSE(m_speaker.speaks("ti"));
    EXPECT_FALSE(m_speaker.speaks("xx"));
    say({part("ab", "ti"), part("cd", "xx"), part("ef")});
    ASSERT_TRUE(soon([&] { return !asked().empty(); }));
    EXPECT_THAT(texts_asked(), ElementsAre("ef"));
}

TEST_F(SpeakerTest, speaks_faster_from_the_next_utterance_on) {
    VoiceSettings faster;
    faster.speed = 2;
    m_speaker.set(faster);
    say({part("eins")});
    ASSERT_TRUE(soon([&] { return !asked().empty(); }));
    EXPECT_EQ(asked().front().rate, 210);
}

TEST_F(SpeakerTest, makes_long_texts_while_they_are_played) {
    std::vector<SpokenPart> parts(100, part(std::string(100, 'a')));  // six seconds each
    say(std::move(parts));
    ASSERT_TRUE(soon([&] { return asked().size() >= 4; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    EXPECT_LE(asked().size(), 6U);
    play(std::chrono::seconds(20));
    EXPECT_TRUE(soon([&] { return asked().size() >= 7; }));
}

TEST_F(SpeakerTest, forgets_by_ending_the_helper) {
    say({part("geheim")});
    m_speaker.forget();
    EXPECT_TRUE(soon([&] { return m_world.get([&] { return m_world.forgotten; }) == 1; }));
    EXPECT_EQ(m_speaker.state(), Voice::State::Silent);
}

TEST_F(SpeakerTest, is_broken_without_a_helper_and_tells_it_once) {
    m_world.get([&] {
        m_world.synth_fails = Error{Kind::Unusable, "lotse-voice", "is not there"};
        return 0;
    });
    for (int i = 0; i < 3; ++i) {
        say({part("eins")});
        EXPECT_TRUE(soon([&] { return m_speaker.state() == Voice::State::Broken; }));
    }
    EXPECT_THAT(logged(), ElementsAre(HasSubstr("is not there")));
    m_world.get([&] {
        m_world.synth_fails.reset();
        return 0;
    });
    say({part("eins")});
    EXPECT_TRUE(soon([&] { return m_speaker.state() != Voice::State::Broken; }));
    EXPECT_THAT(logged(), SizeIs(2));
}

TEST_F(SpeakerTest, leaves_out_a_text_that_cannot_be_said) {
    m_world.get([&] {
        m_world.synth_fails = Error{Kind::Refused, "lotse-voice", "could not say a text"};
        return 0;
    });
    say({part("eins")});
    EXPECT_TRUE(soon([&] {
        play(std::chrono::seconds(1));
        return m_speaker.state() == Voice::State::Silent;
    }));
    EXPECT_THAT(logged(), IsEmpty());
}

TEST(SpeakerWithoutDevice, is_broken_and_says_nothing) {
    World world;
    world.sink_fails = Error{Kind::Transient, "sound", "no device"};
    const std::vector<Language> languages = {spoken("de", "de")};
    Speaker speaker(
        languages, std::make_unique<FakeSynth>(world), std::make_unique<FakeSink>(world), [] {},
        [](const std::string&) {});
    EXPECT_TRUE(soon([&] { return speaker.state() == Voice::State::Broken; }));
    speaker.say(Utterance{{part("eins")}});
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_THAT(world.asked, IsEmpty());
}

class FakeJack final : public Jack {
public:
    void watch(Told told) override { m_told = std::move(told); }
    void stop() override {}
    void plug(bool in) { m_told(in); }

private:
    Told m_told;
};

/// With a headset at a device of its own, or at the loudspeaker's.
class HeadsetSpeaker {
public:
    explicit HeadsetSpeaker(bool own_device) {
        auto jack = std::make_unique<FakeJack>();
        m_jack = jack.get();
        HeadsetWay way{nullptr, std::move(jack)};
        if (own_device) way.sink = std::make_unique<FakeSink>(m_headset);
        m_speaker.emplace(
            m_languages, std::make_unique<FakeSynth>(m_room), std::make_unique<FakeSink>(m_room),
            [] {}, [](const std::string&) {}, nullptr, std::move(way));
        EXPECT_TRUE(soon([&] { return fill(m_room) && (!own_device || fill(m_headset)); }));
    }
    /// Plugged in, and whoever owns the voice knows.
    void plug_in() {
        m_jack->plug(true);
        use_headset(true);
    }
    void use_headset(bool used) {
        VoiceSettings settings;
        settings.headset = used;
        m_speaker->set(settings);
    }
    void say_an_answer() {
        const std::size_t before = asked();
        m_speaker->say(Utterance{{part("Ort"), part("Lwiw", "de", Taint::Personal)}});
        EXPECT_TRUE(soon([&] { return asked() == before + 2; }));
    }
    std::size_t asked() {
        return m_room.get([&] { return m_room.asked.size(); });
    }
    /// How many samples were not silent.
    static std::size_t play(World& world, std::size_t samples) {
        std::vector<std::int16_t> out(samples, 1);
        fill(world)(out);
        return samples - static_cast<std::size_t>(std::ranges::count(out, std::int16_t{0}));
    }
    static Sink::Fill fill(World& world) {
        return world.get([&] { return world.fill; });
    }

    World m_room, m_headset;
    FakeJack* m_jack = nullptr;
    std::vector<Language> m_languages = {spoken("de", "de")};
    std::optional<Speaker> m_speaker;
};

TEST(Headset, hears_answers_and_the_room_hears_nothing) {
    HeadsetSpeaker two(true);
    two.plug_in();
    EXPECT_TRUE(two.m_speaker->headset());
    two.say_an_answer();
    EXPECT_EQ(two.play(two.m_room, kSampleRate), 0U);
    EXPECT_GT(two.play(two.m_headset, kSampleRate), 6 * kLetter);
}

TEST(Headset, that_nobody_knows_to_be_in_hears_no_answer) {
    HeadsetSpeaker two(true);
    two.m_speaker->say(Utterance{{part("Ort"), part("Lwiw", "de", Taint::Personal)}});
    ASSERT_TRUE(soon([&] { return two.asked() == 1; }));
    two.use_headset(true);
    two.m_speaker->say(Utterance{{part("Ort"), part("Lwiw", "de", Taint::Personal)}});
    two.m_speaker->hush();
    EXPECT_EQ(two.asked(), 1U) << "whoever believes that it is in, says it to nobody";
}

TEST(Headset, unplugged_at_any_sample_no_answer_comes_out_of_the_loudspeaker) {
    const std::size_t whole = 7 * kLetter + 2 * kSampleRate * 350 / 1000;
    for (const bool own_device : {true, false}) {
        HeadsetSpeaker one(own_device);
        World& heard = own_device ? one.m_headset : one.m_room;
        for (std::size_t at = 0; at <= whole; at += kSampleRate / 100) {
            one.plug_in();
            one.say_an_answer();
            one.play(heard, at);
            one.m_jack->plug(false);
            EXPECT_EQ(one.m_speaker->state(), Voice::State::Silent);
            EXPECT_EQ(one.play(one.m_room, 3 * whole), 0U) << "at sample " << at;
            // Whoever owns the voice does not know it yet, and says the answer again.
            one.m_speaker->say(Utterance{{part("Lwiw", "de", Taint::Personal)}});
            EXPECT_EQ(one.play(one.m_room, 3 * whole), 0U) << "at sample " << at;
            if (own_device) {
                EXPECT_EQ(one.play(one.m_headset, whole), 0U);
            }
            one.use_headset(false);
        }
    }
}

TEST(Headset, unplugged_the_question_is_heard_in_the_room) {
    HeadsetSpeaker two(true);
    two.plug_in();
    two.say_an_answer();
    two.play(two.m_headset, kLetter);
    two.m_jack->plug(false);
    two.use_headset(false);
    two.m_speaker->say(Utterance{{part("Frage"), part("Lwiw", "de", Taint::Personal)}});
    ASSERT_TRUE(soon([&] { return two.asked() == 3; }));
    EXPECT_TRUE(soon([&] { return two.m_speaker->state() == Voice::State::Speaking; }));
    EXPECT_EQ(two.play(two.m_headset, kSampleRate), 0U);
    EXPECT_EQ(two.play(two.m_room, kSampleRate), 5 * kLetter);
}

TEST(Headset, plugged_in_while_the_room_hears_moves_nothing_by_itself) {
    HeadsetSpeaker two(true);
    two.m_speaker->say(Utterance{{part("Frage")}});
    ASSERT_TRUE(soon([&] { return two.asked() == 1; }));
    two.m_jack->plug(true);
    EXPECT_EQ(two.play(two.m_headset, kLetter), 0U);
    EXPECT_EQ(two.m_speaker->state(), Voice::State::Speaking);
}

TEST(AlsaJack, of_a_card_that_is_not_there_says_so_once_and_counts_as_out) {
    std::mutex mutex;
    std::vector<std::string> logged;
    std::vector<bool> told;
    AlsaJack jack("lotse_no_such_card", "Headphone Jack", [&](const std::string& line) {
        const std::scoped_lock lock(mutex);
        logged.push_back(line);
    });
    jack.watch([&](bool in) {
        const std::scoped_lock lock(mutex);
        told.push_back(in);
    });
    EXPECT_TRUE(soon([&] {
        const std::scoped_lock lock(mutex);
        return logged.size() == 1;
    }));
    jack.stop();
    EXPECT_THAT(logged, ElementsAre(HasSubstr("Headphone Jack")));
    EXPECT_THAT(told, ElementsAre(false));
}

}  // namespace
}  // namespace lotse::speech
