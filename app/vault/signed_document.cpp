// SPDX-License-Identifier: EUPL-1.2
#include "vault/signed_document.h"

#include "core/limits.h"
#include "vault/derived_key.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::string_view kDerivation = "lotse register signing key 1";
constexpr std::string_view kLabel = "lotse-signed 1 ";

std::string head_of(std::string_view kind) {
    return std::string(kLabel) + std::string(kind) + " ";
}

Bytes message_of(std::string_view kind, std::string_view json) {
    const std::string context = "lotse " + std::string(kind) + " 1\n";
    Bytes message(context.begin(), context.end());
    message.insert(message.end(), json.begin(), json.end());
    return message;
}

}  // namespace

SigningKey register_key(const PrivateKey& centre) {
    return derived_key(centre, kDerivation);
}

std::string sign_document(std::string_view kind, std::string_view json, const SigningKey& signer) {
    const Bytes message = message_of(kind, json);
    const auto signature = signer.sign(message.data(), message.size());
    return head_of(kind) + to_hex(signer.public_key()) + " " +
           to_hex(Bytes(signature.begin(), signature.end())) + "\n" + std::string(json);
}

Result<std::string> open_document(std::string_view bytes, std::string_view kind,
                                  const Bytes& signer) {
    ensure_sodium();
    const Error corrupt{Kind::Corrupt, "signed document",
                        "expected a first line \"" + head_of(kind) +
                            "\" with public key and signature, and JSON behind it"};
    const std::string head = head_of(kind);
    constexpr std::size_t kKeyDigits = std::size_t{2} * crypto_sign_PUBLICKEYBYTES;
    constexpr std::size_t kSignatureDigits = std::size_t{2} * crypto_sign_BYTES;
    const std::size_t line = head.size() + kKeyDigits + 1 + kSignatureDigits;
    if (bytes.size() > limits::kLargestRegisterBytes || bytes.size() <= line ||
        !bytes.starts_with(head) || bytes[head.size() + kKeyDigits] != ' ' || bytes[line] != '\n') {
        return corrupt;
    }
    const std::string_view key_digits = bytes.substr(head.size(), kKeyDigits);
    const std::string_view digits = bytes.substr(head.size() + kKeyDigits + 1, kSignatureDigits);
    const Result<Bytes> named = bytes_from_hex(key_digits);
    const Result<Bytes> signature = bytes_from_hex(digits);
    // One form only: who compares two documents compares bytes.
    if (!named || !signature || to_hex(*named) != key_digits || to_hex(*signature) != digits) {
        return corrupt;
    }
    const std::string_view json = bytes.substr(line + 1);
    const Bytes message = message_of(kind, json);
    if (signer.size() != crypto_sign_PUBLICKEYBYTES || *named != signer ||
        crypto_sign_verify_detached(signature->data(), message.data(), message.size(),
                                    signer.data()) != 0) {
        return Error{Kind::Refused, "signed document", "is not signed with the centre's key"};
    }
    return std::string(json);
}

}  // namespace lotse::vault
