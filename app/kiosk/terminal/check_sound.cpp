// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/check_sound.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>

#include "core/voice/sounds.h"
#include "speech/alsa_jack.h"
#include "speech/playback.h"
#include "speech/sdl_sink.h"
#include "speech/sounds.h"

namespace lotse::kiosk {
namespace {

/// Longer than the sound, and than a device takes that was just opened.
constexpr std::chrono::seconds kSounds{4};
constexpr std::chrono::seconds kJackAnswers{2};

/// Until it was heard.
Result<void> sound_in(const std::string& device) {
    std::mutex mutex;
    std::condition_variable ended;
    speech::Playback playback([&] { ended.notify_all(); });
    speech::SdlSink sink(device);
    const auto number = playback.begin();
    playback.add(number, *speech::sound_of(kChime));
    playback.finish(number);
    if (Result<void> open =
            sink.open([&](std::span<std::int16_t> samples) { playback.fill(samples); });
        !open) {
        return open;
    }
    std::unique_lock lock(mutex);
    ended.wait_for(lock, kSounds, [&] { return !playback.speaking(); });
    lock.unlock();
    sink.close();
    return {};
}

void tell_jack(const codec::KioskConfig::HeadsetJack& configured, std::FILE* out) {
    using By = codec::KioskConfig::HeadsetJack::By;
    if (configured.by != By::Alsa) {
        std::fprintf(out, "jack: %s\n",
                     configured.by == By::Keypad ? "the keypad says it" : "none is set up");
        return;
    }
    std::mutex mutex;
    std::condition_variable told;
    std::optional<bool> in;
    std::string problem;
    speech::AlsaJack jack(configured.card, configured.control, [&](const std::string& line) {
        const std::scoped_lock lock(mutex);
        problem = line;
    });
    jack.watch([&](bool plugged) {
        const std::scoped_lock lock(mutex);
        in = plugged;
        told.notify_all();
    });
    {
        std::unique_lock lock(mutex);
        told.wait_for(lock, kJackAnswers, [&] { return in.has_value(); });
    }
    jack.stop();
    std::fprintf(out, "jack: %s\n",
                 !problem.empty()     ? problem.c_str()
                 : in.value_or(false) ? "something is plugged in"
                                      : "nothing is plugged in");
}

}  // namespace

Result<void> check_sound(const codec::KioskConfig& config, std::FILE* out) {
    for (const std::string& name : speech::sound_devices()) {
        std::fprintf(out, "device: \"%s\"\n", name.c_str());
    }
    tell_jack(config.headset_jack, out);
    const bool own = !config.headset.empty() && config.headset != config.sound_device;
    const std::string usual = "the usual device";
    std::fprintf(out, "now sounds the loudspeaker: %s\n",
                 (config.sound_device.empty() ? usual : config.sound_device).c_str());
    std::fflush(out);
    Result<void> heard = sound_in(config.sound_device);
    if (heard && own) {
        std::fprintf(out, "now sounds the headset: %s\n", config.headset.c_str());
        std::fflush(out);
        heard = sound_in(config.headset);
    }
    return heard;
}

}  // namespace lotse::kiosk
