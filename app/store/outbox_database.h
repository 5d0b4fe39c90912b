// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the outbox's file, its schema, and what a row of it is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/sqlite.h"
#include "store/sqlite_outbox.h"

namespace lotse::store {

/// The file at `path`, opened with its settings and brought to the newest schema; nothing else
/// checked.
Result<std::unique_ptr<Database>> open_outbox_database(const std::string& path,
                                                       const OutboxSettings& settings);
/// Corrupt unless the structure is whole, every sealed intake authenticates itself, and its columns
/// say the same.
Result<void> check_outbox(Database& database, const OutboxOptions& options);

/// All rows in order of creation: the columns that `outbox_entry_of` reads, then seq.
Query select_outbox_entries(Database& database);
/// `select_outbox_entries` without the copies, or nothing but them.
Query select_unsent(Database& database);
Query select_copies(Database& database);
Result<OutboxEntry> outbox_entry_of(const Query& row, const Database& database);
/// Inside the caller's transaction.
Result<void> insert_intake(Database& database, const SealedIntake& intake);

/// Inside the caller's transaction: the intake arrived, whatever is known of it already.
Result<void> insert_arrival(Database& database, const Arrival& arrival);
Result<std::vector<Arrival>> read_arrivals(Database& database);
/// Inside the caller's transaction: an intake's bytes and its row.
Result<void> delete_intake(Database& database, std::int64_t seq);

/// Number 0: none was given yet.
Result<LastNumber> last_number(Database& database);
/// Inside the caller's transaction.
Result<void> keep_last_number(Database& database, const LastNumber& last);

Error damaged_row(const Database& database);

}  // namespace lotse::store
