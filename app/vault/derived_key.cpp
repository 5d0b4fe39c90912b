// SPDX-License-Identifier: EUPL-1.2
#include "vault/derived_key.h"

#include <cstdint>

#include "vault/secret_memory.h"
#include "vault/sodium.h"

namespace lotse::vault {

SigningKey derived_key(const PrivateKey& centre, std::string_view purpose) {
    ensure_sodium();
    SecretBytes seed(crypto_sign_SEEDBYTES);
    crypto_generichash(seed.data(), seed.size(),
                       reinterpret_cast<const std::uint8_t*>(purpose.data()), purpose.size(),
                       centre.secret().data(), centre.secret().size());
    return SigningKey::from_seed(seed).value();
}

}  // namespace lotse::vault
