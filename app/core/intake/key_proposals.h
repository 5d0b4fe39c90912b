// SPDX-License-Identifier: EUPL-1.2
/// The port of the service's store to versions of the centre's key that wait for an admin's desk
/// (core/intake/key_life.h). As in ports.h.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/audit.h"
#include "core/error.h"

namespace lotse {

class KeyProposals {
public:
    virtual ~KeyProposals() = default;
    /// As they were signed (vault/signed_document.h), the newest first, at most so many; also those
    /// that a register of keys names meanwhile.
    virtual Result<std::vector<std::string>> newest(const std::string& centre,
                                                    std::size_t most) = 0;
    /// With its row in the audit log, or not at all.
    virtual Result<void> keep(const std::string& centre, const std::string& document,
                              const AuditEntry& audit) = 0;
};

}  // namespace lotse
