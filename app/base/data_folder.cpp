// SPDX-License-Identifier: EUPL-1.2
#include "base/data_folder.h"

#include <cstdlib>
#include <filesystem>

namespace lotse {

std::string program_folder() {
    std::error_code unreadable;
    const std::filesystem::path program =
        std::filesystem::read_symlink("/proc/self/exe", unreadable);
    return unreadable ? std::string() : program.parent_path().string();
}

std::string data_folder() {
    namespace fs = std::filesystem;
    if (const char* chosen = std::getenv("LOTSE_DATA"); chosen != nullptr && *chosen != '\0') {
        return fs::absolute(chosen).lexically_normal();
    }
    std::error_code unreadable;
    const std::string programs = program_folder();
    if (programs.empty()) return "/usr/share/lotse";
    const fs::path folder = fs::path(programs).parent_path() / "share" / "lotse";
    const fs::path resolved = fs::canonical(folder, unreadable);
    return unreadable ? folder : resolved;
}

}  // namespace lotse
