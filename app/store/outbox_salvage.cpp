// SPDX-License-Identifier: EUPL-1.2
#include "store/outbox_salvage.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <set>

#include "base/atomic_file.h"
#include "store/outbox_database.h"

namespace lotse::store {
namespace {

/// What could be read from a damaged file.
struct Remains {
    std::vector<SealedIntake> intakes;
    std::vector<Arrival> arrivals;
    int lost = 0;
    LastNumber last;
};

std::int64_t last_seq(Database& database) {
    for (const char* sql :
         {"SELECT seq FROM sqlite_sequence WHERE name = 'entry'", "SELECT max(seq) FROM body"}) {
        Query query = database.query(sql);
        const Result<bool> row = query.next();
        if (row && *row && query.integer(0) > 0) {
            return std::min(query.integer(0), limits::kMostRowsSalvaged);
        }
    }
    return limits::kMostRowsSalvaged;
}

/// An error means: nothing may be concluded from what was not read, because reading itself failed.
Result<void> read_intakes(Database& database, const OutboxOptions& options, Remains& remains) {
    // One look-up per possible row: a scan would end at the first damaged page.
    std::set<IntakeId> seen;
    const std::int64_t last = last_seq(database);
    for (std::int64_t seq = 1; seq <= last; ++seq) {
        Query query = database.query("SELECT envelope FROM body WHERE seq = ?");
        query.bind(seq);
        const Result<bool> row = query.next();
        if (!row && row.error().kind != Kind::Corrupt) {
            return row.error();
        }
        if (!query.prepared()) {
            return {};
        }
        if (!row || !*row) {
            continue;
        }
        Result<SealedIntake> intake = options.authenticate(query.blob(0));
        if (!intake) {
            ++remains.lost;
        } else if (seen.insert(intake->header.id).second) {
            remains.intakes.push_back(std::move(*intake));
        }
    }
    return {};
}

Result<Remains> read_remains(const std::string& path, const OutboxOptions& options) {
    Remains remains;
    Result<std::unique_ptr<Database>> database = Database::open(path);
    if (!database && database.error().kind != Kind::Corrupt) {
        return database.error();
    }
    if (database) {
        if (Result<void> read = read_intakes(**database, options, remains); !read) {
            return read.error();
        }
        // The queue service knows them as well.
        if (Result<std::vector<Arrival>> arrivals = read_arrivals(**database)) {
            remains.arrivals = std::move(*arrivals);
        }
        if (Result<LastNumber> last = last_number(**database)) {
            remains.last = std::move(*last);
            return remains;
        }
    }
    // Above every number that may have been given, on whichever day.
    std::int64_t highest = 0;
    for (const SealedIntake& intake : remains.intakes) {
        highest = std::max<std::int64_t>(highest, digits_of(intake.header.number));
        remains.last.given.day = std::max(remains.last.given.day, intake.header.day);
    }
    remains.last.number = static_cast<int>(std::min<std::int64_t>(
        highest + limits::kNumbersSkippedAfterDamage, std::numeric_limits<int>::max()));
    return remains;
}

Result<void> write_fresh(const std::string& path, const Remains& remains,
                         const OutboxSettings& settings) {
    Result<std::unique_ptr<Database>> database = open_outbox_database(path, settings);
    if (!database) {
        return database.error();
    }
    Transaction transaction(**database);
    if (Result<void> begun = transaction.begin(); !begun) {
        return begun;
    }
    for (const SealedIntake& intake : remains.intakes) {
        if (Result<void> inserted = insert_intake(**database, intake); !inserted) {
            return inserted;
        }
    }
    for (const Arrival& arrival : remains.arrivals) {
        if (Result<void> inserted = insert_arrival(**database, arrival); !inserted) {
            return inserted;
        }
    }
    if (remains.last.number > 0) {
        if (Result<void> kept = keep_last_number(**database, remains.last); !kept) {
            return kept;
        }
    }
    return transaction.commit();
}

Error system_error(const std::string& path, const char* what) {
    return Error{Kind::Unusable, path, std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

Result<Salvage> salvage_outbox(const std::string& path, const std::string& damage,
                               const OutboxOptions& options, const OutboxSettings& settings) {
    const Result<Remains> read = read_remains(path, options);
    if (!read) {
        return read.error();
    }
    const Remains& remains = *read;

    const std::string fresh = path + ".fresh";
    ::unlink(fresh.c_str());
    ::unlink((fresh + "-journal").c_str());
    if (Result<void> written = write_fresh(fresh, remains, settings); !written) {
        return written.error();
    }

    // A second name for the damaged file, then the fresh one over the first: `path` is there at
    // every moment.
    std::string aside;
    for (int i = 1;; ++i) {
        aside = path + ".damaged-" + std::to_string(i);
        if (::link(path.c_str(), aside.c_str()) == 0) {
            break;
        }
        if (errno != EEXIST) {
            return system_error(aside, "cannot set the damaged outbox aside");
        }
    }
    // A journal that could not be played back belongs to the damaged file; over the fresh one it
    // would be poison.
    if (::rename((path + "-journal").c_str(), (aside + "-journal").c_str()) != 0 &&
        errno != ENOENT) {
        return system_error(path + "-journal", "cannot set the journal aside");
    }
    if (Result<void> synced = sync_folder(folder_of(path)); !synced) {
        return synced.error();
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0) {
        return system_error(path, "cannot put the fresh outbox in place");
    }
    if (Result<void> synced = sync_folder(folder_of(path)); !synced) {
        return synced.error();
    }
    Salvage salvage;
    salvage.set_aside = aside;
    salvage.damage = damage;
    salvage.saved = static_cast<int>(remains.intakes.size());
    salvage.lost = remains.lost;
    return salvage;
}

}  // namespace lotse::store
