// SPDX-License-Identifier: EUPL-1.2
/// Who opens intakes at this centre, as far as a desk has a hand in it: somebody who was let in by
/// an admin without the key is admitted by a colleague who has it; what a person was given
/// meanwhile is taken over.
///
/// Sealed is only to keys of whom the signed register of people lets read. Whose key it is: the
/// register names who vouches for it (vault/person_keys.h), so that a service that puts its own key
/// in somebody's place is found, which is an alarm. Nobody vouches for accounts from before; for
/// them, and before somebody gets a key for the first time, a person compares fingerprints. Who has
/// a version already and is vouched for gets the others without a question.
///
/// The centre's key changes by itself (core/intake/key_life.h), without anybody being asked: who
/// reads makes the versions that are wanted, and seals them to all who read and are vouched for;
/// who signs registers adds to that of keys what readers made. Only what a reader's key signed, as
/// far as somebody who was let in vouches for it, is signed for: so no service has a key of its own
/// named. A version that nothing needs any more, as the service says, is called erased by the same
/// desk, if the clocks of both agree that it is over for long enough.
///
/// Calls block; the line's thread only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/desk/desk.h"
#include "core/intake/key_life.h"
#include "kiosk/desk/centre_trust.h"
#include "kiosk/desk/person_at_desk.h"
#include "kiosk/desk/service_watch.h"
#include "sync/desk_client.h"

namespace lotse::kiosk {

class DeskKeys {
public:
    /// All of it outlives this. `trust` null: nobody can log in.
    struct Desk {
        sync::DeskClient& client;
        PersonAtDesk& person;
        CentreTrust* trust;
        ServiceWatch* watch;
    };
    explicit DeskKeys(Desk desk) : m_desk(desk) {}

    /// Asks the service for what changed, and does what needs nobody's word. Whether there is
    /// something else to show than before. Nothing happens at a locked desk.
    bool look();
    /// The same with what the service just told; its registers were accepted.
    bool know(const codec::CentreReply& centre);
    /// Who signs registers signs that of keys anew, with nothing altered, if it has got old
    /// (limits::kRegisterRenewed): who gets no newer one knows that something is held back.
    void renew();
    void forget();

    const std::vector<desk::Newcomer>& newcomers() const { return m_newcomers; }
    /// Of the person here, who may read and has no key; empty: it is not so.
    const std::string& own_fingerprint() const { return m_own_fingerprint; }
    /// Nothing: nobody has to sign for a version.
    const std::optional<desk::KeysWait>& keys_wait() const { return m_keys_wait; }
    /// The person here compared the fingerprint. Refused: it is somebody else's by now.
    Result<void> admit(const desk::Newcomer& newcomer);

private:
    /// What was granted, and who reads: returns the keys of the person here, null: locked.
    std::shared_ptr<const vault::Keyring> take(const codec::CentreReply& centre);
    /// Of the versions that the person here holds those that the reader lacks.
    std::vector<Grant> missing(const codec::ListedReader& reader, const vault::Keyring& keys) const;
    void sort_readers(const vault::Keyring& keys);
    /// Whose keys the register of people knows; null: nobody vouches, or it is not there.
    const codec::ListedReader* vouched(const std::string& account) const;
    std::vector<KeyProposal> genuine(const std::vector<std::string>& documents,
                                     const vault::Keyring& keys) const;
    /// Whether something was told to the service.
    bool make_versions(const codec::CentreReply& centre, const vault::Keyring& keys);
    bool sign_versions(const codec::CentreReply& centre, const vault::Keyring& keys);
    /// Signs it and brings it to the service, which may not take it.
    bool put(const KeysRegister& next, const vault::SigningKey& signer);
    std::optional<desk::KeysWait> waiting_keys(const codec::CentreReply& centre,
                                               const vault::Keyring& keys) const;
    Result<void> propose(const WantedVersion& wanted, const vault::Keyring& keys);
    Result<void> give(const codec::ListedReader& reader, std::vector<Grant> grants);

    Desk m_desk;
    std::vector<codec::ListedReader> m_readers;
    std::vector<desk::Newcomer> m_newcomers;
    std::string m_own_fingerprint;
    std::optional<desk::KeysWait> m_keys_wait;
};

}  // namespace lotse::kiosk
