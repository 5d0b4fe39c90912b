// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: how a sealed intake stands in a table, the same in the outbox and in the
/// queue.
///
/// The header's fields and the digest are columns of `entry`; the sealed body stands in a table of
/// its own under the entry's `seq`, so that lists do not read it.
#pragma once

#include "store/sqlite.h"

// A macro, because statements are literals: the compiler joins them, and the cache knows them by
// their address.
#define LOTSE_INTAKE_COLUMNS \
    "id, digest, centre, terminal, number, day, language, questionnaire, questionnaire_hash"

namespace lotse::store {

/// Of LOTSE_INTAKE_COLUMNS.
inline constexpr int kIntakeColumns = 9;

/// A row that begins with these columns. False: impossible values.
bool read_intake_columns(const Query& row, IntakeHeader& header, Digest& digest);
/// The same columns as parameters, in their order.
Query& bind_intake_columns(Query& query, const SealedIntake& intake);
/// `insert`: into `entry`, all parameters bound, RETURNING seq. Inside the caller's transaction.
Result<void> insert_with_body(Database& database, Query insert, const Bytes& envelope);

}  // namespace lotse::store
