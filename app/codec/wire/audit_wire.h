// SPDX-License-Identifier: EUPL-1.2
/// What service and desk tell each other of the audit log: heads (core/intake/audit_chain.h), and
/// of what is erased soon.
///
/// Total: what does not fit is Corrupt. Bounds are those of core/limits.h.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/audit_chain.h"
#include "core/intake/ports.h"

namespace lotse::codec {

std::string write_audit_heads(const AuditHeads& heads);
Result<AuditHeads> read_audit_heads(std::string_view json);

/// What is signed (vault/signed_document.h).
std::string write_signed_head(const SignedHead& head);
Result<SignedHead> read_signed_head(std::string_view json);

/// Of one centre: the first entries that retention erases soon, and how many there are.
struct DueList {
    std::vector<DueEntry> entries;
    std::int64_t count = 0;
    bool operator==(const DueList&) const = default;
};
std::string write_due(const DueList& due);
/// The entries are of no centre: that of whoever asked.
Result<DueList> read_due(std::string_view json);

}  // namespace lotse::codec
