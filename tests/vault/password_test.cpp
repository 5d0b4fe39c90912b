// SPDX-License-Identifier: EUPL-1.2
#include "vault/password.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace lotse::vault {
namespace {

constexpr PasswordCost kCheap{1, 8};

TEST(Password, a_hash_is_argon2id_and_fits_its_password_only) {
    const Result<std::string> hash = hash_password("ein langes Passwort", kCheap);
    ASSERT_TRUE(hash.ok());
    EXPECT_EQ(hash->rfind("$argon2id$", 0), 0u);
    EXPECT_TRUE(verify_password("ein langes Passwort", *hash));
    EXPECT_FALSE(verify_password("ein langes passwort", *hash));
    EXPECT_FALSE(verify_password("", *hash));
    EXPECT_NE(*hash_password("ein langes Passwort", kCheap), *hash) << "the salt is fresh";
}

TEST(Password, the_default_cost_is_that_of_the_assurance_notes) {
    const Result<std::string> hash = hash_password("ein langes Passwort");
    ASSERT_TRUE(hash.ok());
    EXPECT_NE(hash->find("$m=65536,t=3,p=1$"), std::string::npos) << *hash;
}

TEST(Password, too_short_and_too_long_ones_are_refused) {
    EXPECT_FALSE(hash_password("elf zeichen", kCheap).ok());
    EXPECT_TRUE(hash_password("zwoelfzeiche", kCheap).ok());
    EXPECT_TRUE(hash_password(std::string(128, 'a'), kCheap).ok());
    EXPECT_FALSE(hash_password(std::string(129, 'a'), kCheap).ok());
}

TEST(Password, no_account_and_a_damaged_hash_are_false_not_a_crash) {
    EXPECT_FALSE(verify_password("whatever it may be", ""));
    EXPECT_FALSE(verify_password("whatever it may be", "$argon2id$"));
    EXPECT_FALSE(verify_password("whatever it may be", std::string(4000, 'x')));
}

TEST(Password, a_pin_has_six_to_twelve_digits) {
    const Result<std::string> hash = hash_pin("471108", kCheap);
    ASSERT_TRUE(hash.ok());
    EXPECT_TRUE(verify_pin("471108", *hash));
    EXPECT_FALSE(verify_pin("471109", *hash));
    EXPECT_FALSE(verify_pin("47110８", *hash));
    for (const char* bad : {"", "12345", "1234567890123", "12345a", "１２３４５６"}) {
        EXPECT_FALSE(hash_pin(bad, kCheap).ok()) << bad;
    }
}

TEST(Password, made_passwords_are_readable_and_never_repeat) {
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) {
        const std::string password = new_password();
        EXPECT_TRUE(
            std::regex_match(password, std::regex("([a-hjkmnp-z2-9]{6}-){2}[a-hjkmnp-z2-9]{6}")))
            << password;
        EXPECT_TRUE(seen.insert(password).second);
    }
    EXPECT_TRUE(std::regex_match(new_pin(), std::regex("[0-9]{6}")));
    EXPECT_TRUE(std::regex_match(new_token(), std::regex("[A-Za-z0-9_-]{43}")));
    EXPECT_NE(new_token(), new_token());
}

}  // namespace
}  // namespace lotse::vault
