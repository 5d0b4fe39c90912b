// SPDX-License-Identifier: EUPL-1.2
/// Decides how long an account name, or a network address, has to wait after failed log-ins.
///
/// Some failures are free (five for a name); then each one doubles the wait, from 5 seconds to 15
/// minutes. Nobody is locked out for good, and names that do not exist are treated alike, so that
/// nothing tells which do. Time is an argument. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/intake/outbox.h"

namespace lotse::service {

class LogInGuard {
public:
    explicit LogInGuard(int free_failures) : m_free(free_failures) {}

    /// The time to wait, or nothing: then the attempt counts as failed until `succeeded` or
    /// `withdrawn`, so that many attempts at once are not free.
    std::optional<std::chrono::seconds> attempt(const std::string& name, Instant now);
    void succeeded(const std::string& name);
    /// The attempt was not made after all (the service was busy).
    void withdrawn(const std::string& name);
    /// Of all names that begin so: whether one of them has to wait …
    bool waits(const std::string& beginning, Instant now);
    /// … and none of them does any more.
    void forgive(const std::string& beginning);

private:
    struct Record {
        int failures = 0;
        Instant blocked_until{0};
        Instant last{0};
    };

    Instant wait_after(int failures) const;
    void make_room();

    int m_free;
    std::mutex m_mutex;
    std::map<std::string, Record> m_records;
};

}  // namespace lotse::service
