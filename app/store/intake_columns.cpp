// SPDX-License-Identifier: EUPL-1.2
#include "store/intake_columns.h"

#include <utility>

namespace lotse::store {

bool read_intake_columns(const Query& row, IntakeHeader& header, Digest& digest) {
    int column = 2;
    for (std::string* field : {&header.centre, &header.terminal, &header.number, &header.day,
                               &header.language, &header.questionnaire}) {
        *field = row.text(column++);
    }
    return row.copy(0, header.id.bytes) && row.copy(1, digest) &&
           row.copy(column, header.questionnaire_hash);
}

Query& bind_intake_columns(Query& query, const SealedIntake& intake) {
    const IntakeHeader& header = intake.header;
    query.bind(header.id.bytes).bind(intake.digest);
    for (const std::string* field : {&header.centre, &header.terminal, &header.number, &header.day,
                                     &header.language, &header.questionnaire}) {
        query.bind(std::string_view(*field));
    }
    return query.bind(header.questionnaire_hash);
}

Result<void> insert_with_body(Database& database, Query insert, const Bytes& envelope) {
    const Result<bool> row = insert.next();
    if (!row) {
        return row.error();
    }
    const std::int64_t seq = insert.integer(0);
    if (Result<void> end = insert.run(); !end) {
        return end;
    }
    return database.query("INSERT INTO body VALUES (?, ?)").bind(seq).bind(envelope).run();
}

}  // namespace lotse::store
