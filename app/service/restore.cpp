// SPDX-License-Identifier: EUPL-1.2
#include "service/restore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <ostream>

#include "base/atomic_file.h"
#include "core/civil_time.h"
#include "core/limits.h"
#include "service/backup.h"
#include "service/queue_lock.h"
#include "service/queue_mark.h"
#include "service/state_files.h"
#include "store/queue_copy.h"
#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::service {
namespace {

namespace fs = std::filesystem;

Error cannot(const std::string& path, const char* what) {
    return Error{Kind::Unusable, path, std::string(what) + ": " + std::strerror(errno)};
}

/// A folder for the database that is made; gone with this.
class Workshop {
public:
    explicit Workshop(std::string folder) : m_folder(std::move(folder)) {}
    ~Workshop() {
        std::error_code failed;
        fs::remove_all(m_folder, failed);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    Result<void> make() {
        std::error_code failed;
        fs::remove_all(m_folder, failed);  // of a restore that was killed
        return ::mkdir(m_folder.c_str(), 0700) == 0 ? Result<void>()
                                                    : cannot(m_folder, "cannot be made");
    }
    std::string database() const { return m_folder + "/" + kBackedUpDatabase; }

private:
    const std::string m_folder;
};

Result<vault::ServiceKey> key_for(const RestoreRequest& request, const StateFiles& files) {
    if (request.service_key.empty()) {
        return vault::service_key_at(files.service_key, false);
    }
    return vault::load_service_key(request.service_key);
}

/// With its log, if it has one: what stands there is part of it.
Result<void> copy_database(const std::string& from, const std::string& to) {
    for (const char* end : {"", "-wal"}) {
        std::error_code failed;
        if (fs::exists(from + end, failed)) {
            fs::copy_file(from + end, to + end, failed);
        } else if (*end == '\0') {
            return Error{Kind::Unusable, from, "there is no database"};
        }
        if (failed) {
            return Error{Kind::Transient, to + end, "cannot be copied: " + failed.message()};
        }
    }
    return {};
}

Result<void> put_in_place(const std::string& made, const StateFiles& files, const QueueMark& mark,
                          const store::TagFunction& tags) {
    // First what holds whatever becomes of the rest: more tombstones harm no database.
    const std::string log = store::tombstone_log_of(files.database);
    if (::rename(store::tombstone_log_of(made).c_str(), log.c_str()) != 0) {
        return cannot(log, "cannot be replaced");
    }
    // From here on the old database is behind its mark: no service goes on with it unasked.
    if (Result<void> marked = keep_mark(mark_of(files.database), mark, tags); !marked) {
        return marked;
    }
    const std::string replaced = replaced_of(files.database);
    for (const char* end : {"-wal", "-shm", ""}) {
        // A log that stayed behind would be taken for one of the new database.
        ::unlink((replaced + end).c_str());
        if (::rename((files.database + end).c_str(), (replaced + end).c_str()) != 0 &&
            errno != ENOENT) {
            return cannot(files.database + end, "cannot be put aside");
        }
    }
    // Kept as long as a backup of today: from now on.
    ::utimensat(AT_FDCWD, replaced.c_str(), nullptr, 0);
    if (::rename(made.c_str(), files.database.c_str()) != 0) {
        return cannot(files.database, "cannot be put in place");
    }
    return sync_folder(folder_of(files.database));
}

std::string day_and_time(WallTime at) {
    return to_iso(german_time(at)) + " (German time)";
}

std::string span_of(std::chrono::seconds span) {
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(span);
    return hours.count() >= 48 ? std::to_string(hours.count() / 24) + " days"
                               : std::to_string(hours.count()) + " hours";
}

void tell(const RestoreRequest& request, const std::optional<BackupManifest>& manifest,
          const std::optional<QueueMark>& mark, const store::Restored& restored,
          const StateFiles& files, std::ostream& out) {
    out << "The queue was restored from "
        << (manifest ? request.backup : "the database that was there") << ".\n";
    if (manifest) {
        out << "The backup is of " << day_and_time(manifest->made) << ", with "
            << manifest->facts.entries << " entries.\n";
    }
    if (mark) {
        out << "The database that ran last was seen at " << day_and_time(mark->at);
        if (manifest && mark->at > manifest->made) {
            out << ", " << span_of(mark->at - manifest->made) << " after the backup";
        }
        out << ".\n";
        if (mark->position.epoch == restored.from.epoch) {
            out << "Between the two are "
                << std::max<std::int64_t>(0, mark->position.revision - restored.from.revision)
                << " changes of entries, which are not in it.\n";
        }
    } else {
        out << "How far the database had come that ran last is not known: there is no mark.\n";
    }
    out << "What terminals delivered since and still have, they send again by themselves as soon "
           "as the service runs: of the last 7 days, unless their settings say otherwise. What "
           "desks did since (calls, closings) has to be done again.\n"
        << restored.buried_again
        << " intakes that were withdrawn or erased since are not brought back.\n"
        << (restored.read_replaced
                ? "Which terminals are heard is as it was last.\n"
                : "The database that was replaced could not be read: a terminal that was blocked "
                  "since the backup has to be blocked again.\n")
        << "Accounts and passwords are those of the backup: who was removed, or changed a "
           "password, since then, has to do so again.\n"
        << "The queue is now at " << to_text(restored.position) << ". The database that was there "
        << "is kept as " << replaced_of(files.database) << " for " << limits::kBackupsKept.count()
        << " days. Start the service again.\n";
}

}  // namespace

Result<void> restore(const RestoreRequest& asked, std::ostream& out) {
    RestoreRequest request = asked;
    const StateFiles files = state_files(request.config, request.state);
    Result<QueueLock> lock = QueueLock::take(files.database);
    if (!lock) {
        return Error{lock.error().kind, lock.error().where,
                     lock.error().detail + " (stop the service first)"};
    }
    const Result<vault::ServiceKey> key = key_for(request, files);
    if (!key) {
        return key.error();
    }
    const store::TagFunction tags = key->tags();
    std::optional<BackupManifest> manifest;
    Workshop workshop(folder_of(files.database) + "/.restoring");
    store::Restoring restoring{workshop.database(), files.database, &vault::hash, tags, {},
                               request.now};
    if (!request.backup.empty()) {
        Result<BackupManifest> checked = check_backup(request.backup, key->manifests());
        if (!checked) {
            return checked.error();
        }
        manifest = std::move(*checked);
        const Result<store::TombstoneReading> backed_up =
            store::read_tombstone_file(request.backup + "/" + kBackedUpTombstones, tags);
        if (!backed_up) {
            return backed_up.error();
        }
        restoring.tombstones = backed_up->tombstones;
    }
    const Result<store::TombstoneReading> here =
        store::read_tombstone_file(store::tombstone_log_of(files.database), tags);
    if (!here) {
        return here.error();
    }
    restoring.tombstones.insert(restoring.tombstones.end(), here->tombstones.begin(),
                                here->tombstones.end());
    if (Result<void> made = workshop.make(); !made) {
        return made;
    }
    if (Result<void> copied =
            copy_database(manifest ? request.backup + "/" + kBackedUpDatabase : files.database,
                          workshop.database());
        !copied) {
        return copied;
    }
    const Result<store::Restored> restored = store::restore_copy(restoring);
    if (!restored) {
        return restored.error();
    }
    const Result<store::QueueFacts> whole = store::check_copy(workshop.database(), tags);
    if (!whole) {
        return whole.error();
    }
    const std::optional<QueueMark> mark = kept_mark(mark_of(files.database), tags);
    std::error_code failed;
    if (!request.service_key.empty() && !fs::exists(files.service_key, failed)) {
        if (Result<void> saved = vault::save_service_key(files.service_key, *key); !saved) {
            return saved;
        }
    }
    if (Result<void> placed =
            put_in_place(workshop.database(), files, {restored->position, request.now}, tags);
        !placed) {
        return placed;
    }
    note_damage(files.database, whole->damaged);
    tell(request, manifest, mark, *restored, files, out);
    return {};
}

}  // namespace lotse::service
