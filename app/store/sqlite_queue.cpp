// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite_queue.h"

#include <set>
#include <utility>

#include "core/civil_time.h"
#include "store/intake_columns.h"
#include "store/queue_configurations.h"
#include "store/queue_internal.h"
#include "store/sqlite.h"

namespace lotse::store {
namespace {

constexpr int kApplicationId = 0x4c4f5451;  // "LOTQ"

// States 5 and 6 are Done and Withdrawn: the two partial indexes keep the open queue small however
// long closed entries are kept. The sealed body stands in a table of its own, so that lists do not
// read it.
const std::vector<const char*> kSchema = {R"(
CREATE TABLE entry(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    digest BLOB NOT NULL CHECK(length(digest) = 32),
    centre TEXT NOT NULL, terminal TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL,
    language TEXT NOT NULL, questionnaire TEXT NOT NULL,
    questionnaire_hash BLOB NOT NULL CHECK(length(questionnaire_hash) = 32),
    state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 6),
    received INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    holder TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL) STRICT;
CREATE INDEX open_entry ON entry(centre, seq) WHERE state < 5;
CREATE INDEX closed_entry ON entry(centre, changed) WHERE state >= 5;
CREATE TABLE body(seq INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT;
CREATE TABLE tombstone(
    id BLOB PRIMARY KEY CHECK(length(id) = 16), digest BLOB NOT NULL CHECK(length(digest) = 32),
    at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE centre(name TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE account(
    name TEXT PRIMARY KEY, centre TEXT NOT NULL, password_hash TEXT NOT NULL, wrapped_key BLOB NOT NULL,
    admin INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE terminal(
    centre TEXT NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL, revoked INTEGER NOT NULL,
    PRIMARY KEY(centre, name)) STRICT, WITHOUT ROWID;
CREATE TABLE audit(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL,
    object TEXT NOT NULL, hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
)",
                                          kConfigurationSchema};

#define LOTSE_STATE_COLUMNS ", state, received, calls, last_call"
#define LOTSE_LEASE_COLUMNS ", holder, lease_until, revision, seq "
#define LOTSE_ENTRY_COLUMNS LOTSE_INTAKE_COLUMNS LOTSE_STATE_COLUMNS LOTSE_LEASE_COLUMNS

std::int64_t seconds(WallTime time) {
    return time.time_since_epoch().count();
}
WallTime wall_time(std::int64_t seconds) {
    return WallTime{std::chrono::seconds{seconds}};
}

Result<QueueEntry> entry_of(const Query& row, const Database& database) {
    QueueEntry entry;
    const std::int64_t state = row.integer(kIntakeColumns);
    if (!read_intake_columns(row, entry.header, entry.digest) || state < 0 || state > 6) {
        return Error{Kind::Corrupt, database.path(), "a row has an impossible form"};
    }
    entry.state = static_cast<QueueState>(state);
    entry.received = wall_time(row.integer(10));
    entry.calls = static_cast<int>(row.integer(11));
    entry.last_call = wall_time(row.integer(12));
    entry.holder = row.text(13);
    entry.lease_until = wall_time(row.integer(14));
    entry.revision = row.integer(15);
    return entry;
}

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

class SqliteQueue : public QueueStore {
public:
    SqliteQueue(std::string path, HashFunction hash, QueueSettings settings)
        : m_path(std::move(path)), m_hash(std::move(hash)), m_settings(settings) {}

    /// Opens the file; also after an I/O error, when nothing that the old connection believed may
    /// be trusted.
    Result<void> connect() {
        m_database.reset();
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
                return set;
            }
        }
        if (Result<void> migrated = database->migrate(kApplicationId, kSchema); !migrated) {
            return migrated;
        }
        m_database = std::move(database);
        return {};
    }

    Result<void> check() { return m_database->check_integrity(); }

    Result<PutOutcome> put(const SealedIntake& intake, WallTime now) override {
        return std::move(put_many({intake}, now).front());
    }

    std::vector<Result<PutOutcome>> put_many(const std::vector<SealedIntake>& intakes,
                                             WallTime now) override {
        std::vector<Result<PutOutcome>> outcomes;
        const Result<void> done = in_transaction([&](Database& database) -> Result<void> {
            std::set<std::string> changed;
            for (const SealedIntake& intake : intakes) {
                Result<PutOutcome> outcome = put_one(database, intake, now);
                if (!outcome && outcome.error().kind != Kind::Refused) {
                    return outcome.error();
                }
                if (outcome && *outcome == PutOutcome::Created) {
                    changed.insert(intake.header.centre);
                }
                outcomes.push_back(std::move(outcome));
            }
            for (const std::string& centre : changed) {
                if (Result<void> grown = grow_revision(database, centre); !grown) {
                    return grown;
                }
            }
            return {};
        });
        if (!done) {
            outcomes.assign(intakes.size(), done.error());
        }
        return outcomes;
    }

    Result<std::vector<QueueEntry>> list(const std::string& centre,
                                         const std::string& day) override {
        return with_database<Result<std::vector<QueueEntry>>>(
            [&](Database& database) -> Result<std::vector<QueueEntry>> {
                std::vector<QueueEntry> entries;
                Query query = database.query("SELECT " LOTSE_ENTRY_COLUMNS
                                             "FROM entry WHERE centre = ?1 AND state < 5 UNION ALL "
                                             "SELECT " LOTSE_ENTRY_COLUMNS
                                             "FROM entry WHERE centre = ?1 AND state >= 5 AND "
                                             "changed >= ?2 AND changed < ?3 ORDER BY seq");
                CivilDate date;
                const bool known = from_iso(day, date);
                const WallTime begin = known ? begin_of_german_day(date) : WallTime{};
                const WallTime end = known ? end_of_german_day(date) : WallTime{};
                query.bind(std::string_view(centre)).bind(seconds(begin)).bind(seconds(end));
                while (true) {
                    const Result<bool> row = query.next();
                    if (!row) {
                        return row.error();
                    }
                    if (!*row) {
                        return entries;
                    }
                    Result<QueueEntry> entry = entry_of(query, database);
                    if (!entry) {
                        return entry.error();
                    }
                    entries.push_back(std::move(*entry));
                }
            });
    }

    Result<std::optional<QueueEntry>> find(const std::string& centre, const IntakeId& id) override {
        return with_database<Result<std::optional<QueueEntry>>>(
            [&](Database& database) { return find_in(database, centre, id); });
    }

    Result<Bytes> envelope(const std::string& centre, const IntakeId& id) override {
        return with_database<Result<Bytes>>([&](Database& database) -> Result<Bytes> {
            Query query = database.query(
                "SELECT envelope FROM body JOIN entry USING(seq) WHERE entry.id = ? AND centre = "
                "?");
            query.bind(id.bytes).bind(std::string_view(centre));
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return not_here(id);
            }
            return query.blob(0);
        });
    }

    Result<QueueEntry> act(const std::string& centre, const IntakeId& id, QueueAction action,
                           const std::string& account, std::int64_t seen_revision,
                           WallTime now) override {
        std::optional<QueueEntry> after;
        const Result<void> done = in_transaction([&](Database& database) -> Result<void> {
            Result<std::optional<QueueEntry>> found = find_in(database, centre, id);
            if (!found) {
                return found.error();
            }
            if (!*found) {
                return not_here(id);
            }
            Result<QueueEntry> next =
                transition(std::move(**found), action, account, seen_revision, now);
            if (!next) {
                return next.error();
            }
            if (Result<void> kept = keep(database, *next, now); !kept) {
                return kept;
            }
            if (next->state == QueueState::Withdrawn) {
                if (Result<void> erased = erase_body(database, id, now); !erased) {
                    return erased;
                }
            }
            after = std::move(*next);
            return grow_revision(database, centre);
        });
        if (!done) {
            return done.error();
        }
        return std::move(*after);
    }

    Result<int> erase_closed_before(WallTime limit,
                                    const std::map<std::string, WallTime>& centres) override {
        int erased = 0;
        const Result<void> done = in_transaction([&](Database& database) -> Result<void> {
            std::map<std::string, WallTime> limits;
            Query all = database.query("SELECT name FROM centre");
            while (true) {
                const Result<bool> row = all.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    break;
                }
                const auto own = centres.find(all.text(0));
                limits.emplace(all.text(0), own == centres.end() ? limit : own->second);
            }
            for (const auto& [centre, until] : limits) {
                const Result<int> count = erase_closed_of(database, centre, until);
                if (!count) {
                    return count.error();
                }
                erased += *count;
            }
            return {};
        });
        if (!done) {
            return done.error();
        }
        return erased;
    }

    Result<std::int64_t> revision(const std::string& centre) override {
        return with_database<Result<std::int64_t>>([&](Database& database) -> Result<std::int64_t> {
            Query query = database.query("SELECT revision FROM centre WHERE name = ?");
            query.bind(std::string_view(centre));
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            return *row ? query.integer(0) : 0;
        });
    }

    Result<void> save_account(const StaffAccount& account) override {
        return with_database<Result<void>>([&](Database& database) {
            return database.query("INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?)")
                .bind(std::string_view(account.name))
                .bind(std::string_view(account.centre))
                .bind(std::string_view(account.password_hash))
                .bind(account.wrapped_key)
                .bind(account.admin ? 1 : 0)
                .run();
        });
    }

    Result<std::optional<StaffAccount>> account(const std::string& name) override {
        return with_database<Result<std::optional<StaffAccount>>>(
            [&](Database& database) -> Result<std::optional<StaffAccount>> {
                Query query = database.query(
                    "SELECT name, centre, password_hash, wrapped_key, admin FROM account WHERE "
                    "name = ?");
                query.bind(std::string_view(name));
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    return std::optional<StaffAccount>();
                }
                StaffAccount account;
                account.name = query.text(0);
                account.centre = query.text(1);
                account.password_hash = query.text(2);
                account.wrapped_key = query.blob(3);
                account.admin = query.integer(4) != 0;
                return std::optional<StaffAccount>(std::move(account));
            });
    }

    Result<void> enrol_terminal(const std::string& centre, const std::string& terminal,
                                const Bytes& public_key) override {
        return with_database<Result<void>>([&](Database& database) {
            return database.query("INSERT OR REPLACE INTO terminal VALUES (?, ?, ?, 0)")
                .bind(std::string_view(centre))
                .bind(std::string_view(terminal))
                .bind(public_key)
                .run();
        });
    }

    Result<std::optional<Bytes>> terminal_key(const std::string& centre,
                                              const std::string& terminal) override {
        return with_database<Result<std::optional<Bytes>>>([&](Database& database)
                                                               -> Result<std::optional<Bytes>> {
            Query query = database.query(
                "SELECT public_key FROM terminal WHERE centre = ? AND name = ? AND revoked = 0");
            query.bind(std::string_view(centre)).bind(std::string_view(terminal));
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            return *row ? std::optional(query.blob(0)) : std::nullopt;
        });
    }

    Result<void> revoke_terminal(const std::string& centre, const std::string& terminal) override {
        return with_database<Result<void>>([&](Database& database) {
            return database.query("UPDATE terminal SET revoked = 1 WHERE centre = ? AND name = ?")
                .bind(std::string_view(centre))
                .bind(std::string_view(terminal))
                .run();
        });
    }

    Result<void> publish_configuration(const std::string& centre,
                                       const PublishedConfiguration& published,
                                       const std::string& bundle,
                                       std::optional<std::chrono::days> retention) override {
        return in_transaction([&](Database& database) -> Result<void> {
            Result<void> kept =
                insert_configuration(database, centre, published, bundle, retention);
            return kept ? grow_revision(database, centre) : kept;
        });
    }

    Result<void> release_configuration(const std::string& centre, std::int64_t version) override {
        return in_transaction([&](Database& database) -> Result<void> {
            const Result<bool> changed = end_preview(database, centre, version);
            if (!changed) {
                return changed.error();
            }
            return *changed ? grow_revision(database, centre) : Result<void>();
        });
    }

    Result<std::vector<PublishedConfiguration>> configurations(const std::string& centre) override {
        return with_database<Result<std::vector<PublishedConfiguration>>>(
            [&](Database& database) { return configurations_of(database, centre); });
    }

    Result<std::string> configuration_bundle(const std::string& centre,
                                             std::int64_t version) override {
        return with_database<Result<std::string>>(
            [&](Database& database) { return bundle_of(database, centre, version); });
    }

    Result<std::map<std::string, std::chrono::days>> retentions() override {
        return with_database<Result<std::map<std::string, std::chrono::days>>>(
            [&](Database& database) { return retentions_of(database); });
    }

    Result<void> save_report(const std::string& centre, const TerminalReport& report) override {
        return in_transaction([&](Database& database) -> Result<void> {
            const Result<bool> changed = keep_report(database, centre, report);
            if (!changed) {
                return changed.error();
            }
            return *changed ? grow_revision(database, centre) : Result<void>();
        });
    }

    Result<std::vector<TerminalReport>> reports(const std::string& centre) override {
        return with_database<Result<std::vector<TerminalReport>>>(
            [&](Database& database) { return reports_of(database, centre); });
    }

    Result<void> audit(const std::string& account, const std::string& action,
                       const std::string& object, WallTime now) override {
        return in_transaction([&](Database& database) -> Result<void> {
            std::int64_t seq = 1;
            Digest before{};
            {
                Query query =
                    database.query("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (*row) {
                    seq = query.integer(0) + 1;
                    query.copy(1, before);
                }
            }
            return database.query("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)")
                .bind(seq)
                .bind(seconds(now))
                .bind(std::string_view(account))
                .bind(std::string_view(action))
                .bind(std::string_view(object))
                .bind(chain_hash(m_hash, before, seq, seconds(now), account, action, object))
                .run();
        });
    }

    Result<void> verify_audit() override {
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

private:
    static Error not_here(const IntakeId& id) {
        return Error{Kind::Refused, "intake " + to_hex(id), "not in this centre's queue"};
    }

    template <class Outcome, class Work>
    Outcome with_database(Work work) {
        if (m_database == nullptr || m_database->broken()) {
            if (Result<void> connected = connect(); !connected) {
                return connected.error();
            }
        }
        return work(*m_database);
    }

    template <class Work>
    Result<void> in_transaction(Work work) {
        return with_database<Result<void>>([&](Database& database) -> Result<void> {
            Transaction transaction(database);
            if (Result<void> begun = transaction.begin(); !begun) {
                return begun;
            }
            if (Result<void> worked = work(database); !worked) {
                return worked;
            }
            return transaction.commit();
        });
    }

    static Result<PutOutcome> put_one(Database& database, const SealedIntake& intake,
                                      WallTime now) {
        const IntakeHeader& header = intake.header;
        const auto refused = [&](const char* detail) {
            return Error{Kind::Refused, "intake " + to_hex(header.id), detail};
        };
        // A tombstone answers for an entry that was withdrawn or erased: the centre had these
        // bytes.
        for (const char* sql : {"SELECT digest FROM entry WHERE id = ?",
                                "SELECT digest FROM tombstone WHERE id = ?"}) {
            Query query = database.query(sql);
            query.bind(header.id.bytes);
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            Digest digest{};
            if (*row && !(query.copy(0, digest) && digest == intake.digest)) {
                return refused("the queue holds other bytes under this id");
            }
            if (*row) {
                return PutOutcome::AlreadyThere;
            }
        }
        Query query = database.query(
            "INSERT INTO entry(" LOTSE_INTAKE_COLUMNS
            ", state, received, calls, last_call, holder, lease_until, revision, changed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?10, 0, 0, '', 0, 1, ?10) RETURNING seq");
        bind_intake_columns(query, intake).bind(seconds(now));
        if (Result<void> kept = insert_with_body(database, std::move(query), intake.envelope);
            !kept) {
            return kept.error();
        }
        return PutOutcome::Created;
    }

    static Result<std::optional<QueueEntry>> find_in(Database& database, const std::string& centre,
                                                     const IntakeId& id) {
        Query query =
            database.query("SELECT " LOTSE_ENTRY_COLUMNS "FROM entry WHERE id = ? AND centre = ?");
        query.bind(id.bytes).bind(std::string_view(centre));
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return std::optional<QueueEntry>();
        }
        Result<QueueEntry> entry = entry_of(query, database);
        if (!entry) {
            return entry.error();
        }
        return std::optional<QueueEntry>(std::move(*entry));
    }

    static Result<void> keep(Database& database, const QueueEntry& entry, WallTime now) {
        return database
            .query(
                "UPDATE entry SET state = ?, calls = ?, last_call = ?, holder = ?, lease_until = "
                "?, "
                "revision = ?, changed = ? WHERE id = ?")
            .bind(static_cast<std::int64_t>(entry.state))
            .bind(entry.calls)
            .bind(seconds(entry.last_call))
            .bind(std::string_view(entry.holder))
            .bind(seconds(entry.lease_until))
            .bind(entry.revision)
            .bind(seconds(now))
            .bind(entry.header.id.bytes)
            .run();
    }

    static Result<void> erase_body(Database& database, const IntakeId& id, WallTime now) {
        if (Result<void> buried = database
                                      .query("INSERT OR IGNORE INTO tombstone SELECT id, digest, "
                                             "?2 FROM entry WHERE id = ?1")
                                      .bind(id.bytes)
                                      .bind(seconds(now))
                                      .run();
            !buried) {
            return buried;
        }
        return database.query("DELETE FROM body WHERE seq = (SELECT seq FROM entry WHERE id = ?)")
            .bind(id.bytes)
            .run();
    }

    static Result<int> erase_closed_of(Database& database, const std::string& centre,
                                       WallTime limit) {
        // The centre's revision grows too: desks that show closed entries have to list again.
        for (const char* sql :
             {"INSERT OR IGNORE INTO tombstone SELECT id, digest, ?1 FROM entry "
              "WHERE centre = ?2 AND state >= 5 AND changed < ?1",
              "DELETE FROM body WHERE seq IN "
              "(SELECT seq FROM entry WHERE centre = ?2 AND state >= 5 AND changed < ?1)",
              "UPDATE centre SET revision = revision + 1 WHERE name = ?2 AND EXISTS "
              "(SELECT 1 FROM entry WHERE centre = ?2 AND state >= 5 AND changed < ?1)"}) {
            if (Result<void> run =
                    database.query(sql).bind(seconds(limit)).bind(std::string_view(centre)).run();
                !run) {
                return run.error();
            }
        }
        Query query = database.query(
            "DELETE FROM entry WHERE centre = ?2 AND state >= 5 AND changed < ?1 RETURNING seq");
        query.bind(seconds(limit)).bind(std::string_view(centre));
        for (int erased = 0;; ++erased) {
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return erased;
            }
        }
    }

    static Result<void> grow_revision(Database& database, const std::string& centre) {
        return database
            .query(
                "INSERT INTO centre VALUES (?, 1) ON CONFLICT(name) DO UPDATE SET revision = "
                "revision + 1")
            .bind(std::string_view(centre))
            .run();
    }

    std::string m_path;
    HashFunction m_hash;
    QueueSettings m_settings;
    std::unique_ptr<Database> m_database;
};

}  // namespace

Result<std::unique_ptr<QueueStore>> open_queue_with(const std::string& path, HashFunction hash,
                                                    const QueueSettings& settings) {
    LOTSE_CHECK(hash != nullptr);
    auto queue = std::make_unique<SqliteQueue>(path, std::move(hash), settings);
    Result<void> whole = queue->connect();
    if (whole) {
        whole = queue->check();
    }
    if (!whole && whole.error().kind == Kind::Corrupt) {
        return Error{Kind::Corrupt, whole.error().where,
                     whole.error().detail +
                         "; restore the last backup: the terminals still have "
                         "what was not acknowledged"};
    }
    if (!whole) {
        return whole.error();
    }
    return std::unique_ptr<QueueStore>(std::move(queue));
}

Result<std::unique_ptr<QueueStore>> open_queue(const std::string& path, HashFunction hash) {
    return open_queue_with(path, std::move(hash), QueueSettings{});
}

}  // namespace lotse::store
