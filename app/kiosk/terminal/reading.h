// SPDX-License-Identifier: EUPL-1.2
/// Joins what stands on a terminal's screen with its voice.
///
/// Decides when something is said: a screen when it comes up, then what changed on it and where the
/// keys of a keypad stand, as long as the client listens (core/access.h). A finger and a key cut; a
/// key that changed nothing is answered with the stop that it left the client on, and one that
/// changed only what others must not hear, or what no voice can say, with a short tone, so that
/// none is followed by silence. Repeat stops what is said; in silence it says the stop again, and
/// pressed once more soon after that, the whole screen. What is said of a screen is decided in
/// ui/kit/reader.h. Lifetime: voice and catalogue outlive it. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/moment.h"
#include "core/terminal/screen.h"
#include "core/terminal/session.h"
#include "core/voice/voice.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"
#include "ui/kit/reader.h"

namespace lotse::kiosk {

class Reading {
public:
    /// `volume`: of a client who changed nothing.
    Reading(Voice& voice, const text::Catalogue& catalogue, int volume)
        : m_voice(voice), m_catalogue(catalogue), m_volume(volume) {}

    /// A finger came down.
    void touched();
    /// A key was pressed that is not Repeat.
    void pressed();
    void repeat(Instant now);
    /// A finger that does not act lies on something else, or came down anew.
    void pointed();
    /// After a screen was drawn: frames what is said now; `stays`, this is what people see, so it
    /// is said.
    void look(ui::Canvas& canvas, const terminal::ScreenView& view, bool stays);
    /// Nothing of the client remains.
    void forget();
    /// The one switch's focus moves on by itself: what is said because of that is nobody's doing.
    void moved_itself() { m_itself = true; }
    bool speaking() const { return m_voice.state() == Voice::State::Speaking; }
    bool headset() const { return m_voice.headset(); }
    void plug(bool in) { m_voice.plug(in); }
    /// What became of the voice since this was asked last. What moved by itself and is said is no
    /// sign of anybody, so that it is not told as speaking.
    std::optional<terminal::VoiceChanged> changed();
    /// Another part is said than in the frame that was drawn last.
    bool moved_on() const { return m_voice.node() != m_lit; }

private:
    void follow(const Access& access, bool headset);
    /// Where none of it would sound.
    void answer_with_a_tone(Utterance& said) const;
    Utterance what_to_say(const ui::Reader& reader, const ui::SemanticTree& tree,
                          const std::string& screen);

    Voice& m_voice;
    const text::Catalogue& m_catalogue;
    int m_volume;
    VoiceSettings m_settings;
    Voice::State m_state = Voice::State::Silent;  ///< told last
    bool m_listening = false;
    std::string m_screen;     ///< that was said; empty: none
    ui::SemanticTree m_tree;  ///< as it was looked at last
    std::string m_lit;
    enum class Again : std::uint8_t { No, Stop, Touched, Screen } m_again = Again::No;
    std::optional<Instant> m_repeated;
    bool m_pressed = false;     ///< a key, which nothing was said about yet
    bool m_itself = false;      ///< the focus moved, which nothing was said about yet
    bool m_for_nobody = false;  ///< what is said was said because of that
};

}  // namespace lotse::kiosk
