// SPDX-License-Identifier: EUPL-1.2
// Which registers of keys a desk believes, and that it remembers.
#include "kiosk/desk/centre_trust.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "core/limits.h"
#include "support/sample_people.h"
#include "support/sample_register.h"
#include "support/temp_folder.h"
#include "vault/envelope.h"
#include "vault/keys.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {
namespace {

class Trust : public testing::Test {
protected:
    std::unique_ptr<CentreTrust> opened() const {
        Result<std::unique_ptr<CentreTrust>> made =
            CentreTrust::open({"demo", vault::to_hex(signer.public_key())}, folder.path());
        LOTSE_CHECK(made.ok());
        return std::move(*made);
    }
    std::string signed_by(const KeysRegister& keys, const vault::SigningKey& key) const {
        return vault::sign_document(vault::kKeysDocument, codec::write_keys(keys), key);
    }
    std::string signed_form(const KeysRegister& keys) const { return signed_by(keys, signer); }
    KeysRegister after(const KeysRegister& last) const {
        KeysRegister next = last;
        next.serial += 1;
        next.previous = vault::hash(signed_form(last));
        next.terminals.push_back({"terminal-" + std::to_string(next.serial + 5),
                                  std::string(1, static_cast<char>('C' + next.serial)),
                                  Bytes(32, static_cast<std::uint8_t>(90 + next.serial)),
                                  WallTime{},
                                  {}});
        return next;
    }

    support::TempFolder folder;
    vault::SigningKey signer = vault::SigningKey::generate();
    KeysRegister first = support::sample_register();
};

TEST_F(Trust, a_register_that_the_centre_signed_is_believed_and_its_successors_are) {
    const auto trust = opened();
    EXPECT_EQ(trust->keys(), nullptr);
    ASSERT_TRUE(trust->accept(signed_form(first)).ok());
    EXPECT_EQ(*trust->keys(), first);
    EXPECT_TRUE(trust->accept(signed_form(first)).ok()) << "the same again";
    const KeysRegister second = after(first), third = after(second);
    EXPECT_TRUE(trust->accept(signed_form(third)).ok()) << "one was missed";
    EXPECT_EQ(trust->keys()->serial, 3);
}

TEST_F(Trust, an_older_a_forked_a_foreign_and_no_register_are_refused_over_a_restart_too) {
    const KeysRegister second = after(first);
    ASSERT_TRUE(opened()->accept(signed_form(second)).ok());
    KeysRegister beside = after(first);
    beside.terminals.back().prefix = "X";
    KeysRegister elsewhere = after(second);
    elsewhere.centre = "nord";
    const auto trust = opened();
    EXPECT_EQ(trust->keys(), nullptr) << "accepted before, but not in this run";
    for (const std::string& document :
         {std::string(), signed_form(first), signed_form(beside), signed_form(elsewhere),
          signed_by(after(second), vault::SigningKey::generate()), signed_form(after(beside)),
          codec::write_keys(after(second))}) {
        EXPECT_FALSE(trust->accept(document).ok()) << document.substr(0, 40);
        EXPECT_EQ(trust->keys(), nullptr);
    }
    EXPECT_TRUE(trust->accept(signed_form(second)).ok());
    EXPECT_TRUE(trust->accept(signed_form(after(second))).ok());
}

TEST_F(Trust, what_the_desk_remembers_counts_only_if_the_centre_signed_it) {
    ASSERT_TRUE(opened()->accept(signed_form(after(first))).ok());
    std::ofstream(folder.path("keys.signed"), std::ios::trunc) << "damaged";
    EXPECT_TRUE(opened()->accept(signed_form(first)).ok());
    signer = vault::SigningKey::generate();
    EXPECT_TRUE(opened()->accept(signed_form(first)).ok()) << "another centre from now on";
}

TEST_F(Trust, the_register_of_people_is_believed_by_the_same_rules) {
    const auto form = [&](const PeopleRegister& people) {
        return vault::sign_document(vault::kPeopleDocument, codec::write_people(people), signer);
    };
    const PeopleRegister one = support::sample_people();
    PeopleRegister two = one;
    two.serial = 2;
    two.previous = vault::hash(form(one));
    two.people.pop_back();
    EXPECT_TRUE(opened()->accept_people("").ok()) << "there is none yet";
    ASSERT_TRUE(opened()->accept_people(form(two)).ok());
    PeopleRegister beside = two;
    beside.people.pop_back();
    PeopleRegister elsewhere = two;
    elsewhere.serial = 3;
    elsewhere.centre = "nord";
    const auto trust = opened();
    for (const std::string& document :
         {std::string(), form(one), form(beside), form(elsewhere), codec::write_people(two),
          vault::sign_document(vault::kKeysDocument, codec::write_people(two), signer),
          vault::sign_document(vault::kPeopleDocument, codec::write_people(two),
                               vault::SigningKey::generate())}) {
        EXPECT_FALSE(trust->accept_people(document).ok()) << document.substr(0, 40);
        EXPECT_EQ(trust->people(), nullptr);
    }
    EXPECT_TRUE(trust->accept_people(form(two)).ok());
    EXPECT_EQ(*trust->people(), two);
}

TEST_F(Trust, somebody_more_who_may_read_is_shown_until_somebody_has_seen_it) {
    const auto form = [&](const PeopleRegister& people) {
        return vault::sign_document(vault::kPeopleDocument, codec::write_people(people), signer);
    };
    const PeopleRegister one = support::sample_people();
    {
        const auto trust = opened();
        ASSERT_TRUE(trust->accept_people(form(one)).ok());
        EXPECT_TRUE(trust->unseen_readers().empty()) << "what a desk begins with";
    }
    PeopleRegister two = one;
    two.serial = 2;
    two.previous = vault::hash(form(one));
    two.people.push_back({"dora", *rights_of_role("counsellor"), "anna", one.at});
    two.people.push_back({"emil", *rights_of_role("admin"), "anna", one.at});
    {
        const auto trust = opened();
        ASSERT_TRUE(trust->accept_people(form(two)).ok());
        ASSERT_EQ(trust->unseen_readers().size(), 1u);
    }
    const auto trust = opened();
    ASSERT_TRUE(trust->accept_people(form(two)).ok());
    ASSERT_EQ(trust->unseen_readers().size(), 1u) << "over a restart, too";
    EXPECT_EQ(trust->unseen_readers()[0].account, "dora");
    EXPECT_EQ(trust->unseen_readers()[0].by, "anna");
    trust->see_readers();
    EXPECT_TRUE(trust->unseen_readers().empty());
    const auto later = opened();
    ASSERT_TRUE(later->accept_people(form(two)).ok());
    EXPECT_TRUE(later->unseen_readers().empty());
}

TEST_F(Trust, alarms_are_lines_of_their_own) {
    const auto trust = opened();
    trust->note(Alarm::Register, "");
    trust->note(Alarm::Foreign, "000102");
    std::ifstream log(folder.path("alarms.log"));
    const std::string text{std::istreambuf_iterator<char>(log), {}};
    EXPECT_NE(text.find(" A7\n"), std::string::npos) << text;
    EXPECT_NE(text.find(" A1 000102\n"), std::string::npos) << text;
    {
        std::ofstream full(folder.path("alarms.log"), std::ios::trunc);
        for (int i = 0; i < 15'000; ++i) {
            full << "1795000000 A1\n";
        }
    }
    trust->note(Alarm::Reader, "the last one");
    EXPECT_LT(std::filesystem::file_size(folder.path("alarms.log")), limits::kLargestAlarmLogBytes);
    std::ifstream again(folder.path("alarms.log"));
    const std::string kept{std::istreambuf_iterator<char>(again), {}};
    EXPECT_TRUE(kept.ends_with(" A4 the last one\n"));
}

TEST_F(Trust, a_desk_without_its_centres_file_knows_none_and_a_broken_one_is_told) {
    EXPECT_FALSE(load_centre_pin(folder.path())->has_value());
    std::ofstream(folder.path("centre.toml"))
        << codec::write_centre_pin({"demo", vault::to_hex(signer.public_key())});
    EXPECT_EQ((*load_centre_pin(folder.path()))->centre, "demo");
    for (const char* broken : {"", "[centre]\nid = \"demo\"\n", "[centre]\nid = 1\n", "x"}) {
        std::ofstream(folder.path("centre.toml"), std::ios::trunc) << broken;
        EXPECT_EQ(load_centre_pin(folder.path()).error().kind, Kind::Unusable) << broken;
    }
}

}  // namespace
}  // namespace lotse::kiosk
