// SPDX-License-Identifier: EUPL-1.2
#include "tools/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "base/clock.h"

namespace lotse::tools {
namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kLook{10};

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& command,
                                                          const std::string& log_file) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log_file.c_str(),
                                     O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t pid = -1;
    const int failed =
        posix_spawn(&pid, command.front().c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        return Error{Kind::Unusable, command.front(),
                     std::string("cannot be started: ") + std::strerror(failed)};
    }
    return std::unique_ptr<ChildProcess>(new ChildProcess(pid));
}

bool ChildProcess::running() const {
    siginfo_t state{};
    return waitid(P_PID, static_cast<id_t>(m_pid), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           state.si_pid == 0;
}

ChildProcess::~ChildProcess() {
    kill(m_pid, SIGTERM);
    const auto until = BootClock::now() + kPatience;
    while (running() && BootClock::now() < until) {
        std::this_thread::sleep_for(kLook);
    }
    if (running()) {
        kill(m_pid, SIGKILL);
    }
    waitpid(m_pid, nullptr, 0);
}

}  // namespace lotse::tools
