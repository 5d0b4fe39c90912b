// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace lotse::kiosk {

Result<std::string> read_file(const std::string& path) {
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file.is_open() || file.bad()) {
        return Error{Kind::Unusable, path, errno == 0 ? "cannot be read" : std::strerror(errno)};
    }
    return text;
}

}  // namespace lotse::kiosk
