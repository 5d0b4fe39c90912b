// SPDX-License-Identifier: EUPL-1.2
/// Decides how somebody who may not read the audit log sees that it only grew.
///
/// Each row has an inner hash, over a salt of its own and its fields; the head after it is the hash
/// of the head before and of that inner hash:
///
///     head(n) = H(head(n-1) ‖ inner(n))        inner(n) = H(salt(n) ‖ fields(n))
///
/// Who keeps a head and gets the inner hashes of the rows behind it computes the head of now. A row
/// that was changed, removed, put in or written anew makes another head; a log that was cut has not
/// come so far. The salt keeps an inner hash from telling what the row says. Rows from before there
/// were salts have no inner hash: for them only the head after the last of them is told.
///
/// Pure; whose hash it is, is the caller's (BLAKE2b-256).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/intake/intake.h"
#include "core/moment.h"

namespace lotse {

/// How far an audit log has come; zeros before its first row.
struct AuditHead {
    std::int64_t seq = 0;
    Digest head{};
    bool operator==(const AuditHead&) const = default;
};

/// A piece of what is told of it.
struct AuditHeads {
    AuditHead from;  ///< where it begins: as it was asked, or as near to it as there is something
    std::vector<Digest> inner;  ///< of the rows behind
    AuditHead to;               ///< after the last of them
    std::int64_t last = 0;      ///< row of the whole log
    bool operator==(const AuditHeads&) const = default;
};

/// What a person says of a log at the end of a day's first look at it, and signs: who has a copy of
/// it can show later what the log was.
struct SignedHead {
    std::string centre, account;
    AuditHead head;
    std::int64_t keys = 0, people = 0;  ///< serials of the registers of then; 0: none
    WallTime at{};
    bool operator==(const SignedHead&) const = default;
};

using ChainHash = std::function<Digest(std::string_view)>;

/// The head after `before` and a row with this inner hash.
Digest next_head(const Digest& before, const Digest& inner, const ChainHash& hash);
/// Goes on from `head` through the piece, and calls `passed` with each head on the way. False: the
/// piece does not begin there, or does not lead where it says.
bool follow_chain(AuditHead& head, const AuditHeads& told, const ChainHash& hash,
                  const std::function<void(const AuditHead&)>& passed = nullptr);

/// Heads that a desk keeps: the last of each day on which it looked, the newest at the end.
struct KeptHead {
    AuditHead head;
    std::string day;  ///< YYYY-MM-DD
    bool operator==(const KeptHead&) const = default;
};
/// With the head of now: in place of the same day's, and without those before the last
/// limits::kAuditHeadsKept.
void keep_head(std::vector<KeptHead>& kept, const AuditHead& head, const std::string& day);
/// One line for each, and back; nothing unless it is exactly that, from old to new.
std::string heads_text(const std::vector<KeptHead>& kept);
std::optional<std::vector<KeptHead>> heads_from(std::string_view text);

}  // namespace lotse
