// SPDX-License-Identifier: EUPL-1.2
#include "vault/password.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace lotse::vault {
namespace {

constexpr PasswordCost kCheap{1, 8};

TEST(Password, a_pins_hash_is_argon2id_and_costs_what_the_assurance_notes_say) {
    const Result<std::string> hash = hash_pin("471108");
    ASSERT_TRUE(hash.ok());
    EXPECT_NE(hash->find("$argon2id$v=19$m=65536,t=3,p=1$"), std::string::npos) << *hash;
    EXPECT_NE(*hash_pin("471108", kCheap), *hash_pin("471108", kCheap)) << "the salt is fresh";
}

TEST(Password, ones_own_has_twelve_bytes_at_least_and_more_than_a_name_in_it) {
    const auto fits = [](const std::string& password) {
        return check_password(password, "a.kaya", "koeln").ok();
    };
    EXPECT_TRUE(fits("zwoelf zeich"));
    EXPECT_TRUE(fits("vier Wörter ohne Sinn"));
    EXPECT_TRUE(fits("a.kaya und drei Wörter")) << "a name may be in it";
    EXPECT_TRUE(fits(std::string(120, 'a') + " bcdef"));
    EXPECT_TRUE(fits(new_password()));
    EXPECT_FALSE(fits("elf zeichen"));
    EXPECT_FALSE(fits(std::string(124, 'a') + " bcdef"));
    EXPECT_FALSE(fits("aaaaaaaaaaaaaaa"));
    EXPECT_FALSE(fits("121212121212"));
    EXPECT_FALSE(fits("A.Kaya-Koeln1"));
    EXPECT_FALSE(fits("passwort2026"));
    EXPECT_FALSE(fits("Lotse-Koeln-1"));
}

TEST(Password, ones_own_is_more_than_what_guessing_begins_with) {
    const auto fits = [](const std::string& password) {
        return check_password(password, "a.kaya", "koeln").ok();
    };
    for (const char* common :
         {"123456789012",  "qwertzuiop123", "1qay2wsx3edc", "passwort1234",   "P@ssw0rt2026!",
          "Sommer2026!!",  "hallo hallo!",  "Willkommen01", "iloveyou1234",   "fussballbayern",
          "schatzschatz",  "abcdefgh1234",  "Beratung2026", "michaelmichael", "Montag-Freitag",
          "Anerkennung1!", "asdfghjkl123",  "letmein!2345", "111122223333",   "trustno1trustno1"}) {
        EXPECT_FALSE(fits(common)) << common;
    }
    for (const char* good :
         {"correct horse battery staple", "Der Zug nach Ulm hat 7 Wagen", "ein Sommer am Deich 44",
          "kupfer tasse giebel", "Пароль из слов", "كلمة مرور طويلة", "vier-woerter-ohne-sinn",
          "tK7#vQ2m!xR9", "wrong horse battery"}) {
        EXPECT_TRUE(fits(good)) << good;
    }
}

TEST(Password, a_damaged_hash_is_false_not_a_crash) {
    EXPECT_FALSE(verify_pin("471108", ""));
    EXPECT_FALSE(verify_pin("471108", "$argon2id$"));
    EXPECT_FALSE(verify_pin("471108", std::string(4000, 'x')));
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
