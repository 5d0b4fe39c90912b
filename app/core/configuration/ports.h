// SPDX-License-Identifier: EUPL-1.2
/// The interface to the centre's store of configurations. As core/intake/ports.h: implemented by
/// store and by a fake that passes the same contract tests; calls block.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/audit.h"
#include "core/configuration/configuration.h"
#include "core/error.h"

namespace lotse {

/// What a centre's admin published, and what its terminals say that they run.
class Configurations {
public:
    virtual ~Configurations() = default;
    /// The signed bundle of the centre's next version. Refused unless the version is the highest
    /// plus one. `retention` is what the configuration says of it. Versions that nobody needs any
    /// more go (limits::kConfigurationsKept).
    virtual Result<void> publish(const std::string& centre, const PublishedConfiguration& published,
                                 const std::string& bundle,
                                 std::optional<std::chrono::days> retention,
                                 const AuditEntry& audit) = 0;
    /// From one terminal's preview to all. Refused unless there is such a version; again is
    /// success, and leaves no second row in the audit log.
    virtual Result<void> release(const std::string& centre, std::int64_t version,
                                 const AuditEntry& audit) = 0;
    /// By version, the lowest first.
    virtual Result<std::vector<PublishedConfiguration>> published(const std::string& centre) = 0;
    /// Refused if there is no such version.
    virtual Result<std::string> bundle(const std::string& centre, std::int64_t version) = 0;
    /// Of the newest released configuration of each centre that says one.
    virtual Result<std::map<std::string, std::chrono::days>> retentions() = 0;
    /// Keeps what an enrolled terminal said last. The centre's revision grows if more than the time
    /// changed.
    virtual Result<void> save_report(const std::string& centre, const TerminalReport& report) = 0;
    /// What the terminal said last; nothing: nothing yet, or it is not enrolled any more.
    virtual Result<std::optional<TerminalReport>> report(const std::string& centre,
                                                         const std::string& terminal) = 0;
    /// Of all terminals that are enrolled and have said something, by name.
    virtual Result<std::vector<TerminalReport>> reports(const std::string& centre) = 0;
};

}  // namespace lotse
