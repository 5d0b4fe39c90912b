// SPDX-License-Identifier: EUPL-1.2
#include "vault/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <regex>

#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::vault {
namespace {

constexpr WrapCost kCheap{1, 8};

class KeyFiles : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "lotse_keys_XXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::string path(const char* name) const { return folder + "/" + name; }

    std::string folder;
};

TEST(Keys, a_wrapped_key_opens_with_its_password_only) {
    const PrivateKey key = PrivateKey::generate();
    const Result<Bytes> wrapped = wrap(key, "correct horse battery", kCheap);
    ASSERT_TRUE(wrapped.ok());
    EXPECT_EQ(wrapped->size(), 133u);
    EXPECT_EQ(*public_key_of(*wrapped), key.public_key());
    Result<PrivateKey> opened = unwrap(*wrapped, "correct horse battery");
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened->public_key(), key.public_key());
    EXPECT_TRUE(test_decryption(key.public_key(), *opened).ok());
    for (const char* wrong : {"", "correct horse batterz", "correct horse battery "}) {
        const Result<PrivateKey> refused = unwrap(*wrapped, wrong);
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().kind, Kind::Refused);
    }
}

TEST(Keys, every_flipped_bit_of_a_wrapped_key_is_refused) {
    const Result<Bytes> wrapped = wrap(PrivateKey::generate(), "password", kCheap);
    ASSERT_TRUE(wrapped.ok());
    for (std::size_t byte = 0; byte < wrapped->size(); ++byte) {
        // The cost fields' high bytes would ask for minutes of work: the next test has them.
        if ((byte > 5 && byte < 9) || (byte > 9 && byte < 13)) {
            continue;
        }
        for (int bit = 0; bit < 8; ++bit) {
            Bytes altered = *wrapped;
            altered[byte] = static_cast<std::uint8_t>(altered[byte] ^ (1u << bit));
            ASSERT_FALSE(unwrap(altered, "password").ok()) << byte << " " << bit;
        }
    }
}

TEST(Keys, a_wrap_that_asks_for_all_memory_is_refused_before_any_work) {
    Result<Bytes> wrapped = wrap(PrivateKey::generate(), "password", kCheap);
    ASSERT_TRUE(wrapped.ok());
    for (const std::size_t at : {8u, 12u}) {
        Bytes greedy = *wrapped;
        greedy[at] = 0xff;
        const Result<PrivateKey> refused = unwrap(greedy, "password");
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().kind, Kind::Corrupt);
    }
    EXPECT_FALSE(wrap(PrivateKey::generate(), "password", WrapCost{0, 8}).ok());
}

TEST(Keys, foreign_bytes_are_not_a_wrapped_key_and_another_version_says_so) {
    EXPECT_EQ(unwrap({}, "x").error().kind, Kind::Corrupt);
    EXPECT_EQ(unwrap(Bytes(133, 'x'), "x").error().kind, Kind::Corrupt);
    Bytes wrapped = *wrap(PrivateKey::generate(), "password", kCheap);
    wrapped[4] = 2;
    EXPECT_EQ(unwrap(wrapped, "password").error().kind, Kind::Refused);
    wrapped[4] = 1;
    wrapped.pop_back();
    EXPECT_EQ(public_key_of(wrapped).error().kind, Kind::Corrupt);
}

TEST(Keys, the_same_key_is_wrapped_differently_each_time) {
    const PrivateKey key = PrivateKey::generate();
    EXPECT_NE(*wrap(key, "password", kCheap), *wrap(key, "password", kCheap));
}

TEST(Keys, a_fingerprint_is_eight_groups_that_differ_between_keys) {
    const PublicKey a = PrivateKey::generate().public_key();
    const PublicKey b = PrivateKey::generate().public_key();
    EXPECT_TRUE(std::regex_match(fingerprint(a), std::regex("([0-9A-F]{4} ){7}[0-9A-F]{4}")));
    EXPECT_EQ(fingerprint(a), fingerprint(a));
    EXPECT_NE(fingerprint(a), fingerprint(b));
    EXPECT_NE(key_id(a), key_id(b));
}

TEST(Keys, a_public_key_reads_back_from_its_hexadecimal_form) {
    const PublicKey key = PrivateKey::generate().public_key();
    EXPECT_EQ(*public_key_from_hex(to_hex(key)), key);
    for (const std::string& bad : {std::string(), to_hex(key).substr(2), to_hex(key) + "00",
                                   std::string(64, 'g'), to_hex(key).substr(1)}) {
        EXPECT_FALSE(public_key_from_hex(bad).ok()) << bad;
    }
}

TEST(Keys, the_test_decryption_notices_a_key_that_does_not_fit) {
    const PrivateKey key = PrivateKey::generate();
    const Result<void> tested = test_decryption(PrivateKey::generate().public_key(), key);
    ASSERT_FALSE(tested.ok());
    EXPECT_EQ(tested.error().where, "test decryption");
}

TEST(Keys, a_signing_key_is_the_same_key_after_its_seed_was_kept) {
    const SigningKey key = SigningKey::generate();
    Result<SigningKey> again = SigningKey::from_seed(key.seed());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->public_key(), key.public_key());
    const std::uint8_t text[] = {1, 2, 3};
    EXPECT_EQ(again->sign(text, 3), key.sign(text, 3));
    EXPECT_FALSE(SigningKey::from_seed(SecretBytes(31)).ok());
    EXPECT_FALSE(PrivateKey::from_secret(SecretBytes(33)).ok());
}

TEST_F(KeyFiles, keys_read_back_and_only_their_owner_may_read_the_files) {
    const SigningKey signing = SigningKey::generate();
    ASSERT_TRUE(save_signing_key(path("terminal.key"), signing).ok());
    const Bytes wrapped = *wrap(PrivateKey::generate(), "password", kCheap);
    ASSERT_TRUE(save_wrapped_key(path("centre.key"), wrapped).ok());
    for (const char* name : {"terminal.key", "centre.key"}) {
        struct stat facts {};
        ASSERT_EQ(stat(path(name).c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777, 0600u);
    }
    EXPECT_EQ(load_signing_key(path("terminal.key"))->public_key(), signing.public_key());
    EXPECT_EQ(*load_wrapped_key(path("centre.key")), wrapped);
}

TEST_F(KeyFiles, a_key_is_never_overwritten) {
    const SigningKey first = SigningKey::generate();
    ASSERT_TRUE(save_signing_key(path("k"), first).ok());
    const Result<void> second = save_signing_key(path("k"), SigningKey::generate());
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, Kind::Refused);
    EXPECT_EQ(load_signing_key(path("k"))->public_key(), first.public_key());
}

TEST_F(KeyFiles, a_key_that_others_may_read_is_refused) {
    ASSERT_TRUE(save_signing_key(path("k"), SigningKey::generate()).ok());
    for (const mode_t mode : {0640u, 0604u, 0620u, 0666u}) {
        ASSERT_EQ(chmod(path("k").c_str(), mode), 0);
        const Result<SigningKey> loaded = load_signing_key(path("k"));
        ASSERT_FALSE(loaded.ok());
        EXPECT_EQ(loaded.error().kind, Kind::Unusable);
        EXPECT_EQ(loaded.error().where, path("k"));
        EXPECT_NE(loaded.error().detail.find("chmod 600"), std::string::npos);
    }
}

TEST_F(KeyFiles, a_missing_a_foreign_and_a_damaged_file_are_told_apart_from_a_key) {
    EXPECT_EQ(load_signing_key(path("none")).error().where, path("none"));
    ASSERT_TRUE(save_wrapped_key(path("w"), *wrap(PrivateKey::generate(), "p", kCheap)).ok());
    EXPECT_EQ(load_signing_key(path("w")).error().kind, Kind::Corrupt);
    EXPECT_FALSE(load_signing_key(folder).ok());
    for (const char* content : {"", "\n", "lotse-signing-key-1 \n", "lotse-signing-key-1 00ff\n",
                                "lotse-signing-key-1 zz\n"}) {
        const std::string file = path("damaged");
        std::filesystem::remove(file);
        std::ofstream(file) << content;
        chmod(file.c_str(), 0600);
        EXPECT_EQ(load_signing_key(file).error().kind, Kind::Corrupt) << content;
    }
}

TEST(SecretMemory, a_wiped_string_leaves_nothing_behind_not_even_past_its_end) {
    std::string text = "CANARY-ANSWER that is longer than a short string";
    const char* memory = text.data();
    const std::size_t size = text.size();
    text.resize(20);
    wipe(text);
    EXPECT_TRUE(text.empty());
    for (std::size_t i = 0; i < size; ++i) {
        ASSERT_EQ(memory[i], '\0') << i;
    }
}

TEST(SecretMemory, moving_leaves_one_owner) {
    SecretBytes a(32);
    a.data()[0] = 9;
    SecretBytes b = std::move(a);
    EXPECT_EQ(b.data()[0], 9);
    EXPECT_EQ(a.size(),
              0u);  // NOLINT(bugprone-use-after-move): the moved-from state is the subject
    SecretBytes c(16);
    c = std::move(b);
    EXPECT_EQ(c.size(), 32u);
}

}  // namespace
}  // namespace lotse::vault
