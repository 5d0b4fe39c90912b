// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/heard_voice.h"

#include <algorithm>

#include "core/limits.h"
#include "core/voice/sounds.h"

namespace lotse::kiosk {

void HeardVoice::say(Utterance utterance) {
    for (const SpokenPart& part : utterance.parts) {
        if (is_heard(part, m_settings) && (is_sound(part) || m_voice.speaks(part.tag))) {
            m_kept.push_back(part);
        }
    }
    if (m_kept.size() > limits::kMostHeardParts) {
        m_kept.erase(m_kept.begin(),
                     m_kept.end() - static_cast<std::ptrdiff_t>(limits::kMostHeardParts));
    }
    m_voice.say(std::move(utterance));
}

void HeardVoice::forget() {
    m_kept.clear();
    m_voice.forget();
}

void HeardVoice::set(const VoiceSettings& settings) {
    m_settings = settings;
    m_voice.set(settings);
}

}  // namespace lotse::kiosk
