// SPDX-License-Identifier: EUPL-1.2
/// Decides when a centre's key changes: which versions are to be made, and what the register of
/// keys says once somebody signed for them.
///
///     proposed ──an admin's desk signs──► current, from its day on ──the next one's day──► retired
///        └ by the desk of somebody who reads, for all who read
///
/// Two versions lie ahead where the centre changes its key every so many months, so that terminals
/// change by themselves without a line. Once somebody who read has left, every version that person
/// could have had is over: one begins at once, and those ahead are made anew. What was sealed
/// before stays known to that person.
///
/// Pure. Leaves alone: who is believed to have proposed what (vault, kiosk/desk/desk_keys.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/intake/keys_register.h"

namespace lotse {

/// The public half of a version that somebody who reads made, and signed.
struct KeyProposal {
    std::string centre, version;
    Bytes key;  ///< X25519
    WallTime from{};
    std::int64_t people = 0;  ///< serial of the register of people whose readers it was made for
    std::string by;           ///< account
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

}  // namespace lotse
