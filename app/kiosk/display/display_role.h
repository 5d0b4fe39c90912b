// SPDX-License-Identifier: EUPL-1.2
/// The call display in the frame loop: state and drawing of core/display joined with the queue
/// service and the loudspeaker.
///
/// Decides how a call sounds: the chime, then the words in the client's language, then in that of
/// the place; a language without a voice is left out. Without a loudspeaker it is a display all the
/// same. What goes wrong with the line is logged when it begins and when it ends, not every two
/// seconds.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "codec/settings/kiosk_config.h"
#include "core/display/display.h"
#include "core/voice/voice.h"
#include "kiosk/configuration/content.h"
#include "kiosk/loop/frame_loop.h"
#include "sync/call_follower.h"
#include "ui/display/display.h"
#include "vault/keys.h"

namespace lotse::kiosk {

/// Which display this is, of which centre.
struct DisplayIdentity {
    codec::DisplayEnrolment enrolment;
    vault::SigningKey key;

    /// Unusable, saying so, if it is not enrolled.
    static Result<DisplayIdentity> load(const std::string& state_dir);
};

class DisplayRole final : public Role {
public:
    /// All outlive it. `voice`: null if it has no sound.
    DisplayRole(const Content& content, const DisplayIdentity& identity, FrameLoop& loop,
                Voice* voice);
    ~DisplayRole() override;

    /// From now on the service is asked. `state_dir`: relative names of the enrolment are below it.
    Result<void> follow(const std::string& state_dir);

    bool draw(ui::Canvas& canvas, const platform::InputFrame& input) override;
    ui::Theme theme(int width_px, int height_px) const override;
    text::Typography typography() const override;
    bool advance(Instant now) override;
    std::optional<Instant> next_deadline() const override { return m_next_tick; }
    bool settled() const override;

private:
    std::string question(WallTime now, std::int64_t known) const;
    /// On the follower's thread.
    void hear(const Result<std::optional<CalledNumbers>>& told);
    void handle(const display::Event& event);
    void announce(const display::Announce& wish);

    const Content& m_content;
    const DisplayIdentity& m_identity;
    FrameLoop& m_loop;
    Voice* m_voice;
    display::Rules m_rules;
    display::State m_state;
    display::ScreenView m_view;
    ui::Display m_drawing;
    Instant m_next_tick{0};
    bool m_announcing = false;
    bool m_line_down = false;  ///< the follower's thread
    mutable std::mutex m_mutex;
    std::vector<display::Event> m_heard;             ///< not handled yet
    std::unique_ptr<sync::CallFollower> m_follower;  ///< last: its thread uses everything above
};

}  // namespace lotse::kiosk
