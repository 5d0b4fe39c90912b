// SPDX-License-Identifier: EUPL-1.2
/// Decides how a signing key comes from the centre's key: so that a centre has it without a second
/// secret to keep.
#pragma once

#include <string_view>

#include "vault/keys.h"

namespace lotse::vault {

/// Always the same one for a centre's key and a purpose. `purpose` is what BLAKE2b hashes under
/// that key; nothing leads from one purpose's key to another's, or back to the centre's.
SigningKey derived_key(const PrivateKey& centre, std::string_view purpose);

}  // namespace lotse::vault
