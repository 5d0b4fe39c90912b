// SPDX-License-Identifier: EUPL-1.2
/// Decides which registers a desk believes: those that its centre signed, and none older than the
/// last one.
///
///     FOLDER/centre.toml    whose signature counts (codec/settings/centre_pin.h)
///     FOLDER/keys.signed    the last register of keys that was accepted
///     FOLDER/people.signed  the last register of people
///     FOLDER/people.seen    the one whose readers a person at this desk has seen
///     FOLDER/position       how far the queue's database had come
///     FOLDER/alarms.log     what was not genuine, one line each: time, alarm, object
///
/// Who may read what clients wrote and could not when somebody looked last, is shown until somebody
/// has seen it; a desk that sees its first register takes it as seen.
///
/// What lies in the folder is believed: who can change it can change the desk. One thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "codec/settings/centre_pin.h"
#include "codec/wire/configuration_wire.h"
#include "core/desk/desk.h"
#include "core/desk/terminal_watch.h"
#include "core/intake/alarm.h"
#include "core/intake/audit_chain.h"
#include "core/intake/keys_register.h"
#include "core/intake/people_register.h"
#include "core/intake/queue.h"
#include "core/intake/queue_position.h"
#include "kiosk/configuration/signed_keys.h"

namespace lotse::kiosk {

class CentreTrust {
public:
    /// Unusable if the pin is none. A last register that cannot be read, or is another centre's,
    /// counts as none.
    static Result<std::unique_ptr<CentreTrust>> open(const codec::CentrePin& pin,
                                                     const std::string& folder);

    const std::string& centre() const { return m_centre; }
    /// Refused or Corrupt, and nothing changed, if it must not be believed; then the detail says
    /// why. Kept on disk; a disk that is full is only told in the log.
    Result<void> accept(const std::string& document);
    /// The register that was accepted in this run; null: none yet.
    const KeysRegister* keys() const { return m_accepted ? &m_accepted->content : nullptr; }

    /// The same of the register of people. Empty, there is none yet: refused if there was one.
    Result<void> accept_people(const std::string& document);
    /// Of this run; null: none was accepted, or there is none.
    const PeopleRegister* people() const { return m_people ? &m_people->content : nullptr; }
    /// Its signed form; empty: as above.
    const std::string& signed_people() const { return m_people_document; }
    std::vector<RegisteredPerson> unseen_readers() const;
    /// Somebody has seen them.
    void see_readers();

    /// Nothing: one of the centre's terminals sealed it for this entry, which is remembered. After
    /// a register was accepted.
    std::optional<Alarm> doubt_about(const QueueEntry& entry, const Bytes& envelope);
    /// Nobody opens it any more: what it is sealed to is erased. The same.
    bool is_erased(const Bytes& envelope) const;
    /// Exactly this entry was looked at and found genuine.
    bool was_genuine(const QueueEntry& entry) const;
    /// What the terminal of a report says, if it is one of the centre's and signed it; its numbers
    /// have a prefix that the register names.
    std::optional<desk::TerminalWord> word_of(const codec::SignedReport& report) const;

    /// The same of a call for help; Refused or Corrupt: no terminal of the centre's that is not
    /// blocked signed it.
    Result<desk::HelpWanted> help_of(const codec::SignedReport& call) const;

    /// How far the queue's database had come when somebody last found it in order; nothing: never.
    std::optional<QueuePosition> position() const;
    void keep_position(const QueuePosition& position);

    /// Heads of the audit log that this desk saw, from old to new; empty: none.
    std::vector<KeptHead> audit_heads() const;
    void keep_audit_heads(const std::vector<KeptHead>& heads);
    /// The register of keys that was accepted in this run, unaltered, as the next one at this
    /// moment; not signed yet. After one was accepted.
    KeysRegister next_keys(WallTime at) const;

    /// What the service gave this desk when the account's password was right here; empty: nothing.
    std::string device_of(const std::string& account) const;
    void keep_device(const std::string& account, const std::string& device);

    /// A line in alarms.log; of a log that grew long the older half goes. False: it was noted
    /// before.
    bool note(Alarm alarm, const std::string& object);
    /// What was found genuine and what was noted, of one session.
    void forget();

private:
    template <class Register>
    struct Accepted {
        Register content;
        Digest digest{};
    };
    using Keys = SignedKeys;
    using People = Accepted<PeopleRegister>;

    CentreTrust() = default;
    Result<People> read_people(const std::string& document) const;
    void keep(const char* name, const std::string& document) const;

    std::string m_centre, m_folder;
    Bytes m_signer;
    std::optional<Keys> m_last, m_accepted;
    std::optional<People> m_last_people, m_people, m_seen;
    std::string m_people_document;
    std::map<IntakeId, std::pair<IntakeHeader, Digest>> m_genuine;
    std::set<std::pair<Alarm, std::string>> m_noted;
};

/// `STATE/desk/centre.toml`; nothing if there is none. Unusable if it cannot be read.
Result<std::optional<codec::CentrePin>> load_centre_pin(const std::string& folder);

}  // namespace lotse::kiosk
