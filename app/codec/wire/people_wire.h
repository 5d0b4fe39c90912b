// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of a register of people (core/intake/people_register.h) inside of its signature
/// (vault/signed_document.h), and of the list of accounts.
///
/// As in wire.h. Rights are words in one text (core/staff.h); one that is not known here is passed
/// over, as in an account.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/intake/people_register.h"

namespace lotse::codec {

std::string write_people(const PeopleRegister& people);
/// Refused, too, if it breaks the rules of a register.
Result<PeopleRegister> read_people(std::string_view json);

/// An account as whoever lets people in sees it.
struct ListedAccount {
    std::string account;
    Rights rights;
    std::optional<WallTime> invited_until;  ///< has a code only, which counts until then
    bool waits = false;                     ///< has to wait after wrong passwords, somewhere
    bool operator==(const ListedAccount&) const = default;
};
std::string write_accounts(const std::vector<ListedAccount>& accounts);
Result<std::vector<ListedAccount>> read_accounts(std::string_view json);

}  // namespace lotse::codec
