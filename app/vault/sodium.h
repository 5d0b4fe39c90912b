// SPDX-License-Identifier: EUPL-1.2
/// Internal to vault: libsodium, ready to use.
#pragma once

#include <sodium.h>

namespace lotse::vault {

/// Called first by every function that uses libsodium; thread-safe, cheap after the first time.
void ensure_sodium();

}  // namespace lotse::vault
