// SPDX-License-Identifier: EUPL-1.2
/// Decides what a backup of the queue is, and how it comes to be: whole or not at all.
///
///     DIR/queue-20261130T023000Z/    queue.db  tombstones.log  manifest
///
/// The database is copied while work goes on; the log of tombstones after it, so that it knows
/// whatever the copy knows. Everything is checked, synced and hashed before the folder gets its
/// name. The service's key is in none of it: who has a backup alone reads nothing and cannot even
/// test a password. It never changes, is one line of text, and is kept elsewhere by whoever looks
/// after the centre. What versions of the centre's key are bound to (vault/shred_keys.h) is in no
/// backup and in no copy at all: a version that was destroyed opens nothing in any of them.
///
/// Backups that are older than limits::kBackupsKept go when a newer one is whole, and with them
/// what was withdrawn since; the newest one never.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/error.h"
#include "core/moment.h"
#include "service/backup_manifest.h"
#include "store/centre_store.h"

namespace lotse::service {

inline constexpr const char* kBackedUpDatabase = "queue.db";
inline constexpr const char* kBackedUpTombstones = "tombstones.log";
inline constexpr const char* kManifest = "manifest";

/// What a restore put aside (service/restore.h).
std::string replaced_of(const std::string& database);

struct BackupPlan {
    std::string database;  ///< whose log of tombstones goes along
    std::string folder;    ///< where backups lie; made if it is missing
    store::TagFunction tags, manifests;
    WallTime now{};
    /// Backups from before go. Nothing: the time is not certain enough.
    std::optional<WallTime> delete_before;
};
struct BackupMade {
    std::string folder;
    BackupManifest manifest;
    int deleted = 0;
};

/// Makes the file that it is given into a copy of the database.
using CopyDatabase = std::function<Result<void>(const std::string& file)>;
Result<BackupMade> make_backup(const BackupPlan& plan, const CopyDatabase& copy);

/// When the last backup of the database was made, beside it; epoch: never. What cannot be noted is
/// made again sooner than it has to be.
void note_backup(const std::string& database, WallTime at);
WallTime last_backup(const std::string& database);
/// How many rows were found damaged when all were looked at last, beside the database; 0: none, or
/// nobody looked yet. A service that starts anew knows of it before the next backup.
void note_damage(const std::string& database, std::int64_t rows);
std::int64_t last_damage(const std::string& database);

/// Of a store that nobody else uses meanwhile.
Result<void> copy_whole(store::CentreStore& store, const std::string& file);

/// The manifest of a whole backup, after every file in it was found to be what it says. `folder` is
/// a backup, or where backups lie: then the newest one, which `folder` names afterwards.
Result<BackupManifest> check_backup(std::string& folder, const store::TagFunction& manifests);

}  // namespace lotse::service
