// SPDX-License-Identifier: EUPL-1.2
/// The sessions in which a kiosk runs, started for a test, looked at and touched from outside.
///
/// X: a server (Xvfb) alone, or with a window manager. Wayland: cage, with a display of its own
/// that nobody sees (wlroots' headless backend; 1280 × 720, no input), or shown in a window of an X
/// server, which gives it any size and real input. Pictures come from the X server's root window
/// (what xwd takes) or from the compositor (grim); touches are XTest's. Nothing here asks the
/// program itself. Programs that must not run as root run as nobody.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/child_program.h"
#include "session/picture.h"
#include "support/temp_folder.h"

namespace lotse::session_test {

struct Size {
    int width = 0, height = 0;
    bool operator==(const Size&) const = default;
};

class Session {
public:
    virtual ~Session() = default;
    /// Starts the program in the session, with these arguments; its output goes to `log`.
    virtual std::unique_ptr<kiosk_test::Program> start(const std::vector<std::string>& command,
                                                       const std::string& log) = 0;
    /// As seen from outside. Empty: nothing can be seen yet.
    virtual Picture capture() = 0;
    /// A press and release of the main button at this pixel; false: the session has no input.
    virtual bool press(int x, int y) = 0;
    /// False: this session's size is fixed.
    virtual bool resize(Size size) = 0;
    /// Puts the program's window somewhere else from outside, as nobody should. X without a window
    /// manager only.
    virtual void place_window(int x, int y, Size size) = 0;
};

/// `window_manager`: a program, empty: none runs.
std::unique_ptr<Session> x_session(Size size, const std::string& window_manager);
/// `variables` ("NAME=VALUE") for the program inside. `size` 0 × 0: headless.
std::unique_ptr<Session> cage_session(Size size, const std::vector<std::string>& variables);

/// Hands a folder to the user as whom the programs of a session run.
void give_to_session_user(const std::string& folder);

}  // namespace lotse::session_test
