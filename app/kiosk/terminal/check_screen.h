// SPDX-License-Identifier: EUPL-1.2
/// `lotse --check-screen`: the test card for whoever installs a terminal (ui/terminal/test_card.h).
/// Needs no enrolment.
#pragma once

#include "kiosk/configuration/content.h"
#include "kiosk/loop/frame_loop.h"
#include "ui/terminal/test_card.h"

namespace lotse::kiosk {

class CheckScreenRole final : public Role {
public:
    /// Both outlive it.
    CheckScreenRole(const Content& content, FrameLoop& loop);

    bool draw(ui::Canvas& canvas, const platform::InputFrame& input) override;
    ui::Theme theme(int width_px, int height_px) const override;
    text::Typography typography() const override;
    bool advance(Instant) override { return false; }
    std::optional<Instant> next_deadline() const override { return std::nullopt; }
    bool settled() const override { return true; }
    void screen_checked(const ScreenFit& fit) override;

private:
    const Content& m_content;
    FrameLoop& m_loop;
    ui::TestCard m_card;
};

}  // namespace lotse::kiosk
