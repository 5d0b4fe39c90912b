// SPDX-License-Identifier: EUPL-1.2
/// Lets scripts read the semantic tree and act on it through real input events (protocol:
/// codec/wire/automation.h).
///
/// Decides that a tap on something scrolled out of view first brings it into view, and that "wait"
/// means: nothing is drawn, waits or is being stored, and the screen takes presses. What it presses
/// counts no sooner than a finger's. The socket is a file of mode 0600; one client
/// at a time. A thread reads and writes the socket; `serve` answers in the frame loop's thread.
#pragma once

#include <memory>
#include <string>

#include "kiosk/loop/frame_loop.h"

namespace lotse::kiosk {

class Automation {
public:
    /// Unusable if the socket cannot be made. `loop` outlives it.
    static Result<std::unique_ptr<Automation>> listen(const std::string& socket_path,
                                                      FrameLoop& loop);
    virtual ~Automation() = default;
    /// Before the loop waits: answers what can be answered now.
    virtual void serve(Role& role) = 0;
};

}  // namespace lotse::kiosk
