// SPDX-License-Identifier: EUPL-1.2
/// On the service's machine: makes a centre, from the first question to the first test decryption.
///
///     setup.toml             written last: complete; no secrets (codec/settings/setup_files.h)
///     queue/queue.db         accounts with their grants, the terminals' public keys
///     keys/service.key       without it nobody can log in; belongs into a backup of its own
///     tls/ca.pem, server.pem, server.key; ca.key for an authority of its own
///     recovery/recovery.key  wrapped with a password of its own; the sheet says where it belongs
///     terminals/NAME.lotse   one file for each terminal that is enrolled at once (terminal_file.h)
///     sheet.txt              to print: fingerprints, addresses, accounts, what to do with the
///                            recovery key
///
/// Keys, accounts and certificates are made by the same functions as lotse-tool's. The centre's
/// private key exists in memory and, sealed to each person who opens intakes, in the accounts.
/// Passwords, PINs and codes are made
/// at random and shown once. A second run changes nothing but a certificate of its own authority
/// that is about to end.
#pragma once

#include "tools/setup/dialogue.h"
#include "tools/setup/plan.h"
#include "tools/setup/terminal_file.h"

namespace lotse::tools::setup {

Result<void> set_up_centre(const CentreRequest& request, Dialogue& dialogue,
                           Interruption& interruption, const Costs& costs);

}  // namespace lotse::tools::setup
