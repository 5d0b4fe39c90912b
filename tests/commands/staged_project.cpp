// SPDX-License-Identifier: EUPL-1.2
#include "commands/staged_project.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "core/check.h"
#include "support/patience.h"

namespace lotse::commands_test {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{30 * support::kSlowness};

void write_script(const std::string& file, const std::string& body) {
    fs::create_directories(fs::path(file).parent_path());
    std::ofstream(file) << "#!/bin/bash\n" << body << '\n';
    fs::permissions(file, fs::perms::owner_all);
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// Dead processes that nobody has asked about yet do not count.
bool alive(const std::string& pid) {
    std::ifstream stream("/proc/" + pid + "/stat");
    std::string line;
    std::getline(stream, line);
    const std::size_t name_end = line.rfind(") ");
    return name_end != std::string::npos && line[name_end + 2] != 'Z';
}

}  // namespace

Command::Command(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                 bool terminal) {
    int theirs = -1;
    if (terminal) {
        LOTSE_CHECK(openpty(&m_output_fd, &theirs, nullptr, nullptr, nullptr) == 0);
    } else {
        int ends[2];
        LOTSE_CHECK(pipe2(ends, O_CLOEXEC) == 0);
        m_output_fd = ends[0];
        theirs = ends[1];
    }
    const std::vector<char*> arguments = pointers(words);
    const std::vector<char*> variables = pointers(environment);
    m_pid = fork();
    LOTSE_CHECK(m_pid >= 0);
    if (m_pid == 0) {
        setsid();
        // A shell cannot take back what was ignored before it began.
        for (const int number : {SIGHUP, SIGINT, SIGTERM}) signal(number, SIG_DFL);
        dup2(theirs, STDOUT_FILENO);
        dup2(theirs, STDERR_FILENO);
        close(theirs);
        close(m_output_fd);
        execve(arguments.front(), arguments.data(), variables.data());
        _exit(127);
    }
    close(theirs);
}

Command::~Command() {
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    close(m_output_fd);
}

bool Command::read_more() {
    pollfd ready{m_output_fd, POLLIN, 0};
    const int waiting = static_cast<int>(std::chrono::milliseconds(kPatience).count());
    if (poll(&ready, 1, waiting) <= 0) return false;
    char piece[4096];
    const ssize_t count = read(m_output_fd, piece, sizeof piece);
    if (count <= 0) return false;
    m_output.append(piece, static_cast<std::size_t>(count));
    return true;
}

bool Command::wrote(const std::string& text) {
    while (m_output.find(text) == std::string::npos) {
        if (!read_more()) return false;
    }
    return true;
}

void Command::send(int signal_number) const {
    ::kill(m_pid, signal_number);
}

int Command::status() {
    while (read_more()) {
    }
    int status = 0;
    waitpid(m_pid, &status, 0);
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

StagedProject::StagedProject() {
    const fs::path sources(LOTSE_SOURCE_DIR);
    for (const char* file : {"app/run", "app/setup.sh", "tests/run"}) {
        fs::create_directories(fs::path(path(file)).parent_path());
        fs::copy_file(sources / file, path(file));
    }
    m_environment = {"PATH=" + path("programs") + ":/usr/bin:/bin",
                     "STAGE=" + path(""),
                     "HOME=" + path(""),
                     "TERM=xterm",
                     "LC_ALL=C.UTF-8",
                     "TMPDIR=" + path("")};
    // Noted by every script of ours before anything else.
    std::ofstream(path("note.sh")) << "printf '%s %s\\n' \"${0##*/}\" $$ >>\"$STAGE/pids\"\n"
                                      "printf '%s %s\\n' \"${0##*/}\" \"$*\" >>\"$STAGE/calls\"\n";
    program("dpkg-query", R"(for word; do [[ $word == -* ]] || echo "installed $word"; done)");
    program("cmake", R"(while (($#)); do [[ $1 != -B ]] || folder=$2; shift; done
echo '-- The CXX compiler is a script'
touch "$folder/CMakeCache.txt" "$folder/build.ninja")");
    program(
        "ninja",
        R"(for i in {1..40}; do printf '%s\n' "${NINJA_STATUS//%f %t/$i 40}Building $i"; done)");
    program("Xvfb", "echo 77; sleep 60 & wait");
}

void StagedProject::program(const std::string& name, const std::string& body) {
    write_script(path("programs/" + name), "source \"$STAGE/note.sh\"\n" + body);
}

void StagedProject::built(const std::string& name, const std::string& body) {
    write_script(path("build/bin/" + name), "source \"$STAGE/note.sh\"\n" + body);
}

void StagedProject::set(const std::string& variable, const std::string& value) {
    m_environment.push_back(variable + "=" + value);
}

Command StagedProject::start(const std::vector<std::string>& words, bool terminal) const {
    std::vector<std::string> command = {"/bin/bash"};
    command.insert(command.end(), words.begin(), words.end());
    command[1] = path(command[1]);
    return Command(command, m_environment, terminal);
}

bool StagedProject::has(const std::string& name) const {
    return fs::exists(path(name));
}

std::string StagedProject::content(const std::string& name) const {
    std::ifstream stream(path(name));
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> StagedProject::still_running() const {
    std::vector<std::string> found;
    std::istringstream lines(content("pids"));
    for (std::string line; std::getline(lines, line);) {
        if (alive(line.substr(line.rfind(' ') + 1))) found.push_back(line);
    }
    return found;
}

}  // namespace lotse::commands_test
