// SPDX-License-Identifier: EUPL-1.2
/// Decides which staff sessions live.
///
/// A session ends after limits::kSessionIdle without an action, after 10 hours in any case, at
/// log-out, at a new password given elsewhere, and at a restart of the service: it is only in
/// memory, and its token only as a hash. Time is monotonic. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/intake/outbox.h"
#include "core/intake/ports.h"

namespace lotse::service {

struct Staff {
    std::string account;
    std::string centre;
    Rights rights;
    bool invited = false;  ///< has only a code so far: may make the account one's own, nothing else
    bool operator==(const Staff&) const = default;
};

class Sessions {
public:
    explicit Sessions(std::function<Instant()> clock) : m_clock(std::move(clock)) {}

    /// The new session's token. An account's oldest session ends when it has too many.
    std::string begin(const Staff& staff);
    /// Whose session it is; counts as an action of this person.
    std::optional<Staff> use(const std::string& token);
    /// The same for what a desk does by itself, such as listing after a change: it does not prolong
    /// the session.
    std::optional<Staff> look(const std::string& token);
    void end(const std::string& token);
    /// All of the account but this one's, which may be empty.
    void end_others(const std::string& account, const std::string& token);

private:
    struct Live {
        Staff staff;
        Instant began{0};
        Instant used{0};
    };

    std::optional<Staff> find(const std::string& token, bool touch);
    bool over(const Live& live, Instant now) const;

    std::function<Instant()> m_clock;
    std::mutex m_mutex;
    std::map<Digest, Live> m_live;
};

}  // namespace lotse::service
