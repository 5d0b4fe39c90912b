// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_schema.h"

namespace lotse::store {
namespace {

// States were ordinals; 5 and 6 are Done and Withdrawn. The two partial indexes keep the open queue
// small however long closed entries are kept. The sealed body stands in a table of its own, so that
// lists do not read it.
constexpr const char* kQueue = R"(
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
    name TEXT PRIMARY KEY, centre TEXT NOT NULL, password_hash TEXT NOT NULL,
    wrapped_key BLOB NOT NULL, admin INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE terminal(
    centre TEXT NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL, revoked INTEGER NOT NULL,
    PRIMARY KEY(centre, name)) STRICT, WITHOUT ROWID;
CREATE TABLE audit(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, account TEXT NOT NULL,
    action TEXT NOT NULL, object TEXT NOT NULL, hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
)";

// The bundle is the last column: lists do not read the pages behind it. A retention of 0 is none.
constexpr const char* kConfigurations = R"(
CREATE TABLE configuration(
    centre TEXT NOT NULL, version INTEGER NOT NULL CHECK(version > 0), published INTEGER NOT NULL,
    account TEXT NOT NULL, note TEXT NOT NULL, preview TEXT NOT NULL, retention INTEGER NOT NULL,
    bundle BLOB NOT NULL, UNIQUE(centre, version)) STRICT;
CREATE TABLE terminal_report(
    centre TEXT NOT NULL, terminal TEXT NOT NULL, running INTEGER NOT NULL,
    accepted INTEGER NOT NULL, refused INTEGER NOT NULL, reason TEXT NOT NULL,
    program TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY(centre, terminal)) STRICT, WITHOUT ROWID;
)";

// Words instead of ordinals. A number outside 0…6 has no word, and NOT NULL then refuses the step.
// What AUTOINCREMENT gave stays given: `body` knows entries by it. The words of the audit log have
// no such check: its chain holds whatever earlier versions wrote, and a new action needs no new
// table.
constexpr const char* kStatesAsWords = R"(
CREATE TABLE entry_in_words(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    digest BLOB NOT NULL CHECK(length(digest) = 32),
    centre TEXT NOT NULL, terminal TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL,
    language TEXT NOT NULL, questionnaire TEXT NOT NULL,
    questionnaire_hash BLOB NOT NULL CHECK(length(questionnaire_hash) = 32),
    state TEXT NOT NULL CHECK(
        state IN ('waiting', 'called', 'in_progress', 'parked', 'missed', 'done', 'withdrawn')),
    received INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    holder TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL) STRICT;
INSERT INTO entry_in_words SELECT
    seq, id, digest, centre, terminal, number, day, language, questionnaire, questionnaire_hash,
    CASE state WHEN 0 THEN 'waiting' WHEN 1 THEN 'called' WHEN 2 THEN 'in_progress'
        WHEN 3 THEN 'parked' WHEN 4 THEN 'missed' WHEN 5 THEN 'done' WHEN 6 THEN 'withdrawn' END,
    received, calls, last_call, holder, lease_until, revision, changed FROM entry;
DELETE FROM sqlite_sequence WHERE name = 'entry_in_words';
INSERT INTO sqlite_sequence SELECT 'entry_in_words', seq FROM sqlite_sequence WHERE name = 'entry';
DROP TABLE entry;
ALTER TABLE entry_in_words RENAME TO entry;
CREATE INDEX open_entry ON entry(centre, seq) WHERE state NOT IN ('done', 'withdrawn');
CREATE INDEX closed_entry ON entry(centre, changed) WHERE state IN ('done', 'withdrawn');
)";

// Accounts belong to persons: the service keeps nothing any more that a password opens. What was an
// account before cannot become one by itself (store/queue_upgrade.h); a file that has some does not
// come here by opening it.
constexpr const char* kAccountsOfPersons = R"(
DROP TABLE account;
CREATE TABLE account(
    name TEXT PRIMARY KEY, centre TEXT NOT NULL, rights TEXT NOT NULL,
    invited_until INTEGER NOT NULL,
    passes INTEGER NOT NULL CHECK(passes > 0), memory_kib INTEGER NOT NULL CHECK(memory_kib > 0),
    salt BLOB NOT NULL CHECK(length(salt) = 16),
    verifier BLOB NOT NULL, wrapped BLOB NOT NULL,
    box BLOB NOT NULL CHECK(length(box) = 32),
    sign BLOB NOT NULL CHECK(length(sign) = 32)) STRICT, WITHOUT ROWID;
CREATE TABLE access_grant(
    account TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY(account, kind, name)) STRICT, WITHOUT ROWID;
)";

// What is closed is kept from `kept_from` on, in time that the service lived; 0: it has not begun.
// It begins anew for what earlier versions closed: their times may be of a wrong clock.
constexpr const char* kClock = R"(
ALTER TABLE entry ADD COLUMN kept_from INTEGER NOT NULL DEFAULT 0;
CREATE INDEX kept_entry ON entry(centre, kept_from) WHERE state IN ('done', 'withdrawn');
CREATE TABLE clock(one INTEGER PRIMARY KEY CHECK(one = 1), known TEXT NOT NULL) STRICT;
)";

// Registers as they were signed; whoever checks a later one may ask for those before.
constexpr const char* kRegisters = R"(
CREATE TABLE signed_register(
    centre TEXT NOT NULL, kind TEXT NOT NULL, serial INTEGER NOT NULL CHECK(serial > 0),
    document TEXT NOT NULL, PRIMARY KEY(centre, kind, serial)) STRICT, WITHOUT ROWID;
)";

// How far the database has come (core/intake/queue_position.h), and of tombstones what the log
// beside the database says, too. Those of earlier versions are taken for withdrawn; their retention
// begins anew.
constexpr const char* kPosition = R"(
CREATE TABLE meta(
    one INTEGER PRIMARY KEY CHECK(one = 1), epoch BLOB NOT NULL CHECK(length(epoch) = 8),
    revision INTEGER NOT NULL CHECK(revision >= 0)) STRICT;
INSERT INTO meta VALUES (1, randomblob(8), 0);
ALTER TABLE tombstone ADD COLUMN lived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tombstone ADD COLUMN kind TEXT NOT NULL DEFAULT 'withdrawn'
    CHECK(kind IN ('withdrawn', 'expired'));
)";

// What terminals count and sign of themselves; which numbers they gave.
constexpr const char* kReports = R"(
ALTER TABLE terminal_report ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE terminal_report ADD COLUMN as_signed TEXT NOT NULL DEFAULT '';
CREATE INDEX given_number ON entry(centre, terminal, day);
)";

// Tags of rows (row_tags.h). The bundle stays the last column.
constexpr const char* kRowTags = R"(
ALTER TABLE entry ADD COLUMN body_tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE entry ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE account ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE access_grant ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE terminal ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE audit ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE tombstone ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE meta ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
CREATE TABLE tagged_configuration(
    centre TEXT NOT NULL, version INTEGER NOT NULL CHECK(version > 0), published INTEGER NOT NULL,
    account TEXT NOT NULL, note TEXT NOT NULL, preview TEXT NOT NULL, retention INTEGER NOT NULL,
    bundle_tag BLOB NOT NULL DEFAULT x'', tag BLOB NOT NULL DEFAULT x'',
    bundle BLOB NOT NULL, UNIQUE(centre, version)) STRICT;
INSERT INTO tagged_configuration(centre, version, published, account, note, preview, retention, bundle)
    SELECT centre, version, published, account, note, preview, retention, bundle FROM configuration;
DROP TABLE configuration;
ALTER TABLE tagged_configuration RENAME TO configuration;
)";

// The last entry that a restore brought: only what is not newer may be there again after it was
// deleted.
constexpr const char* kRestored = R"(
ALTER TABLE meta ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;
)";

// Where a call asks to come to; bound by the tag of its row (row_tags.h).
constexpr const char* kRooms = R"(
ALTER TABLE entry ADD COLUMN room TEXT NOT NULL DEFAULT '';
)";

// In which revision of its centre an entry changed last, and in which one that is no more went; 0:
// before there was this column. Rows of the audit log since then are hashed with a salt
// (core/intake/audit_chain.h); those before have none.
constexpr const char* kChanges = R"(
ALTER TABLE entry ADD COLUMN changed_rev INTEGER NOT NULL DEFAULT 0;
CREATE INDEX changed_entry ON entry(centre, changed_rev);
ALTER TABLE tombstone ADD COLUMN centre TEXT NOT NULL DEFAULT '';
ALTER TABLE tombstone ADD COLUMN changed_rev INTEGER NOT NULL DEFAULT 0;
CREATE INDEX changed_tombstone ON tombstone(centre, changed_rev);
ALTER TABLE audit ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
CREATE INDEX unsalted_audit ON audit(seq) WHERE length(salt) = 0;
)";

// Who vouches for a person's keys; bound by the tag of its row (row_tags.h).
constexpr const char* kVouched = R"(
ALTER TABLE account ADD COLUMN vouched BLOB NOT NULL DEFAULT x'';
)";

// Who came, and who has to come again. What AUTOINCREMENT gave stays given.
constexpr const char* kMoreStates = R"(
CREATE TABLE entry_of_more(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
    digest BLOB NOT NULL CHECK(length(digest) = 32),
    centre TEXT NOT NULL, terminal TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL,
    language TEXT NOT NULL, questionnaire TEXT NOT NULL,
    questionnaire_hash BLOB NOT NULL CHECK(length(questionnaire_hash) = 32),
    state TEXT NOT NULL CHECK(state IN ('waiting', 'called', 'arrived', 'in_progress', 'parked',
        'pending', 'missed', 'done', 'withdrawn')),
    received INTEGER NOT NULL, calls INTEGER NOT NULL,
    last_call INTEGER NOT NULL, holder TEXT NOT NULL, lease_until INTEGER NOT NULL,
    revision INTEGER NOT NULL, changed INTEGER NOT NULL, kept_from INTEGER NOT NULL DEFAULT 0,
    body_tag BLOB NOT NULL DEFAULT x'', tag BLOB NOT NULL DEFAULT x'',
    room TEXT NOT NULL DEFAULT '', changed_rev INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO entry_of_more SELECT
    seq, id, digest, centre, terminal, number, day, language, questionnaire, questionnaire_hash,
    state, received, calls, last_call, holder, lease_until, revision, changed, kept_from, body_tag,
    tag, room, changed_rev FROM entry;
DELETE FROM sqlite_sequence WHERE name = 'entry_of_more';
INSERT INTO sqlite_sequence SELECT 'entry_of_more', seq FROM sqlite_sequence WHERE name = 'entry';
DROP TABLE entry;
ALTER TABLE entry_of_more RENAME TO entry;
CREATE INDEX open_entry ON entry(centre, seq) WHERE state NOT IN ('done', 'withdrawn');
CREATE INDEX closed_entry ON entry(centre, changed) WHERE state IN ('done', 'withdrawn');
CREATE INDEX kept_entry ON entry(centre, kept_from) WHERE state IN ('done', 'withdrawn');
CREATE INDEX given_number ON entry(centre, terminal, day);
CREATE INDEX changed_entry ON entry(centre, changed_rev);
)";

}  // namespace

const std::vector<const char*>& queue_schema() {
    static const std::vector<const char*> kSteps = {
        kQueue,     kConfigurations, kStatesAsWords, kAccountsOfPersons, kClock,
        kRegisters, kPosition,       kReports,       kRowTags,           kRestored,
        kRooms,     kChanges,        kVouched,       kMoreStates};
    return kSteps;
}

}  // namespace lotse::store
