// SPDX-License-Identifier: EUPL-1.2
/// The log-in's formulas against an independent implementation (Python's hashlib and argon2-cffi
/// made the values up to the verifier), and what is refused.
#include "vault/log_in.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <fstream>
#include <set>

#include "core/secret_text.h"
#include "support/temp_folder.h"
#include "vault/key_files.h"
#include "vault/person_keys.h"
#include "vault/service_key.h"

namespace lotse::vault {
namespace {

constexpr const char* kCentre = "demo";
constexpr const char* kAccount = "a.kaya";
constexpr const char* kPassword = "correct horse battery staple";
constexpr KdfCost kCheap{1, 8};
constexpr KdfBounds kAny{kCheap, {}};

Bytes from_hex(std::string_view hex) {
    return bytes_from_hex(hex).value();
}
std::string hex_of(const SecretBytes& secret) {
    return to_hex(Bytes(secret.data(), secret.data() + secret.size()));
}
SecretBytes counting_from(std::uint8_t first) {
    SecretBytes bytes(32);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes.data()[i] = static_cast<std::uint8_t>(first + i);
    }
    return bytes;
}
ServiceKey service() {
    return ServiceKey::from_bytes(counting_from(0)).value();
}
LogInTerms terms(const KdfCost& cost = kCheap) {
    return {kCentre, service().salt(kAccount), cost};
}

TEST(LogIn, the_vector_holds_from_the_services_key_to_the_opened_seed) {
    EXPECT_EQ(to_hex(service().salt(kAccount)), "1d41881026ead41972ab6f0c0dba847c");
    const auto secrets = log_in_secrets(kAccount, kPassword, terms({3, 256 * 1024}));
    ASSERT_TRUE(secrets.ok()) << to_string(secrets.error());
    EXPECT_EQ(hex_of(secrets->proof),
              "80022088f09575e1253c0d9f269837858b9a3f19c5ea8041b889bbe17b7845e5");
    EXPECT_EQ(hex_of(secrets->wrap),
              "0108f2bd976b9de736df6f8ab667ff678f37419425e16060c71e33447567c915");
    EXPECT_EQ(to_hex(service().verifier(kAccount, secrets->proof)),
              "7b5049a1286b9e04402260c52b5b7080e54b46af68991696a710ca2c52ecf50e");

    const PersonKeys person = PersonKeys::from_seed(counting_from(0x40)).value();
    EXPECT_EQ(to_hex(person.box().public_key()),
              "1001db49001fbf5bf5508fa99c586b9c9c30e19ed889f610308f42a3cbe2b265");
    EXPECT_EQ(to_hex(person.sign().public_key()),
              "e667b3ba242b981c89bf5027fc69b76324a5cf7a33a8a16ce06e71703ae16553");
    const Bytes wrapped = from_hex(
        "4c54575301000102030405060708090a0b0c0d0e0f1011121314151617"
        "1bdce338c88a59d7dbb046cd27535738ca32b087476db915028ff1ec719b2f1d02f20c23a1c69dffa46e1371"
        "97ae695e");
    const auto seed = unwrap_seed(wrapped, secrets->wrap, kCentre, kAccount);
    ASSERT_TRUE(seed.ok()) << to_string(seed.error());
    EXPECT_EQ(hex_of(*seed), hex_of(counting_from(0x40)));
}

TEST(LogIn, another_password_account_centre_salt_or_cost_proves_something_else) {
    const auto proof = [](const std::string& account, const char* password, LogInTerms asked) {
        return hex_of(log_in_secrets(account, password, asked, kAny)->proof);
    };
    std::set<std::string> proofs = {proof(kAccount, kPassword, terms())};
    proofs.insert(proof(kAccount, "correct horse battery stable", terms()));
    proofs.insert(proof("b.kaya", kPassword, terms()));
    LogInTerms elsewhere = terms();
    elsewhere.centre = "demo2";
    proofs.insert(proof(kAccount, kPassword, elsewhere));
    LogInTerms salted = terms();
    salted.salt[0] ^= 1;
    proofs.insert(proof(kAccount, kPassword, salted));
    proofs.insert(proof(kAccount, kPassword, terms({2, 8})));
    // The names do not run into each other.
    LogInTerms joined = terms();
    joined.centre = "dem";
    proofs.insert(proof("oa.kaya", kPassword, joined));
    EXPECT_EQ(proofs.size(), 7u);
    EXPECT_EQ(proof(kAccount, kPassword, terms()), proof(kAccount, kPassword, terms()));
}

TEST(LogIn, a_desk_accepts_no_cost_under_its_floor_and_none_over_its_ceiling) {
    const KdfBounds usual;
    EXPECT_EQ(usual.least, (KdfCost{3, 256 * 1024}));
    for (const KdfCost& cost :
         {KdfCost{2, 256 * 1024}, KdfCost{3, 256 * 1024 - 1}, KdfCost{1, 8}, KdfCost{0, 0},
          KdfCost{11, 256 * 1024}, KdfCost{3, 1024 * 1024 + 1}, KdfCost{0xffffffff, 0xffffffff}}) {
        const auto refused = log_in_secrets(kAccount, kPassword, terms(cost));
        ASSERT_FALSE(refused.ok()) << cost.passes << " " << cost.memory_kib;
        EXPECT_EQ(refused.error().kind, Kind::Refused);
    }
    for (const std::size_t size : {0u, 15u, 17u, 32u}) {
        LogInTerms wrong = terms();
        wrong.salt = Bytes(size, 1);
        EXPECT_EQ(log_in_secrets(kAccount, kPassword, wrong, kAny).error().kind, Kind::Corrupt);
    }
}

TEST(LogIn, a_proof_is_read_as_it_was_sent_and_nothing_else_is_one) {
    const auto secrets = log_in_secrets(kAccount, kPassword, terms(), kAny);
    EXPECT_EQ(hex_of(*proof_from(secrets->proof_text().view())), hex_of(secrets->proof));
    for (const char* text : {"", "x", "AAAA", "not base64 at all, but as long as a proof is!!!!"}) {
        EXPECT_FALSE(proof_from(text).ok()) << text;
    }
}

TEST(ServiceKey, a_proof_is_verified_for_its_account_and_this_service_only) {
    const ServiceKey key = service(), other = ServiceKey::generate();
    const SecretBytes proof = counting_from(1), wrong = counting_from(2);
    const Bytes kept = key.keep_verifier(kAccount, proof);
    EXPECT_TRUE(key.verifies(kAccount, proof, kept));
    EXPECT_FALSE(key.verifies(kAccount, wrong, kept));
    EXPECT_FALSE(key.verifies("b.kaya", proof, kept)) << "another account's row";
    EXPECT_FALSE(other.verifies(kAccount, proof, kept)) << "a stolen database";
    EXPECT_FALSE(key.verifies("nobody", proof, {}));
    for (std::size_t bit = 0; bit < 8 * kept.size(); ++bit) {
        Bytes altered = kept;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        ASSERT_FALSE(key.verifies(kAccount, proof, altered)) << bit;
    }
}

TEST(ServiceKey, what_it_keeps_is_for_one_account_and_does_not_show) {
    const ServiceKey key = service();
    const Bytes wrapped(77, 9);
    const Bytes kept = key.keep_wrapped(kAccount, wrapped);
    EXPECT_EQ(*key.wrapped(kAccount, kept), wrapped);
    EXPECT_EQ(key.wrapped("b.kaya", kept).error().kind, Kind::Corrupt);
    EXPECT_EQ(ServiceKey::generate().wrapped(kAccount, kept).error().kind, Kind::Corrupt);
    EXPECT_EQ(key.wrapped(kAccount, key.keep_verifier(kAccount, counting_from(1))).error().kind,
              Kind::Corrupt)
        << "one thing is not taken for another";
    EXPECT_FALSE(key.wrapped(kAccount, {}).ok());
    EXPECT_NE(key.keep_wrapped(kAccount, wrapped), kept) << "the same never looks the same";
    for (std::size_t bit = 0; bit < 8 * kept.size(); ++bit) {
        Bytes altered = kept;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        ASSERT_FALSE(key.wrapped(kAccount, altered).ok()) << bit;
    }
}

TEST(ServiceKey, a_name_without_an_account_always_looks_alike_and_all_kinds_occur) {
    const ServiceKey key = service();
    std::vector<int> seen(4);
    for (int i = 0; i < 4000; ++i) {
        const std::string name = "name" + std::to_string(i);
        const std::size_t chosen = key.choice("cost", name, 4);
        ASSERT_LT(chosen, 4u);
        ASSERT_EQ(key.choice("cost", name, 4), chosen);
        ++seen[chosen];
    }
    for (const int count : seen) {
        EXPECT_NEAR(count, 1000, 120);
    }
    EXPECT_EQ(key.choice("cost", "x", 1), 0u);
}

TEST(ServiceKey, a_file_that_cannot_be_seen_is_not_called_missing_and_never_made_anew) {
    const support::TempFolder folder;
    std::ofstream(folder.path("keys")) << "no folder";
    const auto key = service_key_at(folder.path("keys/service.key"), true);
    ASSERT_FALSE(key.ok());
    EXPECT_EQ(key.error().detail.find("missing"), std::string::npos) << key.error().detail;
    const auto kept = service_key_at(folder.path("keys/service.key"), false);
    EXPECT_EQ(kept.error().detail.find("missing"), std::string::npos) << kept.error().detail;
    EXPECT_NE(kept.error().detail.find("Not a directory"), std::string::npos);
}

TEST(ServiceKey, its_file_is_for_its_owner_and_a_service_with_accounts_makes_no_other) {
    const support::TempFolder folder;
    const std::string path = folder.path("keys/service.key");
    EXPECT_EQ(service_key_at(path, false).error().kind, Kind::Unusable);
    const auto made = service_key_at(path, true);
    ASSERT_TRUE(made.ok()) << to_string(made.error());
    EXPECT_EQ(hex_of(service_key_at(path, false)->bytes()), hex_of(made->bytes()));
    EXPECT_EQ(hex_of(service_key_at(path, true)->bytes()), hex_of(made->bytes()));
    EXPECT_EQ(std::filesystem::status(path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(std::filesystem::status(folder.path("keys")).permissions(),
              std::filesystem::perms::owner_all);
    EXPECT_EQ(save_service_key(path, *made).error().kind, Kind::Refused) << "never overwritten";
}

TEST(PersonKeys,
     a_wrapped_seed_opens_for_its_person_with_its_key_and_every_flipped_bit_is_refused) {
    const PersonKeys person = PersonKeys::generate();
    const SecretBytes wrap = counting_from(3), other = counting_from(4);
    const Bytes wrapped = wrap_seed(person.seed(), wrap, kCentre, kAccount);
    EXPECT_EQ(wrapped.size(), 77u);
    EXPECT_EQ(hex_of(*unwrap_seed(wrapped, wrap, kCentre, kAccount)), hex_of(person.seed()));
    EXPECT_EQ(unwrap_seed(wrapped, other, kCentre, kAccount).error().kind, Kind::Refused);
    EXPECT_FALSE(unwrap_seed(wrapped, wrap, "demo2", kAccount).ok());
    EXPECT_FALSE(unwrap_seed(wrapped, wrap, kCentre, "b.kaya").ok());
    EXPECT_FALSE(unwrap_seed(wrapped, wrap, "dem", "oa.kaya").ok());
    for (std::size_t bit = 0; bit < 8 * wrapped.size(); ++bit) {
        Bytes altered = wrapped;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        ASSERT_FALSE(unwrap_seed(altered, wrap, kCentre, kAccount).ok()) << bit;
    }
    for (std::size_t size = 0; size < wrapped.size(); ++size) {
        ASSERT_FALSE(
            unwrap_seed(Bytes(wrapped.begin(), wrapped.begin() + static_cast<std::ptrdiff_t>(size)),
                        wrap, kCentre, kAccount)
                .ok());
    }
}

TEST(PersonKeys, a_grant_opens_for_one_person_only_and_every_flipped_bit_is_refused) {
    const PersonKeys person = PersonKeys::generate(), other = PersonKeys::generate();
    const SecretBytes secret = counting_from(5);
    const Bytes grant = seal_grant(secret, person.box().public_key()).value();
    EXPECT_EQ(grant.size(), 80u);
    EXPECT_EQ(hex_of(*open_grant(grant, person.box())), hex_of(secret));
    EXPECT_EQ(open_grant(grant, other.box()).error().kind, Kind::Refused);
    EXPECT_FALSE(open_grant({}, person.box()).ok());
    for (std::size_t bit = 0; bit < 8 * grant.size(); ++bit) {
        // X25519 ignores the highest bit of the sender's key, so that the seal's own nonce catches
        // it.
        Bytes altered = grant;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        ASSERT_FALSE(open_grant(altered, person.box()).ok()) << bit;
    }
}

TEST(PersonKeys, a_box_key_that_nothing_can_be_sealed_to_is_refused) {
    const PersonKeys person = PersonKeys::generate();
    const PublicKey& box = person.box().public_key();
    EXPECT_TRUE(check_box_key(Bytes(box.bytes.begin(), box.bytes.end())).ok());
    for (const std::uint8_t first : {0, 1}) {  // two points of low order
        PublicKey low;
        low.bytes.fill(0);
        low.bytes[0] = first;
        EXPECT_EQ(seal_grant(counting_from(5), low).error().kind, Kind::Refused);
        EXPECT_EQ(check_box_key(Bytes(low.bytes.begin(), low.bytes.end())).error().kind,
                  Kind::Refused);
        const PrivateKey centre = PrivateKey::generate();
        EXPECT_EQ(grants_for(low, {StaffRight::Open}, {&centre}).error().kind, Kind::Refused);
    }
    EXPECT_EQ(check_box_key(Bytes(31, 9)).error().kind, Kind::Refused);
}

TEST(PersonKeys, a_keyring_holds_what_was_granted_and_passes_on_what_rights_need) {
    const PersonKeys person = PersonKeys::generate();
    const PrivateKey centre = PrivateKey::generate();
    const SigningKey configuration = SigningKey::generate(), registers = SigningKey::generate();
    const SecretBytes wrap = counting_from(6);
    const Bytes wrapped = wrap_seed(person.seed(), wrap, kCentre, kAccount);
    const PublicKey& box = person.box().public_key();
    const auto ring_for = [&](Rights rights) {
        std::vector<Grant> grants =
            grants_for(box, rights, {&centre, &configuration, &registers}).value();
        grants.push_back({"of a newer program", "", Bytes(80, 1)});
        return open_keyring(wrapped, wrap, kCentre, kAccount, grants);
    };
    const auto reception = ring_for(*rights_of_role("reception"));
    ASSERT_TRUE(reception.ok()) << to_string(reception.error());
    EXPECT_FALSE(reception->centre || reception->configuration || reception->registers);
    const auto counsellor = ring_for(*rights_of_role("counsellor"));
    EXPECT_EQ(counsellor->centre->public_key(), centre.public_key());
    EXPECT_FALSE(counsellor->configuration || counsellor->registers);
    const auto admin = ring_for(*rights_of_role("admin"));
    EXPECT_FALSE(admin->centre) << "an admin has no cases";
    EXPECT_EQ(admin->configuration->public_key(), configuration.public_key());
    EXPECT_EQ(admin->registers->public_key(), registers.public_key());
    EXPECT_EQ(admin->secrets().registers->public_key(), registers.public_key());
    EXPECT_EQ(admin->secrets().centre, nullptr);
    EXPECT_TRUE(grants_for(box, *rights_of_role("all"), {})->empty());

    const PersonKeys other = PersonKeys::generate();
    EXPECT_FALSE(open_keyring(wrapped, wrap, kCentre, kAccount,
                              grants_for(other.box().public_key(), *rights_of_role("all"),
                                         {&centre, &configuration, &registers})
                                  .value())
                     .ok())
        << "somebody else's grants";
}

TEST(PersonKeys, are_vouched_for_by_one_key_for_one_account) {
    const PersonKeys invitation = PersonKeys::generate(), own = PersonKeys::generate();
    const PublicKey& box = own.box().public_key();
    const Bytes bytes(box.bytes.begin(), box.bytes.end());
    const Bytes& sign = own.sign().public_key();
    const Bytes& by = invitation.sign().public_key();
    const Bytes vouched = vouch_for("dora", box, sign, invitation.sign());
    EXPECT_TRUE(check_vouched("dora", bytes, sign, vouched, by).ok());
    EXPECT_FALSE(check_vouched("emil", bytes, sign, vouched, by).ok());
    EXPECT_FALSE(check_vouched("dora", bytes, sign, vouched, sign).ok());
    EXPECT_FALSE(check_vouched("dora", bytes, sign, {}, by).ok());
    EXPECT_FALSE(check_vouched("dora", bytes, sign, vouched, {}).ok());
    for (std::size_t bit = 0; bit < 8 * vouched.size(); ++bit) {
        Bytes flipped = vouched;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        EXPECT_FALSE(check_vouched("dora", bytes, sign, flipped, by).ok()) << bit;
    }
    for (std::size_t bit = 0; bit < 256; ++bit) {
        Bytes other = bytes, signs = sign;
        other[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        signs[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        EXPECT_FALSE(check_vouched("dora", other, sign, vouched, by).ok()) << bit;
        EXPECT_FALSE(check_vouched("dora", bytes, signs, vouched, by).ok()) << bit;
    }
}

}  // namespace
}  // namespace lotse::vault
