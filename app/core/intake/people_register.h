// SPDX-License-Identifier: EUPL-1.2
/// Decides what a centre's register of people says: who works here, with which rights, let in by
/// whom. Signed with the key that signs the register of keys (keys_register.h), kept by the service
/// and by every desk, so that whoever may read what clients wrote is known to all who may.
///
/// Of a person's keys it names the one that an invitation was made with: whoever accepts it vouches
/// with that one for the keys made then (vault/person_keys.h), so that desks know whose keys they
/// seal to, whatever the service says. As with the register of keys, who accepted one takes no
/// lower one and no other one beside it. Who is not in it any more is gone.
///
/// How many there can be follows from how large a register may be.
///
/// Pure. Leaves alone: how it is written (codec/wire/people_wire.h), signed
/// (vault/signed_document.h) and kept (ports.h); accounts, which hold passwords and keys.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/audit.h"
#include "core/error.h"
#include "core/intake/intake.h"
#include "core/moment.h"
#include "core/staff.h"

namespace lotse {

struct RegisteredPerson {
    std::string account;
    Rights rights;
    std::string by;   ///< account of whoever gave these rights
    WallTime from{};  ///< since then
    /// Ed25519: who vouches for the keys of the account (vault/person_keys.h); empty: nobody knows,
    /// it was let in before keys were registered.
    Bytes sign = {};
    bool operator==(const RegisteredPerson&) const = default;
};

struct PeopleRegister {
    std::string centre;
    std::int64_t serial = 1;
    WallTime at{};
    Digest previous{};  ///< of the signed bytes before; zeros for the first
    std::vector<RegisteredPerson> people;
    /// Serial of the register by which somebody who reads was last taken out, or lost that right:
    /// versions of the centre's key that were made before are known to that person. 0: never.
    std::int64_t reader_left = 0;
    bool operator==(const PeopleRegister&) const = default;
};

/// Refused, naming what, unless names and rights are whole, nobody stands there twice, and somebody
/// can let people in.
Result<void> check_people(const PeopleRegister& people);
/// Refused unless `next` may follow. `digest` is of the signed bytes of `last`.
Result<void> check_successor(const PeopleRegister& last, const Digest& digest,
                             const PeopleRegister& next);

/// Refused, naming who, if somebody comes by `next` whose name is that of somebody else but for
/// upper and lower case (core/account_name.h). `known`: accounts that are there already; two of
/// them that are alike go on.
Result<void> check_newcomers(const std::vector<std::string>& known, const PeopleRegister& next);

/// Null: nobody of this name.
const RegisteredPerson* find_person(const PeopleRegister& people, const std::string& account);

/// What the audit log says of a register that was taken: a row for each person who comes, goes or
/// gets other rights. `last`: null: there was none.
std::vector<AuditEntry> audit_of(const PeopleRegister* last, const PeopleRegister& next,
                                 const std::string& account, WallTime now);

/// Who may read what clients wrote by `now`, and could not by `before`.
std::vector<RegisteredPerson> new_readers(const PeopleRegister& before, const PeopleRegister& now);

/// What some of the rights need: a secret of the centre, sealed to the person (core/staff.h).
Rights rights_with_secrets();

}  // namespace lotse
