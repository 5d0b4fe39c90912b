// SPDX-License-Identifier: EUPL-1.2
/// Reads whole files of a bounded size. Errors are Unusable and name the file and what the system
/// says.
#pragma once

#include <cstddef>
#include <string>

#include "core/error.h"

namespace lotse::codec {

Result<std::string> read_file(const std::string& path, std::size_t largest_bytes);

}  // namespace lotse::codec
