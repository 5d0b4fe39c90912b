// SPDX-License-Identifier: EUPL-1.2
/// What whoever holds a centre's recovery key can do when its readers cannot: all passwords lost,
/// or the service's folder of keys (vault/shred_keys.h).
///
/// The recovery key alone opens nothing and is no account: somebody brings the database, or a
/// backup of it, to a place where the key file is, and the service is stopped meanwhile. What is
/// recovered is believed only if it gives the public keys that the register of keys names.
#pragma once

#include <string>

#include "core/error.h"
#include "core/staff.h"
#include "tools/console.h"

namespace lotse::tools {

struct RecoverGrant {
    std::string queue, centre;
    std::string key_file;  ///< the wrapped recovery key; its password is read
    std::string account;   ///< that reads; it is there already
    /// Its owner's password is lost, too: a code is printed, and all that the account's rights need
    /// is given to it.
    bool invite = false;
    std::string service_key;  ///< empty: service_key_of(queue)
    KdfCost cost;             ///< of the code
};
/// Gives the account every version of the centre's key that was sealed to this recovery key. With a
/// row in the audit log for each. Refused if there is none, or one is not what the register says.
Result<void> recover_grant(const RecoverGrant& request, Console& console);

struct RecoverExport {
    std::string queue;   ///< of a service that is stopped; or …
    std::string backup;  ///< … a backup's folder: nothing in it is changed, and no log knows it
    std::string centre;
    std::string key_file;     ///< as above
    std::string out;          ///< a new folder, for its owner only
    std::string service_key;  ///< empty: service_key_of(queue)
};
/// A file DAY_NUMBER_ID.json for each intake of the centre that is there, closed ones and those of
/// erased versions among them. The row in the audit log of the queue comes first.
Result<void> recover_export(const RecoverExport& request, Console& console);

}  // namespace lotse::tools
