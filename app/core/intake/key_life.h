// SPDX-License-Identifier: EUPL-1.2
/// Decides when a centre's key changes: which versions are to be made, and what the register of
/// keys says once somebody signed for them.
///
///     proposed ──an admin's desk signs──► current, from its day on ──the next one's day──► retired
///        └ by the desk of somebody who reads, for all who read
///
/// Two versions lie ahead where the centre changes its key every so many months, so that terminals
/// change by themselves without a line. A retired one is erased once the service says that nothing
/// is sealed to it any more and both its clock and the desk's know that it is over for long enough.
/// Once somebody who read has left, every version that person
/// could have had is over: one begins at once, and those ahead are made anew. What was sealed
/// before stays known to that person.
///
/// Pure. Leaves alone: who is believed to have proposed what (vault, kiosk/desk/desk_keys.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/intake/keys_register.h"

namespace lotse {

/// The secret half of a version for who has a recovery key: whoever lost all passwords, or the
/// service's key files, has it from there (`lotse-tool recover`).
struct RecoveryCopy {
    Bytes key;  ///< whose it is (RecoveryKey)
    Bytes sealed;
    bool operator==(const RecoveryCopy&) const = default;
};

/// The public half of a version that somebody who reads made, and signed.
struct KeyProposal {
    std::string centre, version;
    Bytes key;  ///< X25519
    WallTime from{};
    std::int64_t people = 0;  ///< serial of the register of people whose readers it was made for
    std::string by;           ///< account
    /// One for each recovery key of the register it was made by; none: nobody could bring the
    /// version back, and it is never destroyed.
    std::vector<RecoveryCopy> recovery = {};
    bool operator==(const KeyProposal&) const = default;
};

/// One that is to be made.
struct WantedVersion {
    std::string version;
    WallTime from{};
    bool operator==(const WantedVersion&) const = default;
};

/// `waiting` are proposals that nobody signed for yet; `reader_left` is of the register of people;
/// every `months` a new one begins, on the first of a month (0: only when a reader left).
std::vector<WantedVersion> wanted_versions(const KeysRegister& keys,
                                           const std::vector<KeyProposal>& waiting,
                                           std::int64_t reader_left, WallTime now, int months);

/// The versions with these proposals, the earliest first, and without what is over; nothing: all
/// stays as it is. A proposal that does not fit is left out.
std::optional<std::vector<KeyVersion>> renewed_versions(const KeysRegister& keys,
                                                        const std::vector<KeyProposal>& proposals,
                                                        std::int64_t reader_left, WallTime now);

/// Whether who signs registers is waited for: Ahead, nothing that is signed begins later, so that
/// what is in use would stay in use for ever; ReaderLeft, somebody who left could have had it.
enum class SignatureDue : std::uint8_t { No, Ahead, ReaderLeft };
SignatureDue signature_due(const KeysRegister& keys, const std::vector<KeyProposal>& proposals,
                           std::int64_t reader_left, WallTime now);

/// Since when no terminal that has this register seals to the version; nothing: it is in use, may
/// come to be, or is erased. An offline terminal with an older register may still seal to it.
std::optional<WallTime> over_since(const KeysRegister& keys, const KeyVersion& version);

/// Marks those of `spent` as erased that are over, and were already `kept` ago. Whether there were
/// any.
bool erase_versions(KeysRegister& keys, const std::vector<std::string>& spent, WallTime now,
                    std::chrono::seconds kept);

}  // namespace lotse
