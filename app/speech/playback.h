// SPDX-License-Identifier: EUPL-1.2
/// What is between the worker that makes sound and the device that plays it.
///
/// Decides how a cut sounds (it fades within 5 ms, so that it does not click), how loud it is, and
/// which node of the screen sounds at a sample. Only what belongs to the newest utterance is taken:
/// the sound of an older one that is still being made is refused. An utterance has one way out, a
/// loudspeaker or a headset: no sample of it ever leaves by the other one. Thread-safe: the
/// device's thread calls `fill` and waits for nobody longer than for a copy of some milliseconds of
/// sound.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lotse::speech {

/// Which way sound goes.
enum class Channel : std::uint8_t { Speaker, Headset };

class Playback {
public:
    /// `told`: another node sounds, or the end was reached; called from the device's thread.
    explicit Playback(std::function<void()> told) : m_told(std::move(told)) {}

    /// Silence from now on; returns the number by which a new utterance is known. What has another
    /// one is refused.
    std::uint64_t begin(Channel channel = Channel::Speaker);
    /// As begin, but nothing of what sounded follows, not even its fading: what it would come out
    /// of may be another device by now.
    std::uint64_t cut();
    /// What is added next belongs to this node.
    bool node(std::uint64_t utterance, const std::string& node);
    /// False: it is not wanted any more.
    bool add(std::uint64_t utterance, std::span<const std::int16_t> samples);
    bool add_silence(std::uint64_t utterance, int milliseconds);
    /// Nothing follows.
    void finish(std::uint64_t utterance);
    /// Samples that have been made and not been played.
    std::size_t ahead() const;
    void set_gain(float gain);

    /// Something sounds or is to.
    bool speaking() const;
    std::string node() const;

    /// `to`: the device that asks. What is not said there leaves it silent. Nothing: one device is
    /// both.
    void fill(std::span<std::int16_t> out, std::optional<Channel> to = std::nullopt);

private:
    struct Mark {
        std::uint64_t at;  ///< sample of the utterance
        std::string node;
    };
    void drop();
    /// After the end nothing of it remains.
    void forget_played();

    const std::function<void()> m_told;
    mutable std::mutex m_mutex;
    std::uint64_t m_utterance = 0;
    Channel m_channel = Channel::Speaker;  ///< of the utterance
    bool m_open = false;                   ///< more may be added
    std::vector<std::int16_t> m_sound;     ///< from m_first on
    std::size_t m_next = 0;                ///< of m_sound, to be played
    std::uint64_t m_first = 0;             ///< sample of the utterance that m_sound begins with
    std::deque<Mark> m_marks;              ///< that were not reached
    std::string m_node;                    ///< reached last
    std::vector<std::int16_t> m_fading;    ///< what was cut
    float m_gain = 1, m_gain_now = 1;
};

}  // namespace lotse::speech
