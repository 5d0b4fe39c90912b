// SPDX-License-Identifier: EUPL-1.2
/// A program that is started, watched and ended by the one that started it.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::tools {

class ChildProcess {
public:
    /// Output goes to `log_file` (appended).
    static Result<std::unique_ptr<ChildProcess>> start(const std::vector<std::string>& command,
                                                       const std::string& log_file);
    /// Asks it to end (SIGTERM), waits, then forces it.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    bool running() const;

private:
    explicit ChildProcess(pid_t pid) : m_pid(pid) {}
    pid_t m_pid;
};

/// Runs a program to its end with `input` on its standard input; what it wrote. Its complaints go
/// where ours do. Refused: it failed, or wrote more than `longest`.
Result<std::string> output_of(const std::vector<std::string>& command, std::string_view input,
                              std::size_t longest);

}  // namespace lotse::tools
