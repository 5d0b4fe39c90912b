// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_connection.h"

#include "store/queue_accounts.h"
#include "store/queue_schema.h"

namespace lotse::store {
namespace {

void append_field(std::string& out, std::string_view field) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<char>(std::uint64_t{field.size()} >> shift & 0xff));
    }
    out.append(field);
}

/// Every field with its length, so that no two rows have one form.
Digest chain_hash(const HashFunction& hash, const Digest& before, std::int64_t seq, std::int64_t at,
                  std::string_view account, std::string_view action, std::string_view object) {
    std::string form(before.begin(), before.end());
    append_field(form, std::to_string(seq));
    append_field(form, std::to_string(at));
    append_field(form, account);
    append_field(form, action);
    append_field(form, object);
    return hash(form);
}

}  // namespace

std::int64_t seconds(WallTime time) {
    return time.time_since_epoch().count();
}

WallTime wall_time(std::int64_t seconds) {
    return WallTime{std::chrono::seconds{seconds}};
}

Result<void> grow_revision(Database& database, const std::string& centre) {
    return database
        .query(
            "INSERT INTO centre VALUES (?, 1) ON CONFLICT(name) DO UPDATE SET revision = "
            "revision + 1")
        .bind(std::string_view(centre))
        .run();
}

QueueConnection::QueueConnection(std::string path, HashFunction hash, QueueSettings settings)
    : m_path(std::move(path)), m_hash(std::move(hash)), m_settings(settings) {}

Result<std::unique_ptr<Database>> QueueConnection::open_file() {
    Result<std::unique_ptr<Database>> opened = Database::open(m_path);
    if (!opened) {
        return opened.error();
    }
    std::unique_ptr<Database> database = std::move(*opened);
    // Exclusive before the first access: no shared memory file, and no second connection.
    const std::pair<const char*, std::pair<const char*, const char*>> pragmas[] = {
        {"locking_mode", {"EXCLUSIVE", "exclusive"}},
        {"journal_mode", {"WAL", "wal"}},
        {"synchronous", {m_settings.synchronous, m_settings.synchronous_reads_back}},
        {"wal_autocheckpoint", {"1000", "1000"}}};
    for (const auto& [pragma, values] : pragmas) {
        if (Result<void> set = database->require(pragma, values.first, values.second); !set) {
            return set.error();
        }
    }
    return database;
}

Result<void> QueueConnection::connect() {
    m_database.reset();
    Result<std::unique_ptr<Database>> database = open_file();
    if (!database) {
        return database.error();
    }
    const Result<bool> before = has_accounts_before(**database);
    if (!before) {
        return before.error();
    }
    if (*before) {
        return Error{
            Kind::Unusable, m_path,
            "its accounts are of an earlier version, which this one does not read. Nothing "
            "was changed. With the service stopped run `lotse-tool centre upgrade --state "
            "DIR`, DIR being the service's state folder: it explains what it does and asks "
            "for the password of an account"};
    }
    if (Result<void> migrated = (*database)->migrate(kQueueApplicationId, queue_schema());
        !migrated) {
        return migrated;
    }
    m_database = std::move(*database);
    // What was erased before a crash or a power cut is erased now.
    return empty_log();
}

Result<void> QueueConnection::connect_before(const Work& look) {
    m_database.reset();
    Result<std::unique_ptr<Database>> database = open_file();
    if (!database) {
        return database.error();
    }
    m_database = std::move(*database);
    return look(*m_database);
}

Result<void> QueueConnection::bring_up_to_date(const Work& rest) {
    LOTSE_CHECK(m_database != nullptr);
    return m_database->migrate(kQueueApplicationId, queue_schema(),
                               [&] { return rest(*m_database); });
}

Result<void> QueueConnection::pack() {
    if (Result<void> packed = with_database<Result<void>>(
            [](Database& database) { return database.execute("VACUUM"); });
        !packed) {
        return packed;
    }
    return empty_log();
}

Result<void> QueueConnection::empty_log() {
    return with_database<Result<void>>([&](Database& database) -> Result<void> {
        Query query = database.query("PRAGMA wal_checkpoint(TRUNCATE)");
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row || query.integer(0) != 0) {
            return Error{Kind::Unusable, m_path + "-wal",
                         "could not be cut off: what was erased may still stand in it; close other "
                         "programs that have the queue open"};
        }
        return {};
    });
}

Result<void> QueueConnection::note(Database& database, const AuditEntry& entry) {
    std::int64_t seq = 1;
    Digest before{};
    {
        Query query = database.query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (*row) {
            seq = query.integer(0) + 1;
            query.copy(1, before);
        }
    }
    const std::string_view action = to_string(entry.action);
    return database.query("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)")
        .bind(seq)
        .bind(seconds(entry.at))
        .bind(std::string_view(entry.account))
        .bind(action)
        .bind(std::string_view(entry.object))
        .bind(
            chain_hash(m_hash, before, seq, seconds(entry.at), entry.account, action, entry.object))
        .run();
}

Result<void> QueueConnection::verify_audit() {
    return with_database<Result<void>>([&](Database& database) -> Result<void> {
        const auto broken = [&](std::int64_t seq, const char* what) {
            return Error{Kind::Corrupt, m_path + ", audit row " + std::to_string(seq), what};
        };
        std::int64_t expected = 1;
        Digest before{};
        {
            Query query = database.query(
                "SELECT seq, at, account, action, object, hash FROM audit ORDER BY seq");
            while (true) {
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    break;
                }
                if (query.integer(0) != expected) {
                    return broken(expected, "is missing: a row was removed");
                }
                Digest kept{};
                query.copy(5, kept);
                before = chain_hash(m_hash, before, expected, query.integer(1), query.text(2),
                                    query.text(3), query.text(4));
                if (kept != before) {
                    return broken(expected, "was changed after it was written");
                }
                ++expected;
            }
        }
        // Rows cut off at the end break no chain; SQLite's counter of the table still knows
        // them.
        Query query = database.query("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if ((*row ? query.integer(0) : 0) != expected - 1) {
            return broken(expected, "is missing: the last rows were removed");
        }
        return {};
    });
}

}  // namespace lotse::store
