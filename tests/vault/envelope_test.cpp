// SPDX-License-Identifier: EUPL-1.2
#include "vault/envelope.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "core/limits.h"

namespace lotse::vault {
namespace {

IntakeHeader sample_header() {
    IntakeHeader header;
    header.id = new_intake_id();
    header.centre = "demo";
    header.terminal = "terminal-1";
    header.number = "A017";
    header.day = "2026-11-22";
    header.language = "ti";
    header.questionnaire = "anerkennung";
    header.questionnaire_hash = hash("definition");
    return header;
}

class Envelope : public testing::Test {
protected:
    PrivateKey centre = PrivateKey::generate();
    PrivateKey recovery = PrivateKey::generate();
    SigningKey terminal = SigningKey::generate();
    IntakeHeader header = sample_header();

    SealedIntake sealed(std::string_view payload) {
        Result<SealedIntake> intake =
            seal(header, payload, {centre.public_key(), recovery.public_key()}, terminal);
        LOTSE_CHECK(intake.ok());
        return std::move(*intake);
    }
};

TEST_F(Envelope, what_was_sealed_opens_with_the_centres_and_the_recovery_key) {
    const std::string answers = R"({"name":"ኣበበ","city":"Київ"})";
    const SealedIntake intake = sealed(answers);
    for (const PrivateKey* key : {&centre, &recovery}) {
        const Result<std::string> opened = open(intake.envelope, *key);
        ASSERT_TRUE(opened.ok()) << to_string(opened.error());
        EXPECT_EQ(*opened, answers);
    }
    EXPECT_TRUE(verify(intake.envelope, terminal.public_key()).ok());
    EXPECT_EQ(intake.digest, digest_of(intake.envelope));
}

TEST_F(Envelope, its_header_reads_back_without_a_key) {
    const SealedIntake intake = sealed("x");
    const Result<IntakeHeader> read = read_header(intake.envelope);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, header);
    const Result<SealedIntake> again = sealed_intake_from(intake.envelope);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->header, header);
    EXPECT_EQ(again->digest, intake.digest);
    EXPECT_EQ(*recipients_of(intake.envelope),
              (std::vector<KeyId>{key_id(centre.public_key()), key_id(recovery.public_key())}));
}

TEST_F(Envelope, a_number_without_data_is_sealed_too) {
    header.questionnaire.clear();
    const SealedIntake intake = sealed("");
    EXPECT_EQ(*open(intake.envelope, centre), "");
    EXPECT_EQ(*read_header(intake.envelope), header);
}

TEST_F(Envelope, the_length_of_the_answers_shows_only_in_four_steps) {
    std::set<std::size_t> sizes;
    for (std::size_t length = 0; length <= limits::kLargestPayloadBytes; length += 511) {
        const std::string answers(length, 'a');
        const SealedIntake intake = sealed(answers);
        sizes.insert(intake.envelope.size());
        ASSERT_EQ(*open(intake.envelope, centre), answers);
    }
    EXPECT_EQ(sizes.size(), 4u);
    for (const std::size_t edge : {1020u, 4092u, 16380u, 65532u}) {
        const std::size_t within = sealed(std::string(edge, 'a')).envelope.size();
        EXPECT_EQ(sealed(std::string(edge - 1, 'a')).envelope.size(), within);
        if (edge != limits::kLargestPayloadBytes) {
            EXPECT_GT(sealed(std::string(edge + 1, 'a')).envelope.size(), within);
        }
    }
}

TEST_F(Envelope, the_largest_header_payload_and_recipient_list_fit_the_bound) {
    header.centre = header.terminal = header.questionnaire = std::string(64, 'c');
    header.number = std::string(16, 'N');
    header.language = std::string(35, 'l');
    const std::vector<PublicKey> recipients(limits::kMostRecipients, centre.public_key());
    const std::string answers(limits::kLargestPayloadBytes, 'a');
    const Result<SealedIntake> intake = seal(header, answers, recipients, terminal);
    ASSERT_TRUE(intake.ok());
    EXPECT_LE(intake->envelope.size(), limits::kLargestEnvelopeBytes);
    EXPECT_TRUE(open(intake->envelope, centre).ok());

    EXPECT_FALSE(seal(header, answers + "a", recipients, terminal).ok());
    EXPECT_FALSE(seal(header, "", {}, terminal).ok());
    EXPECT_FALSE(
        seal(header, "", std::vector<PublicKey>(limits::kMostRecipients + 1), terminal).ok());
    header.centre = "no spaces";
    EXPECT_FALSE(seal(header, "", recipients, terminal).ok());
}

TEST_F(Envelope, a_recipient_key_of_low_order_is_refused) {
    EXPECT_FALSE(seal(header, "", {PublicKey{}}, terminal).ok());
}

TEST_F(Envelope, no_two_sealings_share_a_byte_of_ciphertext_by_design) {
    const SealedIntake first = sealed("same");
    const SealedIntake second = sealed("same");
    EXPECT_NE(first.digest, second.digest);
    EXPECT_EQ(first.envelope.size(), second.envelope.size());
    const auto body = [](const Bytes& bytes) { return Bytes(bytes.end() - 1104, bytes.end()); };
    EXPECT_NE(body(first.envelope), body(second.envelope));
}

TEST_F(Envelope, the_answers_do_not_stand_in_it) {
    const std::string canary = "CANARY-ANSWER-4711";
    const SealedIntake intake = sealed(canary);
    const std::string bytes(intake.envelope.begin(), intake.envelope.end());
    EXPECT_EQ(bytes.find(canary), std::string::npos);
}

TEST_F(Envelope, another_key_neither_opens_nor_verifies_it) {
    const SealedIntake intake = sealed("x");
    const Result<std::string> opened = open(intake.envelope, PrivateKey::generate());
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, Kind::Refused);
    const Result<void> verified = verify(intake.envelope, SigningKey::generate().public_key());
    ASSERT_FALSE(verified.ok());
    EXPECT_EQ(verified.error().kind, Kind::Refused);
    EXPECT_EQ(verify(intake.envelope, Bytes(31)).error().kind, Kind::Unusable);
}

TEST_F(Envelope, every_flipped_bit_is_refused_by_the_signature_and_by_opening) {
    const SealedIntake intake = sealed("answers");
    Bytes altered = intake.envelope;
    const std::size_t signature_at = altered.size() - 64;
    for (std::size_t byte = 0; byte < altered.size(); ++byte) {
        for (int bit = 0; bit < 8; ++bit) {
            altered[byte] = static_cast<std::uint8_t>(altered[byte] ^ (1u << bit));
            ASSERT_FALSE(verify(altered, terminal.public_key()).ok()) << byte << " " << bit;
            ASSERT_NE(digest_of(altered), intake.digest);
            // The second slot belongs to another recipient; its bytes are covered all the same.
            if (byte < signature_at && bit == static_cast<int>(byte % 8)) {
                ASSERT_FALSE(open(altered, centre).ok()) << byte << " " << bit;
            }
            altered[byte] = intake.envelope[byte];
        }
    }
}

TEST_F(Envelope, every_truncation_and_every_extension_is_refused) {
    const SealedIntake intake = sealed("answers");
    for (std::size_t size = 0; size < intake.envelope.size(); ++size) {
        const Bytes cut(intake.envelope.begin(),
                        intake.envelope.begin() + static_cast<std::ptrdiff_t>(size));
        ASSERT_FALSE(read_header(cut).ok()) << size;
        ASSERT_FALSE(verify(cut, terminal.public_key()).ok()) << size;
        ASSERT_FALSE(open(cut, centre).ok()) << size;
    }
    Bytes longer = intake.envelope;
    longer.push_back(0);
    EXPECT_FALSE(verify(longer, terminal.public_key()).ok());
    EXPECT_FALSE(read_header(Bytes(limits::kLargestEnvelopeBytes + 1, 'L')).ok());
}

TEST_F(Envelope, an_unknown_version_or_suite_is_refused_as_such) {
    for (const std::size_t at : {4u, 5u}) {
        Bytes other = sealed("x").envelope;
        ++other[at];
        const Result<IntakeHeader> read = read_header(other);
        ASSERT_FALSE(read.ok());
        EXPECT_EQ(read.error().kind, Kind::Refused);
        EXPECT_NE(read.error().detail.find("not known"), std::string::npos);
    }
}

TEST_F(Envelope, arbitrary_bytes_are_never_more_than_an_error) {
    std::mt19937 chance(1);
    const Bytes good = sealed("answers").envelope;
    for (int round = 0; round < 20'000; ++round) {
        Bytes bytes = good;
        bytes.resize(chance() % 600);
        for (std::size_t i = round % 2 == 0 ? 8 : 0; i < bytes.size(); ++i) {
            if (chance() % 4 == 0) {
                bytes[i] = static_cast<std::uint8_t>(chance());
            }
        }
        ASSERT_FALSE(read_header(bytes).ok());
        ASSERT_FALSE(open(bytes, centre).ok());
        ASSERT_FALSE(recipients_of(bytes).ok());
    }
}

TEST_F(Envelope, an_envelope_whose_signed_header_breaks_the_rules_is_corrupt) {
    // A terminal that signs nonsense: the form is checked even when the signature is good.
    Bytes bytes = sealed("x").envelope;
    const std::string number = "A017";
    const auto at = std::search(bytes.begin(), bytes.end(), number.begin(), number.end());
    ASSERT_NE(at, bytes.end());
    *at = '/';
    const auto signature = terminal.sign(bytes.data(), bytes.size() - 64);
    std::copy(signature.begin(), signature.end(), bytes.end() - 64);
    const Result<void> verified = verify(bytes, terminal.public_key());
    ASSERT_FALSE(verified.ok());
    EXPECT_EQ(verified.error().kind, Kind::Corrupt);
}

TEST(Digest, is_blake2b_256) {
    // BLAKE2b-256 of "abc" from an independent implementation (Python's hashlib).
    const Digest digest = hash("abc");
    EXPECT_EQ(to_hex(Bytes(digest.begin(), digest.end())),
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    EXPECT_EQ(digest, digest_of({'a', 'b', 'c'}));
}

TEST(IntakeIds, are_random) {
    std::set<IntakeId> ids;
    for (int i = 0; i < 1000; ++i) {
        ids.insert(new_intake_id());
    }
    EXPECT_EQ(ids.size(), 1000u);
}

}  // namespace
}  // namespace lotse::vault
