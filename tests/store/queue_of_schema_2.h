// SPDX-License-Identifier: EUPL-1.2
/// A queue's database as the program wrote it while states were ordinals (schema 2): one entry in
/// every state, an account, a terminal, a configuration, and an audit log whose chain is made with
/// `simple_hash`. The tables are a copy on purpose: what is in the field does not change with ours.
#pragma once

namespace lotse::store {

inline constexpr const char* kQueueOfSchema2 = R"(
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
CREATE TABLE configuration(
    centre TEXT NOT NULL, version INTEGER NOT NULL CHECK(version > 0), published INTEGER NOT NULL,
    account TEXT NOT NULL, note TEXT NOT NULL, preview TEXT NOT NULL, retention INTEGER NOT NULL,
    bundle BLOB NOT NULL, UNIQUE(centre, version)) STRICT;
CREATE TABLE terminal_report(
    centre TEXT NOT NULL, terminal TEXT NOT NULL, running INTEGER NOT NULL,
    accepted INTEGER NOT NULL, refused INTEGER NOT NULL, reason TEXT NOT NULL,
    program TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY(centre, terminal)) STRICT, WITHOUT ROWID;
INSERT INTO entry VALUES
    (10, x'01010101010101010101010101010101', zeroblob(32),
     'demo', 'terminal-1', 'A1', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 0,
     1795334400, 0, 0, '', 0, 1, 1795334500),
    (20, x'02020202020202020202020202020202', zeroblob(32),
     'demo', 'terminal-1', 'A2', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 1,
     1795334400, 1, 1795334500, 'anna', 1795335400, 2, 1795334500),
    (30, x'03030303030303030303030303030303', zeroblob(32),
     'demo', 'terminal-1', 'A3', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 2,
     1795334400, 1, 1795334500, 'anna', 1795335400, 3, 1795334500),
    (40, x'04040404040404040404040404040404', zeroblob(32),
     'demo', 'terminal-1', 'A4', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 3,
     1795334400, 1, 1795334500, '', 0, 4, 1795334500),
    (50, x'05050505050505050505050505050505', zeroblob(32),
     'demo', 'terminal-1', 'A5', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 4,
     1795334400, 1, 1795334500, '', 0, 5, 1795334500),
    (60, x'06060606060606060606060606060606', zeroblob(32),
     'demo', 'terminal-1', 'A6', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 5,
     1795334400, 1, 1795334500, '', 0, 6, 1795334500),
    (70, x'07070707070707070707070707070707', zeroblob(32),
     'demo', 'terminal-1', 'A7', '2026-11-22', 'uk', 'anerkennung', zeroblob(32), 6,
     1795334400, 1, 1795334500, '', 0, 7, 1795334500);
INSERT INTO body SELECT seq, CAST('sealed ' || number AS BLOB) FROM entry WHERE state < 6;
INSERT INTO tombstone SELECT id, digest, 1795334500 FROM entry WHERE state = 6;
-- The newest entry was erased: its place is not given again.
INSERT INTO entry SELECT
    90, zeroblob(16), digest, centre, terminal, 'A9', day, language, questionnaire,
    questionnaire_hash, 5, received, calls, last_call, holder, lease_until, revision, changed
    FROM entry WHERE seq = 10;
DELETE FROM entry WHERE seq = 90;
INSERT INTO centre VALUES ('demo', 41);
INSERT INTO account VALUES ('anna', 'demo', '$argon2id$', x'0102', 1);
INSERT INTO terminal VALUES ('demo', 'terminal-1', zeroblob(32), 0);
INSERT INTO configuration VALUES ('demo', 1, 1795334400, 'anna', 'note', '', 30, x'6f6e65');
INSERT INTO audit VALUES
    (1, 1795334400, 'lotse-tool', 'account added', 'anna',
     x'bdc2c32da2f7ecc78a8d8c05f4d2a5ed0b880396bc2fc32dd87fb5adf060f957'),
    (2, 1795334460, 'anna', 'log_in', 'anna',
     x'51be28f4c27a2b4900f07dff97d04ededbb2c7a48bd7ae1142b9b23d9e4e42c3'),
    (3, 1795334520, 'anna', 'call', '02020202020202020202020202020202',
     x'22791346093a8b5f8fa1c6ee72bc0ead342e0f594230a063e94577d2684c2057');
PRAGMA application_id = 1280267345;
PRAGMA user_version = 2;
)";

}  // namespace lotse::store
