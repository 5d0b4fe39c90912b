// SPDX-License-Identifier: EUPL-1.2
/// The commands of this project (app/run, tests/run) in a folder where everything that they call is
/// a script of the test: no package is installed, nothing is compiled, and every step takes as long
/// as the test wants.
///
/// Each script notes its process id in `pids`, so that a test can ask whether anything was left
/// running.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace lotse::commands_test {

/// A command with a session of its own, and with everything that it wrote, to both outputs.
class Command {
public:
    /// `terminal`: the outputs are a terminal.
    Command(const std::vector<std::string>& words, const std::vector<std::string>& environment,
            bool terminal);
    ~Command();
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    /// False if it ended, or took too long, without having written this.
    bool wrote(const std::string& text);
    void send(int signal_number) const;
    /// 128 + N if signal N ended it.
    int status();
    const std::string& output() const { return m_output; }

private:
    /// False at the end of the output.
    bool read_more();

    pid_t m_pid = -1;
    int m_output_fd = -1;
    std::string m_output;
};

class StagedProject {
public:
    StagedProject();

    /// A program that the commands find before the machine's own. `body` is bash.
    void program(const std::string& name, const std::string& body);
    /// One of the project's own, in build/bin.
    void built(const std::string& name, const std::string& body);
    void set(const std::string& variable, const std::string& value);

    Command start(const std::vector<std::string>& words, bool terminal = false) const;
    std::string path(const std::string& name) const { return m_folder.path(name); }
    bool has(const std::string& name) const;
    std::string content(const std::string& name) const;
    /// Programs that are still there, by name and process.
    std::vector<std::string> still_running() const;

private:
    support::TempFolder m_folder;
    std::vector<std::string> m_environment;
};

}  // namespace lotse::commands_test
