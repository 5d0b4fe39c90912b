// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_export.h"

#include <memory>
#include <utility>

#include "store/sqlite.h"

namespace lotse::store {

Result<void> each_envelope(const std::string& file,
                           const std::function<Result<void>(Bytes envelope)>& take) {
    const Result<std::unique_ptr<Database>> database = Database::open(file);
    if (!database) {
        return database.error();
    }
    Query query = (*database)->query("SELECT envelope FROM body ORDER BY seq");
    for (;;) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return {};
        }
        if (Result<void> taken = take(query.blob(0)); !taken) {
            return taken;
        }
    }
}

Result<std::vector<std::string>> documents_in(const std::string& file, const std::string& centre,
                                              const std::string& kind) {
    const Result<std::unique_ptr<Database>> database = Database::open(file);
    if (!database) {
        return database.error();
    }
    return (*database)
        ->query(
            "SELECT document FROM signed_register WHERE centre = ? AND kind = ? ORDER BY serial "
            "DESC")
        .bind(std::string_view(centre))
        .bind(std::string_view(kind))
        .texts();
}

}  // namespace lotse::store
