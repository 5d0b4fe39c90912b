// SPDX-License-Identifier: EUPL-1.2
/// Keys as files of mode 0600 that hold one line of text.
///
/// Saving refuses to overwrite; loading refuses a file that others may read. Errors: Unusable, with
/// the path and what the system says; Corrupt for a line that is no key.
#pragma once

#include <string>

#include "core/error.h"
#include "vault/keys.h"
#include "vault/service_key.h"

namespace lotse::vault {

Result<void> save_signing_key(const std::string& path, const SigningKey& key);
Result<SigningKey> load_signing_key(const std::string& path);
Result<void> save_wrapped_key(const std::string& path, const Bytes& wrapped);
Result<Bytes> load_wrapped_key(const std::string& path);
/// Makes the key's folder if it is missing, for its owner only.
Result<void> save_service_key(const std::string& path, const ServiceKey& key);
Result<ServiceKey> load_service_key(const std::string& path);
/// The key of a service. One that has no accounts yet may make it; another one needs the key that
/// its accounts were made with.
Result<ServiceKey> service_key_at(const std::string& path, bool may_make);

}  // namespace lotse::vault
