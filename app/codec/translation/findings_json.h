// SPDX-License-Identifier: EUPL-1.2
/// Writes what a lint of language folders found, for programs: an array of {"tag", "where",
/// "what"}.
#pragma once

#include <string>
#include <vector>

#include "core/language.h"

namespace lotse::codec {

std::string write_findings(const std::vector<lotse::Finding>& findings);

}  // namespace lotse::codec
