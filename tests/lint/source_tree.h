// SPDX-License-Identifier: EUPL-1.2
/// The project's own files, for the lints.
#pragma once

#include <string>
#include <vector>

namespace lotse::lint {

struct SourceFile {
    std::string path;                ///< relative to the project, with '/'
    std::vector<std::string> lines;  ///< without line ends
    bool has_extension(const std::string& extension) const { return path.ends_with(extension); }
};

/// Every file below a top-level folder, sorted by path.
std::vector<SourceFile> files_below(const std::string& folder);
std::vector<SourceFile> code_below(const std::string& folder);  ///< .h and .cpp
SourceFile file_at(const std::string& path);
/// Names at the top of the project, dotfiles and what .gitignore names left out.
std::vector<std::string> top_level_names();

}  // namespace lotse::lint
