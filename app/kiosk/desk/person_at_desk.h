// SPDX-License-Identifier: EUPL-1.2
/// Who is logged in at the desk, with what opens that person's grants, and opens them again after a
/// lock.
///
/// The keys are in guarded memory; whoever uses them holds them for that long, and the last one
/// wipes them. What stays at a lock is as the service keeps it: the password opens it, and nobody
/// has to be asked. From any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/desk/desk.h"
#include "core/intake/alarm.h"
#include "core/intake/keys_register.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::kiosk {

class PersonAtDesk {
public:
    /// What of a log-in the service keeps.
    struct Kept {
        LogInTerms terms;
        Bytes wrapped;
        std::vector<Grant> grants;
    };

    void begin(desk::Staff staff, vault::Keyring keys, Kept kept);
    void lock();
    void forget();
    /// Slow. Nothing: it was locked again, or the person left, before this was done. Refused: it is
    /// not the password.
    Result<std::optional<desk::Staff>> unlock(const std::string& account, std::string_view password,
                                              const vault::KdfBounds& bounds);
    /// What was granted by now, where that is more than before. The alarm: one is no key of the
    /// centre's, or does not open; then everything stays as it was. Nothing happens while it is
    /// locked.
    std::optional<Alarm> take_grants(const std::vector<Grant>& grants, const KeysRegister& centre);
    /// The seed is wrapped with another password.
    void rewrap(Bytes wrapped);

    /// Null: nobody, or locked.
    std::shared_ptr<const vault::Keyring> keys() const;
    desk::Staff staff() const;
    Kept kept() const;

private:
    mutable std::mutex m_mutex;
    std::uint64_t m_turn = 0;  ///< grows with each change of who may use the keys
    desk::Staff m_staff;
    Kept m_kept;
    std::shared_ptr<const vault::Keyring> m_keys;
};

}  // namespace lotse::kiosk
