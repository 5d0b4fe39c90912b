// SPDX-License-Identifier: EUPL-1.2
#include "speech/chime.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "speech/synth.h"

namespace lotse::speech {
namespace {

struct Tone {
    double hertz, seconds;
};
constexpr Tone kTones[] = {{659.3, 0.45}, {523.3, 0.9}};  // E5, C5: a falling third
constexpr double kPeak = 0.35 * 32767;                    // beside a voice, which has pauses
constexpr double kFade = 4.5;      // of a struck bar: each tone is down to a hundredth at its end
constexpr double kAttack = 0.005;  // seconds; without it a tone clicks

std::vector<std::int16_t> made() {
    std::vector<std::int16_t> sound;
    for (const Tone& tone : kTones) {
        const auto samples = static_cast<int>(tone.seconds * kSampleRate);
        for (int i = 0; i < samples; ++i) {
            const double at = static_cast<double>(i) / kSampleRate;
            const double loud = std::min(1.0, at / kAttack) * std::exp(-kFade * at / tone.seconds);
            const double wave = std::sin(2 * std::numbers::pi * tone.hertz * at) +
                                0.25 * std::sin(4 * std::numbers::pi * tone.hertz * at);
            sound.push_back(static_cast<std::int16_t>(kPeak * loud * wave / 1.25));
        }
    }
    return sound;
}

}  // namespace

const std::vector<std::int16_t>& chime() {
    static const std::vector<std::int16_t> kSound = made();
    return kSound;
}

}  // namespace lotse::speech
