// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/reading.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/limits.h"
#include "core/voice/sounds.h"

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

/// Where the keys stand; empty: nowhere.
std::string focused(const ui::SemanticTree& tree) {
    const auto at = std::find_if(tree.nodes.begin(), tree.nodes.end(),
                                 [](const ui::Node& node) { return node.state.focused; });
    return at == tree.nodes.end() ? std::string() : at->id;
}

}  // namespace

void Reading::touched() {
    if (m_listening) {
        m_voice.hush();
    }
}

void Reading::pressed() {
    touched();
    m_pressed = m_listening;
}

void Reading::repeat(Instant now) {
    if (!m_listening) {
        return;
    }
    if (m_voice.state() == Voice::State::Speaking) {
        m_voice.hush();
        return;
    }
    const bool soon = m_repeated && now - *m_repeated < limits::kRepeatAgain;
    m_again = soon ? Again::Screen : Again::Stop;
    m_repeated = now;
}

void Reading::pointed() {
    if (m_listening) {
        m_again = Again::Touched;
    }
}

void Reading::follow(const Access& access, bool headset) {
    VoiceSettings settings;
    settings.volume =
        std::clamp(m_volume + access.louder, VoiceSettings::kSoftest, VoiceSettings::kLoudest);
    settings.speed = access.faster;
    settings.answers_aloud = access.answers_aloud;
    settings.headset = headset;
    if (settings != m_settings) {
        m_settings = settings;
        m_voice.set(settings);
    }
}

Utterance Reading::what_to_say(const ui::Reader& reader, const ui::SemanticTree& tree,
                               const std::string& screen) {
    const Again again = std::exchange(m_again, Again::No);
    const bool pressed = std::exchange(m_pressed, false);
    if (screen != m_screen || again == Again::Screen) {
        return reader.screen(tree);
    }
    Utterance stop = reader.stop(tree, again == Again::Touched);
    if (again == Again::Touched) {
        return stop;
    }
    if (again == Again::Stop) {
        return stop.empty() ? reader.screen(tree) : stop;
    }
    Utterance said = reader.change(m_tree, tree);
    if (!stop.empty() && stop.parts.front().node != focused(m_tree)) {
        said.parts.insert(said.parts.end(), stop.parts.begin(), stop.parts.end());
    }
    if (said.empty() && pressed) {
        return stop.empty() ? reader.screen(tree) : stop;
    }
    return said;
}

void Reading::answer_with_a_tone(Utterance& said) const {
    bool kept_back = false;
    for (const SpokenPart& part : said.parts) {
        const bool heard = is_heard(part, m_settings);
        if (heard && m_voice.speaks(part.tag)) {
            return;
        }
        kept_back = kept_back || !heard;
    }
    said.parts.push_back(sound_part(kept_back ? kTyped : kUnsaid));
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
        m_pressed = false;
        return;
    }
    if (view.headset != m_settings.headset) {
        m_voice.hush();
        m_screen.clear();  // said anew where it is heard now
    }
    follow(view.access, view.headset);
    if (stays) {
        const ui::Reader reader(m_catalogue, view.language,
                                view.access.answers_aloud || view.headset);
        std::string screen = heard_as(view);
        Utterance said = what_to_say(reader, canvas.tree(), screen);
        m_screen = std::move(screen);
        m_tree = canvas.tree();
        if (!said.empty()) {
            answer_with_a_tone(said);
            m_for_nobody = m_itself;
            m_voice.say(std::move(said));
        }
        m_itself = false;
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
    m_again = Again::No;
    m_pressed = false;
    m_repeated.reset();
    m_itself = m_for_nobody = false;
    follow({}, false);
}

std::optional<terminal::VoiceChanged> Reading::changed() {
    Voice::State now = m_voice.state();
    if (now == Voice::State::Speaking && m_for_nobody) {
        now = Voice::State::Silent;
    }
    if (now == std::exchange(m_state, now)) {
        return std::nullopt;
    }
    return terminal::VoiceChanged{{now == Voice::State::Speaking, now == Voice::State::Broken}};
}

}  // namespace lotse::kiosk
