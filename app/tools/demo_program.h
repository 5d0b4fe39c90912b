// SPDX-License-Identifier: EUPL-1.2
/// A role of `lotse` that a tool starts on a demo centre and drives through its automation socket.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "tools/automation_client.h"
#include "tools/child_process.h"

namespace lotse::tools {

/// A machine that builds beside it takes so long for a first screen.
inline constexpr std::chrono::seconds kProgramStarts{30};

struct DemoProgram {
    std::string bin;      ///< folder of lotse
    std::string data;     ///< that holds locales, assets and kiosk-config
    std::string state;    ///< the demo centre
    std::string service;  ///< its address; nobody need answer there
    std::string window;   ///< "1920x1080"
    std::string role;     ///< "terminal", "desk"
    std::string log_file;
};

/// Ends with it.
struct RunningProgram {
    std::unique_ptr<ChildProcess> process;
    std::unique_ptr<AutomationClient> client;
};

/// Waits until its first screen stands. Unusable names the log.
Result<RunningProgram> start_program(const DemoProgram& program);

}  // namespace lotse::tools
