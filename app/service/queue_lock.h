// SPDX-License-Identifier: EUPL-1.2
/// One program at a time has a queue: the service, or whoever exchanges its files while it is
/// stopped. The lock goes with the process, however it ends.
#pragma once

#include <string>
#include <utility>

#include "core/error.h"

namespace lotse::service {

class QueueLock {
public:
    /// Of the folder in which `database` lies. Transient if another process has it.
    static Result<QueueLock> take(const std::string& database);
    ~QueueLock();
    QueueLock(QueueLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
    QueueLock& operator=(QueueLock&& other) noexcept {
        std::swap(m_file, other.m_file);
        return *this;
    }
    QueueLock(const QueueLock&) = delete;
    QueueLock& operator=(const QueueLock&) = delete;

private:
    explicit QueueLock(int file) : m_file(file) {}
    int m_file;
};

}  // namespace lotse::service
