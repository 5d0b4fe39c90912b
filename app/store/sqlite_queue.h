// SPDX-License-Identifier: EUPL-1.2
/// The counselling centre's queue in one SQLite file (interfaces: core/intake/ports.h).
///
/// Decides how it is kept: WAL with synchronous=FULL and one connection that holds the file
/// exclusively (SQLite before 3.51.3 can damage a WAL database that several connections reset at
/// once), so a second process is told to wait. Ids that were withdrawn or erased leave tombstones,
/// in the database and in a log beside it (tombstone_log.h).
/// The audit log is a hash chain: each row's hash covers the row and the hash before it, so that a
/// changed, removed or inserted row is found; what staff does and its row are one transaction.
///
/// Leaves alone: who may do what (core/intake/queue.h), signatures and quotas (service). Not
/// thread-safe: one writer thread. Errors: Transient (disk full, I/O error, file in use), Refused
/// (rule), Corrupt (restore the backup), Unusable.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/intake/intake.h"
#include "store/centre_store.h"

namespace lotse::store {

using HashFunction = std::function<Digest(std::string_view)>;

/// Settings of SQLite that are required and read back. Others are for the power-cut test, which
/// must notice weaker ones.
struct QueueSettings {
    const char* synchronous = "FULL";
    const char* synchronous_reads_back = "2";
};

/// Creates the file (mode 0600) if it is missing; its folder must exist. `hash` chains the audit
/// log (vault::hash).
Result<std::unique_ptr<CentreStore>> open_queue(const std::string& path, HashFunction hash,
                                                const QueueSettings& settings = {});

}  // namespace lotse::store
