// SPDX-License-Identifier: EUPL-1.2
#include "speech/playback.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/secret_text.h"
#include "speech/synth.h"

namespace lotse::speech {
namespace {

/// 5 ms: too short to be heard as sound, long enough not to click.
constexpr std::size_t kFade = kSampleRate / 200;
/// What was played is thrown away in pieces of this size.
constexpr std::size_t kPlayedKept = kSampleRate;
/// A change of the volume takes as long as a fade.
constexpr float kGainStep = 1.0F / static_cast<float>(kFade);

void wipe(std::vector<std::int16_t>& samples) {
    wipe_bytes(samples.data(), samples.size() * sizeof(std::int16_t));
    samples.clear();
}

}  // namespace

void Playback::drop() {
    wipe(m_fading);
    const std::size_t left = std::min(kFade, m_sound.size() - m_next);
    for (std::size_t i = 0; i < left; ++i) {
        const float share = 1.0F - static_cast<float>(i + 1) / static_cast<float>(kFade);
        m_fading.push_back(
            static_cast<std::int16_t>(static_cast<float>(m_sound[m_next + i]) * share));
    }
    wipe(m_sound);
    m_next = 0;
    m_first = 0;
    m_marks.clear();
    m_node.clear();
    m_open = false;
}

std::uint64_t Playback::begin(Channel channel) {
    const std::scoped_lock lock(m_mutex);
    drop();
    if (channel != m_channel) {
        wipe(m_fading);  // it would fade elsewhere
        m_channel = channel;
    }
    m_open = true;
    return ++m_utterance;
}

std::uint64_t Playback::cut() {
    const std::scoped_lock lock(m_mutex);
    drop();
    wipe(m_fading);
    m_channel = Channel::Speaker;
    return ++m_utterance;
}

bool Playback::node(std::uint64_t utterance, const std::string& node) {
    const std::scoped_lock lock(m_mutex);
    if (utterance != m_utterance || !m_open) return false;
    m_marks.push_back({m_first + m_sound.size(), node});
    return true;
}

bool Playback::add(std::uint64_t utterance, std::span<const std::int16_t> samples) {
    const std::scoped_lock lock(m_mutex);
    if (utterance != m_utterance || !m_open) return false;
    m_sound.insert(m_sound.end(), samples.begin(), samples.end());
    return true;
}

bool Playback::add_silence(std::uint64_t utterance, int milliseconds) {
    const std::vector<std::int16_t> silence(static_cast<std::size_t>(kSampleRate) *
                                            static_cast<std::size_t>(milliseconds) / 1000);
    return add(utterance, silence);
}

void Playback::finish(std::uint64_t utterance) {
    const std::scoped_lock lock(m_mutex);
    if (utterance != m_utterance) return;
    m_open = false;
    forget_played();
}

void Playback::forget_played() {
    if (m_open || m_next < m_sound.size()) return;
    wipe(m_sound);
    m_next = 0;
    m_node.clear();
}

std::size_t Playback::ahead() const {
    const std::scoped_lock lock(m_mutex);
    return m_sound.size() - m_next;
}

void Playback::set_gain(float gain) {
    const std::scoped_lock lock(m_mutex);
    m_gain = gain;
}

bool Playback::speaking() const {
    const std::scoped_lock lock(m_mutex);
    return m_open || m_next < m_sound.size();
}

std::string Playback::node() const {
    const std::scoped_lock lock(m_mutex);
    return m_node;
}

void Playback::fill(std::span<std::int16_t> out, std::optional<Channel> to) {
    bool tell = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (to && *to != m_channel) {
            std::ranges::fill(out, std::int16_t{0});
            return;
        }
        const bool spoke = m_next < m_sound.size();
        const std::size_t faded = std::min(out.size(), m_fading.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            float sample = i < faded ? static_cast<float>(m_fading[i]) : 0.0F;
            if (m_next < m_sound.size()) sample += static_cast<float>(m_sound[m_next++]);
            m_gain_now += std::clamp(m_gain - m_gain_now, -kGainStep, kGainStep);
            out[i] = static_cast<std::int16_t>(
                std::clamp(std::round(sample * m_gain_now), -32768.0F, 32767.0F));
        }
        m_fading.erase(m_fading.begin(), m_fading.begin() + static_cast<std::ptrdiff_t>(faded));
        while (!m_marks.empty() && m_marks.front().at < m_first + m_next) {
            m_node = std::move(m_marks.front().node);
            m_marks.pop_front();
            tell = true;
        }
        if (m_next >= kPlayedKept) {
            wipe_bytes(m_sound.data(), m_next * sizeof(std::int16_t));
            m_sound.erase(m_sound.begin(), m_sound.begin() + static_cast<std::ptrdiff_t>(m_next));
            m_first += m_next;
            m_next = 0;
        }
        if (spoke && m_next == m_sound.size() && !m_open) {
            forget_played();
            tell = true;
        }
    }
    if (tell) m_told();
}

}  // namespace lotse::speech
