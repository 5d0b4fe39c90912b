// SPDX-License-Identifier: EUPL-1.2
/// Decides who may change what terminals show: whoever holds the centre's private key.
///
/// The key that signs configurations (Ed25519) is derived from the centre's private key, so that a
/// centre keeps one key and its desks have both after log-in. Terminals pin the public half at
/// enrolment. The signature protects terminals from the queue service and from the line; who among
/// the staff may publish is the service's rule (accounts with the admin right). What is signed
/// begins with a context of its own: no signature of an envelope, a report or a configuration can
/// be taken for one of another kind.
#pragma once

#include <string_view>

#include "vault/keys.h"

namespace lotse::vault {

/// The same for the same centre key, always.
SigningKey configuration_key(const PrivateKey& centre);

std::array<std::uint8_t, 64> sign_configuration(std::string_view json, const SigningKey& key);
/// Refused unless the holder of this key signed exactly these bytes as a configuration.
Result<void> verify_configuration(std::string_view json,
                                  const std::array<std::uint8_t, 64>& signature,
                                  const Bytes& public_key);

/// A terminal's word about itself, signed with its enrolled key.
std::array<std::uint8_t, 64> sign_report(std::string_view text, const SigningKey& terminal);
Result<void> verify_report(std::string_view text, const Bytes& signature,
                           const Bytes& terminal_public_key);

/// What a display asks, signed with its enrolled key.
std::array<std::uint8_t, 64> sign_question(std::string_view text, const SigningKey& display);
Result<void> verify_question(std::string_view text, const Bytes& signature,
                             const Bytes& display_public_key);

/// Its word that a client asks for somebody to come (core/intake/help_call.h).
std::array<std::uint8_t, 64> sign_help_call(std::string_view text, const SigningKey& terminal);
Result<void> verify_help_call(std::string_view text, const Bytes& signature,
                              const Bytes& terminal_public_key);

}  // namespace lotse::vault
