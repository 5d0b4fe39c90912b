// SPDX-License-Identifier: EUPL-1.2
/// Keeps what a voice was told to say, for scripts that can only hear (`{"do":"heard"}`,
/// codec/wire/automation.h). Only where automation is allowed: what is kept are words of clients.
///
/// Decides nothing about sound: every call goes on to the voice. Kept is what somebody in front of
/// the terminal would hear if nothing cut it: nothing that is masked, no answer that was not to be
/// heard, nothing in a language without a voice; a sound is a part
/// without words. The oldest goes when too much waits.
#pragma once

#include <utility>
#include <vector>

#include "core/voice/voice.h"

namespace lotse::kiosk {

class HeardVoice final : public Voice {
public:
    /// Lifetime: `voice` outlives it.
    explicit HeardVoice(Voice& voice) : m_voice(voice) {}

    void say(Utterance utterance) override;
    void hush() override { m_voice.hush(); }
    void forget() override;
    void set(const VoiceSettings& settings) override;
    State state() const override { return m_voice.state(); }
    std::string node() const override { return m_voice.node(); }
    bool headset() const override { return m_voice.headset(); }
    void plug(bool in) override { m_voice.plug(in); }
    bool speaks(const std::string& tag) const override { return m_voice.speaks(tag); }

    /// Since this was asked last.
    std::vector<SpokenPart> take() { return std::exchange(m_kept, {}); }

private:
    Voice& m_voice;
    VoiceSettings m_settings;
    std::vector<SpokenPart> m_kept;
};

}  // namespace lotse::kiosk
