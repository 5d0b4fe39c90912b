// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool account password`: a person changes the own password, at the running service.
///
/// The one of now opens the person's seed here, the new one wraps it; the service sees neither.
/// Other sessions of the account end.
#pragma once

#include <string>

#include "core/error.h"
#include "tools/console.h"
#include "vault/log_in.h"

namespace lotse::tools {

struct ChangePassword {
    std::string service, ca_file;  ///< https://host:port, and the authority of its certificate
    std::string account;
    bool ask_password = false;  ///< read it (after the one of now) instead of making one
    vault::KdfBounds bounds;
};
Result<void> change_password(const ChangePassword& request, Console& console);

}  // namespace lotse::tools
