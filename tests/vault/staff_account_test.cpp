// SPDX-License-Identifier: EUPL-1.2
#include "vault/staff_account.h"

#include <gtest/gtest.h>

#include "support/opened_account.h"
#include "vault/configuration_key.h"

namespace lotse::vault {
namespace {

constexpr KdfCost kCheap{1, 8};
constexpr const char* kPassword = "correct horse battery staple";

NewAccount wanted(const char* role) {
    return {"anna", "demo", *rights_of_role(role), kCheap, std::nullopt};
}

TEST(StaffAccount, holds_the_centres_secrets_by_role_and_opens_with_its_password_only) {
    const ServiceKey service = ServiceKey::generate();
    const PrivateKey centre = PrivateKey::generate();
    const Bytes signer = configuration_key(centre).public_key();
    const struct {
        const char* role;
        bool opens, configures;
    } roles[] = {{"reception", false, false},
                 {"counsellor", true, false},
                 {"admin", false, true},
                 {"auditor", false, false},
                 {"all", true, true}};
    for (const auto& [role, opens, configures] : roles) {
        const auto account = make_account(wanted(role), kPassword, &centre, service);
        ASSERT_TRUE(account.ok()) << role << ": " << to_string(account.error());
        const auto keys = support::opened_account(*account, kPassword, service);
        ASSERT_TRUE(keys.ok()) << role << ": " << to_string(keys.error());
        EXPECT_EQ(keys->centre.has_value(), opens) << role;
        EXPECT_EQ(keys->configuration.has_value(), configures) << role;
        if (opens) {
            EXPECT_TRUE(test_decryption(centre.public_key(), *keys->centre).ok());
        }
        if (configures) {
            EXPECT_EQ(keys->configuration->public_key(), signer);
        }
        EXPECT_EQ(account->sign, keys->person.sign().public_key());
        EXPECT_FALSE(support::opened_account(*account, "wrong horse battery", service).ok());
        EXPECT_FALSE(support::opened_account(*account, kPassword, ServiceKey::generate()).ok());
    }
}

TEST(StaffAccount, who_needs_the_centres_key_is_not_made_without_it) {
    const ServiceKey service = ServiceKey::generate();
    EXPECT_EQ(make_account(wanted("counsellor"), kPassword, nullptr, service).error().kind,
              Kind::Refused);
    EXPECT_FALSE(make_account(wanted("admin"), kPassword, nullptr, service).ok());
    EXPECT_TRUE(make_account(wanted("reception"), kPassword, nullptr, service).ok());
}

TEST(StaffAccount, nothing_of_password_proof_or_secret_stands_in_what_is_kept) {
    const ServiceKey service = ServiceKey::generate();
    const PrivateKey centre = PrivateKey::generate();
    const StaffAccount account = *make_account(wanted("all"), kPassword, &centre, service);
    Bytes all;
    for (const Bytes* part :
         {&account.salt, &account.verifier, &account.wrapped, &account.box, &account.sign}) {
        all.insert(all.end(), part->begin(), part->end());
    }
    for (const Grant& grant : account.grants) {
        all.insert(all.end(), grant.sealed.begin(), grant.sealed.end());
    }
    const auto secrets = log_in_secrets("anna", kPassword, {"demo", account.salt, kCheap},
                                        KdfBounds{kCheap, kCheap});
    const auto keys = support::opened_account(account, kPassword, service);
    const auto stands = [&all](const SecretBytes& secret) {
        return std::search(all.begin(), all.end(), secret.data(), secret.data() + secret.size()) !=
               all.end();
    };
    EXPECT_FALSE(stands(secrets->proof));
    EXPECT_FALSE(stands(secrets->wrap));
    EXPECT_FALSE(stands(keys->person.seed()));
    EXPECT_FALSE(stands(centre.secret()));
    EXPECT_EQ(std::string(all.begin(), all.end()).find(kPassword), std::string::npos);
}

}  // namespace
}  // namespace lotse::vault
