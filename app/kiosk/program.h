// SPDX-License-Identifier: EUPL-1.2
/// Puts a role together from configuration, content and hardware, and runs it to its end.
#pragma once

#include <string>
#include <vector>

#include "base/data_folder.h"
#include "core/error.h"

namespace lotse::kiosk {

struct Options {
    std::string role = "terminal";
    std::string config_file;  ///< empty: the defaults
    std::string state_dir;
    std::string data_dir = data_folder();
    std::string service = "https://127.0.0.1:8443";
    std::string window;             ///< "WxH", empty: as configured
    std::string automation_socket;  ///< empty: none
    bool check_screen = false;      ///< the test card instead of a role
    bool check_sound = false;       ///< the same for loudspeaker and headset
    std::string preview;            ///< terminal: a spreadsheet to run instead of the installed
                                    ///< questionnaires; empty: none
    std::vector<std::string> preview_languages;  ///< NAME=TAG for its headings
};

/// An error is what kept the program from starting. A terminal under a service manager has logged
/// it and shown it on its screen (terminal/out_of_order.h); otherwise it stands nowhere else.
Result<void> run(const Options& options);

}  // namespace lotse::kiosk
