// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/services.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

namespace lotse::tools::setup {

bool systemctl(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"systemctl"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    if (posix_spawn_file_actions_init(&quiet) != 0) {
        return false;
    }
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    int status = 0;
    const bool good = posix_spawnp(&pid, "systemctl", &quiet, nullptr, argv.data(), environ) == 0 &&
                      waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
                      WEXITSTATUS(status) == 0;
    posix_spawn_file_actions_destroy(&quiet);
    return good;
}

bool can_control(const std::string& unit) {
    std::error_code failed;
    return geteuid() == 0 && std::filesystem::is_directory("/run/systemd/system", failed) &&
           systemctl({"--quiet", "list-unit-files", unit});
}

bool is_active(const std::string& unit) {
    return systemctl({"--quiet", "is-active", unit});
}

}  // namespace lotse::tools::setup
