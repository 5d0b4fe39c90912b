// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/display/display_role.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "base/clock.h"
#include "codec/files.h"
#include "codec/wire/calls_wire.h"
#include "codec/wire/configuration_wire.h"
#include "core/limits.h"
#include "core/voice/sounds.h"
#include "ui/kit/fonts.h"
#include "vault/configuration_key.h"
#include "vault/key_files.h"

namespace lotse::kiosk {
namespace {

/// The first notice in each language, then the second.
std::vector<display::Notice> in_turn(const std::map<std::string, std::vector<std::string>>& notices,
                                     const std::vector<std::string>& languages) {
    std::vector<display::Notice> out;
    for (std::size_t i = 0;; ++i) {
        const std::size_t before = out.size();
        for (const std::string& tag : languages) {
            if (const auto of = notices.find(tag); of != notices.end() && i < of->second.size()) {
                out.push_back({tag, of->second[i]});
            }
        }
        if (out.size() == before) {
            return out;
        }
    }
}

}  // namespace

Result<DisplayIdentity> DisplayIdentity::load(const std::string& state_dir) {
    const std::string file = state_dir + "/display/enrolment.toml";
    const Result<std::string> text = codec::read_file(file, limits::kLargestSettingsBytes);
    if (!text) {
        return Error{Kind::Unusable, file,
                     "this display is not enrolled; run \"lotse-tool display enrol\" first (" +
                         text.error().detail + ")"};
    }
    Result<codec::DisplayEnrolment> enrolment = codec::read_display_enrolment(*text, file);
    if (!enrolment) {
        return enrolment.error();
    }
    Result<vault::SigningKey> key = vault::load_signing_key(state_dir + "/display/display.key");
    if (!key) {
        return key.error();
    }
    return DisplayIdentity{std::move(*enrolment), std::move(*key)};
}

DisplayRole::DisplayRole(const Content& content, const DisplayIdentity& identity, FrameLoop& loop,
                         Voice* voice)
    : m_content(content),
      m_identity(identity),
      m_loop(loop),
      m_voice(voice),
      m_drawing(content.catalogue, content.config.institution, content.config.default_language) {
    m_rules.home = content.config.default_language;
    m_rules.languages = content.config.languages;
    m_rules.hours = content.config.hours;
    m_rules.notices = in_turn(content.config.notices, content.config.languages);
    m_state.heard = monotonic_now();
    m_state.began = wall_now();
    if (m_voice != nullptr) {
        VoiceSettings settings;
        settings.volume = content.config.sound_volume;
        m_voice->set(settings);
    }
    handle(display::Ticked{});
}

DisplayRole::~DisplayRole() {
    if (m_follower) {
        m_follower->stop();
    }
}

Result<void> DisplayRole::follow(const std::string& state_dir) {
    sync::HttpsOptions https;
    https.base_url = m_identity.enrolment.service;
    const std::string& ca = m_identity.enrolment.ca_file;
    https.ca_file = ca.starts_with('/') ? ca : state_dir + "/" + ca;
    Result<std::unique_ptr<sync::CallFollower>> made = sync::CallFollower::make(
        std::move(https), limits::kDisplayAsks,
        {[this](WallTime now, std::int64_t known) { return question(now, known); },
         [this](const Result<std::optional<CalledNumbers>>& told) { hear(told); }});
    if (!made) {
        return made.error();
    }
    m_follower = std::move(*made);
    m_follower->start();
    return {};
}

std::string DisplayRole::question(WallTime now, std::int64_t known) const {
    codec::SignedReport asked;
    asked.text = codec::write_calls_question(
        {m_identity.enrolment.centre, m_identity.enrolment.display, now, known});
    const auto signature = vault::sign_question(asked.text, m_identity.key);
    asked.signature.assign(signature.begin(), signature.end());
    return codec::write_signed_report(asked);
}

void DisplayRole::hear(const Result<std::optional<CalledNumbers>>& told) {
    if (!told) {
        if (!std::exchange(m_line_down, true)) {
            spdlog::warn("no calls from the queue service: {}", to_string(told.error()));
        }
        return;  // how long it lasts shows by itself
    }
    if (std::exchange(m_line_down, false)) {
        spdlog::info("calls come from the queue service again");
    }
    {
        const std::lock_guard lock(m_mutex);
        m_heard.push_back(*told ? display::Event(display::CallsTold{**told})
                                : display::Event(display::NothingChanged{}));
    }
    m_loop.wake();
}

bool DisplayRole::draw(ui::Canvas& canvas, const platform::InputFrame& /*input*/) {
    m_drawing.draw(canvas, m_view);
    return false;
}

ui::Theme DisplayRole::theme(int width_px, int height_px) const {
    return ui::make_theme(
        {width_px, height_px, static_cast<float>(m_content.config.diagonal_inch), 1});
}

text::Typography DisplayRole::typography() const {
    return ui::typography(*m_content.catalogue.language(m_rules.home));
}

bool DisplayRole::settled() const {
    const std::lock_guard lock(m_mutex);
    return m_heard.empty();
}

bool DisplayRole::advance(Instant now) {
    std::vector<display::Event> heard;
    {
        const std::lock_guard lock(m_mutex);
        heard.swap(m_heard);
    }
    if (m_announcing && (m_voice == nullptr || m_voice->state() != Voice::State::Speaking)) {
        m_announcing = false;
        heard.emplace_back(display::AnnouncementEnded{});
    }
    if (heard.empty() && now < m_next_tick) {
        return false;
    }
    heard.emplace_back(display::Ticked{});
    for (const display::Event& event : heard) {
        handle(event);
    }
    return true;
}

void DisplayRole::handle(const display::Event& event) {
    const Instant now = monotonic_now();
    display::Step step = display::update(std::move(m_state), event, now, m_rules);
    m_state = std::move(step.state);
    if (step.announce) {
        announce(*step.announce);
    }
    m_view = display::screen_for(m_state, now, m_rules);
    m_next_tick = display::next_deadline(m_state, now);
}

void DisplayRole::announce(const display::Announce& wish) {
    m_announcing = true;
    if (m_voice == nullptr) {
        return;
    }
    Utterance utterance;
    utterance.parts.push_back(sound_part(kChime));
    const std::string number = display::spelled(wish.call.number);
    for (const std::string& tag : wish.languages) {
        const text::Words words =
            wish.call.room.empty()
                ? m_content.catalogue.words(tag, "display.come", {{"number", number}})
                : m_content.catalogue.words(tag, "display.go",
                                            {{"number", number}, {"room", wish.call.room}});
        // What another language answered for is said once, in that language's turn.
        if (words.tag == tag) {
            SpokenPart part;
            part.id = words.id;
            part.words = SecretText(words.text);
            part.tag = words.tag;
            utterance.parts.push_back(std::move(part));
        }
    }
    m_voice->say(std::move(utterance));
}

}  // namespace lotse::kiosk
