// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the outbox's settings as an argument, so that the power-cut test can show
/// that it notices weaker ones.
#pragma once

#include "store/sqlite.h"
#include "store/sqlite_outbox.h"

namespace lotse::store {

struct OutboxSettings {
    const char* journal_mode = "delete";
    const char* synchronous = "EXTRA";
    const char* synchronous_reads_back = "3";
};

Result<OpenedOutbox> open_outbox_with(const std::string& path, const OutboxOptions& options,
                                      const OutboxSettings& settings);

/// The file at `path`, opened with its settings and brought to the newest schema; nothing else
/// checked.
Result<std::unique_ptr<Database>> open_outbox_database(const std::string& path,
                                                       const OutboxSettings& settings);
/// Corrupt unless the structure is whole, every sealed intake authenticates itself, and its columns
/// say the same.
Result<void> check_outbox(Database& database, const OutboxOptions& options);
/// Inside the caller's transaction.
Result<void> insert_intake(Database& database, const SealedIntake& intake);
/// Replaces the damaged file at `path` by a fresh one with what could be saved. Crash-safe: until
/// the last rename the damaged file keeps its name, and the next start begins again.
Result<Salvage> salvage_outbox(const std::string& path, const std::string& damage,
                               const OutboxOptions& options, const OutboxSettings& settings);

}  // namespace lotse::store
