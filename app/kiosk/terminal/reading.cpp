// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/reading.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "ui/kit/reader.h"

namespace lotse::kiosk {
namespace {

/// Which screen it is to who listens. On the start screen the languages greet in turn: it stays
/// one.
std::string heard_as(const terminal::ScreenView& view) {
    const auto* start = std::get_if<terminal::StartView>(&view.screen);
    const bool alone = !view.help && !view.languages_open;
    return start != nullptr && alone ? (start->number_only ? "start, number" : "start")
                                     : terminal::identity_of(view);
}

}  // namespace

void Reading::touched() {
    if (m_listening) {
        m_voice.hush();
    }
}

void Reading::follow(const Access& access) {
    VoiceSettings settings;
    settings.volume =
        std::clamp(m_volume + access.louder, VoiceSettings::kSoftest, VoiceSettings::kLoudest);
    settings.speed = access.faster;
    settings.answers_aloud = access.answers_aloud;
    if (settings != m_settings) {
        m_settings = settings;
        m_voice.set(settings);
    }
}

void Reading::look(ui::Canvas& canvas, const terminal::ScreenView& view, bool stays) {
    const bool listens = view.sound == terminal::Sound::On || view.sound == terminal::Sound::Broken;
    if (m_listening && !listens) {
        m_voice.hush();
    }
    m_listening = listens;
    if (!listens) {
        m_screen.clear();
        m_tree = {};
        m_lit.clear();
        return;
    }
    follow(view.access);
    if (stays) {
        const ui::Reader reader(m_catalogue, view.language, view.access.answers_aloud);
        std::string screen = heard_as(view);
        Utterance said = screen == m_screen ? reader.change(m_tree, canvas.tree())
                                            : reader.screen(canvas.tree());
        m_screen = std::move(screen);
        m_tree = canvas.tree();
        if (!said.empty()) {
            m_voice.say(std::move(said));
        }
    }
    m_lit = m_voice.node();
    ui::light(canvas, m_lit);
}

void Reading::forget() {
    m_voice.forget();
    m_listening = false;
    m_screen.clear();
    m_tree = {};
    m_lit.clear();
    follow({});
}

std::optional<terminal::VoiceChanged> Reading::changed() {
    const Voice::State now = m_voice.state();
    if (now == std::exchange(m_state, now)) {
        return std::nullopt;
    }
    return terminal::VoiceChanged{{now == Voice::State::Speaking, now == Voice::State::Broken}};
}

}  // namespace lotse::kiosk
