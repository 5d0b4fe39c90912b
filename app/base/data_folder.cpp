// SPDX-License-Identifier: EUPL-1.2
#include "base/data_folder.h"

#include <cstdlib>
#include <filesystem>

namespace lotse {

std::string data_folder() {
    namespace fs = std::filesystem;
    if (const char* chosen = std::getenv("LOTSE_DATA"); chosen != nullptr && *chosen != '\0') {
        return fs::absolute(chosen).lexically_normal();
    }
    std::error_code unreadable;
    const fs::path program = fs::read_symlink("/proc/self/exe", unreadable);
    if (unreadable) return "/usr/share/lotse";
    const fs::path folder = program.parent_path().parent_path() / "share" / "lotse";
    const fs::path resolved = fs::canonical(folder, unreadable);
    return unreadable ? folder : resolved;
}

}  // namespace lotse
