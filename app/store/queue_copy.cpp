// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_copy.h"

#include <sys/stat.h>

#include <set>

#include "store/queue_connection.h"
#include "store/row_tags.h"

namespace lotse::store {
namespace {

struct SignedRegister {
    std::string centre, kind;
    std::int64_t serial = 0;
    std::string document;
};
struct TerminalRow {
    std::string centre, name;
    Bytes key;
    std::int64_t revoked = 0;
};
/// What a database that is replaced still says.
struct OldQueue {
    bool readable = false;
    std::vector<Tombstone> tombstones;
    std::vector<SignedRegister> registers;
    std::vector<TerminalRow> terminals;
};

// Whose a client was is still seen; nobody holds one any more. Desks list anew, and whoever was
// told something sees that this is another database.
#define LOTSE_FREED LOTSE_ENTRY_COLUMNS_BUT_TAG("0", "revision + 1", "kept_from", "changed_rev")
constexpr const char* kGoOn[] = {
    "UPDATE entry SET lease_until = 0, revision = revision + 1, tag = " LOTSE_TAG(
        LOTSE_FREED) " WHERE lease_until > 0 AND " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY),
    "UPDATE centre SET revision = revision + 1",
    "UPDATE meta SET epoch = randomblob(8), revision = revision + 1, restored = (SELECT "
    "coalesce(max(seq), 0) FROM entry)",
    "UPDATE meta SET tag = " LOTSE_TAG(LOTSE_TAGGED_META)};

/// Every row of a query; false if it cannot be read.
template <class Take>
bool each_row(Query query, Take take) {
    for (;;) {
        const Result<bool> row = query.next();
        if (!row) {
            return false;
        }
        if (!*row) {
            return true;
        }
        take(query);
    }
}

bool read_old_queue(Database& database, OldQueue& out) {
    const bool tombstones = each_row(
        database.query("SELECT id, digest, at, lived, kind FROM tombstone WHERE " LOTSE_WHOLE(
            LOTSE_TAGGED_TOMBSTONE)),
        [&](const Query& row) {
            Tombstone one;
            if (row.copy(0, one.id.bytes) && row.copy(1, one.digest)) {
                one.at = wall_time(row.integer(2));
                one.lived = wall_time(row.integer(3));
                one.kind = burial_from(row.text(4)).value_or(Burial::Withdrawn);
                out.tombstones.push_back(one);
            }
        });
    const bool registers =
        each_row(
            database.query("SELECT centre, kind, serial, document FROM signed_register"),
            [&](const Query& row) {
                out.registers.push_back({row.text(0), row.text(1), row.integer(2), row.text(3)});
            }) &&
        each_row(
            database.query(
                "SELECT centre, name, public_key, revoked FROM terminal WHERE " LOTSE_WHOLE(
                    LOTSE_TAGGED_TERMINAL)),
            [&](const Query& row) {
                out.terminals.push_back({row.text(0), row.text(1), row.blob(2), row.integer(3)});
            });
    if (!registers) {
        out.registers.clear();
        out.terminals.clear();
    }
    return tombstones && registers;
}

/// Transient if somebody has it open; whatever else is wrong with it, it has nothing to say.
Result<OldQueue> old_queue_of(const std::string& file, const TagFunction& tag) {
    OldQueue remains;
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0 || facts.st_size == 0) {
        return remains;
    }
    Result<std::unique_ptr<Database>> database = Database::open(file);
    if (!database) {
        return remains;
    }
    if (Result<void> alone = (*database)->execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE");
        !alone) {
        return alone.error().kind == Kind::Transient ? Result<OldQueue>(alone.error()) : remains;
    }
    if (Result<void> defined = (*database)->define_tags(tag); !defined) {
        return defined.error();
    }
    // One that no service wrote, such as an empty one that was made where there was none, knows
    // nothing.
    Query ours = (*database)->query("SELECT 1 FROM meta WHERE " LOTSE_WHOLE(LOTSE_TAGGED_META));
    if (const Result<bool> row = ours.next(); row && *row) {
        remains.readable = read_old_queue(**database, remains);
    }
    return remains;
}

Result<void> take_registers(Database& database, const OldQueue& remains) {
    std::set<std::string> newer;
    for (const SignedRegister& one : remains.registers) {
        {
            Query query = database.query(
                "SELECT 1 FROM signed_register WHERE centre = ? AND kind = ? AND serial >= ?");
            query.bind(std::string_view(one.centre)).bind(std::string_view(one.kind));
            const Result<bool> known = query.bind(one.serial).next();
            if (!known) {
                return known.error();
            }
            if (*known) {
                continue;
            }
        }
        if (Result<void> kept = database.query("INSERT INTO signed_register VALUES (?, ?, ?, ?)")
                                    .bind(std::string_view(one.centre))
                                    .bind(std::string_view(one.kind))
                                    .bind(one.serial)
                                    .bind(std::string_view(one.document))
                                    .run();
            !kept) {
            return kept;
        }
        if (one.kind == "keys") {
            newer.insert(one.centre);
        }
    }
    for (const std::string& centre : newer) {
        if (Result<void> gone = database.query("DELETE FROM terminal WHERE centre = ?")
                                    .bind(std::string_view(centre))
                                    .run();
            !gone) {
            return gone;
        }
    }
    for (const TerminalRow& one : remains.terminals) {
        if (!newer.contains(one.centre)) {
            continue;
        }
        if (Result<void> heard = database
                                     .query("INSERT INTO terminal VALUES (?1, ?2, ?3, ?4, "
                                            "lotse_tag('terminal', ?1, ?2, ?3, ?4))")
                                     .bind(std::string_view(one.centre))
                                     .bind(std::string_view(one.name))
                                     .bind(one.key)
                                     .bind(one.revoked)
                                     .run();
            !heard) {
            return heard;
        }
    }
    return {};
}

Result<std::int64_t> damaged_in(Database& database) {
    std::int64_t damaged = 0;
    for (const char* sql :
         {"SELECT count(*) FROM entry LEFT JOIN body USING(seq) WHERE NOT (" LOTSE_WHOLE(
              LOTSE_TAGGED_ENTRY) " AND CASE state WHEN 'withdrawn' THEN envelope IS NULL ELSE "
                                  "lotse_whole(body_tag, 'body', id, envelope) END)",
          "SELECT count(*) FROM body WHERE seq NOT IN (SELECT seq FROM entry)",
          "SELECT count(*) FROM account WHERE NOT " LOTSE_WHOLE(LOTSE_TAGGED_ACCOUNT),
          "SELECT count(*) FROM access_grant WHERE NOT " LOTSE_WHOLE(LOTSE_TAGGED_GRANT),
          "SELECT count(*) FROM terminal WHERE NOT " LOTSE_WHOLE(LOTSE_TAGGED_TERMINAL),
          "SELECT count(*) FROM configuration WHERE NOT (" LOTSE_WHOLE(
              LOTSE_TAGGED_CONFIGURATION) " AND lotse_whole(bundle_tag, 'bundle', centre, version, "
                                          "bundle))",
          "SELECT count(*) FROM audit WHERE NOT " LOTSE_WHOLE(LOTSE_TAGGED_AUDIT),
          "SELECT count(*) FROM tombstone WHERE NOT " LOTSE_WHOLE(LOTSE_TAGGED_TOMBSTONE)}) {
        Query query = database.query(sql);
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        damaged += query.integer(0);
    }
    return damaged;
}

}  // namespace

Result<QueueFacts> check_copy(const std::string& file, const TagFunction& tag) {
    Result<std::unique_ptr<Database>> opened = Database::open(file);
    if (!opened) {
        return opened.error();
    }
    Database& database = **opened;
    for (const Result<void>& step : {database.require("locking_mode", "EXCLUSIVE", "exclusive"),
                                     database.require("journal_mode", "DELETE", "delete"),
                                     database.check_integrity(), database.define_tags(tag)}) {
        if (!step) {
            return step.error();
        }
    }
    QueueFacts facts;
    Query query = database.query(
        "SELECT epoch, revision, (SELECT count(*) FROM entry), (SELECT count(*) FROM tombstone), "
        "(SELECT count(*) FROM audit), (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1) FROM "
        "meta WHERE " LOTSE_WHOLE(LOTSE_TAGGED_META));
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    if (!*row || !query.copy(0, facts.position.epoch)) {
        return Error{Kind::Corrupt, file,
                     "was not written with this service's key, or was changed by something else"};
    }
    facts.position.revision = query.integer(1);
    facts.entries = query.integer(2);
    facts.tombstones = query.integer(3);
    facts.audit_rows = query.integer(4);
    query.copy(5, facts.audit_head);  // none: zeros
    const Result<std::int64_t> damaged = damaged_in(database);
    if (!damaged) {
        return damaged.error();
    }
    facts.damaged = *damaged;
    return facts;
}

Result<Restored> restore_copy(const Restoring& restoring) {
    Result<OldQueue> remains = old_queue_of(restoring.replaced, restoring.tag);
    if (!remains) {
        return remains.error();
    }
    std::vector<Tombstone> tombstones = restoring.tombstones;
    tombstones.insert(tombstones.end(), remains->tombstones.begin(), remains->tombstones.end());
    std::set<IntakeId> known;
    std::erase_if(tombstones, [&](const Tombstone& one) { return !known.insert(one.id).second; });
    if (Result<void> written =
            TombstoneLog(tombstone_log_of(restoring.file), restoring.tag).rewrite(tombstones);
        !written) {
        return written.error();
    }
    QueueConnection connection(restoring.file, restoring.hash, QueueSettings{});
    if (Result<void> connected = connection.connect(); !connected) {
        return connected.error();
    }
    Restored restored;
    restored.read_replaced = remains->readable;
    restored.from = connection.position();
    const Result<Begun> begun = connection.begin(restoring.tag);
    if (!begun) {
        return begun.error();
    }
    restored.buried_again = begun->buried_again;
    Result<void> done = connection.in_transaction([&](Database& database) -> Result<void> {
        if (Result<void> taken = take_registers(database, *remains); !taken) {
            return taken;
        }
        for (const char* sql : kGoOn) {
            if (Result<void> gone_on = database.query(sql).run(); !gone_on) {
                return gone_on;
            }
        }
        return connection.note(database, {"lotse-queue", AuditAction::Restored,
                                          to_text(restored.from), restoring.now});
    });
    if (done) {
        done = connection.empty_log();
    }
    if (done) {
        done = connection.connect();  // reads the new position
    }
    if (!done) {
        return done.error();
    }
    restored.position = connection.position();
    return restored;
}

}  // namespace lotse::store
