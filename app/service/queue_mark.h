// SPDX-License-Identifier: EUPL-1.2
/// Decides that a service does not go on with a database that is older than the one that ran last:
/// it would acknowledge again what is missing from it, and nobody would know.
///
///     queue/mark    how far the database has come, when, and a hash under the service's key
///
/// Written each minute, always after what it says was committed. A mark that is not there, or that
/// nobody with the key wrote, says nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/queue_position.h"
#include "core/moment.h"
#include "store/centre_store.h"

namespace lotse::service {

struct QueueMark {
    QueuePosition position;
    WallTime at{};
    bool operator==(const QueueMark&) const = default;
};

/// Beside the queue's database.
std::string mark_of(const std::string& database);

std::string write_mark(const QueueMark& mark, const store::TagFunction& tag);
std::optional<QueueMark> read_mark(std::string_view text, const store::TagFunction& tag);

Result<void> keep_mark(const std::string& file, const QueueMark& mark,
                       const store::TagFunction& tag);
/// Nothing if it says nothing.
std::optional<QueueMark> kept_mark(const std::string& file, const store::TagFunction& tag);

/// Unusable, saying what to do, if the database is behind its mark.
Result<void> check_mark(const std::string& database, const QueuePosition& position,
                        const store::TagFunction& tag);

}  // namespace lotse::service
