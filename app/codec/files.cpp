// SPDX-License-Identifier: EUPL-1.2
#include "codec/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace lotse::codec {
namespace {

/// Most files fit into one.
constexpr std::streamsize kPiece = 64 * 1024;

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t largest_bytes) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return Error{Kind::Unusable, path, std::string("cannot be opened: ") + std::strerror(errno)};
    }
    std::string text;
    while (in && text.size() <= largest_bytes) {
        const std::size_t had = text.size();
        text.resize(had + static_cast<std::size_t>(kPiece));
        in.read(text.data() + had, kPiece);
        text.resize(had + static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad() || (in.fail() && !in.eof())) {
        return Error{Kind::Unusable, path, std::string("cannot be read: ") + std::strerror(errno)};
    }
    if (text.size() > largest_bytes) {
        return Error{Kind::Unusable, path, "expected at most " + std::to_string(largest_bytes) + " bytes"};
    }
    return text;
}

}  // namespace lotse::codec
