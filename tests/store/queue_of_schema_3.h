// SPDX-License-Identifier: EUPL-1.2
/// A queue's database as the program wrote it while an account belonged to a password that the
/// service saw (schema 3), with ten thousand entries in every state and sealed bodies of several
/// kilobytes. The tables are a copy on purpose: what is in the field does not change with ours.
/// Accounts are the test's, for what they hold is made with a key.
#pragma once

namespace lotse::store {

inline constexpr int kEntriesOfSchema3 = 10'000;

inline constexpr const char* kQueueOfSchema3 = R"(
PRAGMA journal_mode=WAL;
BEGIN;
CREATE TABLE entry(
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
CREATE INDEX open_entry ON entry(centre, seq) WHERE state NOT IN ('done', 'withdrawn');
CREATE INDEX closed_entry ON entry(centre, changed) WHERE state IN ('done', 'withdrawn');
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
CREATE TABLE configuration(
    centre TEXT NOT NULL, version INTEGER NOT NULL CHECK(version > 0), published INTEGER NOT NULL,
    account TEXT NOT NULL, note TEXT NOT NULL, preview TEXT NOT NULL, retention INTEGER NOT NULL,
    bundle BLOB NOT NULL, UNIQUE(centre, version)) STRICT;
CREATE TABLE terminal_report(
    centre TEXT NOT NULL, terminal TEXT NOT NULL, running INTEGER NOT NULL,
    accepted INTEGER NOT NULL, refused INTEGER NOT NULL, reason TEXT NOT NULL,
    program TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY(centre, terminal)) STRICT, WITHOUT ROWID;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
INSERT INTO entry SELECT
    i, CAST(printf('%016d', i) AS BLOB), randomblob(32), 'demo', 'terminal-1', 'A' || i,
    '2026-11-22', 'uk', 'anerkennung', randomblob(32),
    CASE i % 7 WHEN 0 THEN 'waiting' WHEN 1 THEN 'called' WHEN 2 THEN 'in_progress'
        WHEN 3 THEN 'parked' WHEN 4 THEN 'missed' WHEN 5 THEN 'done' ELSE 'withdrawn' END,
    1795334400 + i, i % 3, 0, CASE i % 7 WHEN 1 THEN 'anna' ELSE '' END, 0, 1 + i % 4,
    1795334400 + i FROM n;
INSERT INTO body SELECT seq, randomblob(1000 + seq % 4 * 1000) FROM entry
    WHERE state <> 'withdrawn';
INSERT INTO tombstone SELECT id, digest, changed FROM entry WHERE state = 'withdrawn';
INSERT INTO centre VALUES ('demo', 41);
INSERT INTO terminal VALUES ('demo', 'terminal-1', zeroblob(32), 0);
INSERT INTO configuration VALUES ('demo', 1, 1795334400, 'anna', 'note', '', 30, x'6f6e65');
PRAGMA application_id = 1280267345;
PRAGMA user_version = 3;
COMMIT;
)";

}  // namespace lotse::store
