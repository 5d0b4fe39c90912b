// SPDX-License-Identifier: EUPL-1.2
/// Joins what stands on a terminal's screen with its voice.
///
/// Decides when something is said: a screen when it comes up, then what changed on it, as long as
/// the client listens (core/access.h). What somebody touches cuts. What is said of a screen is
/// decided in ui/kit/reader.h. Lifetime: voice and catalogue outlive it. One thread.
#pragma once

#include <optional>
#include <string>

#include "core/terminal/screen.h"
#include "core/terminal/session.h"
#include "core/voice/voice.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"

namespace lotse::kiosk {

class Reading {
public:
    /// `volume`: of a client who changed nothing.
    Reading(Voice& voice, const text::Catalogue& catalogue, int volume)
        : m_voice(voice), m_catalogue(catalogue), m_volume(volume) {}

    /// A finger came down.
    void touched();
    /// After a screen was drawn: frames what is said now; `stays`, this is what people see, so it
    /// is said.
    void look(ui::Canvas& canvas, const terminal::ScreenView& view, bool stays);
    /// Nothing of the client remains.
    void forget();
    /// What became of the voice since this was asked last.
    std::optional<terminal::VoiceChanged> changed();
    /// Another part is said than in the frame that was drawn last.
    bool moved_on() const { return m_voice.node() != m_lit; }

private:
    void follow(const Access& access);

    Voice& m_voice;
    const text::Catalogue& m_catalogue;
    int m_volume;
    VoiceSettings m_settings;
    Voice::State m_state = Voice::State::Silent;  ///< told last
    bool m_listening = false;
    std::string m_screen;     ///< that was said; empty: none
    ui::SemanticTree m_tree;  ///< as it was looked at last
    std::string m_lit;
};

}  // namespace lotse::kiosk
