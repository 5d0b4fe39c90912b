// SPDX-License-Identifier: EUPL-1.2
#include "tools/child_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "base/clock.h"
#include "base/descriptor.h"

namespace lotse::tools {
namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kLook{10};

/// Consumes the actions.
Result<pid_t> spawned(const std::vector<std::string>& command,
                      posix_spawn_file_actions_t& actions) {
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    pid_t pid = -1;
    const int failed =
        posix_spawn(&pid, command.front().c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        return Error{Kind::Unusable, command.front(),
                     std::string("cannot be started: ") + std::strerror(failed)};
    }
    return pid;
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& command,
                                                          const std::string& log_file) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log_file.c_str(),
                                     O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    const Result<pid_t> pid = spawned(command, actions);
    return pid ? Result<std::unique_ptr<ChildProcess>>(
                     std::unique_ptr<ChildProcess>(new ChildProcess(*pid)))
               : pid.error();
}

Result<std::string> output_of(const std::vector<std::string>& command, std::string_view input,
                              std::size_t longest) {
    // In memory, so that neither side waits for the other.
    const Descriptor in(memfd_create("input", MFD_CLOEXEC)),
        out(memfd_create("output", MFD_CLOEXEC));
    const auto failed = [&] {
        return Error{Kind::Transient, command.front(),
                     std::string("cannot be asked: ") + std::strerror(errno)};
    };
    if (in.get() < 0 || out.get() < 0 ||
        write(in.get(), input.data(), input.size()) != static_cast<ssize_t>(input.size()) ||
        lseek(in.get(), 0, SEEK_SET) != 0) {
        return failed();
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.get(), STDOUT_FILENO);
    const Result<pid_t> pid = spawned(command, actions);
    if (!pid) {
        return pid.error();
    }
    int status = 0;
    while (waitpid(*pid, &status, 0) < 0 && errno == EINTR) {
    }
    const off_t size = lseek(out.get(), 0, SEEK_END);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return Error{Kind::Refused, command.back(), "failed"};
    }
    if (size < 0 || static_cast<std::size_t>(size) > longest) {
        return Error{Kind::Refused, command.back(),
                     "wrote more than " + std::to_string(longest) + " bytes"};
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (pread(out.get(), bytes.data(), bytes.size(), 0) != size) {
        return failed();
    }
    return bytes;
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
