// SPDX-License-Identifier: EUPL-1.2
/// What the centre's audit log says of staff and of tools: who did what to which object, and when.
///
/// The closed list of actions that leave a row. No row holds an answer or a client's name: an
/// intake is named by its id. The words stand in a chain of hashes that later versions verify, so a
/// word that was once written never changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/moment.h"

namespace lotse {

enum class AuditAction : std::uint8_t {
    LogIn,
    LogInFailed,
    // With an intake (core/queue.h)
    Call,
    Arrive,
    Open,
    Renew,
    Park,
    Defer,
    Miss,
    Requeue,
    Close,
    Withdraw,
    Release,
    Break,     ///< of a colleague's claim
    Read,      ///< the sealed answers, under the reader's lease
    ReadName,  ///< the sealed answers, to find a client by name
    Check,     ///< the sealed answers, to see who sealed them before a client is called
    Alarm,     ///< something the service gave a desk is not genuine (core/intake/alarm.h)
    // Of those who look after the centre
    ConfigurationPublished,
    ConfigurationReleased,
    AccountAdded,
    AccountInvited,   ///< anew too, after a forgotten password
    AccountAccepted,  ///< the invited person chose a password
    InvitationOver,   ///< nobody did in time: what the code opened is erased
    PasswordChanged,
    PeopleListed,    ///< the first register of people (core/intake/people_register.h)
    RightsGiven,     ///< also to somebody who comes; with the rights
    AccountRemoved,  ///< with what it could open
    AccountUnblocked,
    AccessGranted,    ///< a key that the account's rights need and that it did not have
    KeyProposed,      ///< a version of the centre's key was made for its readers
    KeyAdded,         ///< the register of keys names it
    KeyErased,        ///< the register of keys says that nothing needs it any more
    KeyBound,         ///< what an account was granted opens only as long as the service has a key
    KeyDestroyed,     ///< that key is gone: nobody can open anything with the version any more
    IntakesExported,  ///< opened with the recovery key; the object is how many
    RegisterMade,     ///< the first register of keys (core/intake/keys_register.h)
    RegisterChanged,  ///< without another terminal in it
    TerminalEnrolled,
    TerminalRevoked,
    DisplayEnrolled,
    DisplayRevoked,
    HelpDone,        ///< a client at a terminal had asked for somebody; the object is the terminal
    ClockConfirmed,  ///< of the service's machine
    HeadSigned,      ///< of this log, by who looked at it; the object is what was signed
    // Of the service itself
    BuriedAgain,  ///< an intake that was withdrawn or erased and stood in the database all the same
    DamageFound,  ///< rows that something else changed; the object is how many
    Restored,     ///< the database, from a backup; the object is how far that had come
};

std::string_view to_string(AuditAction action);

struct AuditEntry {
    std::string account;  ///< or the name of the tool
    AuditAction action = AuditAction::LogIn;
    std::string object;  ///< id of an intake, account, centre/terminal or version
    WallTime at{};
    bool operator==(const AuditEntry&) const = default;
};

}  // namespace lotse
