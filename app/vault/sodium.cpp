// SPDX-License-Identifier: EUPL-1.2
#include "vault/sodium.h"

#include "core/check.h"

namespace lotse::vault {

void ensure_sodium() {
    static const bool ready = sodium_init() >= 0;
    LOTSE_CHECK(ready);
}

}  // namespace lotse::vault
