// SPDX-License-Identifier: EUPL-1.2
#include "speech/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/secret_text.h"
#include "speech/synth.h"

namespace lotse::speech {
namespace {

constexpr std::size_t kPhases = 147, kStep = 320;
static_assert(kSampleRate * kStep == kClipRate * kPhases);
constexpr std::size_t kHalf = 32, kPoints = 2 * kHalf;
/// Half is taken off here; a little above it nothing is left.
constexpr double kCutoffHz = 9800;

using Table = std::array<std::array<float, kPoints>, kPhases>;

Table make_table() {
    Table table{};
    const double cutoff = 2 * kCutoffHz / kClipRate;
    for (std::size_t phase = 0; phase < kPhases; ++phase) {
        double sum = 0;
        for (std::size_t i = 0; i < kPoints; ++i) {
            // From the wanted place to the sample.
            const double x = static_cast<double>(i) - static_cast<double>(kHalf - 1) -
                             static_cast<double>(phase) / kPhases;
            const double wave = std::numbers::pi * cutoff * x;
            const double sinc = std::abs(x) < 1e-9 ? 1 : std::sin(wave) / wave;
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / kHalf);
            table[phase][i] = static_cast<float>(sinc * window);
            sum += sinc * window;
        }
        for (float& point : table[phase]) point = static_cast<float>(point / sum);
    }
    return table;
}

const Table& table() {
    static const Table kTable = make_table();
    return kTable;
}

}  // namespace

Resampler::Resampler() : m_heard(kHalf - 1) {}

Resampler::~Resampler() {
    wipe_bytes(m_heard.data(), m_heard.size() * sizeof(std::int16_t));
}

std::vector<std::int16_t> Resampler::next(std::span<const std::int16_t> at_clip_rate) {
    m_heard.insert(m_heard.end(), at_clip_rate.begin(), at_clip_rate.end());
    std::vector<std::int16_t> out;
    for (; m_at / kPhases + kPoints <= m_heard.size(); m_at += kStep) {
        const std::array<float, kPoints>& points = table()[m_at % kPhases];
        const std::int16_t* samples = m_heard.data() + m_at / kPhases;
        float sum = 0;
        for (std::size_t i = 0; i < kPoints; ++i) {
            sum += points[i] * static_cast<float>(samples[i]);
        }
        out.push_back(static_cast<std::int16_t>(std::clamp(std::round(sum), -32768.0F, 32767.0F)));
    }
    const std::size_t done = std::min(m_at / kPhases, m_heard.size());
    m_heard.erase(m_heard.begin(), m_heard.begin() + static_cast<std::ptrdiff_t>(done));
    m_at -= done * kPhases;
    return out;
}

std::vector<std::int16_t> Resampler::end() {
    const std::vector<std::int16_t> silence(kHalf);
    return next(silence);
}

}  // namespace lotse::speech
