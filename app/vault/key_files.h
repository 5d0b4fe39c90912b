// SPDX-License-Identifier: EUPL-1.2
/// Keys as files of mode 0600 that hold one line of text.
///
/// Saving refuses to overwrite; loading refuses a file that others may read. Errors: Unusable, with
/// the path and what the system says; Corrupt for a line that is no key.
#pragma once

#include <string>

#include "core/error.h"
#include "vault/keys.h"

namespace lotse::vault {

Result<void> save_signing_key(const std::string& path, const SigningKey& key);
Result<SigningKey> load_signing_key(const std::string& path);
Result<void> save_wrapped_key(const std::string& path, const Bytes& wrapped);
Result<Bytes> load_wrapped_key(const std::string& path);

}  // namespace lotse::vault
