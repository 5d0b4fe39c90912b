// SPDX-License-Identifier: EUPL-1.2
/// A centre's database as the service has it: with the service's key, for tests that look into it
/// or write into it while no service runs.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/check.h"
#include "store/sqlite_queue.h"
#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::support {

inline std::unique_ptr<store::CentreStore> begun_queue(const std::string& database,
                                                       const std::string& service_key) {
    Result<std::unique_ptr<store::CentreStore>> opened = store::open_queue(database, &vault::hash);
    LOTSE_CHECK(opened.ok());
    const Result<vault::ServiceKey> key = vault::load_service_key(service_key);
    LOTSE_CHECK(key.ok() && (*opened)->begin(key->tags()).ok());
    return std::move(*opened);
}

}  // namespace lotse::support
