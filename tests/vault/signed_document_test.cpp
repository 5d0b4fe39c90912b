// SPDX-License-Identifier: EUPL-1.2
#include "vault/signed_document.h"

#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "support/sample_intakes.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/genuine.h"

namespace lotse::vault {
namespace {

Bytes bytes_of(const PublicKey& key) {
    return {key.bytes.begin(), key.bytes.end()};
}

TEST(SignedDocument, gives_its_text_to_whoever_knows_the_signer_and_no_flipped_bit_passes) {
    const SigningKey signer = SigningKey::generate();
    const std::string json = R"({"centre":"demo"})";
    const std::string document = sign_document(kKeysDocument, json, signer);
    EXPECT_EQ(*open_document(document, kKeysDocument, signer.public_key()), json);
    int tried = 0;
    for (std::size_t at = 0; at < document.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit, ++tried) {
            std::string spoilt = document;
            spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << bit));
            EXPECT_FALSE(open_document(spoilt, kKeysDocument, signer.public_key()).ok())
                << at << ", " << bit;
        }
    }
    EXPECT_GT(tried, 1500);
    for (std::size_t length = 0; length < document.size(); ++length) {
        EXPECT_FALSE(
            open_document(document.substr(0, length), kKeysDocument, signer.public_key()).ok());
    }
}

TEST(SignedDocument, another_signer_another_kind_and_no_key_are_refused) {
    const SigningKey signer = SigningKey::generate(), other = SigningKey::generate();
    const std::string document = sign_document(kKeysDocument, "{}", signer);
    EXPECT_EQ(open_document(document, kKeysDocument, other.public_key()).error().kind,
              Kind::Refused);
    EXPECT_FALSE(open_document(document, "people", signer.public_key()).ok());
    EXPECT_FALSE(open_document(document, kKeysDocument, Bytes()).ok());
    // Signed by the right one, as something else.
    const auto signature = sign_configuration("{}", signer);
    const std::string as_keys = "lotse-signed 1 keys " + to_hex(signer.public_key()) + " " +
                                to_hex(Bytes(signature.begin(), signature.end())) + "\n{}";
    EXPECT_EQ(open_document(as_keys, kKeysDocument, signer.public_key()).error().kind,
              Kind::Refused);
}

TEST(SignedDocument, the_centres_register_key_is_always_the_same_and_no_other_of_its_keys) {
    const PrivateKey centre = PrivateKey::generate(), other = PrivateKey::generate();
    EXPECT_EQ(register_key(centre).public_key(), register_key(centre).public_key());
    EXPECT_NE(register_key(centre).public_key(), register_key(other).public_key());
    EXPECT_NE(register_key(centre).public_key(), configuration_key(centre).public_key());
}

/// An entry of one terminal, sealed to the centre and to recovery, and the register that says so.
class Genuine : public testing::Test {
protected:
    Genuine() {
        header = support::sample_header(1);
        header.centre = "demo";
        header.terminal = "terminal-1";
        header.number = "A017";
        keys.centre = "demo";
        keys.versions = {{"0", bytes_of(centre.public_key()), true}};
        keys.recovery = {{"recovery", bytes_of(recovery.public_key())}};
        keys.terminals = {{"terminal-1", "A", terminal.public_key(), WallTime{}, {}},
                          {"terminal-2", "AB", Bytes(32, 9), WallTime{}, {}}};
        keys.signing = registers.public_key();
        keys.configuration = configuration.public_key();
        entry = entry_of(sealed({centre.public_key(), recovery.public_key()}));
    }
    Bytes sealed(const std::vector<PublicKey>& recipients) {
        return seal(header, "{}", recipients, terminal).value().envelope;
    }
    QueueEntry entry_of(Bytes bytes) {
        envelope = std::move(bytes);
        QueueEntry made;
        made.header = header;
        made.digest = digest_of(envelope);
        return made;
    }
    std::optional<Alarm> doubt() { return doubt_about(entry, envelope, keys); }

    PrivateKey centre = PrivateKey::generate(), recovery = PrivateKey::generate();
    SigningKey terminal = SigningKey::generate(), registers = SigningKey::generate();
    SigningKey configuration = SigningKey::generate();
    IntakeHeader header;
    KeysRegister keys;
    Bytes envelope;
    QueueEntry entry;
};

TEST_F(Genuine, what_a_terminal_of_the_centre_sealed_for_this_entry_is_believed) {
    EXPECT_EQ(doubt(), std::nullopt);
    keys.versions.push_back({"1", Bytes(32, 8), false});
    EXPECT_EQ(doubt(), std::nullopt);
}

TEST_F(Genuine, no_flipped_bit_of_an_envelope_passes_even_with_its_digest) {
    const Bytes whole = envelope;
    int tried = 0;
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += bit < 4096 ? 1 : 61, ++tried) {
        envelope = whole;
        envelope[bit / 8] = static_cast<std::uint8_t>(envelope[bit / 8] ^ (1U << bit % 8));
        entry.digest = digest_of(envelope);
        const std::optional<Alarm> found = doubt();
        ASSERT_TRUE(found && !is_for_a_person(*found)) << bit;
    }
    EXPECT_GT(tried, 4000);
}

TEST_F(Genuine, a_forged_a_swapped_and_an_altered_one_are_told_apart) {
    const SigningKey stranger = SigningKey::generate();
    const QueueEntry before = entry;
    const Bytes genuine = envelope;
    entry = entry_of(seal(header, "{}", {centre.public_key(), recovery.public_key()}, stranger)
                         .value()
                         .envelope);
    EXPECT_EQ(doubt(), Alarm::Foreign) << "an unknown key";
    envelope = genuine;
    for (const auto& spoil : std::vector<std::function<void(IntakeHeader&)>>{
             [](auto& h) { h.id.bytes[0] ^= 1; }, [](auto& h) { h.number = "A018"; },
             [](auto& h) { h.day = "2026-11-23"; }, [](auto& h) { h.language = "fr"; },
             [](auto& h) { h.terminal = "terminal-2"; }, [](auto& h) { h.centre = "nord"; },
             [](auto& h) { h.questionnaire = "other"; },
             [](auto& h) { h.questionnaire_hash[0] ^= 1; }}) {
        entry = before;
        spoil(entry.header);
        EXPECT_EQ(doubt(), Alarm::Header);
    }
    entry = before;
    entry.digest[0] ^= 1;
    EXPECT_EQ(doubt(), Alarm::Altered);
    entry = before;
    envelope.resize(20);
    EXPECT_EQ(doubt(), Alarm::Altered);
    envelope = genuine;
    keys.centre = "nord";
    EXPECT_EQ(doubt(), Alarm::Foreign) << "a terminal of another centre";
    keys.centre = "demo";
    keys.terminals.erase(keys.terminals.begin());
    EXPECT_EQ(doubt(), Alarm::Foreign) << "a terminal that is not in the register";
}

TEST_F(Genuine, a_reader_too_many_or_too_few_is_for_a_person) {
    const PublicKey other = PrivateKey::generate().public_key();
    for (const std::vector<PublicKey>& recipients :
         {std::vector{centre.public_key()},
          {recovery.public_key()},
          {centre.public_key(), other},
          {centre.public_key(), recovery.public_key(), other},
          {other, recovery.public_key()}}) {
        entry = entry_of(sealed(recipients));
        EXPECT_EQ(doubt(), Alarm::Reader) << recipients.size();
    }
    keys.recovery.clear();
    entry = entry_of(sealed({centre.public_key()}));
    EXPECT_EQ(doubt(), std::nullopt);
    entry = entry_of(sealed({centre.public_key(), other}));
    EXPECT_EQ(doubt(), Alarm::Reader);
}

TEST_F(Genuine, a_blocked_terminal_and_a_foreign_number_are_for_a_person) {
    for (const char* number : {"B017", "AB017", "A", "A01B", "a017"}) {
        header.number = number;
        entry = entry_of(sealed({centre.public_key(), recovery.public_key()}));
        EXPECT_EQ(doubt(), Alarm::Number) << number;
    }
    keys.terminals[0].prefix.clear();
    EXPECT_EQ(doubt(), std::nullopt) << "nobody knows its letters";
    keys.terminals[0].blocked = WallTime{};
    EXPECT_EQ(doubt(), Alarm::Blocked);
    // The device that took its place under its name did not sign this.
    keys.terminals.push_back({"terminal-1", "C", Bytes(32, 7), WallTime{}, {}});
    EXPECT_EQ(doubt(), Alarm::Blocked);
}

TEST_F(Genuine, a_granted_key_is_the_registers_or_foreign) {
    const PrivateKey other = PrivateKey::generate();
    const SigningKey stranger = SigningKey::generate();
    EXPECT_EQ(doubt_about_keys(keys, {}), std::nullopt);
    EXPECT_EQ(doubt_about_keys(keys, {&centre, &configuration, &registers}), std::nullopt);
    EXPECT_EQ(doubt_about_keys(keys, {&other}), Alarm::Key);
    EXPECT_EQ(doubt_about_keys(keys, {&centre, &stranger}), Alarm::Key);
    EXPECT_EQ(doubt_about_keys(keys, {&centre, &configuration, &stranger}), Alarm::Key);
    const PrivateKey later = PrivateKey::generate();
    EXPECT_EQ(doubt_about_keys(keys, {&centre, nullptr, nullptr, {{"9", &later}}}), std::nullopt)
        << "nobody signed for it yet";
    keys.versions.push_back({"9", bytes_of(later.public_key()), false});
    EXPECT_EQ(doubt_about_keys(keys, {&centre, nullptr, nullptr, {{"9", &later}}}), std::nullopt);
    EXPECT_EQ(doubt_about_keys(keys, {&centre, nullptr, nullptr, {{"9", &other}}}), Alarm::Key);
}

}  // namespace
}  // namespace lotse::vault
