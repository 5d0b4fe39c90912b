// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/child_program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "core/check.h"
#include "support/patience.h"
#include "support/temp_folder.h"

namespace lotse::kiosk_test {
namespace {

constexpr std::chrono::seconds kPatience{20 * support::kSlowness};
constexpr std::chrono::milliseconds kLook{5};

}  // namespace

void without_a_screen() {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

Program::Program(const std::vector<std::string>& command, const std::string& log_file) {
    std::vector<char*> arguments;
    for (const std::string& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    m_pid = fork();
    LOTSE_CHECK(m_pid >= 0);
    if (m_pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // not left behind when the test dies
        const int to = open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(to, STDOUT_FILENO);
        dup2(to, STDERR_FILENO);
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
}

Program::~Program() {
    if (!m_reaped) {
        ::kill(m_pid, SIGTERM);
        wait_for_end();
    }
}

bool Program::running() const {
    siginfo_t state{};
    return !m_reaped &&
           waitid(P_PID, static_cast<id_t>(m_pid), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           state.si_pid == 0;
}

void Program::kill_hard() const {
    ::kill(m_pid, SIGKILL);
}

void Program::hold() const {
    kill(m_pid, SIGSTOP);
}

void Program::go_on() const {
    kill(m_pid, SIGCONT);
}

int Program::wait_for_end() {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (running() && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(kLook);
    }
    if (running()) {
        kill_hard();
    }
    if (!m_reaped) {
        waitpid(m_pid, &m_status, 0);
        m_reaped = true;
    }
    return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1;
}

Outcome run_program(const std::vector<std::string>& command) {
    const support::TempFolder folder;
    Outcome outcome;
    Program program(command, folder.path("output"));
    outcome.status = program.wait_for_end();
    outcome.output = content_of(folder.path("output"));
    return outcome;
}

std::string content_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace lotse::kiosk_test
