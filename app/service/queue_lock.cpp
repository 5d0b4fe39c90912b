// SPDX-License-Identifier: EUPL-1.2
#include "service/queue_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/atomic_file.h"

namespace lotse::service {

Result<QueueLock> QueueLock::take(const std::string& database) {
    const std::string path = folder_of(database) + "/lock";
    QueueLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (lock.m_file < 0) {
        return Error{Kind::Unusable, path,
                     std::string("cannot be opened: ") + std::strerror(errno) +
                         "; the folder must exist and be writable for this user"};
    }
    if (::flock(lock.m_file, LOCK_EX | LOCK_NB) != 0) {
        return Error{Kind::Transient, database, "another lotse-queue has it; end that one first"};
    }
    return lock;
}

QueueLock::~QueueLock() {
    if (m_file >= 0) {
        ::close(m_file);
    }
}

}  // namespace lotse::service
