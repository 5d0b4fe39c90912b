// SPDX-License-Identifier: EUPL-1.2
#include "vault/configuration_key.h"

#include <gtest/gtest.h>

#include "vault/envelope.h"

namespace lotse::vault {
namespace {

TEST(ConfigurationKey, is_the_same_for_the_same_centre_and_another_for_another) {
    const PrivateKey centre = PrivateKey::generate();
    EXPECT_EQ(configuration_key(centre).public_key(), configuration_key(centre).public_key());
    EXPECT_NE(configuration_key(centre).public_key(),
              configuration_key(PrivateKey::generate()).public_key());
    const auto& own = centre.public_key().bytes;
    EXPECT_NE(configuration_key(centre).public_key(), Bytes(own.begin(), own.end()));
}

TEST(ConfigurationKey, of_a_known_centre_never_changes) {
    // Terminals pin the public half: another derivation would lock every enrolled terminal out.
    SecretBytes secret(32);
    for (std::size_t i = 0; i < 32; ++i) {
        secret.data()[i] = static_cast<std::uint8_t>(i);
    }
    const PrivateKey centre = PrivateKey::from_secret(std::move(secret)).value();
    EXPECT_EQ(to_hex(configuration_key(centre).public_key()),
              "f1194eb7caefa25269e613fa8c7891c5b2b29e52cae0be29f6d77c4d6733d060");
}

TEST(SignedConfiguration, holds_for_exactly_these_bytes_and_this_key) {
    const SigningKey key = configuration_key(PrivateKey::generate());
    const std::string json = R"({"version": 1})";
    const auto signature = sign_configuration(json, key);
    EXPECT_TRUE(verify_configuration(json, signature, key.public_key()).ok());
    EXPECT_EQ(verify_configuration(json + " ", signature, key.public_key()).error().kind,
              Kind::Refused);
    EXPECT_FALSE(verify_configuration(json, signature, SigningKey::generate().public_key()).ok());
    EXPECT_FALSE(verify_configuration(json, signature, Bytes()).ok());
    for (std::size_t bit = 0; bit < 512; ++bit) {
        auto changed = signature;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << bit % 8));
        EXPECT_FALSE(verify_configuration(json, changed, key.public_key()).ok()) << bit;
    }
}

TEST(SignedConfiguration, no_signature_of_one_kind_passes_for_another) {
    const SigningKey key = SigningKey::generate();
    const std::string text = R"({"version": 1})";
    const auto as_configuration = sign_configuration(text, key);
    const auto as_report = sign_report(text, key);
    const auto raw = key.sign(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    const auto bytes = [](const auto& signature) {
        return Bytes(signature.begin(), signature.end());
    };
    EXPECT_TRUE(verify_report(text, bytes(as_report), key.public_key()).ok());
    EXPECT_FALSE(verify_report(text, bytes(as_configuration), key.public_key()).ok());
    EXPECT_FALSE(verify_report(text, bytes(raw), key.public_key()).ok());
    EXPECT_FALSE(verify_configuration(text, as_report, key.public_key()).ok());
    EXPECT_FALSE(verify_configuration(text, raw, key.public_key()).ok());
    EXPECT_FALSE(verify_report(text, Bytes(63, 0), key.public_key()).ok());
    const auto as_call = sign_help_call(text, key);
    EXPECT_TRUE(verify_help_call(text, bytes(as_call), key.public_key()).ok());
    EXPECT_FALSE(verify_help_call(text, bytes(as_report), key.public_key()).ok());
    EXPECT_FALSE(verify_help_call(text, bytes(raw), key.public_key()).ok());
    EXPECT_FALSE(verify_report(text, bytes(as_call), key.public_key()).ok());
    EXPECT_FALSE(verify_configuration(text, as_call, key.public_key()).ok());
    EXPECT_FALSE(verify_help_call(text + " ", bytes(as_call), key.public_key()).ok());
}

}  // namespace
}  // namespace lotse::vault
