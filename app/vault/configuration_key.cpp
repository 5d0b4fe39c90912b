// SPDX-License-Identifier: EUPL-1.2
#include "vault/configuration_key.h"

#include <algorithm>

#include "vault/derived_key.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

// None begins as an envelope does ("LTSE"), none is the beginning of another.
constexpr std::string_view kDerivation = "lotse configuration signing key 1";
constexpr std::string_view kConfiguration = "lotse configuration 1\n";
constexpr std::string_view kReport = "lotse terminal report 1\n";
constexpr std::string_view kQuestion = "lotse display question 1\n";
constexpr std::string_view kHelpCall = "lotse help call 1\n";

Bytes message_of(std::string_view context, std::string_view text) {
    Bytes message(context.begin(), context.end());
    message.insert(message.end(), text.begin(), text.end());
    return message;
}

bool holds(const Bytes& message, const std::uint8_t* signature, const Bytes& public_key) {
    ensure_sodium();
    return public_key.size() == crypto_sign_PUBLICKEYBYTES &&
           crypto_sign_verify_detached(signature, message.data(), message.size(),
                                       public_key.data()) == 0;
}

std::array<std::uint8_t, 64> signed_by(const SigningKey& terminal, std::string_view context,
                                       std::string_view text) {
    const Bytes message = message_of(context, text);
    return terminal.sign(message.data(), message.size());
}

Result<void> of_terminal(std::string_view context, std::string_view text, const Bytes& signature,
                         const Bytes& public_key) {
    if (signature.size() != crypto_sign_BYTES ||
        !holds(message_of(context, text), signature.data(), public_key)) {
        return Error{Kind::Refused, "report", "is not signed by the enrolled terminal"};
    }
    return {};
}

}  // namespace

SigningKey configuration_key(const PrivateKey& centre) {
    return derived_key(centre, kDerivation);
}

std::array<std::uint8_t, 64> sign_configuration(std::string_view json, const SigningKey& key) {
    const Bytes message = message_of(kConfiguration, json);
    return key.sign(message.data(), message.size());
}

Result<void> verify_configuration(std::string_view json,
                                  const std::array<std::uint8_t, 64>& signature,
                                  const Bytes& public_key) {
    if (!holds(message_of(kConfiguration, json), signature.data(), public_key)) {
        return Error{Kind::Refused, "configuration",
                     "is not signed with the centre's configuration key"};
    }
    return {};
}

std::array<std::uint8_t, 64> sign_report(std::string_view text, const SigningKey& terminal) {
    return signed_by(terminal, kReport, text);
}

Result<void> verify_report(std::string_view text, const Bytes& signature,
                           const Bytes& terminal_public_key) {
    return of_terminal(kReport, text, signature, terminal_public_key);
}

std::array<std::uint8_t, 64> sign_help_call(std::string_view text, const SigningKey& terminal) {
    return signed_by(terminal, kHelpCall, text);
}

Result<void> verify_help_call(std::string_view text, const Bytes& signature,
                              const Bytes& terminal_public_key) {
    return of_terminal(kHelpCall, text, signature, terminal_public_key);
}

std::array<std::uint8_t, 64> sign_question(std::string_view text, const SigningKey& display) {
    const Bytes message = message_of(kQuestion, text);
    return display.sign(message.data(), message.size());
}

Result<void> verify_question(std::string_view text, const Bytes& signature,
                             const Bytes& display_public_key) {
    if (signature.size() != crypto_sign_BYTES ||
        !holds(message_of(kQuestion, text), signature.data(), display_public_key)) {
        return Error{Kind::Refused, "question", "is not signed by the enrolled display"};
    }
    return {};
}

}  // namespace lotse::vault
