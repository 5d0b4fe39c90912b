// SPDX-License-Identifier: EUPL-1.2
#include "speech/sounds.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "core/voice/sounds.h"
#include "speech/synth.h"

namespace lotse::speech {
namespace {

struct Tone {
    double hertz, seconds, peak;
};
constexpr double kPeak = 0.35 * 32767;  // beside a voice, which has pauses
/// E5, C5: a falling third.
constexpr Tone kChimeTones[] = {{659.3, 0.45, kPeak}, {523.3, 0.9, kPeak}};
/// Each letter of a name has one: high, short and soft.
constexpr Tone kTypedTones[] = {{1046.5, 0.08, kPeak / 2}};
constexpr Tone kUnsaidTones[] = {{329.6, 0.16, kPeak / 2}};
constexpr double kRingsOut = 4.5;  // of a struck bar: each tone is down to a hundredth at its end
constexpr double kAttack = 0.005;  // seconds; without it a tone clicks

std::vector<std::int16_t> made(std::span<const Tone> tones) {
    std::vector<std::int16_t> sound;
    for (const Tone& tone : tones) {
        const auto samples = static_cast<int>(tone.seconds * kSampleRate);
        for (int i = 0; i < samples; ++i) {
            const double at = static_cast<double>(i) / kSampleRate;
            const double loud =
                std::min(1.0, at / kAttack) * std::exp(-kRingsOut * at / tone.seconds);
            const double wave = std::sin(2 * std::numbers::pi * tone.hertz * at) +
                                0.25 * std::sin(4 * std::numbers::pi * tone.hertz * at);
            sound.push_back(static_cast<std::int16_t>(tone.peak * loud * wave / 1.25));
        }
    }
    return sound;
}

}  // namespace

const std::vector<std::int16_t>* sound_of(std::string_view part_id) {
    static const std::vector<std::int16_t> kOfChime = made(kChimeTones);
    static const std::vector<std::int16_t> kOfTyping = made(kTypedTones);
    static const std::vector<std::int16_t> kOfTheUnsaid = made(kUnsaidTones);
    return part_id == kChime    ? &kOfChime
           : part_id == kTyped  ? &kOfTyping
           : part_id == kUnsaid ? &kOfTheUnsaid
                                : nullptr;
}

}  // namespace lotse::speech
