// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool centre upgrade`: a centre whose accounts the service could have opened becomes one
/// where it cannot, and one without a register of keys gets it.
///
/// Says what it does before it asks for a password: whoever runs it holds the centre's key, in a
/// key file or in an account of before. Makes keys/service.key and new accounts, each with a code
/// that is shown once, before anything is changed; who logs in with it chooses a password.
/// Everything else of the queue stays as it is. The service has to be stopped. Interrupted, it
/// leaves the queue as it was or finished; on a finished one it only does what is left: erases what
/// the old accounts kept, makes the register.
#pragma once

#include <string>

#include "core/error.h"
#include "core/staff.h"
#include "tools/console.h"

namespace lotse::tools {

struct UpgradeCentre {
    std::string state;     ///< the service's folder
    std::string queue;     ///< empty: queue/queue.db in it
    std::string key_file;  ///< the centre's wrapped key; empty: …
    std::string account;   ///< … of an account of before; empty: of an admin's
    KdfCost cost;
};
Result<void> upgrade_centre(const UpgradeCentre& request, Console& console);

}  // namespace lotse::tools
