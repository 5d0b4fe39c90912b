// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: accounts and their grants as rows, and what an account was before schema 4.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/intake/ports.h"
#include "store/queue_upgrade.h"
#include "store/sqlite.h"

namespace lotse::store {

/// Inside a transaction: replaces the account of the same name, and its grants.
Result<void> keep_account(Database& database, const StaffAccount& account);
/// Inside a transaction: the centre's accounts as its register says (core/intake/ports.h).
Result<void> keep_rights(Database& database, const PeopleRegister& people);
/// Inside a transaction: what accounts were granted of versions that are erased goes. Whether there
/// was any.
Result<bool> forget_erased(Database& database, const KeysRegister& keys);
Result<std::optional<StaffAccount>> account_in(Database& database, const std::string& name);
KdfCost cost_from(std::int64_t passes, std::int64_t memory_kib);

/// True of a file whose accounts belong to persons, even if it has none yet.
Result<bool> has_accounts_of_now(Database& database);
/// True of a file with accounts whose password the service saw: they are not converted by opening
/// it.
Result<bool> has_accounts_before(Database& database);
Result<std::vector<AccountBefore>> accounts_before(Database& database);

}  // namespace lotse::store
