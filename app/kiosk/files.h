// SPDX-License-Identifier: EUPL-1.2
/// Reads whole files; the error names the file and what the system says.
#pragma once

#include <string>

#include "core/error.h"

namespace lotse::kiosk {

Result<std::string> read_file(const std::string& path);

}  // namespace lotse::kiosk
