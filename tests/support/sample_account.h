// SPDX-License-Identifier: EUPL-1.2
/// An account with something in every field; nothing in it opens anything.
#pragma once

#include <string>

#include "core/intake/ports.h"

namespace lotse::support {

inline StaffAccount sample_account(const std::string& name) {
    StaffAccount account;
    account.name = name;
    account.centre = "demo";
    account.rights = {StaffRight::Call, StaffRight::Open, StaffRight::Audit};
    account.salt = Bytes(16, 7);
    account.verifier = Bytes{0, 1, 2, 255};
    account.wrapped = Bytes(77, 9);
    account.box = Bytes(32, 1);
    account.sign = Bytes(32, 2);
    account.grants = {{"configuration", "", Bytes(80, 4)}, {"version", "0", Bytes(80, 5)}};
    return account;
}

}  // namespace lotse::support
