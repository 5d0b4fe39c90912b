// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_connection.h"

#include <filesystem>
#include <set>

#include "core/limits.h"
#include "store/queue_accounts.h"
#include "store/queue_schema.h"
#include "store/row_tags.h"

namespace lotse::store {
namespace {

void append_field(std::string& out, std::string_view field) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<char>(std::uint64_t{field.size()} >> shift & 0xff));
    }
    out.append(field);
}

/// What the audit log calls the service where nobody asked for what it does.
constexpr const char* kServiceName = "lotse-queue";

Result<std::vector<Tombstone>> tombstones_in(Database& database) {
    Query query = database.query("SELECT id, digest, at, lived, kind FROM tombstone ORDER BY at");
    std::vector<Tombstone> tombstones;
    for (;;) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return tombstones;
        }
        Tombstone tombstone;
        const std::optional<Burial> kind = burial_from(query.text(4));
        if (!query.copy(0, tombstone.id.bytes) || !query.copy(1, tombstone.digest) || !kind) {
            return Error{Kind::Corrupt, database.path(), "a tombstone has an impossible form"};
        }
        tombstone.at = wall_time(query.integer(2));
        tombstone.lived = wall_time(query.integer(3));
        tombstone.kind = *kind;
        tombstones.push_back(tombstone);
    }
}

Result<void> keep_tombstone(Database& database, const Tombstone& tombstone) {
    return database
        .query(
            "INSERT OR IGNORE INTO tombstone(id, digest, at, lived, kind, tag) VALUES (?1, ?2, ?3, "
            "?4, ?5, lotse_tag('tombstone', ?1, ?2, ?3, ?5))")
        .bind(tombstone.id.bytes)
        .bind(tombstone.digest)
        .bind(seconds(tombstone.at))
        .bind(seconds(tombstone.lived))
        .bind(to_string(tombstone.kind))
        .run();
}

/// As the action or the retention that the tombstone is of would have done.
Result<void> remove_intake(Database& database, const Tombstone& tombstone) {
    if (Result<void> body =
            database.query("DELETE FROM body WHERE seq = (SELECT seq FROM entry WHERE id = ?)")
                .bind(tombstone.id.bytes)
                .run();
        !body) {
        return body;
    }
    if (tombstone.kind == Burial::Expired) {
        return database.query("DELETE FROM entry WHERE id = ?").bind(tombstone.id.bytes).run();
    }
    if (Result<void> withdrawn =
            database
                .query(
                    "UPDATE entry SET state = 'withdrawn', holder = '', lease_until = 0, revision "
                    "= revision + 1, changed = ?2 WHERE id = ?1 AND state != 'withdrawn'")
                .bind(tombstone.id.bytes)
                .bind(seconds(tombstone.at))
                .run();
        !withdrawn) {
        return withdrawn;
    }
    return tag_entry(database, tombstone.id);
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

Result<void> tag_entry(Database& database, const IntakeId& id) {
    return database.query("UPDATE entry SET tag = " LOTSE_TAG(LOTSE_TAGGED_ENTRY) " WHERE id = ?")
        .bind(id.bytes)
        .run();
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
    if (Result<void> defined = database->define_tags(m_tag); !defined) {
        return defined.error();
    }
    return database;
}

Result<void> QueueConnection::connect() {
    close();
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
    if (Result<void> read = read_position(); !read) {
        return read;
    }
    if (m_tombstones) {
        if (Result<Begun> settled = settle_tombstones(); !settled) {
            return settled.error();
        }
    }
    // What was erased before a crash or a power cut is erased now.
    return empty_log();
}

void QueueConnection::close() {
    m_copy.reset();
    m_database.reset();
}

Result<void> QueueConnection::begin_copy(const std::string& file) {
    m_copy.reset();
    return with_database<Result<void>>([&](Database& database) -> Result<void> {
        Result<std::unique_ptr<DatabaseCopy>> copy = DatabaseCopy::begin(database, file);
        if (!copy) {
            return copy.error();
        }
        m_copy = std::move(*copy);
        return {};
    });
}

Result<bool> QueueConnection::go_on_copying() {
    if (!m_copy) {
        return Error{Kind::Transient, m_path,
                     "had to be opened again while it was copied: begin again"};
    }
    Result<bool> whole = m_copy->step(limits::kPagesCopiedAtOnce);
    if (!whole || *whole) {
        m_copy.reset();
    }
    return whole;
}

Result<void> QueueConnection::read_position() {
    Query query = m_database->query(
        "SELECT epoch, revision, length(tag) > 0, " LOTSE_WHOLE(LOTSE_TAGGED_META) " FROM meta");
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    const std::lock_guard lock(m_mutex);
    if (!*row || !query.copy(0, m_position.epoch)) {
        return Error{Kind::Corrupt, m_path, "does not say how far it has come"};
    }
    m_position.revision = query.integer(1);
    m_tagged = query.integer(2) != 0;
    if (m_tagged && query.integer(3) == 0) {
        return Error{Kind::Corrupt, m_path,
                     "was not written with this service's key, or was changed by something else: "
                     "restore a backup, or the key of this database"};
    }
    return {};
}

Result<void> QueueConnection::may_write() const {
    return m_tagged && !m_tag
               ? Result<void>(Error{Kind::Unusable, m_path,
                                    "is written with the service's key only; name it, or look "
                                    "where keys/service.key is"})
               : Result<void>();
}

QueuePosition QueueConnection::position() const {
    const std::lock_guard lock(m_mutex);
    return m_position;
}

Result<void> QueueConnection::advance(Database& database) {
    Query query = database.query(
        "UPDATE meta SET revision = revision + 1, tag = lotse_tag('meta', epoch, revision + 1) "
        "WHERE " LOTSE_WHOLE(LOTSE_TAGGED_META) " RETURNING revision");
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return Error{Kind::Corrupt, m_path, "does not say any more how far it has come"};
    }
    m_next_revision = query.integer(0);
    return query.run();
}

Result<Begun> QueueConnection::begin(TagFunction tag) {
    LOTSE_CHECK(tag != nullptr && m_database != nullptr);
    m_tag = tag;
    if (Result<void> defined = m_database->define_tags(m_tag); !defined) {
        return defined.error();
    }
    if (Result<void> checked =
            m_tagged ? read_position()
                     : in_transaction([this](Database& database) { return tag_all(database); });
        !checked) {
        return checked.error();
    }
    m_tagged = true;
    m_tombstones = std::make_unique<TombstoneLog>(tombstone_log_of(m_path), std::move(tag));
    Result<Begun> begun = settle_tombstones();
    if (!begun) {
        return begun;
    }
    if (Result<void> emptied = empty_log(); !emptied) {
        return emptied.error();
    }
    return begun;
}

Result<void> QueueConnection::tag_all(Database& database) const {
    {
        Query query = database.query(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE length(tag) + length(body_tag) > 0) OR "
            "EXISTS (SELECT 1 FROM account WHERE length(tag) > 0) OR "
            "EXISTS (SELECT 1 FROM access_grant WHERE length(tag) > 0) OR "
            "EXISTS (SELECT 1 FROM terminal WHERE length(tag) > 0) OR "
            "EXISTS (SELECT 1 FROM configuration WHERE length(tag) + length(bundle_tag) > 0) OR "
            "EXISTS (SELECT 1 FROM audit WHERE length(tag) > 0) OR "
            "EXISTS (SELECT 1 FROM tombstone WHERE length(tag) > 0)");
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        std::error_code failed;
        if (query.integer(0) != 0 || std::filesystem::exists(tombstone_log_of(m_path), failed)) {
            return Error{Kind::Corrupt, m_path,
                         "does not say any more that its rows have tags, and they have, or had: it "
                         "was changed by something else. Restore a backup"};
        }
    }
    return database.execute(
        "UPDATE entry SET body_tag = lotse_tag('body', id, (SELECT envelope FROM body WHERE "
        "body.seq = entry.seq));"
        "UPDATE entry SET tag = " LOTSE_TAG(LOTSE_TAGGED_ENTRY) ";"
        "UPDATE account SET tag = " LOTSE_TAG(LOTSE_TAGGED_ACCOUNT) ";"
        "UPDATE access_grant SET tag = " LOTSE_TAG(LOTSE_TAGGED_GRANT) ";"
        "UPDATE terminal SET tag = " LOTSE_TAG(LOTSE_TAGGED_TERMINAL) ";"
        "UPDATE configuration SET bundle_tag = lotse_tag('bundle', centre, version, bundle);"
        "UPDATE configuration SET tag = " LOTSE_TAG(LOTSE_TAGGED_CONFIGURATION) ";"
        "UPDATE audit SET tag = " LOTSE_TAG(LOTSE_TAGGED_AUDIT) ";"
        "UPDATE tombstone SET tag = " LOTSE_TAG(LOTSE_TAGGED_TOMBSTONE) ";"
        "UPDATE meta SET tag = " LOTSE_TAG(LOTSE_TAGGED_META));
}

Result<Begun> QueueConnection::settle_tombstones() {
    const Result<TombstoneReading> logged = m_tombstones->open();
    if (!logged) {
        return logged.error();
    }
    Begun begun{0, logged->damaged};
    std::set<IntakeId> known;
    for (const Tombstone& tombstone : logged->tombstones) {
        known.insert(tombstone.id);
    }
    std::vector<Tombstone> unknown;
    Result<void> done = in_transaction([&](Database& database) -> Result<void> {
        // The log says again what they said.
        Query query = database.query(
            "DELETE FROM tombstone WHERE NOT " LOTSE_WHOLE(LOTSE_TAGGED_TOMBSTONE) " RETURNING 1");
        for (;;) {
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                break;
            }
            ++begun.damaged_tombstones;
        }
        const Result<std::vector<Tombstone>> kept = tombstones_in(database);
        if (!kept) {
            return kept.error();
        }
        std::set<IntakeId> here;
        for (const Tombstone& tombstone : *kept) {
            here.insert(tombstone.id);
            if (!known.contains(tombstone.id)) {
                unknown.push_back(tombstone);
            }
        }
        std::vector<Tombstone> missing;
        for (const Tombstone& tombstone : logged->tombstones) {
            if (here.insert(tombstone.id).second) {
                missing.push_back(tombstone);
            }
        }
        const Result<int> buried = carry_out(database, missing);
        if (!buried) {
            return buried.error();
        }
        begun.buried_again = *buried;
        return {};
    });
    if (done) {
        done = m_tombstones->append(unknown);
    }
    return done ? Result<Begun>(begun) : done.error();
}

Result<int> QueueConnection::carry_out(Database& database,
                                       const std::vector<Tombstone>& tombstones) {
    std::set<std::string> centres;
    int buried = 0;
    for (const Tombstone& tombstone : tombstones) {
        std::optional<std::string> centre;
        {
            Query query = database.query("SELECT centre FROM entry WHERE id = ?");
            query.bind(tombstone.id.bytes);
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            if (*row) {
                centre = query.text(0);
            }
        }
        if (Result<void> kept = keep_tombstone(database, tombstone); !kept) {
            return kept.error();
        }
        if (!centre) {
            continue;
        }
        ++buried;
        centres.insert(*centre);
        if (Result<void> gone = remove_intake(database, tombstone); !gone) {
            return gone.error();
        }
        if (Result<void> noted = note(database, {kServiceName, AuditAction::BuriedAgain,
                                                 to_hex(tombstone.id), tombstone.at});
            !noted) {
            return noted.error();
        }
    }
    for (const std::string& centre : centres) {
        if (Result<void> grown = grow_revision(database, centre); !grown) {
            return grown.error();
        }
    }
    if (buried > 0) {
        if (Result<void> advanced = advance(database); !advanced) {
            return advanced.error();
        }
    }
    return buried;
}

Result<void> QueueConnection::bury(Database& database, const std::vector<Tombstone>& tombstones) {
    if (!m_tombstones) {
        return Error{Kind::Unusable, m_path,
                     "was opened without the service's key: nothing can be withdrawn or erased"};
    }
    for (const Tombstone& tombstone : tombstones) {
        if (Result<void> kept = keep_tombstone(database, tombstone); !kept) {
            return kept;
        }
    }
    return m_tombstones->append(tombstones);
}

Result<int> QueueConnection::bury_again(const std::string& centre, const std::string& terminal,
                                        const std::vector<IntakeId>& ids, WallTime now) {
    std::vector<Tombstone> found;
    for (const IntakeId& id : ids) {
        const Result<void> looked = with_database<Result<void>>([&](Database& database)
                                                                    -> Result<void> {
            Query query = database.query(
                "SELECT digest FROM entry WHERE id = ? AND centre = ? AND terminal = ? AND state "
                "!= 'withdrawn' AND seq <= (SELECT restored FROM meta)");
            query.bind(id.bytes).bind(std::string_view(centre)).bind(std::string_view(terminal));
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            Tombstone tombstone{id, {}, now, {}, Burial::Withdrawn};
            if (*row && query.copy(0, tombstone.digest)) {
                found.push_back(tombstone);
            }
            return {};
        });
        if (!looked) {
            return looked.error();
        }
    }
    if (found.empty()) {
        return 0;
    }
    if (!m_tombstones) {
        return Error{Kind::Unusable, m_path, "was opened without the service's key"};
    }
    Result<void> done = in_transaction([&](Database& database) -> Result<void> {
        const Result<int> buried = carry_out(database, found);
        return buried ? m_tombstones->append(found) : buried.error();
    });
    if (done) {
        done = empty_log();
    }
    return done ? Result<int>(static_cast<int>(found.size())) : done.error();
}

Result<void> QueueConnection::age_tombstones(WallTime lived, WallTime limit) {
    std::vector<Tombstone> left;
    bool fewer = false;
    Result<void> done = in_transaction([&](Database& database) -> Result<void> {
        if (Result<void> dated = database.query("UPDATE tombstone SET lived = ? WHERE lived = 0")
                                     .bind(seconds(lived))
                                     .run();
            !dated) {
            return dated;
        }
        Query query = database.query("DELETE FROM tombstone WHERE lived < ? RETURNING id");
        query.bind(seconds(limit));
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        fewer = *row;
        if (Result<void> rest = query.run(); !rest || !fewer) {
            return rest;
        }
        Result<std::vector<Tombstone>> kept = tombstones_in(database);
        if (!kept) {
            return kept.error();
        }
        left = std::move(*kept);
        return {};
    });
    return done && fewer && m_tombstones ? m_tombstones->rewrite(left) : done;
}

Result<void> QueueConnection::connect_before(const Work& look) {
    close();
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
    return database
        .query(
            "INSERT INTO audit(seq, at, account, action, object, hash, tag) VALUES (?1, ?2, ?3, "
            "?4, ?5, ?6, lotse_tag('audit', ?1, ?2, ?3, ?4, ?5, ?6))")
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
            Query query =
                database.query("SELECT seq, at, account, action, object, hash, " LOTSE_WHOLE(
                    LOTSE_TAGGED_AUDIT) " FROM audit ORDER BY seq");
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
                if (kept != before || query.integer(6) == 0) {
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
