// SPDX-License-Identifier: EUPL-1.2
#include "store/outbox_database.h"

#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "store/intake_columns.h"

namespace lotse::store {
namespace {

constexpr int kApplicationId = 0x4c4f5458;  // "LOTX"

// The sealed body stands in a table of its own, so that lists do not read it. `inverse` lets the
// integrity check find a damaged counter: a number given twice would call two people.
constexpr const char* kOutbox = R"(
CREATE TABLE entry(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    digest BLOB NOT NULL CHECK(length(digest) = 32),
    centre TEXT NOT NULL, terminal TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL,
    language TEXT NOT NULL, questionnaire TEXT NOT NULL,
    questionnaire_hash BLOB NOT NULL CHECK(length(questionnaire_hash) = 32),
    delivery INTEGER NOT NULL CHECK(delivery IN (0, 1)),
    attempts INTEGER NOT NULL CHECK(attempts >= 0),
    held_reason TEXT NOT NULL) STRICT;
CREATE TABLE body(seq INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT;
CREATE TABLE counter(
    day TEXT PRIMARY KEY,
    last INTEGER NOT NULL CHECK(last > 0),
    inverse INTEGER NOT NULL CHECK(inverse = -last)) STRICT;
CREATE TABLE state(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES ('probe', 0);
)";

// One counter that knows when it gave its last number, instead of one for each day that a clock
// showed. It begins above every day's last number: which of those days was real, nobody knows.
constexpr const char* kOneCounter = R"(
CREATE TABLE last_number(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    number INTEGER NOT NULL CHECK(number > 0),
    inverse INTEGER NOT NULL CHECK(inverse = -number),
    day TEXT NOT NULL, at INTEGER NOT NULL, sure INTEGER NOT NULL CHECK(sure IN (0, 1)),
    boot TEXT NOT NULL, up INTEGER NOT NULL) STRICT;
INSERT INTO last_number SELECT 1, given, -given, day, 0, 0, '', 0 FROM (
    SELECT max(coalesce(max(last), 0),
               coalesce((SELECT value FROM state WHERE name = 'floor'), 0)) AS given,
           coalesce(max(day), '') AS day FROM counter) WHERE given > 0;
DROP TABLE counter;
DELETE FROM state WHERE name = 'floor';
CREATE TABLE clock(one INTEGER PRIMARY KEY CHECK(one = 1), known TEXT NOT NULL) STRICT;
)";

// What arrived stays as a copy, and is remembered longer than its bytes. `since`, in time that the
// terminal lived, is 0 until somebody looks.
constexpr const char* kCopies = R"(
CREATE TABLE copy(seq INTEGER PRIMARY KEY, since INTEGER NOT NULL CHECK(since >= 0)) STRICT;
CREATE TABLE arrival(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16), day TEXT NOT NULL, number TEXT NOT NULL,
    deleted INTEGER NOT NULL CHECK(deleted IN (0, 1)),
    since INTEGER NOT NULL CHECK(since >= 0)) STRICT;
CREATE TABLE service(one INTEGER PRIMARY KEY CHECK(one = 1), said TEXT NOT NULL) STRICT;
)";

const std::vector<const char*> kSchema = {kOutbox, kOneCounter, kCopies};

#define LOTSE_OUTBOX_ROW \
    LOTSE_INTAKE_COLUMNS ", delivery, attempts, held_reason, seq, seq IN (SELECT seq FROM copy)"

/// The bytes are those that were stored, and only the signature is not that of this terminal's key.
/// The kind alone does not say so: a body that lost a bit has a foreign signature, too.
bool is_of_another_key(const Bytes& envelope, const OutboxEntry& entry, const Error& refusal,
                       const OutboxOptions& options) {
    if (refusal.kind != Kind::Refused || options.read_unverified == nullptr) {
        return false;
    }
    const Result<SealedIntake> intake = options.read_unverified(envelope);
    return intake && intake->digest == entry.digest && intake->header == entry.header;
}

}  // namespace

Error damaged_row(const Database& database) {
    return Error{Kind::Corrupt, database.path(), "a row has an impossible form"};
}

Result<LastNumber> last_number(Database& database) {
    Query query =
        database.query("SELECT number, inverse, day, at, sure, boot, up FROM last_number");
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    LastNumber last;
    if (!*row) {
        return last;
    }
    const std::int64_t number = query.integer(0);
    if (number <= 0 || number > std::numeric_limits<int>::max() || query.integer(1) != -number) {
        return damaged_row(database);
    }
    last.number = static_cast<int>(number);
    last.given.day = query.text(2);
    last.given.at = WallTime(std::chrono::seconds(query.integer(3)));
    last.given.sure = query.integer(4) == 1;
    last.given.boot = query.text(5);
    last.given.up = Instant(query.integer(6));
    return last;
}

Result<void> keep_last_number(Database& database, const LastNumber& last) {
    return database.query("INSERT OR REPLACE INTO last_number VALUES (1, ?, ?, ?, ?, ?, ?, ?)")
        .bind(last.number)
        .bind(-last.number)
        .bind(std::string_view(last.given.day))
        .bind(last.given.at.time_since_epoch().count())
        .bind(last.given.sure ? 1 : 0)
        .bind(std::string_view(last.given.boot))
        .bind(last.given.up.count())
        .run();
}

Query select_outbox_entries(Database& database) {
    return database.query("SELECT " LOTSE_OUTBOX_ROW " FROM entry ORDER BY seq");
}

Query select_unsent(Database& database) {
    return database.query("SELECT " LOTSE_OUTBOX_ROW
                          " FROM entry WHERE seq NOT IN (SELECT seq FROM copy) ORDER BY seq");
}

Query select_copies(Database& database) {
    return database.query("SELECT " LOTSE_OUTBOX_ROW
                          " FROM entry WHERE seq IN (SELECT seq FROM copy) ORDER BY seq");
}

Result<OutboxEntry> outbox_entry_of(const Query& row, const Database& database) {
    OutboxEntry entry;
    const std::int64_t delivery = row.integer(kIntakeColumns);
    if (!read_intake_columns(row, entry.header, entry.digest) || delivery < 0 || delivery > 1) {
        return damaged_row(database);
    }
    entry.delivery = row.integer(13) == 1 ? Delivery::Kept
                     : delivery == 1      ? Delivery::Held
                                          : Delivery::Waiting;
    entry.attempts = static_cast<int>(row.integer(10));
    entry.held_reason = row.text(11);
    return entry;
}

Result<void> insert_intake(Database& database, const SealedIntake& intake) {
    Query query = database.query("INSERT INTO entry(" LOTSE_INTAKE_COLUMNS
                                 ", delivery, attempts, held_reason) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '') RETURNING seq");
    bind_intake_columns(query, intake);
    return insert_with_body(database, std::move(query), intake.envelope);
}

Result<void> insert_arrival(Database& database, const Arrival& arrival) {
    return database
        .query(
            "INSERT INTO arrival(id, day, number, deleted, since) VALUES (?, ?, ?, ?, 0) "
            "ON CONFLICT(id) DO UPDATE SET deleted = max(deleted, excluded.deleted)")
        .bind(arrival.id.bytes)
        .bind(std::string_view(arrival.day))
        .bind(std::string_view(arrival.number))
        .bind(arrival.deleted ? 1 : 0)
        .run();
}

Result<std::vector<Arrival>> read_arrivals(Database& database) {
    std::vector<Arrival> arrivals;
    Query query = database.query("SELECT id, day, number, deleted FROM arrival ORDER BY seq");
    while (true) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return arrivals;
        }
        Arrival arrival{{}, query.text(1), query.text(2), query.integer(3) == 1};
        if (!query.copy(0, arrival.id.bytes)) {
            return damaged_row(database);
        }
        arrivals.push_back(std::move(arrival));
    }
}

Result<void> delete_intake(Database& database, std::int64_t seq) {
    for (const char* sql : {"DELETE FROM body WHERE seq = ?", "DELETE FROM copy WHERE seq = ?",
                            "DELETE FROM entry WHERE seq = ?"}) {
        if (Result<void> deleted = database.query(sql).bind(seq).run(); !deleted) {
            return deleted;
        }
    }
    return {};
}

Result<std::unique_ptr<Database>> open_outbox_database(const std::string& path,
                                                       const OutboxSettings& settings) {
    Result<std::unique_ptr<Database>> database = Database::open(path);
    if (!database) {
        return database.error();
    }
    if (Result<void> set =
            (*database)->require("journal_mode", settings.journal_mode, settings.journal_mode);
        !set) {
        return set.error();
    }
    if (Result<void> set = (*database)->require("synchronous", settings.synchronous,
                                                settings.synchronous_reads_back);
        !set) {
        return set.error();
    }
    if (Result<void> migrated = (*database)->migrate(kApplicationId, kSchema); !migrated) {
        return migrated.error();
    }
    return database;
}

Result<void> check_outbox(Database& database, const OutboxOptions& options) {
    if (Result<void> whole = database.check_integrity(); !whole) {
        return whole;
    }
    std::int64_t bodies = 0;
    {
        Query count = database.query("SELECT count(*) FROM body");
        const Result<bool> row = count.next();
        if (!row) {
            return row.error();
        }
        bodies = count.integer(0);
    }
    // A foreign key goes before damage: with the right one, the salvage saves more.
    std::optional<Error> damage;
    Query query = select_outbox_entries(database);
    while (true) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            break;
        }
        const Result<OutboxEntry> entry = outbox_entry_of(query, database);
        if (!entry) {
            return entry.error();
        }
        Query body = database.query("SELECT envelope FROM body WHERE seq = ?");
        body.bind(query.integer(12));
        const Result<bool> found = body.next();
        if (!found) {
            return found.error();
        }
        const Bytes envelope = *found ? body.blob(0) : Bytes();
        const Result<SealedIntake> intake = options.authenticate(envelope);
        if (!intake && is_of_another_key(envelope, *entry, intake.error(), options)) {
            if (entry->delivery == Delivery::Kept) {
                --bodies;  // arrived under that key; it may be exchanged
                continue;
            }
            return Error{Kind::Unusable, database.path(),
                         "intake " + to_hex(entry->header.id) +
                             " is whole, but signed with another key than this terminal's: put the "
                             "terminal.key "
                             "back that this outbox was written with, then start again"};
        }
        if (!damage &&
            (!intake || intake->digest != entry->digest || intake->header != entry->header)) {
            damage = Error{Kind::Corrupt, database.path(),
                           "intake " + to_hex(entry->header.id) +
                               " does not authenticate itself or is not what its row says"};
        }
        --bodies;
    }
    if (damage) {
        return *damage;
    }
    if (bodies != 0) {
        return Error{Kind::Corrupt, database.path(), "sealed intakes without their rows"};
    }
    return {};
}

}  // namespace lotse::store
