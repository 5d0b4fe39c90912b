// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_connection.h"

#include <algorithm>
#include <filesystem>
#include <limits>
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

/// Behind every row there is.
constexpr std::int64_t kLastAuditRow = std::numeric_limits<std::int64_t>::max();

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

/// The centre and its revision are for who asks what changed, and in no log: of one that is there
/// already the rest stays. `before_growth`: the centre's revision is grown later in the
/// transaction.
Result<void> keep_tombstone(Database& database, const Tombstone& tombstone,
                            const std::string& centre, bool before_growth) {
    return database
        .query(
            "INSERT INTO tombstone(id, digest, at, lived, kind, tag, centre, changed_rev) VALUES "
            "(?1, ?2, ?3, ?4, ?5, lotse_tag('tombstone', ?1, ?2, ?3, ?5), ?6, ?7 + coalesce(("
            "SELECT revision FROM centre WHERE name = ?6), 0)) ON CONFLICT(id) DO UPDATE SET "
            "centre = excluded.centre, changed_rev = excluded.changed_rev")
        .bind(tombstone.id.bytes)
        .bind(tombstone.digest)
        .bind(seconds(tombstone.at))
        .bind(seconds(tombstone.lived))
        .bind(to_string(tombstone.kind))
        .bind(std::string_view(centre))
        .bind(before_growth ? 1 : 0)
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
                    "= revision + 1, changed = ?2, changed_rev = " LOTSE_NEXT_REVISION
                    " WHERE id = ?1 AND state != 'withdrawn'")
                .bind(tombstone.id.bytes)
                .bind(seconds(tombstone.at))
                .run();
        !withdrawn) {
        return withdrawn;
    }
    return tag_entry(database, tombstone.id);
}

#define LOTSE_AUDIT_COLUMNS "seq, at, account, action, object, salt, hash"

struct AuditRow {
    std::int64_t seq = 1, at = 0;
    std::string account, action, object, salt;
    Digest head{};  ///< that is kept behind it
};

AuditRow audit_row(const Query& row) {
    AuditRow made{row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), {}, {}};
    const Bytes salt = row.blob(5);
    made.salt.assign(salt.begin(), salt.end());
    row.copy(6, made.head);
    return made;
}

/// Every field with its length, so that no two rows have one form.
std::string form_of(const AuditRow& row) {
    std::string form;
    append_field(form, std::to_string(row.seq));
    append_field(form, std::to_string(row.at));
    append_field(form, row.account);
    append_field(form, row.action);
    append_field(form, row.object);
    return form;
}

/// core/intake/audit_chain.h
Digest inner_hash(const AuditRow& row, const HashFunction& hash) {
    std::string form;
    append_field(form, row.salt);
    return hash(form + form_of(row));
}

/// Rows from before there were salts are in the chain as they stand.
Digest head_after(const Digest& before, const AuditRow& row, const HashFunction& hash) {
    return row.salt.empty() ? hash(std::string(before.begin(), before.end()) + form_of(row))
                            : next_head(before, inner_hash(row, hash), hash);
}

/// Of the last row up to this one; of none, zeros.
Result<AuditHead> head_at(Database& database, std::int64_t seq) {
    Query query =
        database.query("SELECT seq, hash FROM audit WHERE seq <= ? ORDER BY seq DESC LIMIT 1");
    query.bind(seq);
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    AuditHead head;
    if (*row) {
        head.seq = query.integer(0);
        query.copy(1, head.head);
    }
    return head;
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
        if (Result<void> kept =
                keep_tombstone(database, tombstone, centre.value_or(std::string()), true);
            !kept) {
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

Result<void> QueueConnection::bury(
    Database& database, const std::map<std::string, std::vector<Tombstone>>& of_centres) {
    if (!m_tombstones) {
        return Error{Kind::Unusable, m_path,
                     "was opened without the service's key: nothing can be withdrawn or erased"};
    }
    std::vector<Tombstone> all;
    for (const auto& [centre, tombstones] : of_centres) {
        for (const Tombstone& tombstone : tombstones) {
            if (Result<void> kept = keep_tombstone(database, tombstone, centre, false); !kept) {
                return kept;
            }
            all.push_back(tombstone);
        }
    }
    return m_tombstones->append(all);
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
    const Result<AuditHead> before = head_at(database, kLastAuditRow);
    if (!before) {
        return before.error();
    }
    AuditRow row{before->seq + 1,
                 seconds(entry.at),
                 entry.account,
                 std::string(to_string(entry.action)),
                 entry.object,
                 {},
                 {}};
    {
        Query salt = database.query("SELECT randomblob(16)");
        const Result<bool> drawn = salt.next();
        if (!drawn) {
            return drawn.error();
        }
        const Bytes bytes = salt.blob(0);
        row.salt.assign(bytes.begin(), bytes.end());
    }
    return database
        .query(
            "INSERT INTO audit(seq, at, account, action, object, hash, salt, tag) VALUES (?1, ?2, "
            "?3, ?4, ?5, ?6, ?7, lotse_tag('audit', ?1, ?2, ?3, ?4, ?5, ?6))")
        .bind(row.seq)
        .bind(row.at)
        .bind(std::string_view(row.account))
        .bind(std::string_view(row.action))
        .bind(std::string_view(row.object))
        .bind(head_after(before->head, row, m_hash))
        .bind(Bytes(row.salt.begin(), row.salt.end()))
        .run();
}

Result<AuditHeads> QueueConnection::audit_heads(std::optional<std::int64_t> after,
                                                std::size_t most) {
    return with_database<Result<AuditHeads>>([&](Database& database) -> Result<AuditHeads> {
        const Result<AuditHead> newest = head_at(database, kLastAuditRow);
        if (!newest) {
            return newest.error();
        }
        AuditHeads told{*newest, {}, *newest, newest->seq};
        if (!after || *after >= newest->seq) {
            return told;
        }
        std::int64_t begin = *after;
        {
            Query query = database.query("SELECT max(seq) FROM audit WHERE length(salt) = 0");
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            begin = std::max(begin, query.integer(0));
        }
        const Result<AuditHead> from = head_at(database, begin);
        if (!from) {
            return from.error();
        }
        told.from = told.to = *from;
        Query query = database.query("SELECT " LOTSE_AUDIT_COLUMNS
                                     " FROM audit WHERE seq > ? ORDER BY seq LIMIT ?");
        query.bind(begin).bind(static_cast<std::int64_t>(most));
        for (;;) {
            const Result<bool> more = query.next();
            if (!more) {
                return more.error();
            }
            if (!*more) {
                return told;
            }
            const AuditRow row = audit_row(query);
            told.inner.push_back(inner_hash(row, m_hash));
            told.to = {row.seq, row.head};
        }
    });
}

Result<void> QueueConnection::verify_audit() {
    return with_database<Result<void>>([&](Database& database) -> Result<void> {
        const auto broken = [&](std::int64_t seq, const char* what) {
            return Error{Kind::Corrupt, m_path + ", audit row " + std::to_string(seq), what};
        };
        std::int64_t expected = 1;
        Digest before{};
        {
            Query query = database.query("SELECT " LOTSE_AUDIT_COLUMNS ", " LOTSE_WHOLE(
                LOTSE_TAGGED_AUDIT) " FROM audit ORDER BY seq");
            while (true) {
                const Result<bool> more = query.next();
                if (!more) {
                    return more.error();
                }
                if (!*more) {
                    break;
                }
                const AuditRow row = audit_row(query);
                if (row.seq != expected) {
                    return broken(expected, "is missing: a row was removed");
                }
                before = head_after(before, row, m_hash);
                if (row.head != before || query.integer(7) == 0) {
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
