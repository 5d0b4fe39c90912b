// SPDX-License-Identifier: EUPL-1.2
#include "tools/demo_program.h"

#include <chrono>

namespace lotse::tools {
Result<RunningProgram> start_program(const DemoProgram& program) {
    const std::string socket = program.state + "/" + program.role + ".socket";
    RunningProgram out;
    Result<std::unique_ptr<ChildProcess>> started = ChildProcess::start(
        {program.bin + "/lotse", "--role", program.role, "--config",
         program.data + "/kiosk-config/demo.toml", "--data", program.data, "--state", program.state,
         "--service", program.service, "--window", program.window, "--automation", socket},
        program.log_file);
    if (!started) {
        return started.error();
    }
    out.process = std::move(*started);
    Result<std::unique_ptr<AutomationClient>> connected =
        AutomationClient::connect(socket, kProgramStarts);
    if (!connected) {
        return Error{Kind::Unusable, program.log_file,
                     "the program did not start; its log says why"};
    }
    out.client = std::move(*connected);
    if (Result<void> ready = out.client->wait(); !ready) {
        return ready.error();
    }
    return out;
}

}  // namespace lotse::tools
