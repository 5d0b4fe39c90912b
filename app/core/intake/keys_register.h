// SPDX-License-Identifier: EUPL-1.2
/// Decides what a centre's register of keys says: whom terminals seal to, and which terminals and
/// displays are the centre's.
///
/// Each register names its serial and the digest of the one before; who accepted one takes no lower
/// one and no other one beside it, so that nobody can go back to a key or a terminal that is over.
/// A terminal's name may come again with another key after the first was blocked; a prefix and a
/// key never do: two devices would give the same numbers.
///
/// A display (core/display) is no terminal: it stands in a list of its own, so that nothing which
/// asks for a terminal finds one, also in a program that knows no displays. Names and keys are
/// those of one device, of either kind.
///
/// Pure. Leaves alone: how it is written (codec/wire/keys_wire.h), signed (vault/signed_document.h)
/// and kept (core/intake/ports.h). Keys are 32 bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/audit.h"
#include "core/error.h"
#include "core/intake/intake.h"
#include "core/moment.h"

namespace lotse {

/// One of the centre's keys that open intakes; the versions of grants (core/staff.h).
///
///     current ──a later one began, or somebody who held it is gone──► retired
///                                                    ──nothing needs it──► erased
///
/// Of the current ones terminals seal to the latest that began (`version_at`). A retired one only
/// opens what they sealed before; an erased one opens nothing, nobody has it any more.
struct KeyVersion {
    std::string version;
    Bytes key;  ///< X25519
    bool current = true;
    WallTime from{};          ///< terminals seal to it from then on; the first one: always
    std::int64_t people = 0;  ///< serial of the register of people whose readers it was made for
    bool erased = false;      ///< then it is not current
    bool operator==(const KeyVersion&) const = default;
};

/// Second recipients of every intake, held apart from the desks.
struct RecoveryKey {
    std::string name;
    Bytes key;  ///< X25519
    bool operator==(const RecoveryKey&) const = default;
};

struct RegisteredTerminal {
    std::string name;
    /// Before its numbers; empty: it was enrolled before there was a register.
    std::string prefix;
    Bytes key;  ///< Ed25519
    WallTime from{};
    std::optional<WallTime> blocked;  ///< since then
    bool operator==(const RegisteredTerminal&) const = default;
};

/// Shows the numbers that are called, and learns nothing else.
struct RegisteredDisplay {
    std::string name;
    Bytes key;  ///< Ed25519
    WallTime from{};
    std::optional<WallTime> blocked;  ///< since then
    bool operator==(const RegisteredDisplay&) const = default;
};

struct KeysRegister {
    std::string centre;
    std::int64_t serial = 1;
    WallTime at{};
    Digest previous{};    ///< of the signed bytes before; zeros for the first
    Bytes signing;        ///< Ed25519: who signs registers
    Bytes configuration;  ///< Ed25519: who signs what terminals show
    std::vector<KeyVersion> versions;
    std::vector<RecoveryKey> recovery;
    std::vector<RegisteredTerminal> terminals;
    std::vector<RegisteredDisplay> displays;
    bool operator==(const KeysRegister&) const = default;
};

/// Refused, naming what, unless it keeps to the rules above.
Result<void> check_keys(const KeysRegister& keys);
/// The one that terminals seal to at this time: the latest current one that began; a clock that is
/// before all of them gets the first. Of a register that keeps to the rules.
const KeyVersion& version_at(const KeysRegister& keys, WallTime now);
/// Null: the register names none of this name.
const KeyVersion* find_version(const KeysRegister& keys, const std::string& version);

/// Refused unless `next` may follow: a higher serial of the same centre that keeps what versions
/// and terminals were and whom desks know the centre by. No version comes back. `digest` is of the
/// signed bytes of `last`.
Result<void> check_successor(const KeysRegister& last, const Digest& digest,
                             const KeysRegister& next);

/// What the audit log says of a register that was taken: a row for each device that it lets in or
/// blocks and for each version that it adds or erases, one of its own if it says something else.
/// `last`: the one before, null: there was none.
std::vector<AuditEntry> audit_of(const KeysRegister* last, const KeysRegister& next,
                                 const std::string& account, WallTime now);

/// The terminal of this name that is not blocked; null: there is none.
const RegisteredTerminal* find_terminal(const KeysRegister& keys, const std::string& name);
/// The same of displays.
const RegisteredDisplay* find_display(const KeysRegister& keys, const std::string& name);

/// Refused unless it is 1 to 3 Latin letters. A digit would make two terminals' numbers one: "A1"
/// and 001, "A" and 1001.
Result<void> check_letters(const std::string& prefix);

}  // namespace lotse
