// SPDX-License-Identifier: EUPL-1.2
/// What a terminal shows that could not start: that clients go to reception, and for staff the
/// reason.
///
/// Only where a service manager starts the program again: nobody reads its output there, and
/// without this the screen would stay black. After limits::kOutOfOrderShown the program ends, so
/// that the next start finds out whether it is mended.
#pragma once

#include <string>

#include "base/clock.h"
#include "kiosk/configuration/content.h"
#include "kiosk/loop/frame_loop.h"

namespace lotse::kiosk {

class OutOfOrderRole final : public Role {
public:
    /// Both outlive it. `reason`: English, as on the standard error stream; no answer is in it.
    OutOfOrderRole(const Content& content, FrameLoop& loop, std::string reason);

    bool draw(ui::Canvas& canvas, const platform::InputFrame& input) override;
    ui::Theme theme(int width_px, int height_px) const override;
    text::Typography typography() const override;
    bool advance(Instant now) override;
    std::optional<Instant> next_deadline() const override { return m_end; }
    bool settled() const override { return true; }

private:
    const Content& m_content;
    FrameLoop& m_loop;
    std::string m_reason;
    Instant m_end;
};

}  // namespace lotse::kiosk
