// SPDX-License-Identifier: EUPL-1.2
/// Brings a queue whose accounts still belong to passwords (before schema 4) to accounts that
/// belong to persons.
///
/// It cannot be done by opening the file: the service that does so would need the passwords. Who
/// holds the centre's key makes the new accounts; they replace the old ones in the same transaction
/// in which the tables change, so that there is never a file without either. Everything else of the
/// file stays as it is. After the clean-up nothing of the old accounts stands in the file or its
/// log. The service has to be stopped. Errors as in sqlite_queue.h.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/intake/ports.h"
#include "store/sqlite_queue.h"

namespace lotse::store {

struct AccountBefore {
    std::string name, centre;
    Bytes wrapped_key;  ///< the centre's private key, wrapped with the password (vault/keys.h)
    bool admin = false;
};

class QueueUpgrade {
public:
    /// Refused if the file holds neither such accounts nor their successors, Unusable if it is not
    /// there.
    static Result<std::unique_ptr<QueueUpgrade>> open(const std::string& path, HashFunction hash);
    virtual ~QueueUpgrade() = default;

    /// Empty: the file was brought up to date before, and only `clean_up` is left.
    virtual const std::vector<AccountBefore>& accounts() const = 0;
    /// All of it or nothing; each row of `audit` goes into the log. After an error opening the file
    /// again tells which.
    virtual Result<void> finish(const std::vector<StaffAccount>& accounts,
                                const std::vector<AuditEntry>& audit) = 0;
    /// Takes what the old accounts held out of the file and its log, where it still stands after
    /// `finish`. Needs room for a copy of the file; can be repeated.
    virtual Result<void> clean_up() = 0;
};

}  // namespace lotse::store
