// SPDX-License-Identifier: EUPL-1.2
#include "speech/speaker.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/limits.h"
#include "core/voice/sounds.h"
#include "speech/clip_file.h"
#include "speech/sounds.h"

namespace lotse::speech {
namespace {

/// Between two parts: a breath, so that a heading, an answer and a button are three things.
constexpr int kBreathMs = 350;
constexpr int kSlowestRate = 80, kFastestRate = 450;
constexpr float kDbPerStep = 4;
constexpr float kRatePerStep = 0.1F;
/// How often is looked whether the device has played what was made.
constexpr std::chrono::milliseconds kLook{50};
constexpr std::size_t kAhead =
    static_cast<std::size_t>(kSampleRate) * static_cast<std::size_t>(limits::kVoiceAhead.count());

float gain_of(int volume) {
    const int step = std::clamp(volume, VoiceSettings::kSoftest, VoiceSettings::kLoudest) -
                     VoiceSettings::kLoudest;
    return std::pow(10.0F, static_cast<float>(step) * kDbPerStep / 20);
}

float times_faster(int speed) {
    const int step = std::clamp(speed, VoiceSettings::kSlowest, VoiceSettings::kFastest);
    return 1.0F + kRatePerStep * static_cast<float>(step);
}

int rate_of(const Language& language, int speed) {
    const float rate = static_cast<float>(language.speech.rate) * times_faster(speed);
    return std::clamp(static_cast<int>(std::lround(rate)), kSlowestRate, kFastestRate);
}

}  // namespace

Speaker::Speaker(const std::vector<Language>& languages, std::unique_ptr<Synth> synth,
                 std::unique_ptr<Sink> sink, std::function<void()> told,
                 std::function<void(const std::string&)> log, std::shared_ptr<const Clips> clips,
                 std::optional<HeadsetWay> headset)
    : m_languages(languages),
      m_synth(std::move(synth)),
      m_sink(std::move(sink)),
      m_headset(std::move(headset)),
      m_told(std::move(told)),
      m_log(std::move(log)),
      m_clips(std::move(clips)),
      m_playback(m_told) {
    m_playback.set_gain(gain_of(m_settings.volume));
    m_thread = std::thread([this] { run(); });
    if (m_headset && m_headset->jack) {
        m_headset->jack->watch([this](bool in) { plug(in); });
    }
}

Speaker::~Speaker() {
    if (m_headset && m_headset->jack) m_headset->jack->stop();
    m_playback.begin();
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_signal.notify_all();
    m_thread.join();
    m_sink->close();
    if (m_headset && m_headset->sink) m_headset->sink->close();
}

void Speaker::say(Utterance utterance) {
    {
        const std::scoped_lock lock(m_mutex);
        // Unplugged a moment ago: whoever says this does not know it yet.
        if (m_settings.headset && !m_plugged) return;
        m_newest = m_playback.begin(m_settings.headset ? Channel::Headset : Channel::Speaker);
        m_wish = Wish{m_newest, std::move(utterance), m_settings};
    }
    m_signal.notify_all();
}

void Speaker::hush() {
    const std::scoped_lock lock(m_mutex);
    m_newest = m_playback.begin(m_settings.headset ? Channel::Headset : Channel::Speaker);
    m_playback.finish(m_newest);
    m_wish.reset();
}

void Speaker::forget() {
    hush();
    {
        const std::scoped_lock lock(m_mutex);
        m_forget = true;
    }
    m_signal.notify_all();
}

void Speaker::set(const VoiceSettings& settings) {
    m_settings = settings;
    m_playback.set_gain(gain_of(settings.volume));
}

bool Speaker::headset() const {
    const std::scoped_lock lock(m_mutex);
    return m_plugged;
}

void Speaker::plug(bool in) {
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_headset || m_plugged == in) return;
        m_plugged = in;
        if (!in) {
            m_newest = m_playback.cut();
            m_wish.reset();
        }
    }
    m_told();
}

Voice::State Speaker::state() const {
    if (m_broken) return State::Broken;
    return m_playback.speaking() ? State::Speaking : State::Silent;
}

bool Speaker::speaks(const std::string& tag) const {
    const Language* known = language(tag);
    return known != nullptr && (known->speech.source == Speech::Source::Voice || by_clips(*known));
}

bool Speaker::by_clips(const Language& language) const {
    return language.speech.source == Speech::Source::Clips && m_clips != nullptr &&
           m_clips->complete(language.tag);
}

const Language* Speaker::language(const std::string& tag) const {
    const auto it = std::find_if(m_languages.begin(), m_languages.end(),
                                 [&](const Language& one) { return one.tag == tag; });
    return it == m_languages.end() ? nullptr : &*it;
}

const Normaliser& Speaker::normaliser(const Language& said) {
    const auto known = m_normalisers.find(said.tag);
    if (known != m_normalisers.end()) return known->second;
    const Language* german = language("de");
    return m_normalisers.try_emplace(said.tag, said, german == nullptr ? said : *german)
        .first->second;
}

void Speaker::run() {
    open_sink(Channel::Speaker);
    if (m_headset && m_headset->sink) open_sink(Channel::Headset);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_signal.wait(lock, [this] { return m_stop || m_forget || m_wish; });
        if (m_stop) return;
        if (std::exchange(m_forget, false)) {
            lock.unlock();
            m_synth->forget();
            lock.lock();
            continue;
        }
        std::optional<Wish> wish = std::exchange(m_wish, std::nullopt);
        lock.unlock();
        perform(*wish);
        m_told();
        wish.reset();
        lock.lock();
    }
}

bool Speaker::open_sink(Channel channel) {
    const bool two = m_headset && m_headset->sink;
    const bool own = two && channel == Channel::Headset;
    const BootClock::time_point now = BootClock::now();
    const auto failed = m_sink_failed.find(channel);
    if (failed != m_sink_failed.end() && now - failed->second < limits::kSoundRetry) return false;
    const std::optional<Channel> to = two ? std::optional(channel) : std::nullopt;
    Sink& sink = own ? *m_headset->sink : *m_sink;
    const Result<void> open =
        sink.open([this, to](std::span<std::int16_t> out) { m_playback.fill(out, to); });
    m_sink_failed.erase(channel);
    if (!open) {
        m_sink_failed.emplace(channel, now);
        set_broken(open.error());
    }
    return open.ok();
}

void Speaker::set_broken(const std::optional<Error>& error) {
    const std::string why = error ? to_string(*error) : std::string();
    if (why == m_broken_why) return;
    m_broken_why = why;
    m_broken = error.has_value();
    m_log(error ? "nothing can be said: " + why : "it can be said again");
    m_told();
}

void Speaker::perform(Wish& wish) {
    const bool heard = open_sink(wish.settings.headset ? Channel::Headset : Channel::Speaker);
    bool goes_on = heard;
    for (std::size_t i = 0; goes_on && i < wish.utterance.parts.size(); ++i) {
        goes_on = i < limits::kMostSpokenParts && perform(wish, wish.utterance.parts[i]);
    }
    m_playback.finish(wish.number);
}

bool Speaker::perform(const Wish& wish, const SpokenPart& part) {
    if (const auto* sound = sound_of(part.id)) return m_playback.add(wish.number, *sound);
    const Language* own = language(part.tag);
    const Language* german = language("de");
    if (!is_heard(part, wish.settings) || !speaks(part.tag)) return true;
    if (!m_playback.node(wish.number, part.node)) return false;
    const bool alone = by_clips(*own);
    if (m_clips != nullptr) {
        const Played played = play(wish, m_clips->of(part.tag, part.id, part.words.view(), alone));
        if (played == Played::Cut) return false;
        if (alone && played == Played::Nothing && !m_playback.add(wish.number, *sound_of(kUnsaid)))
            return false;
        if (alone || played == Played::Whole) {
            return m_playback.add_silence(wish.number, kBreathMs) && wait_for_device(wish.number);
        }
    }
    bool wanted = true;
    for (const SpokenRun& run : normaliser(*own).runs(part.id, part.words.view())) {
        const Language& said = run.german && german != nullptr ? *german : *own;
        const Result<void> made =
            m_synth->make(said.voice, rate_of(*own, wish.settings.speed), run.text,
                          [&](std::span<const std::int16_t> samples) {
                              return wanted = m_playback.add(wish.number, samples);
                          });
        // A text that cannot be said is left out; a helper that is gone may be back for the next.
        if (made || made.error().kind == Kind::Refused) {
            set_broken(std::nullopt);
        } else if (made.error().kind == Kind::Unusable) {
            set_broken(made.error());
            return false;
        }
        if (!wanted) return false;
    }
    return m_playback.add_silence(wish.number, kBreathMs) && wait_for_device(wish.number);
}

Speaker::Played Speaker::play(const Wish& wish, const std::vector<ClipSound>& clips) {
    Played played = Played::Nothing;
    for (std::size_t i = 0; i < clips.size(); ++i) {
        bool wanted = true, sounded = false;
        const Synth::Take take = [&](std::span<const std::int16_t> samples) {
            sounded = sounded || !samples.empty();
            return wanted = m_playback.add(wish.number, samples);
        };
        if (clips[i].path.empty()) {
            take(*sound_of(kUnsaid));
        } else if (const Result<void> made =
                       play_clip(clips[i], times_faster(wish.settings.speed), take);
                   !made) {
            if (m_bad_clips.insert(clips[i].path).second) {
                m_log("a clip is not played: " + to_string(made.error()));
            }
        }
        if (!wanted) return Played::Cut;
        if (i == 0 && !sounded) return Played::Nothing;
        played = Played::Whole;
    }
    return played;
}

bool Speaker::wait_for_device(std::uint64_t number) {
    std::unique_lock lock(m_mutex);
    while (number == m_newest && !m_stop && m_playback.ahead() > kAhead) {
        m_signal.wait_for(lock, kLook);
    }
    return number == m_newest && !m_stop;
}

}  // namespace lotse::speech
