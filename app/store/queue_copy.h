// SPDX-License-Identifier: EUPL-1.2
/// A queue's database as a file of a backup, and as the database that a service goes on with.
///
/// Decides what a restore does to what was backed up: whatever was withdrawn or erased since goes,
/// leases end, the epoch is a new one, and the registers of the database that it replaces are kept
/// where they are newer, so that a terminal that was blocked since stays blocked. Leaves alone:
/// where the files lie and what is done in which order (service/backup.h, service/restore.h). No
/// other program may have the files open. Errors as in sqlite_queue.h.
#pragma once

#include <string>
#include <vector>

#include "core/intake/queue_position.h"
#include "store/centre_store.h"
#include "store/sqlite_queue.h"
#include "store/tombstone_log.h"

namespace lotse::store {

/// What a database says of itself.
struct QueueFacts {
    QueuePosition position;
    std::int64_t entries = 0;
    std::int64_t tombstones = 0;
    std::int64_t audit_rows = 0;
    Digest audit_head{};  ///< hash of the last row
    /// Rows that something else than the service changed, envelopes without an entry, and entries
    /// without their envelope.
    std::int64_t damaged = 0;
    bool operator==(const QueueFacts&) const = default;
};

/// Of a database, every row and envelope of which is looked at; makes it a file that needs no other
/// one beside it. Corrupt if its structure is broken, or its tags are of another key.
Result<QueueFacts> check_copy(const std::string& file, const TagFunction& tag);

struct Restoring {
    std::string file;      ///< the copy; its log of tombstones is made beside it
    std::string replaced;  ///< the database that it will replace, in whatever state, or missing
    HashFunction hash;
    TagFunction tag;
    std::vector<Tombstone> tombstones;  ///< of both logs
    WallTime now{};
};
struct Restored {
    QueuePosition from;  ///< of the copy
    QueuePosition position;
    int buried_again = 0;        ///< that the copy still had
    bool read_replaced = false;  ///< what the replaced database knew was used
};
/// Transient if another process has the replaced database open.
Result<Restored> restore_copy(const Restoring& restoring);

}  // namespace lotse::store
