// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the statements about configurations and terminals' reports (interface:
/// core/ports.h). What changes something runs inside the caller's transaction.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "store/sqlite.h"

namespace lotse::store {

/// A step of the queue's schema.
extern const char* const kConfigurationSchema;

Result<void> insert_configuration(Database& database, const std::string& centre,
                                  const PublishedConfiguration& published,
                                  const std::string& bundle,
                                  std::optional<std::chrono::days> retention);
/// Whether there was a preview to end.
Result<bool> end_preview(Database& database, const std::string& centre, std::int64_t version);
Result<std::vector<PublishedConfiguration>> configurations_of(Database& database,
                                                              const std::string& centre);
Result<std::string> bundle_of(Database& database, const std::string& centre, std::int64_t version);
Result<std::map<std::string, std::chrono::days>> retentions_of(Database& database);
/// Whether it says something new.
Result<bool> keep_report(Database& database, const std::string& centre,
                         const TerminalReport& report);
Result<std::vector<TerminalReport>> reports_of(Database& database, const std::string& centre);

}  // namespace lotse::store
