// SPDX-License-Identifier: EUPL-1.2
/// The voice of a terminal: utterances in, sound out.
///
/// Decides in which order sound is made (part by part, the first one sounds while the next is
/// made), what it is made of (a clip, else the language's voice; a language by clips alone has a
/// low tone for words without one), what is not said (answers, unless they were asked for; what has
/// no voice), how long pauses are, and when something counts as broken.
///
///     Silent ─say─► Speaking ─end, hush─► Silent        any ─no device, no helper─► Broken
///                                                       Broken ─the next say finds both─► Speaking
///
/// With a headset (`HeadsetWay`) each utterance goes one way: to the headset, as long as it is
/// known to be in, or to the loudspeaker. Unplugging cuts in the jack's own thread, not when
/// somebody looks.
///
/// One worker thread asks the synth and opens the device; the device's thread plays (playback.h).
/// Calls of the owner never wait for either. Lifetime: the languages outlive it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "core/language.h"
#include "core/voice/voice.h"
#include "speech/clips.h"
#include "speech/jack.h"
#include "speech/normalise.h"
#include "speech/playback.h"
#include "speech/sink.h"
#include "speech/synth.h"

namespace lotse::speech {

/// How a headset is heard, and how it is known that one is in.
struct HeadsetWay {
    std::unique_ptr<Sink> sink;  ///< null: the loudspeaker's device has the jack, and switches
    std::unique_ptr<Jack> jack;  ///< null: `plug` says it
};

class Speaker final : public Voice {
public:
    /// `told`, from any thread: `state` or `node` changed. `log` gets what is broken, and that it
    /// is not any more; no words of anybody are in it. `clips`: null for none.
    Speaker(const std::vector<Language>& languages, std::unique_ptr<Synth> synth,
            std::unique_ptr<Sink> sink, std::function<void()> told,
            std::function<void(const std::string&)> log,
            std::shared_ptr<const Clips> clips = nullptr,
            std::optional<HeadsetWay> headset = std::nullopt);
    ~Speaker() override;
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    void say(Utterance utterance) override;
    void hush() override;
    void forget() override;
    void set(const VoiceSettings& settings) override;
    State state() const override;
    std::string node() const override { return m_playback.node(); }
    bool headset() const override;
    /// From any thread.
    void plug(bool in) override;
    bool speaks(const std::string& tag) const override;

private:
    struct Wish {
        std::uint64_t number;
        Utterance utterance;
        VoiceSettings settings;
    };
    void run();
    void perform(Wish& wish);
    bool perform(const Wish& wish, const SpokenPart& part);
    enum class Played { Whole, Nothing, Cut };
    /// Nothing: the first of them cannot be played. What is behind it is left out if it cannot.
    Played play(const Wish& wish, const std::vector<ClipSound>& clips);
    bool by_clips(const Language& language) const;
    /// The device that it goes to.
    bool open_sink(Channel channel);
    void set_broken(const std::optional<Error>& error);
    const Language* language(const std::string& tag) const;
    const Normaliser& normaliser(const Language& language);
    /// Waits until the device has played most of what was made. False: it is not wanted any more.
    bool wait_for_device(std::uint64_t number);

    const std::vector<Language>& m_languages;
    const std::unique_ptr<Synth> m_synth;
    const std::unique_ptr<Sink> m_sink;
    const std::optional<HeadsetWay> m_headset;
    const std::function<void()> m_told;
    const std::function<void(const std::string&)> m_log;
    const std::shared_ptr<const Clips> m_clips;
    Playback m_playback;
    VoiceSettings m_settings;                         ///< owner's thread
    std::map<std::string, Normaliser> m_normalisers;  ///< by tag; worker's thread
    /// By channel; worker's thread.
    std::map<Channel, BootClock::time_point> m_sink_failed;
    std::string m_broken_why;           ///< worker's thread
    std::set<std::string> m_bad_clips;  ///< told; worker's thread

    mutable std::mutex m_mutex;
    std::condition_variable m_signal;
    std::optional<Wish> m_wish;
    std::uint64_t m_newest = 0;
    bool m_forget = false, m_stop = false;
    bool m_plugged = false;
    std::atomic<bool> m_broken{false};
    std::thread m_thread;
};

}  // namespace lotse::speech
