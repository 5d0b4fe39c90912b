// SPDX-License-Identifier: EUPL-1.2
/// The time zones of the IANA database, as ICU knows them. A kiosk needs none: it keeps to
/// Germany's (core/civil_time.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lotse {

/// Minutes east of Greenwich at a second since 1970-01-01T00:00Z; nothing if there is no zone of
/// this name.
std::optional<std::function<int(std::int64_t second)>> zone_offsets(const std::string& name);

}  // namespace lotse
