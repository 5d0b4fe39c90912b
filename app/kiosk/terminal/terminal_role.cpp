// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/terminal_role.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "base/clock.h"
#include "core/dispatch.h"
#include "core/limits.h"
#include "core/terminal/waiting.h"
#include "ui/kit/fonts.h"
#include "ui/terminal/test_card.h"

namespace lotse::kiosk {
namespace {

/// What is not the role's.
using OfTerminalEffects =
    Types<terminal::SealAndStore, terminal::CheckReadiness, terminal::CheckPin,
          terminal::ReadOutbox, terminal::ReleaseHeld, terminal::ReadConfiguration,
          terminal::AskForConfiguration, terminal::BeginNewDay, terminal::PrintTicket,
          terminal::CallForHelp, terminal::EndHelpCall>;

}  // namespace

TerminalRole::TerminalRole(const Content& content, EffectRunner& effects, FrameLoop& loop,
                           ConfigurationStore* configurations, Voice* voice)
    : m_content(content),
      m_config(content.config),
      m_configurations(configurations),
      m_rules(rules_for(content, content.config)),
      m_effects(effects),
      m_loop(loop),
      m_drawing(content.catalogue, branding_of(content), occupation_words(content)),
      m_hard_words(content.hard_words, *content.catalogue.language("de")) {
    if (voice != nullptr) {
        Voice& said = m_config.automation ? m_heard.emplace(*voice) : *voice;
        m_reading.emplace(said, content.catalogue, m_config.sound_volume);
    } else {
        m_rules.spoken.clear();
    }
    const auto seconds = [](std::chrono::milliseconds delay) {
        return std::chrono::duration<double>(delay).count();
    };
    loop.set_keypad(m_config.keypad);
    loop.set_switch_pause(std::chrono::duration_cast<Instant>(
        std::chrono::duration<double>(m_config.switch_seconds)));
    loop.canvas().guard_presses(
        {seconds(m_config.press_delay), seconds(m_config.grave_press_delay)});
    if (const codec::KioskConfig::Privacy& told = m_config.privacy;
        told.address.empty() || told.officer.empty() || told.authority.empty()) {
        spdlog::warn(
            "the notice on privacy does not name address, officer and authority of the centre: "
            "set them in kiosk.toml, [privacy] (Art. 13 DSGVO)");
    }
    m_rules.tickets = m_effects.prints([this](const terminal::Event& event) { handle(event); });
    m_state.now = m_effects.now();
    m_view = screen_for(m_state, m_rules);
    m_effects.run(terminal::CheckReadiness{},
                  [this](const terminal::Event& event) { handle(event); });
}

bool TerminalRole::draw(ui::Canvas& canvas, const platform::InputFrame& input) {
    m_changed = false;
    const platform::Window& window = m_loop.window();
    if (is_too_small(window.width(), window.height())) {
        ui::draw_too_small(canvas, m_content.catalogue, m_config.default_language, window.width(),
                           window.height());
        return false;
    }
    if (!m_proof_due && m_configurations != nullptr && m_configurations->on_trial()) {
        m_proof_due = monotonic_now() + limits::kConfigurationProof;
    }
    if (m_loop.scan().first_round) {
        // Nothing that is shown depends on it.
        m_state =
            update(std::move(m_state), terminal::StopOffered{}, m_effects.now(), m_rules).state;
    }
    if (m_reading) {
        note_input(canvas, input);
    }
    const std::vector<terminal::Event> events = m_drawing.draw(canvas, m_view, input.strokes);
    for (const terminal::Event& event : events) {
        handle(event);
    }
    if (events.empty() && input.oldest_event) {
        handle(terminal::Touched{});
    }
    if (m_reading) {
        m_reading->look(canvas, m_view, !m_changed);
    }
    if (!m_changed) {
        count_words(canvas.tree());
    }
    return m_changed;
}

void TerminalRole::note_input(const ui::Canvas& canvas, const platform::InputFrame& input) {
    const FrameLoop::Scan& scan = m_loop.scan();
    if (scan.moved) {
        m_reading->moved_itself();
    }
    const bool key = (canvas.is_navigating() && !scan.moved) || !input.strokes.empty();
    // Who has one switch sees it move: nobody asked to hear it.
    if (key && !scan.pressed && !m_config.keypad.empty() && m_view.sound == terminal::Sound::Off) {
        handle(terminal::KeypadUsed{});
    }
    if (std::any_of(input.strokes.begin(), input.strokes.end(),
                    [](const Keystroke& stroke) { return stroke.key == Keystroke::Key::Repeat; })) {
        m_reading->repeat(monotonic_now());
    } else if (key) {
        m_reading->pressed();
    } else if (input.pressed) {
        m_reading->touched();
    }
    if (canvas.is_pointing()) {
        m_reading->pointed();
    }
}

/// Once for each screen, and again when something unfolds on it: counting costs a millisecond.
void TerminalRole::count_words(const ui::SemanticTree& tree) {
    std::string screen = identity_of(m_view) + "/" + std::to_string(tree.nodes.size());
    if (screen == m_counted || m_view.idle_seconds_left > 0) {
        return;
    }
    m_counted = std::move(screen);
    std::vector<std::string> texts;
    for (const ui::Node& node : tree.nodes) {
        if (!node.text_id.empty() && !node.id.starts_with("bar.")) {
            texts.push_back(node.text_id);
        }
    }
    m_state = update(std::move(m_state),
                     terminal::WordsShown{m_drawing.words_on(tree), m_hard_words.in(texts)},
                     m_effects.now(), m_rules)
                  .state;  // nothing that is shown depends on it
}

ui::Theme TerminalRole::theme(int width_px, int height_px) const {
    return ui::make_theme(
        {width_px, height_px, static_cast<float>(m_config.diagonal_inch),
         static_cast<float>(m_config.text_scale), static_cast<float>(m_config.viewing_mm)},
        m_view.access, ui::face_of(*m_content.catalogue.language(m_view.language)));
}

text::Typography TerminalRole::typography() const {
    return ui::typography(*m_content.catalogue.language(m_view.language));
}

bool TerminalRole::advance(Instant now) {
    m_changed = false;
    m_effects.collect();
    if (m_reading) {
        if (const std::optional<terminal::VoiceChanged> voice = m_reading->changed()) {
            handle(*voice);
        }
        if (const bool in = m_reading->headset(); in != m_view.headset) {
            in ? handle(terminal::HeadsetIn{}) : handle(terminal::HeadsetOut{});
        }
        m_changed = m_changed || m_reading->moved_on();
    }
    if (m_proof_due && now >= *m_proof_due) {
        m_proof_due.reset();
        m_configurations->confirm_start();
        if (m_configurations->on_trial()) {
            m_proof_due = now + limits::kConfigurationProof;  // the disk did not take it
        }
        m_effects.tell_service();
    }
    if (const std::optional<Instant> deadline = terminal::next_deadline(m_state, m_rules);
        deadline && now >= *deadline) {
        handle(terminal::Ticked{});
    }
    return m_changed;
}

void TerminalRole::probe() {
    m_answered = false;
    m_effects.probe_store([this] { m_answered = true; });
}

std::optional<Instant> TerminalRole::next_deadline() const {
    const std::optional<Instant> deadline = terminal::next_deadline(m_state, m_rules);
    return m_proof_due ? std::min(*m_proof_due, deadline.value_or(*m_proof_due)) : deadline;
}

Result<void> TerminalRole::follow_configurations() {
    if (m_configurations == nullptr) {
        return {};
    }
    return m_effects.follow(*m_configurations, m_config.configuration_interval,
                            [this](const terminal::Event& event) { handle(event); });
}

void TerminalRole::handle(const terminal::Event& event) {
    const bool only_touched = std::holds_alternative<terminal::Touched>(event);
    const int warned_before = m_view.idle_seconds_left;
    terminal::Update step = update(std::move(m_state), event, m_effects.now(), m_rules);
    m_state = std::move(step.state);
    if (only_touched && warned_before == 0) {
        return;  // nothing that is shown depends on it
    }
    for (const terminal::Effect& effect : step.effects) {
        std::visit(Overloaded{
                       [&](const terminal::WipeTraces&) { wipe(); },
                       [&](const terminal::Restart&) {
                           m_restart_asked = true;
                           m_loop.quit();
                       },
                       [](const OneOf<OfTerminalEffects> auto&) {},
                   },
                   effect);
        m_effects.run(effect, [this](const terminal::Event& result) { handle(result); });
    }
    m_view = screen_for(m_state, m_rules);
    m_changed = true;
}

void TerminalRole::plugged(bool in) {
    if (m_reading) {
        m_reading->plug(in);
    }
}

std::vector<SpokenPart> TerminalRole::heard() {
    return m_heard ? m_heard->take() : std::vector<SpokenPart>{};
}

void TerminalRole::wipe() {
    m_drawing.wipe();
    if (m_reading) {
        m_reading->forget();
    }
    m_loop.wipe();
    m_client_left = true;
}

}  // namespace lotse::kiosk
