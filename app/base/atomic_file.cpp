// SPDX-License-Identifier: EUPL-1.2
#include "base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/descriptor.h"

namespace lotse {
namespace {

/// Of `errno`.
Error error_at(const std::string& path, const char* what) {
    const int reason = errno;
    const bool may_pass = reason == ENOSPC || reason == EDQUOT || reason == EIO ||
                          reason == ENOMEM || reason == EMFILE || reason == ENFILE;
    return {may_pass ? Kind::Transient : Kind::Unusable, path,
            std::string(what) + ": " + std::strerror(reason)};
}

Error taken(const std::string& path) {
    return {Kind::Refused, path, "is there already; choose another name or move it away"};
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A complete file beside its name, until it is moved there; gone with this if it was not.
class Beside {
public:
    explicit Beside(const std::string& path)
        : m_path(folder_of(path) + "/." + std::filesystem::path(path).filename().string() +
                 ".new") {}
    ~Beside() {
        if (m_there) {
            ::unlink(m_path.c_str());
        }
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    Result<void> fill(std::string_view bytes, FileMode mode) {
        ::unlink(m_path.c_str());  // of somebody who was killed
        const Descriptor file(
            ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (file.get() < 0) {
            return error_at(m_path, "cannot be created");
        }
        m_there = true;
        const bool whole = (mode == FileMode::Secret || ::fchmod(file.get(), 0644) == 0) &&
                           write_all(file.get(), bytes) && ::fsync(file.get()) == 0;
        return whole ? Result<void>() : error_at(m_path, "cannot be written");
    }
    Result<void> move_over(const std::string& path) {
        if (::rename(m_path.c_str(), path.c_str()) != 0) {
            return error_at(path, "cannot be replaced");
        }
        m_there = false;
        return {};
    }
    Result<void> move_to_new(const std::string& path) {
        if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) {
            m_there = false;
            return {};
        }
        // Some file systems cannot be asked for that (NFS): a second name never replaces either,
        // and the first one goes with this.
        if (errno == EINVAL && ::link(m_path.c_str(), path.c_str()) == 0) {
            return {};
        }
        return errno == EEXIST ? taken(path) : error_at(path, "cannot be created");
    }

private:
    const std::string m_path;
    bool m_there = false;
};

}  // namespace

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

Result<void> append_to_file(const std::string& path, std::string_view bytes) {
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    struct stat before {};
    if (file.get() < 0 || ::fstat(file.get(), &before) != 0) {
        return error_at(path, "cannot be opened");
    }
    if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) {
        const Error failed = error_at(path, "cannot be written");
        return ::ftruncate(file.get(), before.st_size) == 0
                   ? failed
                   : Error{failed.kind, path, failed.detail + "; it may end in a piece"};
    }
    return before.st_size == 0 ? sync_folder(folder_of(path)) : Result<void>();
}

Result<void> sync_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0 || ::fsync(file.get()) != 0) {
        return error_at(path, "cannot be written");
    }
    return {};
}

Result<void> sync_folder(const std::string& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) {
        return error_at(folder, "the folder cannot be written");
    }
    return {};
}

Result<void> replace_file(const std::string& path, std::string_view bytes, FileMode mode) {
    Beside file(path);
    if (Result<void> filled = file.fill(bytes, mode); !filled) {
        return filled;
    }
    if (Result<void> moved = file.move_over(path); !moved) {
        return moved;
    }
    return sync_folder(folder_of(path));
}

Result<void> write_new_file(const std::string& path, std::string_view bytes, FileMode mode) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) == 0) {
        return taken(path);  // before anything is written
    }
    {
        Beside file(path);
        if (Result<void> filled = file.fill(bytes, mode); !filled) {
            return filled;
        }
        if (Result<void> moved = file.move_to_new(path); !moved) {
            return moved;
        }
    }
    return sync_folder(folder_of(path));
}

}  // namespace lotse
