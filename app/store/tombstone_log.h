// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: what was withdrawn or erased, in a file beside the queue's database, so that
/// no older copy of the database brings it back.
///
///     one line each:  id digest at lived kind tag
///     tag             keyed hash, under the service's key, of the tag before and of this line
///
/// A line is durable before the transaction that deletes is committed; whatever opens the database
/// next carries out what the log says. So the log may know more than the database, never less. A
/// line that was begun and not ended was acknowledged to nobody, and is cut off. A line that was
/// changed, and one behind a line that is missing, is not believed; what the database knows is
/// written again. Times are seconds: calendar, and lived (core/believed_time.h; 0: not known yet).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"
#include "core/moment.h"
#include "store/centre_store.h"

namespace lotse::store {

enum class Burial : std::uint8_t { Withdrawn, Expired };
std::string_view to_string(Burial kind);
std::optional<Burial> burial_from(std::string_view word);

struct Tombstone {
    IntakeId id;
    Digest digest{};
    WallTime at{};
    WallTime lived{};
    Burial kind = Burial::Withdrawn;
    bool operator==(const Tombstone&) const = default;
};

struct TombstoneReading {
    std::vector<Tombstone> tombstones;
    int damaged = 0;          ///< lines that are not believed
    bool unfinished = false;  ///< the last line has no end
    Tag last{};               ///< of the last line
};

/// Of a whole file; any bytes.
TombstoneReading read_tombstones(std::string_view text, const TagFunction& tag);
/// Beside a queue's database.
std::string tombstone_log_of(const std::string& database);
/// A missing file is an empty one.
Result<TombstoneReading> read_tombstone_file(const std::string& path, const TagFunction& tag);

class TombstoneLog {
public:
    TombstoneLog(std::string path, TagFunction tag)
        : m_path(std::move(path)), m_tag(std::move(tag)) {}

    /// Whatever is there. What is damaged is kept aside (NAME.damaged) for who looks into it, and
    /// the log is written anew without it.
    Result<TombstoneReading> open();
    /// Durable when it returns; after an error the log is as before, as far as the disk can tell.
    Result<void> append(const std::vector<Tombstone>& tombstones);
    /// In place of all that is there.
    Result<void> rewrite(const std::vector<Tombstone>& tombstones);

private:
    const std::string m_path;
    const TagFunction m_tag;
    bool m_known = false;  ///< how the file ends
    Tag m_last{};
};

}  // namespace lotse::store
