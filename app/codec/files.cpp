// SPDX-License-Identifier: EUPL-1.2
#include "codec/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/descriptor.h"

namespace lotse::codec {
namespace {

/// Of what does not say how long it is (a pipe).
constexpr std::size_t kPiece = std::size_t{64} * 1024;

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t largest_bytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        return Error{Kind::Unusable, path,
                     std::string("cannot be opened: ") + std::strerror(errno)};
    }
    struct stat about {};
    const bool sized =
        ::fstat(file.get(), &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    // One byte more than there is said to be, so that the end is seen without another piece.
    std::size_t room =
        sized ? std::min(static_cast<std::size_t>(about.st_size), largest_bytes) + 1 : kPiece;
    std::string text;
    while (text.size() <= largest_bytes) {
        const std::size_t had = text.size();
        text.resize(had + room);
        const ssize_t got = ::read(file.get(), text.data() + had, room);
        if (got < 0 && errno != EINTR) {
            return Error{Kind::Unusable, path,
                         std::string("cannot be read: ") + std::strerror(errno)};
        }
        const std::size_t came = static_cast<std::size_t>(std::max<ssize_t>(got, 0));
        text.resize(had + came);
        if (got == 0 || (sized && got > 0 && came < room)) {
            break;
        }
        room = kPiece;
    }
    if (text.size() > largest_bytes) {
        return Error{Kind::Unusable, path,
                     "expected at most " + std::to_string(largest_bytes) + " bytes",
                     Cause::TooLarge};
    }
    return text;
}

}  // namespace lotse::codec
