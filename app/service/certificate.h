// SPDX-License-Identifier: EUPL-1.2
/// Until when the service's certificate counts, so that somebody renews it in time.
///
/// Terminals and desks do not look at the date (sync/http.h): it is a warning, nothing stops.
#pragma once

#include <string>

#include "core/error.h"
#include "core/moment.h"

namespace lotse::service {

/// Of the first certificate in the PEM file, or of the others if one of them ends earlier.
Result<WallTime> certificate_end(const std::string& file);

}  // namespace lotse::service
