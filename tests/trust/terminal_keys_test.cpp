// SPDX-License-Identifier: EUPL-1.2
// Whom a terminal seals to, by the register that it has and the time that it goes by.
#include "kiosk/terminal/terminal_keys.h"

#include <gmock/gmock.h>

#include <fstream>

#include "codec/wire/keys_wire.h"
#include "support/sample_register.h"
#include "support/temp_folder.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {
namespace {

using testing::ElementsAre;

class Recipients : public testing::Test {
protected:
    Recipients() {
        first.signing = signer.public_key();
        enrolment.centre = "demo";
        enrolment.terminal = "terminal-1";
        enrolment.recipients = {hex(3), hex(4)};
        enrolment.register_key = vault::to_hex(signer.public_key());
    }
    static std::string hex(std::uint8_t byte) { return vault::to_hex(Bytes(32, byte)); }
    static vault::PublicKey key(std::uint8_t byte) {
        vault::PublicKey made;
        made.bytes.fill(byte);
        return made;
    }
    std::string form(const KeysRegister& keys) const {
        return vault::sign_document(vault::kKeysDocument, codec::write_keys(keys), signer);
    }
    /// With a version that begins then.
    KeysRegister after(const KeysRegister& last, std::uint8_t byte, WallTime from) const {
        KeysRegister next = last;
        next.serial += 1;
        next.previous = vault::hash(form(last));
        next.versions.push_back(
            {"v" + std::to_string(byte), Bytes(32, byte), true, from, 1, false});
        return next;
    }
    std::unique_ptr<TerminalKeys> opened() const {
        return std::move(TerminalKeys::open(enrolment, folder.path()).value());
    }

    support::TempFolder folder;
    vault::SigningKey signer = vault::SigningKey::generate();
    KeysRegister first = support::sample_register();
    codec::Enrolment enrolment;
    const WallTime day = first.at, month = first.at + std::chrono::days{30};
};

TEST_F(Recipients, are_those_of_the_enrolment_until_there_is_a_register) {
    EXPECT_THAT(opened()->recipients(day), ElementsAre(key(3), key(4)));
    EXPECT_EQ(opened()->serial(), 0);
    enrolment.register_key.clear();
    EXPECT_EQ(opened()->serial(), std::nullopt) << "enrolled before terminals kept registers";
    EXPECT_FALSE(opened()->accept(form(first)).ok());
    EXPECT_THAT(opened()->recipients(day), ElementsAre(key(3), key(4)));
}

TEST_F(Recipients, change_with_the_time_that_is_gone_by_also_after_a_restart_without_a_line) {
    const KeysRegister second = after(first, 50, month);
    const auto keys = opened();
    ASSERT_TRUE(keys->accept(form(second)).ok());
    const auto again = opened();
    for (const TerminalKeys* one : {keys.get(), again.get()}) {
        EXPECT_EQ(one->serial(), 2);
        EXPECT_THAT(one->recipients(day), ElementsAre(key(3), key(4)));
        EXPECT_THAT(one->recipients(month), ElementsAre(key(50), key(4)));
        EXPECT_THAT(one->recipients(month + std::chrono::days{3000}), ElementsAre(key(50), key(4)));
    }
}

TEST_F(Recipients, are_not_taken_from_an_older_a_forked_or_a_foreign_register) {
    const KeysRegister second = after(first, 50, month);
    ASSERT_TRUE(opened()->accept(form(second)).ok());
    const auto keys = opened();
    KeysRegister elsewhere = after(second, 51, month + std::chrono::days{1});
    elsewhere.centre = "nord";
    const std::string flipped = [&] {
        std::string document = form(after(second, 51, month + std::chrono::days{1}));
        document[document.size() - 9] ^= 1;
        return document;
    }();
    for (const std::string& document :
         {form(first), form(after(first, 51, month)), form(elsewhere), flipped, std::string(),
          vault::sign_document(vault::kKeysDocument,
                               codec::write_keys(after(second, 51, month + std::chrono::days{1})),
                               vault::SigningKey::generate())}) {
        EXPECT_FALSE(keys->accept(document).ok()) << document.substr(0, 40);
        EXPECT_THAT(keys->recipients(month), ElementsAre(key(50), key(4)));
    }
    EXPECT_TRUE(keys->accept(form(second)).ok()) << "the same again";
}

TEST_F(Recipients, a_register_that_was_damaged_on_the_disk_is_fetched_again) {
    ASSERT_TRUE(opened()->accept(form(after(first, 50, day))).ok());
    std::ofstream(folder.path("keys.signed"), std::ios::trunc) << "damaged";
    EXPECT_EQ(opened()->serial(), 0);
    EXPECT_THAT(opened()->recipients(day), ElementsAre(key(3), key(4)));
    enrolment.register_key = "00";
    EXPECT_FALSE(TerminalKeys::open(enrolment, folder.path()).ok());
}

}  // namespace
}  // namespace lotse::kiosk
