// SPDX-License-Identifier: EUPL-1.2
/// A program of Lotse as a child of the test: without a screen, ended with the test, killed at
/// will.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace lotse::kiosk_test {

/// No window is opened by this process and what it starts.
void without_a_screen();

class Program {
public:
    /// Output is appended to `log_file`. Aborts if the program cannot be started at all.
    Program(const std::vector<std::string>& command, const std::string& log_file);
    /// SIGTERM; SIGKILL if it does not end.
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    pid_t pid() const { return m_pid; }
    bool running() const;
    /// From any thread; the object stays to be destroyed.
    void kill_hard() const;
    /// It stands still and goes on, as a machine that is overloaded.
    void hold() const;
    void go_on() const;
    /// Waits for the end. The exit status; -1 if it was killed or did not end by itself.
    int wait_for_end();

private:
    pid_t m_pid = -1;
    int m_status = 0;
    bool m_reaped = false;
};

struct Outcome {
    int status = -1;
    std::string output;  ///< standard output and standard error
};
/// Runs to the end.
Outcome run_program(const std::vector<std::string>& command);

std::string content_of(const std::string& file);

}  // namespace lotse::kiosk_test
