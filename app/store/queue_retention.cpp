// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_retention.h"

#include <cstddef>
#include <string_view>

#include "store/queue_connection.h"
#include "store/queue_schema.h"
#include "store/row_tags.h"

namespace lotse::store {

Result<std::vector<Tombstone>> erase_of(Database& database, const std::string& centre, Kept kept,
                                        WallTime limit) {
#define LOTSE_OVER " AND kept_from > 0 AND kept_from < ?1 AND " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY)
    static constexpr const char* kBodies[] = {
        "DELETE FROM body WHERE seq IN (SELECT seq FROM entry WHERE centre = ?2 AND " LOTSE_CLOSED
            LOTSE_OVER ")",
        "DELETE FROM body WHERE seq IN (SELECT seq FROM entry WHERE centre = ?2 AND " LOTSE_OPEN
            LOTSE_OVER ")"};
    static constexpr const char* kEntries[] = {
        "DELETE FROM entry WHERE centre = ?2 AND " LOTSE_CLOSED LOTSE_OVER " RETURNING id, digest",
        "DELETE FROM entry WHERE centre = ?2 AND " LOTSE_OPEN LOTSE_OVER " RETURNING id, digest"};
#undef LOTSE_OVER
    const auto of = static_cast<std::size_t>(kept);
    if (Result<void> bodies =
            database.query(kBodies[of]).bind(seconds(limit)).bind(std::string_view(centre)).run();
        !bodies) {
        return bodies.error();
    }
    std::vector<Tombstone> erased;
    {
        Query query = database.query(kEntries[of]);
        query.bind(seconds(limit)).bind(std::string_view(centre));
        for (;;) {
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                break;
            }
            Tombstone tombstone;
            tombstone.kind = Burial::Expired;
            tombstone.at = limit;
            if (!query.copy(0, tombstone.id.bytes) || !query.copy(1, tombstone.digest)) {
                return Error{Kind::Corrupt, database.path(), "a row has an impossible form"};
            }
            erased.push_back(tombstone);
        }
    }
    if (!erased.empty()) {
        if (Result<void> grown = grow_revision(database, centre); !grown) {
            return grown.error();
        }
    }
    return erased;
}

}  // namespace lotse::store
