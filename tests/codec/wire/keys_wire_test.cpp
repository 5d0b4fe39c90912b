// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/keys_wire.h"

#include <gtest/gtest.h>

#include "codec/wire/people_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "support/sample_people.h"
#include "support/sample_register.h"

namespace lotse::codec {
namespace {

TEST(KeysWire, a_register_is_read_as_it_was_written) {
    KeysRegister keys = support::sample_register();
    EXPECT_EQ(*read_keys(write_keys(keys)), keys);
    keys.serial = 7;
    keys.previous[31] = 255;
    keys.versions.push_back({"2026-12", Bytes(32, 70), false});
    keys.terminals[0].blocked = WallTime{std::chrono::seconds{1'795'000'009}};
    keys.terminals[1].prefix.clear();
    keys.recovery.clear();
    const std::string json = write_keys(keys);
    EXPECT_EQ(*read_keys(json), keys);
    EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(KeysWire, displays_are_devices_of_their_kind_and_a_register_without_them_is_what_it_was) {
    KeysRegister keys = support::sample_register();
    EXPECT_EQ(write_keys(keys).find("devices"), std::string::npos);
    keys.displays = {{"display-1", Bytes(32, 7), keys.at, {}},
                     {"display-2", Bytes(32, 8), keys.at, keys.at}};
    const std::string json = write_keys(keys);
    EXPECT_EQ(*read_keys(json), keys);
    std::string unknown = json;
    unknown.replace(unknown.find("\"display\""), 9, "\"printer\"");
    EXPECT_EQ(read_keys(unknown).error().kind, Kind::Corrupt)
        << "who does not know what it is must not take its word";
}

TEST(KeysWire, every_cut_and_every_changed_member_is_refused_or_another_register) {
    const KeysRegister keys = support::sample_register();
    const std::string json = write_keys(keys);
    for (std::size_t length = 0; length < json.size(); ++length) {
        EXPECT_FALSE(read_keys(json.substr(0, length)).ok()) << length;
    }
    for (std::size_t at = 0; at < json.size(); ++at) {
        std::string spoilt = json;
        spoilt[at] = static_cast<char>(spoilt[at] ^ 1);
        const Result<KeysRegister> read = read_keys(spoilt);
        EXPECT_TRUE(!read || !(*read == keys)) << "byte " << at << ": " << json.substr(at, 20);
    }
}

TEST(KeysWire, a_state_that_is_not_known_is_no_register) {
    const std::string json = write_keys(support::sample_register());
    for (const char* word : {"\"enrolled\"", "\"current\""}) {
        std::string spoilt = json;
        spoilt.replace(spoilt.find(word), std::string(word).size(), "\"paused\"");
        EXPECT_EQ(read_keys(spoilt).error().kind, Kind::Corrupt) << word;
    }
    std::string twice = json;
    twice.replace(twice.find("\"prefix\":\"B\""), 12, "\"prefix\":\"A\"");
    EXPECT_EQ(read_keys(twice).error().kind, Kind::Refused) << "the rules of a register";
}

TEST(KeysWire, an_alarm_names_what_and_which_intake) {
    const AlarmReport report{Alarm::Reader, "000102030405060708090a0b0c0d0e0f"};
    EXPECT_EQ(*read_alarm(write_alarm(report)), report);
    EXPECT_EQ(*read_alarm(write_alarm({Alarm::Register, ""})), (AlarmReport{Alarm::Register, ""}));
    for (const AlarmReport& of_centre : {AlarmReport{Alarm::WentBack, "0123456789abcdef 4711"},
                                         AlarmReport{Alarm::WentBack, "audit 4711"},
                                         AlarmReport{Alarm::Missing, "terminal-1 2026-11-30 A012"},
                                         AlarmReport{Alarm::Silent, "terminal-1"}}) {
        EXPECT_EQ(*read_alarm(write_alarm(of_centre)), of_centre);
    }
    for (const char* json :
         {"", "{}", R"({"alarm":"A1"})", R"({"alarm":"A0","object":""})",
          R"({"alarm":"A1","object":"a name"})", R"({"alarm":1,"object":""})",
          R"({"alarm":"A9","object":""})", R"({"alarm":"A9","object":"a name"})",
          R"({"alarm":"A10","object":"terminal-1 A012"})",
          R"({"alarm":"A10","object":"terminal-1 my name A012"})",
          R"({"alarm":"A11","object":"a name"})", R"({"alarm":"A12","object":""})"}) {
        EXPECT_EQ(read_alarm(json).error().kind, Kind::Corrupt) << json;
    }
}

TEST(PeopleWire, a_register_of_people_comes_back_and_one_that_breaks_its_rules_does_not) {
    const PeopleRegister people = support::sample_people();
    EXPECT_EQ(read_people(write_people(people)).value(), people);
    PeopleRegister twice = people;
    twice.people.push_back(twice.people.front());
    EXPECT_EQ(read_people(write_people(twice)).error().kind, Kind::Refused);
    for (const char* malformed :
         {"", "[]", "{}", R"({"centre":"demo","serial":1,"at":0,"previous":"","people":[]})",
          R"({"centre":"demo","serial":1,"at":0,"people":[{}]})"}) {
        EXPECT_FALSE(read_people(malformed).ok()) << malformed;
    }
}

TEST(PeopleWire, accounts_and_invitations_come_back) {
    const std::vector<ListedAccount> accounts = {
        {"anna", *rights_of_role("all"), std::nullopt, false},
        {"dora", {StaffRight::Call}, WallTime{std::chrono::seconds{1'795'000'000}}, true}};
    EXPECT_EQ(read_accounts(write_accounts(accounts)).value(), accounts);
    EXPECT_FALSE(read_accounts(R"({"accounts":[{"account":1}]})").ok());
    Invitation invitation;
    invitation.account = "dora";
    invitation.proof = SecretText(to_base64(Bytes(32, 200)));
    invitation.wrapped = Bytes(77, 1);
    invitation.person = {Bytes(32, 2), Bytes(32, 3), {{"version", "0", Bytes(80, 4)}}};
    const auto back = read_invitation(write_invitation(invitation));
    ASSERT_TRUE(back.ok()) << to_string(back.error());
    EXPECT_EQ(back->account, "dora");
    EXPECT_EQ(back->proof.view(), invitation.proof.view());
    EXPECT_EQ(back->cost, invitation.cost);
    EXPECT_EQ(back->wrapped, invitation.wrapped);
    EXPECT_EQ(back->person.box, invitation.person.box);
    EXPECT_EQ(back->person.sign, invitation.person.sign);
    EXPECT_EQ(back->person.grants, invitation.person.grants);
    EXPECT_FALSE(read_invitation("{}").ok());
}

}  // namespace
}  // namespace lotse::codec
