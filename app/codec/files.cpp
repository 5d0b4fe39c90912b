// SPDX-License-Identifier: EUPL-1.2
#include "codec/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace lotse::codec {

Result<std::string> read_file(const std::string& path, std::size_t largest_bytes) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return Error{Kind::Unusable, path, std::string("cannot be opened: ") + std::strerror(errno)};
    }
    std::string text(largest_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (in.fail() && !in.eof())) {
        return Error{Kind::Unusable, path, std::string("cannot be read: ") + std::strerror(errno)};
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > largest_bytes) {
        return Error{Kind::Unusable, path, "expected at most " + std::to_string(largest_bytes) + " bytes"};
    }
    return text;
}

}  // namespace lotse::codec
