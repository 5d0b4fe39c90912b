// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: every row of the queue that somebody goes by has a tag, a hash under the
/// service's key of its table's name and of its columns, each with its kind and length. A row that
/// was changed by anything but this program is told by it.
///
/// Statements tag and check by two functions of SQL, so that there is one way to do both:
///
///     lotse_tag('table', column, …)           the tag
///     lotse_whole(tag, 'table', column, …)    1 if it is that
///
/// Without the key everything is whole and tags are empty; the first `begin` with the key tags what
/// is there. The columns of a table stand here once. A configuration's bundle and an intake's
/// envelope have tags of their own in their rows, so that lists do not read them; an entry's tag
/// binds that of its envelope, an account's the number of its grants. Registers have none: they are
/// signed, and whoever goes by one checks that. The room of a call (LOTSE_HOLDER_AND_ROOM) is bound
/// with the holder, the revision in which an entry changed (LOTSE_CHANGED) with the time, and who
/// vouches for a person's keys (LOTSE_VOUCHED_SIGN) with the key: without one the tag is what it
/// was before there were such columns, so that no earlier row has to be tagged anew.
#pragma once

// Macros, because statements are literals. Where one column is about to change, its new value is
// named in its place.
#define LOTSE_HOLDER_AND_ROOM "iif(room = '', holder, holder || char(10) || room)"
#define LOTSE_CHANGED(changed_rev) \
    "iif(" changed_rev " = 0, changed, changed || char(10) || " changed_rev ")"
#define LOTSE_ENTRY_COLUMNS_BUT_TAG(lease_until, revision, kept_from, changed_rev)  \
    "'entry', id, digest, centre, terminal, number, day, language, questionnaire, " \
    "questionnaire_hash, state, received, calls, last_call, " LOTSE_HOLDER_AND_ROOM \
    ", " lease_until ", " revision ", " LOTSE_CHANGED(changed_rev) ", body_tag, " kept_from
#define LOTSE_TAGGED_ENTRY \
    LOTSE_ENTRY_COLUMNS_BUT_TAG("lease_until", "revision", "kept_from", "changed_rev")
/// The revision that the entry's centre gets with this transaction: what grows it comes later.
#define LOTSE_NEXT_REVISION \
    "(1 + coalesce((SELECT revision FROM centre AS own WHERE own.name = entry.centre), 0))"
#define LOTSE_VOUCHED_SIGN "iif(vouched = x'', sign, hex(sign) || hex(vouched))"
#define LOTSE_TAGGED_ACCOUNT                                                               \
    "'account', name, centre, rights, invited_until, passes, memory_kib, salt, verifier, " \
    "wrapped, box, " LOTSE_VOUCHED_SIGN                                                    \
    ", (SELECT count(*) FROM access_grant AS own WHERE own.account = "                     \
    "account.name)"
#define LOTSE_TAGGED_GRANT "'access_grant', account, kind, name, sealed"
#define LOTSE_TAGGED_TERMINAL "'terminal', centre, name, public_key, revoked"
#define LOTSE_TAGGED_CONFIGURATION \
    "'configuration', centre, version, published, account, note, preview, retention, bundle_tag"
#define LOTSE_TAGGED_AUDIT "'audit', seq, at, account, action, object, hash"
#define LOTSE_TAGGED_TOMBSTONE "'tombstone', id, digest, at, kind"
#define LOTSE_TAGGED_META "'meta', epoch, revision"

#define LOTSE_WHOLE(columns) "lotse_whole(tag, " columns ")"
#define LOTSE_TAG(columns) "lotse_tag(" columns ")"
