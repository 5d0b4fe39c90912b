// SPDX-License-Identifier: EUPL-1.2
/// Sound of clips at the rate of all that is played: 48,000 samples a second become kSampleRate
/// (synth.h).
///
/// A windowed sinc, 64 points long, in 147 phases (22,050 : 48,000 = 147 : 320). What lies above
/// half of the new rate is taken off before, or an "s" would come back as a whistle. Delays
/// nothing: the first sample out is the first one in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace lotse::speech {

inline constexpr int kClipRate = 48000;

class Resampler {
public:
    Resampler();
    ~Resampler();
    Resampler(const Resampler&) = delete;
    Resampler& operator=(const Resampler&) = delete;

    /// What is ready; the last samples follow with `end`.
    std::vector<std::int16_t> next(std::span<const std::int16_t> at_clip_rate);
    std::vector<std::int16_t> end();

private:
    std::vector<std::int16_t> m_heard;  ///< with silence before the first sample
    std::size_t m_at = 0;  ///< of the next sample out, in 147ths of a sample of m_heard
};

}  // namespace lotse::speech
