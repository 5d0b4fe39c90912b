// SPDX-License-Identifier: EUPL-1.2
/// How an expected wait is said (core/intake/expected_wait.h).
#pragma once

#include <string>

#include "core/intake/expected_wait.h"
#include "text/words/catalogue.h"

namespace lotse::text {

Words wait_words(const Catalogue& catalogue, const std::string& tag, const WaitRange& range);

}  // namespace lotse::text
