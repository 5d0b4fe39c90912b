// SPDX-License-Identifier: EUPL-1.2
/// Decides how a queue goes on from a backup: with the service stopped, whole or not at all, and
/// saying what is missing.
///
///     backup checked ─► copy ─► tombstones of both logs and of both databases carried out, leases
///     ended, new epoch, registers that are newer kept ─► new log in place ─► old database aside ─►
///     new one in place ─► mark
///
/// Killed at any step, the service starts with the old database or refuses to start (the mark is
/// of another one), and the same command can be run again. The database that was there is kept
/// beside the new one (NAME.replaced) as long as backups are.
#pragma once

#include <iosfwd>
#include <string>

#include "codec/settings/queue_config.h"
#include "core/error.h"
#include "core/moment.h"

namespace lotse::service {

struct RestoreRequest {
    codec::QueueConfig config;
    std::string state;
    /// A backup, or where backups lie: the newest. Empty: the database that is there, for instance
    /// one that was put there by hand.
    std::string backup;
    /// A copy of the service's key, if that of the state folder is lost.
    std::string service_key;
    WallTime now{};
};

/// Says on `out` what it did and what is older than what.
Result<void> restore(const RestoreRequest& request, std::ostream& out);

}  // namespace lotse::service
