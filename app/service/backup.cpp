// SPDX-License-Identifier: EUPL-1.2
#include "service/backup.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/atomic_file.h"
#include "base/descriptor.h"
#include "codec/files.h"
#include "core/limits.h"
#include "store/tombstone_log.h"
#include "vault/envelope.h"

namespace lotse::service {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "queue-";
constexpr std::string_view kUnfinished = ".queue-";

Error cannot(const std::string& path, const std::string& what, int reason) {
    return Error{
        reason == ENOSPC || reason == EDQUOT || reason == EIO ? Kind::Transient : Kind::Unusable,
        path, what + ": " + std::strerror(reason)};
}

constexpr const char* kBackedUp = "/backed-up";
constexpr const char* kDamaged = "/damaged";

void note(const std::string& database, const char* file, std::int64_t number) {
    static_cast<void>(replace_file(folder_of(database) + file, std::to_string(number) + "\n"));
}

/// 0 if nothing was noted.
std::int64_t noted(const std::string& database, const char* file) {
    const Result<std::string> text =
        codec::read_file(folder_of(database) + file, limits::kLargestManifestBytes);
    std::int64_t number = 0;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

/// "20261130T023000Z": sorts as time does.
std::string stamp(WallTime at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    char text[32];
    std::snprintf(text, sizeof text, "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text;
}

/// Size and hash of a file of any size.
Result<BackupFile> facts_of_file(const std::string& folder, const std::string& name) {
    const std::string path = folder + "/" + name;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat facts {};
    if (file.get() < 0 || ::fstat(file.get(), &facts) != 0) {
        return cannot(path, "cannot be read", errno);
    }
    BackupFile out{name, static_cast<std::uint64_t>(facts.st_size), {}};
    void* const bytes = facts.st_size == 0
                            ? nullptr
                            : ::mmap(nullptr, out.bytes, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (bytes == MAP_FAILED) {
        return cannot(path, "cannot be read", errno);
    }
    out.digest = vault::hash({static_cast<const char*>(bytes), out.bytes});
    if (bytes != nullptr) {
        ::munmap(bytes, out.bytes);
    }
    return out;
}

std::vector<fs::path> children(const std::string& folder, std::string_view prefix) {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().filename().string().starts_with(prefix)) {
            found.push_back(at->path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

Result<BackupManifest> fill(const BackupPlan& plan, const std::string& folder,
                            const CopyDatabase& copy) {
    const std::string database = folder + "/" + kBackedUpDatabase;
    if (Result<void> copied = copy(database); !copied) {
        return copied.error();
    }
    const Result<store::QueueFacts> facts = store::check_copy(database, plan.tags);
    if (!facts) {
        return facts.error();
    }
    const Result<store::TombstoneReading> tombstones =
        store::read_tombstone_file(store::tombstone_log_of(plan.database), plan.tags);
    if (!tombstones) {
        return tombstones.error();
    }
    if (Result<void> written = store::TombstoneLog(folder + "/" + kBackedUpTombstones, plan.tags)
                                   .rewrite(tombstones->tombstones);
        !written) {
        return written.error();
    }
    BackupManifest manifest{plan.now, *facts, {}};
    for (const char* name : {kBackedUpDatabase, kBackedUpTombstones}) {
        if (Result<void> synced = sync_file(folder + "/" + name); !synced) {
            return synced.error();
        }
        Result<BackupFile> file = facts_of_file(folder, name);
        if (!file) {
            return file.error();
        }
        manifest.files.push_back(std::move(*file));
    }
    if (Result<void> written =
            replace_file(folder + "/" + kManifest, write_manifest(manifest, plan.manifests));
        !written) {
        return written.error();
    }
    return manifest;
}

/// How many. What cannot be deleted now is deleted the next time.
int delete_old(const BackupPlan& plan) {
    int deleted = 0;
    if (!plan.delete_before) {
        return deleted;
    }
    std::error_code failed;
    std::vector<fs::path> all = children(plan.folder, kPrefix);
    const std::string limit = std::string(kPrefix) + stamp(*plan.delete_before);
    for (std::size_t i = 0; i + 1 < all.size() && all[i].filename().string() < limit; ++i) {
        deleted += fs::remove_all(all[i], failed) > 0 && !failed ? 1 : 0;
    }
    const std::string replaced = replaced_of(plan.database);
    struct stat facts {};
    if (::stat(replaced.c_str(), &facts) == 0 &&
        WallTime{std::chrono::seconds{facts.st_mtim.tv_sec}} < *plan.delete_before) {
        for (const char* end : {"", "-wal", "-shm"}) {
            ::unlink((replaced + end).c_str());
        }
    }
    return deleted;
}

}  // namespace

std::string replaced_of(const std::string& database) {
    return database + ".replaced";
}

Result<BackupMade> make_backup(const BackupPlan& plan, const CopyDatabase& copy) {
    std::error_code failed;
    const bool there = fs::exists(plan.folder, failed);
    if (!there && ::mkdir(plan.folder.c_str(), 0700) != 0) {
        return cannot(plan.folder, "cannot be made", errno);
    }
    for (const fs::path& left_behind : children(plan.folder, kUnfinished)) {
        fs::remove_all(left_behind, failed);
    }
    const std::string name = std::string(kPrefix) + stamp(plan.now);
    BackupMade made{plan.folder + "/" + name, {}, 0};
    const std::string unfinished = plan.folder + "/." + name;
    if (fs::exists(made.folder, failed)) {
        return Error{Kind::Refused, made.folder, "is there already: wait a second"};
    }
    if (::mkdir(unfinished.c_str(), 0700) != 0) {
        return cannot(unfinished, "cannot be made", errno);
    }
    Result<BackupManifest> manifest = fill(plan, unfinished, copy);
    if (!manifest) {
        fs::remove_all(unfinished, failed);
        return manifest.error();
    }
    made.manifest = std::move(*manifest);
    if (Result<void> synced = sync_folder(unfinished); !synced) {
        return synced.error();
    }
    if (::rename(unfinished.c_str(), made.folder.c_str()) != 0) {
        return cannot(made.folder, "cannot be made", errno);
    }
    if (Result<void> synced = sync_folder(plan.folder); !synced) {
        return synced.error();
    }
    made.deleted = delete_old(plan);
    return made;
}

void note_backup(const std::string& database, WallTime at) {
    note(database, kBackedUp, at.time_since_epoch().count());
}

WallTime last_backup(const std::string& database) {
    return WallTime{std::chrono::seconds{noted(database, kBackedUp)}};
}

void note_damage(const std::string& database, std::int64_t rows) {
    note(database, kDamaged, rows);
}

std::int64_t last_damage(const std::string& database) {
    return noted(database, kDamaged);
}

Result<void> copy_whole(store::CentreStore& store, const std::string& file) {
    if (Result<void> begun = store.begin_copy(file); !begun) {
        return begun;
    }
    for (;;) {
        const Result<bool> whole = store.go_on_copying();
        if (!whole) {
            return whole.error();
        }
        if (*whole) {
            return {};
        }
    }
}

Result<BackupManifest> check_backup(std::string& folder, const store::TagFunction& manifests) {
    std::error_code failed;
    if (!fs::exists(folder + "/" + kManifest, failed)) {
        const std::vector<fs::path> all = children(folder, kPrefix);
        if (all.empty()) {
            return Error{Kind::Refused, folder,
                         "is no backup of a queue, and none lies in it; expected a folder like "
                         "queue-20261130T023000Z, or the one it lies in"};
        }
        folder = all.back().string();
    }
    const std::string file = folder + "/" + kManifest;
    const Result<std::string> text = codec::read_file(file, limits::kLargestManifestBytes);
    if (!text) {
        return text.error();
    }
    Result<BackupManifest> manifest = read_manifest(*text, file, manifests);
    if (!manifest) {
        return manifest;
    }
    if (manifest->files.size() != 2 || manifest->files[0].name != kBackedUpDatabase ||
        manifest->files[1].name != kBackedUpTombstones) {
        return Error{Kind::Corrupt, file, "does not name the files that a backup has"};
    }
    for (const BackupFile& expected : manifest->files) {
        const Result<BackupFile> found = facts_of_file(folder, expected.name);
        if (!found) {
            return found.error();
        }
        if (!(*found == expected)) {
            return Error{Kind::Corrupt, folder + "/" + expected.name,
                         "is not what was backed up: it was damaged or altered since; take "
                         "another backup"};
        }
    }
    return manifest;
}

}  // namespace lotse::service
