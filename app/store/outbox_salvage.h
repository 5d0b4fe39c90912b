// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: what becomes of a damaged outbox.
#pragma once

#include <string>

#include "store/sqlite_outbox.h"

namespace lotse::store {

/// Replaces the damaged file at `path` by a fresh one with what could be saved. Crash-safe: until
/// the last rename the damaged file keeps its name, and the next start begins again.
Result<Salvage> salvage_outbox(const std::string& path, const std::string& damage,
                               const OutboxOptions& options, const OutboxSettings& settings);

}  // namespace lotse::store
