// SPDX-License-Identifier: EUPL-1.2
/// The terminal in the frame loop: state, drawing and effects of core/terminal/session.h joined.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/terminal/screen.h"
#include "core/terminal/session.h"
#include "kiosk/configuration/content.h"
#include "kiosk/loop/frame_loop.h"
#include "kiosk/terminal/effect_runner.h"
#include "kiosk/terminal/heard_voice.h"
#include "kiosk/terminal/reading.h"
#include "text/words/hard_words.h"
#include "ui/terminal/terminal.h"

namespace lotse::kiosk {

class TerminalRole final : public Role {
public:
    /// All outlive it.
    /// `configurations`: null if this terminal takes none. `voice`: null if it has no sound.
    TerminalRole(const Content& content, EffectRunner& effects, FrameLoop& loop,
                 ConfigurationStore* configurations, Voice* voice);

    bool draw(ui::Canvas& canvas, const platform::InputFrame& input) override;
    ui::Theme theme(int width_px, int height_px) const override;
    text::Typography typography() const override;
    bool advance(Instant now) override;
    std::optional<Instant> next_deadline() const override;
    void probe() override;
    bool answered() const override { return m_answered; }
    void screen_checked(const ScreenFit& fit) override { handle(terminal::DisplayChecked{fit}); }
    bool settled() const override { return m_effects.settled(); }
    std::vector<SpokenPart> heard() override;
    bool speaking() const override { return m_reading && m_reading->speaking(); }
    void plugged(bool in) override;
    bool explored() const override {
        return m_view.access.explored && m_view.sound == terminal::Sound::On;
    }
    /// From now on newer configurations are fetched; the role outlives that.
    Result<void> follow_configurations();
    /// Staff asked for a restart in the menu, or a configuration waits.
    bool restart_asked() const { return m_restart_asked; }
    /// Since this was asked last, somebody's session ended.
    bool client_left() { return std::exchange(m_client_left, false); }

private:
    void handle(const terminal::Event& event);
    void wipe();
    /// What somebody did cuts the voice, or makes it speak.
    void note_input(const ui::Canvas& canvas, const platform::InputFrame& input);
    void count_words(const ui::SemanticTree& tree);

    const Content& m_content;
    const codec::KioskConfig& m_config;
    ConfigurationStore* m_configurations;
    terminal::Rules m_rules;
    EffectRunner& m_effects;
    FrameLoop& m_loop;
    ui::Terminal m_drawing;
    text::HardWords m_hard_words;
    std::optional<HeardVoice> m_heard;  ///< for scripts, if they are allowed
    std::optional<Reading> m_reading;   ///< nothing: this terminal has no sound
    terminal::State m_state;
    terminal::ScreenView m_view;
    std::string m_counted;  ///< the screen whose words are known
    bool m_changed = false;
    bool m_restart_asked = false;
    bool m_answered = true;              ///< the outbox, to the last probe
    bool m_client_left = false;          ///< since it was asked last
    std::optional<Instant> m_proof_due;  ///< when the configuration on trial has stood long enough
};

}  // namespace lotse::kiosk
