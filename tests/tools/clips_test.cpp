// SPDX-License-Identifier: EUPL-1.2
/// Clips from the recording to the loudspeaker, on a small folder of languages. Recordings are
/// tones with the length of speech: what is judged is loudness, length and silence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sndfile.h>
#include <sys/stat.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <numbers>
#include <random>
#include <sstream>
#include <thread>

#include "codec/translation/clip_index.h"
#include "codec/translation/language_json.h"
#include "core/limits.h"
#include "speech/clip_file.h"
#include "speech/speaker.h"
#include "support/temp_folder.h"
#include "text/languages/clip_plan.h"
#include "tools/child_process.h"
#include "tools/clip_commands.h"
#include "tools/recording.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kRate = 44100;
constexpr double kLoud = 0.1;

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<float> tone(double seconds, double amplitude, double hertz = 440) {
    std::vector<float> out(static_cast<std::size_t>(seconds * kRate));
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<float>(
            amplitude * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / kRate));
    }
    return out;
}

/// With silence before and after, as people record.
std::vector<float> spoken(double seconds, double amplitude = kLoud, double hertz = 440) {
    std::vector<float> out(kRate);
    const std::vector<float> speech = tone(seconds, amplitude, hertz);
    out.insert(out.end(), speech.begin(), speech.end());
    out.insert(out.end(), kRate, 0);
    return out;
}

void record(const std::string& path, const std::vector<float>& samples,
            int format = SF_FORMAT_WAV | SF_FORMAT_PCM_16, int rate = kRate) {
    fs::create_directories(fs::path(path).parent_path());
    SF_INFO info{};
    info.samplerate = rate;
    info.channels = 1;
    info.format = format;
    SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
    ASSERT_NE(file, nullptr) << sf_strerror(nullptr);
    // Cut at full scale, as microphones do.
    sf_command(file, SFC_SET_CLIPPING, nullptr, SF_TRUE);
    sf_writef_float(file, samples.data(), static_cast<sf_count_t>(samples.size()));
    sf_close(file);
}

class ClipTools : public testing::Test {
protected:
    ClipTools() {
        for (const std::string tag : {"de", "ti"}) {
            for (const std::string file : {"/language.json", "/keyboard.json"}) {
                write(m_locales + "/" + tag + file,
                      read(LOTSE_SOURCE_DIR "/locales/" + tag + file));
            }
        }
        set_texts("Bitte gehen Sie jetzt zum Empfang.");
    }
    void set_texts(const std::string& go) {
        write(m_locales + "/de/messages.json",
              R"({"a.go": ")" + go + R"(", "a.part": "Teil {n}"})");
        write(m_locales + "/ti/messages.json",
              R"({"a.go": "ዋዋዋ ዋዋዋ ዋዋዋ ዋዋዋ", "a.part": "ክፍሊ {n}"})");
    }
    template <class Request>
    Request request(Request out = {}) const {
        out.locales = m_locales;
        if (out.language.empty()) out.language = "de";
        return out;
    }
    Result<void> import(bool dry_run = false) {
        ImportClips wanted = request<ImportClips>();
        wanted.from = m_recordings;
        wanted.dry_run = dry_run;
        return done(import_clips(wanted, m_console));
    }
    Result<void> check(const std::string& tag = "de") {
        ClipRequest wanted;
        wanted.language = tag;
        return done(check_clips(request(wanted), m_console));
    }
    Result<void> synthesise(const std::string& with) {
        SynthesiseClips wanted = request<SynthesiseClips>();
        wanted.with = with;
        return done(synthesise_clips(wanted, m_console));
    }
    std::string plan(PlanClips wanted) {
        const Result<void> planned = done(plan_clips(request(std::move(wanted)), m_console));
        EXPECT_TRUE(planned.ok());
        return m_printed;
    }
    ClipIndex index() const {
        const Result<ClipIndex> read = codec::read_clip_index(m_clips);
        return read ? *read : ClipIndex{};
    }
    Result<void> done(Result<void> result) {
        m_printed = m_out.str() + (result ? std::string() : to_string(result.error()));
        m_out.str("");
        return result;
    }
    std::string recording(const std::string& name) const { return m_recordings + "/" + name; }

    support::TempFolder m_folder;
    const std::string m_locales = m_folder.path("locales");
    const std::string m_recordings = m_folder.path("recordings");
    const std::string m_clips = m_locales + "/de/clips";
    std::istringstream m_in;
    std::ostringstream m_out;
    Console m_console{m_in, m_out};
    std::string m_printed;
};

TEST_F(ClipTools, takes_recordings_in_and_gives_each_the_same_loudness_and_silence) {
    record(recording("a.go.wav"), spoken(3, 0.02));
    record(recording("a.part#1.flac"), spoken(0.5, 0.4), SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
    record(recording("number.7.ogg"), spoken(0.5, 0.1, 600), SF_FORMAT_OGG | SF_FORMAT_OPUS, 48000);
    ASSERT_TRUE(import(true).ok()) << m_printed;
    EXPECT_THAT(m_printed, HasSubstr("3 clips would be taken, 0 refused"));
    EXPECT_FALSE(fs::exists(m_clips)) << "a trial writes nothing";
    ASSERT_TRUE(import().ok()) << m_printed;
    ASSERT_EQ(index().clips.size(), 3U);
    for (const auto& [id, clip] : index().clips) {
        const Result<Recording> sound = read_recording(read(m_clips + "/" + clip.file), id);
        ASSERT_TRUE(sound.ok()) << id;
        EXPECT_FALSE(clip.synthesised);
        const Loudness loud = loudness_of(*sound);
        EXPECT_NEAR(loud.lufs, -23, 1) << id;
        EXPECT_LE(loud.peak_db, -2) << id;
        EXPECT_NEAR(sound->ms(), clip.ms, 30) << id;
        const auto first =
            std::ranges::find_if(sound->samples, [](float s) { return std::abs(s) > 0.01F; });
        const auto lead = (first - sound->samples.begin()) * 1000 / sound->rate;
        EXPECT_GE(lead, 30) << id;
        EXPECT_LE(lead, 80) << id;
    }
    EXPECT_NEAR(index().clips["a.go"].ms, 3000 + 50 + 110, 30);
    EXPECT_LT(fs::file_size(m_clips + "/a.go.opus"), 14000U) << "about 24 kbit/s";
    EXPECT_TRUE(check().ok()) << m_printed;
    EXPECT_THAT(m_printed, HasSubstr("de: 3 clips of"));
}

TEST_F(ClipTools, refuses_what_is_no_clip_and_takes_the_rest) {
    record(recording("a.go.wav"), spoken(3));
    record(recording("a.part#1.wav"), std::vector<float>(kRate, 0));
    record(recording("number.1.wav"), spoken(0.5, 3));
    record(recording("number.3.wav"), spoken(0.03));
    record(recording("number.4.wav"), spoken(20));
    std::vector<float> knock = spoken(0.5, 0.01, 500);
    for (int i = 0; i < 20; ++i) knock[kRate + 5000 + i] = i % 2 == 0 ? 0.9F : -0.9F;
    record(recording("number.6.wav"), knock);
    write(recording("number.5.wav"), "RIFF but no sound");
    record(recording("nobody.wav"), spoken(1));
    record(recording("region.SY.wav"), spoken(3));  // the same as a.go
    EXPECT_FALSE(import().ok());
    EXPECT_THAT(m_printed, HasSubstr("a.part#1.wav: is silent"));
    EXPECT_THAT(m_printed, HasSubstr("number.1.wav: clips"));
    EXPECT_THAT(m_printed, HasSubstr("number.3.wav: lasts 0.0 s"));
    EXPECT_THAT(m_printed, HasSubstr("number.4.wav: lasts 20.0 s"));
    EXPECT_THAT(m_printed, HasSubstr("number.5.wav: is no recording"));
    EXPECT_THAT(m_printed, HasSubstr("number.6.wav: has a peak"));
    EXPECT_THAT(m_printed, HasSubstr("nobody.wav: is called like no text of the plan"));
    EXPECT_THAT(m_printed, HasSubstr("region.SY.wav: is the same sound as a.go.wav"));
    EXPECT_THAT(m_printed, HasSubstr("1 clip taken, 8 refused"));
    EXPECT_EQ(index().clips.size(), 1U);
}

TEST_F(ClipTools, refuses_what_is_spoken_too_slowly_or_too_fast_for_its_text) {
    record(recording("a.go.wav"), spoken(12));
    EXPECT_FALSE(import().ok());
    EXPECT_THAT(m_printed, HasSubstr("2.8 letters a second"));
    record(recording("a.go.wav"), spoken(0.8));
    EXPECT_FALSE(import().ok());
    EXPECT_THAT(m_printed, HasSubstr("letters a second, expected 5 to 30"));
}

TEST_F(ClipTools, knows_that_a_text_changed_after_it_was_recorded) {
    record(recording("a.go.wav"), spoken(3));
    ASSERT_TRUE(import().ok()) << m_printed;
    PlanClips missing;
    missing.missing = true;
    EXPECT_THAT(plan(missing), testing::Not(HasSubstr("\"a.go\"")));
    set_texts("Bitte gehen Sie jetzt zum Eingang.");
    EXPECT_THAT(plan(missing), HasSubstr("\"a.go\",text,\"Bitte gehen Sie jetzt zum Eingang.\""));
    EXPECT_TRUE(check().ok()) << "German has a voice: it is heard all the same";
    EXPECT_THAT(m_printed, HasSubstr("stale 1: a.go"));
}

TEST_F(ClipTools, finds_what_is_wrong_in_a_folder) {
    record(recording("a.go.wav"), spoken(3));
    record(recording("number.1.wav"), spoken(0.5));
    record(recording("number.2.wav"), spoken(0.6));
    ASSERT_TRUE(import().ok()) << m_printed;
    ClipIndex changed = index();
    changed.clips["gone"] = changed.clips["number.1"];
    changed.clips["number.2"].ms = 5000;
    write(m_clips + "/index.json", codec::write_clip_index(changed));
    write(m_clips + "/stray.opus", "x");
    fs::copy_file(m_clips + "/number.2.opus", m_clips + "/other.opus");
    Recording loud;
    loud.rate = kRate;
    loud.samples = tone(3.16, 0.9);
    write(m_clips + "/a.go.opus", *encoded(loud, "loud"));
    EXPECT_FALSE(check().ok());
    EXPECT_THAT(m_printed, HasSubstr("orphaned 3: gone other.opus stray.opus"));
    EXPECT_THAT(m_printed, HasSubstr("number.2: lasts 760 ms, not 5000"));
    EXPECT_THAT(m_printed, HasSubstr("a.go: has -5 LUFS"));
    fs::remove(m_clips + "/number.2.opus");
    EXPECT_FALSE(check().ok());
    write(m_clips + "/index.json", "{broken");
    EXPECT_FALSE(check().ok());
}

TEST_F(ClipTools, calls_a_language_of_clips_alone_unfit_until_it_has_all) {
    std::string settings = read(m_locales + "/ti/language.json");
    const std::string voice = R"("voice": "")";
    settings.replace(settings.find(voice), voice.size(),
                     R"("voice": "", "speech": {"source": "clips"})");
    write(m_locales + "/ti/language.json", settings);
    EXPECT_FALSE(check("ti").ok());
    EXPECT_THAT(m_printed, HasSubstr("missing"));
    ClipRequest all;
    all.locales = m_locales;
    EXPECT_FALSE(check_clips(all, m_console).ok()) << "also where no language is named";
}

TEST_F(ClipTools, writes_a_plan_to_read_from) {
    const std::string csv = plan({});
    EXPECT_THAT(csv, HasSubstr("number,id,kind,text,german,note,seconds\r\n"));
    EXPECT_THAT(csv, HasSubstr("1,\"a.go\",text,\"Bitte gehen Sie jetzt zum Empfang.\""));
    EXPECT_THAT(csv, HasSubstr("2,\"a.part#1\",piece,\"Teil\",\"Teil {n}\",\"\",1\r\n"));
    PlanClips html;
    html.format = "html";
    html.language = "ti";
    EXPECT_THAT(plan(html), HasSubstr("lang=\"ti\" dir=\"ltr\">ክፍሊ<td>Teil {n}"));
    html.language = "xx";
    EXPECT_FALSE(plan_clips(request(html), m_console).ok());
}

/// The shipped languages that no voice speaks.
TEST(ClipPlanOfShippedLanguages, has_every_text_that_their_clients_see) {
    Result<std::vector<Language>> languages =
        codec::read_languages(std::string(LOTSE_SOURCE_DIR) + "/locales");
    ASSERT_TRUE(languages.ok());
    const text::Catalogue catalogue(std::move(*languages));
    for (const char* tag : {"ti", "ps", "ckb"}) {
        const std::vector<text::ClipText> texts = text::clip_texts(catalogue, tag);
        std::set<std::string> planned;
        for (const text::ClipText& text : texts) {
            EXPECT_TRUE(planned.insert(text.text + " " + text.id).second) << text.id;
            EXPECT_FALSE(text.text.empty()) << tag << " " << text.id;
        }
        std::set<std::string> words;
        for (const text::ClipText& text : texts) words.insert(text.text);
        const Language& german = *catalogue.language("de");
        for (const auto& [id, pattern] : german.messages) {
            if (id.starts_with("desk.") || id.starts_with("flag.") || id.starts_with("case.") ||
                id.starts_with("staff.") || id.starts_with("region.") ||
                id.starts_with("language_name.")) {
                continue;
            }
            const auto own = catalogue.language(tag)->messages.view(id);
            ASSERT_TRUE(own.has_value()) << tag << " has no text " << id;
            for (const std::string& piece : text::pieces_of(std::string(*own))) {
                EXPECT_TRUE(words.contains(piece)) << tag << " " << id << ": " << piece;
            }
        }
        EXPECT_GT(texts.size(), 1200U) << tag;
    }
}

TEST_F(ClipTools, lets_a_program_speak_what_is_missing_and_says_that_it_did) {
    const std::string wav = m_folder.path("spoken.wav");
    record(wav, spoken(1.5));
    // Speaks one text, and fails for all others.
    const std::string program = "grep -q Empfang && test {voice} = de && cat '" + wav + "'";
    EXPECT_FALSE(synthesise(program).ok());
    EXPECT_THAT(m_printed, HasSubstr("de: 1 clip made, 5 refused")) << "and it is asked no more";
    ASSERT_EQ(index().clips.size(), 1U);
    EXPECT_TRUE(index().clips["a.go"].synthesised);
    EXPECT_EQ(index().clips["a.go"].speaker, "grep");
    EXPECT_TRUE(check().ok()) << m_printed;
    EXPECT_FALSE(synthesise("cat").ok()) << "a text is no sound";
    SynthesiseClips without = request<SynthesiseClips>();
    without.language = "ti";
    EXPECT_THAT(to_string(synthesise_clips(without, m_console).error()), HasSubstr("--with"));
}

TEST(OutputOf, is_what_the_program_wrote_and_no_more_than_is_wanted) {
    EXPECT_EQ(*output_of({"/bin/cat"}, "abc", 10), "abc");
    EXPECT_FALSE(output_of({"/bin/cat"}, "abc", 2).ok());
    EXPECT_FALSE(output_of({"/bin/false"}, "", 10).ok());
    EXPECT_FALSE(output_of({"/nowhere"}, "", 10).ok());
}

// --- Played
// ---------------------------------------------------------------------------------------

class Heard {
public:
    speech::Synth::Take take() {
        return [this](std::span<const std::int16_t> samples) {
            sound.insert(sound.end(), samples.begin(), samples.end());
            return true;
        };
    }
    double level() const {
        double sum = 0;
        for (const std::int16_t one : sound) sum += static_cast<double>(one) * one;
        return sound.empty() ? 0 : std::sqrt(sum / static_cast<double>(sound.size())) / 32768;
    }
    int ms() const {
        return static_cast<int>(static_cast<std::int64_t>(sound.size()) * 1000 /
                                speech::kSampleRate);
    }
    std::vector<std::int16_t> sound;
};

class PlayedClip : public ClipTools {
protected:
    PlayedClip() {
        record(recording("a.go.wav"), spoken(3));
        LOTSE_CHECK(import().ok());
        clip = {m_clips + "/a.go.opus", index().clips["a.go"].ms};
    }
    speech::ClipSound clip;
};

TEST_F(PlayedClip, is_as_long_and_as_loud_as_it_was_recorded) {
    Heard heard;
    ASSERT_TRUE(play_clip(clip, 1, heard.take()).ok());
    EXPECT_NEAR(heard.ms(), clip.ms, 30);
    const Result<Recording> sound = read_recording(read(clip.path), "clip");
    double sum = 0;
    for (const float one : sound->samples) sum += static_cast<double>(one) * one;
    EXPECT_NEAR(heard.level(), std::sqrt(sum / static_cast<double>(sound->samples.size())), 0.002);
}

TEST_F(PlayedClip, is_faster_and_slower_as_the_voice_is) {
    Heard fast, slow;
    ASSERT_TRUE(play_clip(clip, 1.5F, fast.take()).ok());
    ASSERT_TRUE(play_clip(clip, 0.7F, slow.take()).ok());
    EXPECT_NEAR(fast.ms(), clip.ms / 1.5, 120);
    EXPECT_NEAR(slow.ms(), clip.ms / 0.7, 120);
    EXPECT_NEAR(fast.level(), slow.level(), 0.01);
}

TEST_F(PlayedClip, ends_when_no_more_of_it_is_wanted) {
    int asked = 0;
    EXPECT_TRUE(play_clip(clip, 1, [&](std::span<const std::int16_t>) {
                    ++asked;
                    return false;
                }).ok());
    EXPECT_EQ(asked, 1);
}

TEST_F(PlayedClip, is_refused_when_the_file_is_another_or_none) {
    Heard heard;
    const auto refused = [&](speech::ClipSound one) {
        const Result<void> played = play_clip(one, 1, heard.take());
        return !played && heard.sound.empty();
    };
    EXPECT_TRUE(refused({clip.path, clip.ms + 500})) << "another recording";
    EXPECT_TRUE(refused({m_clips + "/nowhere.opus", clip.ms}));
    EXPECT_TRUE(refused({m_clips, clip.ms})) << "a folder";
    EXPECT_TRUE(refused({recording("a.go.wav"), clip.ms})) << "no Opus";
    fs::create_symlink(clip.path, m_clips + "/link.opus");
    EXPECT_TRUE(refused({m_clips + "/link.opus", clip.ms})) << "leads somewhere else";
    ASSERT_EQ(mkfifo((m_clips + "/pipe.opus").c_str(), 0600), 0);
    EXPECT_TRUE(refused({m_clips + "/pipe.opus", clip.ms})) << "nobody would ever write";
    write(m_clips + "/empty.opus", "");
    EXPECT_TRUE(refused({m_clips + "/empty.opus", clip.ms}));
    write(m_clips + "/huge.opus", read(clip.path) + std::string(limits::kLargestClipBytes, 'x'));
    EXPECT_TRUE(refused({m_clips + "/huge.opus", clip.ms}));
    record(m_folder.path("stereo/a.ogg"), spoken(3), SF_FORMAT_OGG | SF_FORMAT_VORBIS);
    EXPECT_TRUE(refused({m_folder.path("stereo/a.ogg"), clip.ms})) << "Vorbis";
}

TEST_F(PlayedClip, ends_whatever_bytes_its_file_has) {
    const std::string whole = read(clip.path);
    std::mt19937 random(215);
    const std::string path = m_clips + "/changed.opus";
    std::size_t longest = 0;
    for (int i = 0; i < 300; ++i) {
        std::string bytes = whole;
        if (i % 3 == 0) bytes.resize(random() % bytes.size() + 1);
        for (unsigned changes = random() % 8 + 1; changes > 0; --changes) {
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        }
        write(path, bytes);
        Heard heard;
        (void)speech::play_clip({path, clip.ms}, i % 2 == 0 ? 1 : 1.3F, heard.take());
        longest = std::max(longest, heard.sound.size());
    }
    EXPECT_LE(longest, static_cast<std::size_t>(speech::kSampleRate) *
                           static_cast<std::size_t>(limits::kLongestClip.count()));
}

// --- Said
// -----------------------------------------------------------------------------------------

struct World {
    std::mutex mutex;
    std::vector<std::string> asked, logged;
    speech::Sink::Fill fill;
};

class FakeSynth final : public speech::Synth {
public:
    explicit FakeSynth(World& world) : m_world(world) {}
    Result<void> make(const std::string&, int, const std::string& text, const Take& take) override {
        const std::scoped_lock lock(m_world.mutex);
        m_world.asked.push_back(text);
        take(std::vector<std::int16_t>(100, 1000));
        return {};
    }
    void forget() override {}

private:
    World& m_world;
};

class FakeSink final : public speech::Sink {
public:
    explicit FakeSink(World& world) : m_world(world) {}
    Result<void> open(const Fill& fill) override {
        const std::scoped_lock lock(m_world.mutex);
        m_world.fill = fill;
        return {};
    }
    void close() override {}

private:
    World& m_world;
};

class SaidWithClips : public PlayedClip {
protected:
    void open(const std::string& tag = "de", Speech::Source source = Speech::Source::Voice) {
        Result<std::vector<Language>> read = codec::read_languages(m_locales);
        LOTSE_CHECK(read.ok());
        languages = std::move(*read);
        for (Language& language : languages) {
            if (language.tag == tag) language.speech.source = source;
        }
        const text::Catalogue catalogue(languages);
        const auto clips = std::make_shared<const speech::Clips>(
            catalogue, std::vector<ClipFolder>{{"de", m_clips, index()}});
        speaker = std::make_unique<speech::Speaker>(
            languages, std::make_unique<FakeSynth>(world), std::make_unique<FakeSink>(world), [] {},
            [this](const std::string& line) {
                const std::scoped_lock lock(world.mutex);
                world.logged.push_back(line);
            },
            clips);
    }
    /// Until it is silent again; milliseconds that sounded. Counted by samples: a device that asks
    /// faster than sound is made gets silence in between.
    int say(const std::string& id, const std::string& words) {
        speaker->say(Utterance{{SpokenPart{id, SecretText(words), "de", Taint::Interface, "n"}}});
        std::int64_t sounded = 0;
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (std::chrono::steady_clock::now() < until) {
            std::vector<std::int16_t> out(speech::kSampleRate / 100);
            speech::Sink::Fill fill;
            {
                const std::scoped_lock lock(world.mutex);
                fill = world.fill;
            }
            if (!fill) continue;
            const bool over = speaker->state() != Voice::State::Speaking;
            fill(out);
            const auto heard = std::ranges::count_if(
                out, [](std::int16_t sample) { return std::abs(sample) > 20; });
            sounded += heard;
            if (over && heard == 0) break;
            if (heard == 0) std::this_thread::yield();
        }
        return static_cast<int>(sounded * 1000 / speech::kSampleRate);
    }

    World world;
    std::vector<Language> languages;
    std::unique_ptr<speech::Speaker> speaker;
};

constexpr const char* kGo = "Bitte gehen Sie jetzt zum Empfang.";

TEST_F(SaidWithClips, sounds_the_clip_of_a_text_and_the_voice_where_there_is_none) {
    open();
    EXPECT_NEAR(say("a.go", kGo), 3000, 100);
    EXPECT_THAT(world.asked, IsEmpty());
    say("a.part", "Teil 3");
    EXPECT_THAT(world.asked, ElementsAre("Teil 3"));
}

TEST_F(SaidWithClips, goes_on_with_the_voice_when_a_file_is_gone_or_broken) {
    open();
    ASSERT_NEAR(say("a.go", kGo), 3000, 100);
    write(clip.path, "broken");
    say("a.go", kGo);
    EXPECT_THAT(world.asked, ElementsAre(kGo));
    fs::remove(clip.path);
    say("a.go", kGo);
    EXPECT_THAT(world.asked, ElementsAre(kGo, kGo));
    EXPECT_THAT(world.logged, ElementsAre(HasSubstr("a clip is not played"))) << "told once";
}

TEST_F(SaidWithClips, sounds_no_clip_of_a_text_that_changed) {
    set_texts("Bitte gehen Sie jetzt zum Eingang.");
    open();
    say("a.go", "Bitte gehen Sie jetzt zum Eingang.");
    EXPECT_THAT(world.asked, ElementsAre("Bitte gehen Sie jetzt zum Eingang."));
}

TEST_F(SaidWithClips, speaks_no_language_of_clips_that_lacks_one) {
    open("de", Speech::Source::Clips);
    EXPECT_FALSE(speaker->speaks("de"));
    EXPECT_EQ(say("a.go", kGo), 0);
}

TEST_F(SaidWithClips, speaks_a_language_of_clips_alone_and_has_a_tone_for_the_rest) {
    ClipIndex all = index();
    const Result<std::vector<Language>> read = codec::read_languages(m_locales);
    for (const text::ClipText& text : text::clip_texts(text::Catalogue(*read), "de")) {
        all.clips[text.id] = all.clips["a.go"];
        all.clips[text.id].of = text.fingerprint;
    }
    write(m_clips + "/index.json", codec::write_clip_index(all));
    open("de", Speech::Source::Clips);
    EXPECT_TRUE(speaker->speaks("de"));
    EXPECT_NEAR(say("a.part", "Teil 3"), 6000, 200);
    const int tone_ms = say("", "Meier");
    EXPECT_GT(tone_ms, 50);
    EXPECT_LE(tone_ms, 200);
    EXPECT_THAT(world.asked, IsEmpty()) << "no voice takes part";
    fs::remove(clip.path);
    EXPECT_LE(say("a.part", "Teil 3"), 200) << "goes on with the tone";
}

}  // namespace
}  // namespace lotse::tools
