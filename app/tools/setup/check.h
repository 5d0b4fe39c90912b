// SPDX-License-Identifier: EUPL-1.2
/// The last step: what a terminal sealed arrives at the running service, opens with an account's
/// key, and leaves the queue.
///
/// Logs in as a desk does, unwraps the centre's key, makes a test decryption with the key that the
/// terminals hold, then takes every open test intake (number "TEST", content of a test) under its
/// lease, opens it and withdraws it: the body is erased, a tombstone stays. What is not a test
/// intake is never called or opened. Each step stands in the audit log.
#pragma once

#include <string>

#include "tools/setup/dialogue.h"
#include "tools/setup/terminal_file.h"

namespace lotse::tools::setup {

struct CheckRequest {
    std::string state;  ///< the centre's, for address, certificate and key; if it is not there, the
                        ///< next two are needed
    std::string service, ca;  ///< over what the centre's folder says
    std::string account;      ///< empty: asked
    std::string terminal;     ///< state folder of a terminal that sends a test intake first; empty:
                              ///< the one already sent
};
/// Refused if a terminal was given and its intake was not found in the queue, and of an account
/// that does not open intakes. What a service may ask of the password is at least `costs.wrap`.
Result<void> check(const CheckRequest& request, Dialogue& dialogue, const Costs& costs);

}  // namespace lotse::tools::setup
