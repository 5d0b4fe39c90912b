// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/configuration/signed_keys.h"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <utility>

#include "codec/files.h"
#include "codec/wire/keys_wire.h"
#include "core/limits.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {

Result<SignedKeys> read_signed_keys(const std::string& document, const std::string& centre,
                                    const Bytes& signer) {
    const Result<std::string> json = vault::open_document(document, vault::kKeysDocument, signer);
    if (!json) {
        return json.error();
    }
    Result<KeysRegister> keys = codec::read_keys(*json);
    if (!keys) {
        return keys.error();
    }
    if (keys->centre != centre) {
        return Error{Kind::Refused, "register of keys", "is another centre's"};
    }
    return SignedKeys{std::move(*keys), vault::hash(document)};
}

std::optional<SignedKeys> last_signed_keys(const std::string& file, const std::string& centre,
                                           const Bytes& signer) {
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        return std::nullopt;
    }
    const Result<std::string> document = codec::read_file(file, limits::kLargestRegisterBytes);
    Result<SignedKeys> last =
        document ? read_signed_keys(*document, centre, signer) : document.error();
    if (!last) {
        spdlog::warn("{} of last time is not used: {}", file, to_string(last.error()));
        return std::nullopt;
    }
    return std::move(*last);
}

Result<void> check_follows(const std::optional<SignedKeys>& last, const SignedKeys& next) {
    return last && last->digest != next.digest
               ? check_successor(last->content, last->digest, next.content)
               : Result<void>();
}

}  // namespace lotse::kiosk
