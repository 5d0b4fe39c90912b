// SPDX-License-Identifier: EUPL-1.2
#include "lint/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace lotse::lint {

namespace fs = std::filesystem;

SourceFile file_at(const std::string& path) {
    SourceFile file{path, {}};
    std::ifstream stream(fs::path(LOTSE_SOURCE_DIR) / path);
    for (std::string line; std::getline(stream, line);) file.lines.push_back(std::move(line));
    return file;
}

std::vector<SourceFile> files_below(const std::string& folder) {
    std::vector<std::string> paths;
    const fs::path root(LOTSE_SOURCE_DIR);
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (entry.is_regular_file()) {
            paths.push_back(entry.path().lexically_relative(root).generic_string());
        }
    }
    std::ranges::sort(paths);
    std::vector<SourceFile> files;
    for (const std::string& path : paths) files.push_back(file_at(path));
    return files;
}

std::vector<SourceFile> code_below(const std::string& folder) {
    std::vector<SourceFile> files = files_below(folder);
    std::erase_if(files, [](const SourceFile& file) {
        return !file.has_extension(".h") && !file.has_extension(".cpp");
    });
    return files;
}

std::vector<std::string> top_level_names() {
    std::vector<std::string> ignored = file_at(".gitignore").lines;
    for (std::string& line : ignored) {
        if (line.starts_with('/')) line.erase(0, 1);
        if (line.ends_with('/')) line.pop_back();
    }
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(LOTSE_SOURCE_DIR)) {
        const std::string name = entry.path().filename().string();
        const bool left_out =
            name.starts_with('.') || std::ranges::find(ignored, name) != ignored.end();
        if (!left_out) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace lotse::lint
