// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/keys_register.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "core/intake/alarm.h"
#include "support/sample_register.h"

namespace lotse {
namespace {

using support::sample_register;

struct Case {
    const char* what;
    std::function<void(KeysRegister&)> spoil;
};

TEST(KeysRegister, one_that_keeps_to_the_rules_is_accepted) {
    EXPECT_TRUE(check_keys(sample_register()).ok());
    KeysRegister again = sample_register();
    // A new device under the name of one that was blocked.
    again.terminals[0].blocked = WallTime{};
    again.terminals.push_back({again.terminals[0].name, "C", Bytes(32, 99), WallTime{}, {}});
    EXPECT_TRUE(check_keys(again).ok());
    EXPECT_EQ(find_terminal(again, again.terminals[0].name)->prefix, "C");
    again.recovery.clear();
    EXPECT_TRUE(check_keys(again).ok());
    again.terminals.clear();
    EXPECT_TRUE(check_keys(again).ok()) << "a centre begins without terminals";
}

TEST(KeysRegister, a_display_is_no_terminal_and_shares_no_name_and_no_key_with_one) {
    KeysRegister keys = sample_register();
    keys.displays = {{"display-1", Bytes(32, 7), keys.at, {}}};
    EXPECT_TRUE(check_keys(keys).ok());
    EXPECT_EQ(find_terminal(keys, "display-1"), nullptr);
    ASSERT_NE(find_display(keys, "display-1"), nullptr);
    EXPECT_EQ(find_display(keys, "terminal-1"), nullptr);
    const Case cases[] = {
        {"a terminal's name", [](auto& r) { r.displays[0].name = r.terminals[0].name; }},
        {"a terminal's key", [](auto& r) { r.displays[0].key = r.terminals[0].key; }},
        {"no key", [](auto& r) { r.displays[0].key.clear(); }},
        {"no name", [](auto& r) { r.displays[0].name.clear(); }},
    };
    for (const Case& one : cases) {
        KeysRegister spoilt = keys;
        one.spoil(spoilt);
        EXPECT_FALSE(check_keys(spoilt).ok()) << one.what;
    }
    KeysRegister next = keys;
    next.serial = 2;
    const Digest digest{1};
    next.previous = digest;
    EXPECT_TRUE(check_successor(keys, digest, next).ok());
    next.displays[0].blocked = keys.at;
    EXPECT_TRUE(check_successor(keys, digest, next).ok());
    EXPECT_EQ(find_display(next, "display-1"), nullptr);
    EXPECT_EQ(audit_of(&keys, next, "anna", keys.at),
              (std::vector<AuditEntry>{
                  {"anna", AuditAction::DisplayRevoked, "demo/display-1", keys.at}}));
    KeysRegister without = next;
    without.displays.clear();
    EXPECT_FALSE(check_successor(keys, digest, without).ok()) << "what was, is kept";
    KeysRegister before = sample_register();
    EXPECT_EQ(audit_of(&before, keys, "anna", keys.at),
              (std::vector<AuditEntry>{
                  {"anna", AuditAction::DisplayEnrolled, "demo/display-1", keys.at}}));
}

TEST(KeysRegister, two_terminals_never_share_a_name_a_key_or_the_letters_before_their_numbers) {
    const Case cases[] = {
        {"no centre", [](auto& r) { r.centre.clear(); }},
        {"no serial", [](auto& r) { r.serial = 0; }},
        {"a first one with one before", [](auto& r) { r.previous[0] = 1; }},
        {"a second one with none before", [](auto& r) { r.serial = 2; }},
        {"a short signing key", [](auto& r) { r.signing.pop_back(); }},
        {"no configuration key", [](auto& r) { r.configuration.clear(); }},
        {"no version", [](auto& r) { r.versions.clear(); }},
        {"none current", [](auto& r) { r.versions[0].current = false; }},
        {"two current",
         [](auto& r) {
             r.versions.push_back({"1", Bytes(32, 90), true});
         }},
        {"a version twice",
         [](auto& r) {
             r.versions.push_back({"0", Bytes(32, 90), false});
         }},
        {"a key twice",
         [](auto& r) {
             r.recovery.push_back({"second", r.versions[0].key});
         }},
        {"a short recovery key", [](auto& r) { r.recovery[0].key.pop_back(); }},
        {"a name twice", [](auto& r) { r.terminals[1].name = r.terminals[0].name; }},
        {"a name with a space", [](auto& r) { r.terminals[1].name = "a b"; }},
        {"a terminal's key twice", [](auto& r) { r.terminals[1].key = r.terminals[0].key; }},
        {"a short terminal's key", [](auto& r) { r.terminals[1].key.pop_back(); }},
        {"letters twice", [](auto& r) { r.terminals[1].prefix = r.terminals[0].prefix; }},
        {"letters of a blocked one",
         [](auto& r) {
             r.terminals[0].blocked = WallTime{};
             r.terminals[1].prefix = r.terminals[0].prefix;
         }},
        {"a digit before numbers", [](auto& r) { r.terminals[1].prefix = "A1"; }},
        {"four letters", [](auto& r) { r.terminals[1].prefix = "ABCD"; }},
    };
    for (const Case& one : cases) {
        KeysRegister spoilt = sample_register();
        one.spoil(spoilt);
        const Result<void> checked = check_keys(spoilt);
        ASSERT_FALSE(checked.ok()) << one.what;
        EXPECT_EQ(checked.error().kind, Kind::Refused) << one.what;
    }
}

TEST(KeysRegister, nobody_goes_back_and_nobody_takes_a_terminal_out) {
    KeysRegister last = sample_register();
    last.terminals[1].blocked = WallTime{};
    Digest digest{};
    digest[0] = 7;
    KeysRegister next = last;
    next.serial = 2;
    next.previous = digest;
    EXPECT_TRUE(check_successor(last, digest, next).ok());
    next.terminals.push_back({"terminal-3", "C", Bytes(32, 99), WallTime{}, {}});
    next.terminals[0].blocked = WallTime{};
    EXPECT_TRUE(check_successor(last, digest, next).ok());
    const Case cases[] = {
        {"the same serial", [](auto& r) { r.serial = 1; }},
        {"beside it", [](auto& r) { r.previous[0] = 8; }},
        {"another signer", [](auto& r) { r.signing[0] ^= 1; }},
        {"another centre", [](auto& r) { r.centre = "elsewhere"; }},
        {"one taken out", [](auto& r) { r.terminals.erase(r.terminals.begin()); }},
        {"another key", [](auto& r) { r.terminals[0].key[0] ^= 1; }},
        {"other letters", [](auto& r) { r.terminals[0].prefix = "X"; }},
        {"another name", [](auto& r) { r.terminals[0].name = "x"; }},
        {"one let in again", [](auto& r) { r.terminals[1].blocked.reset(); }},
    };
    for (const Case& one : cases) {
        KeysRegister spoilt = next;
        one.spoil(spoilt);
        EXPECT_FALSE(check_successor(last, digest, spoilt).ok()) << one.what;
    }
    // Nor to one that was replaced, though it names the newest as the one before.
    KeysRegister newest = last;
    newest.serial = 5;
    for (const std::int64_t serial : {2, 4, 5}) {
        next.serial = serial;
        EXPECT_FALSE(check_successor(newest, digest, next).ok()) << serial;
    }
    next.serial = 6;
    EXPECT_TRUE(check_successor(newest, digest, next).ok());
    // Whoever missed one does not know its digest.
    next.serial = 3;
    next.previous[0] = 8;
    EXPECT_TRUE(check_successor(last, digest, next).ok());
    // Letters that nobody knew are learnt once.
    last.terminals[0].prefix.clear();
    EXPECT_TRUE(check_successor(last, digest, next).ok());
}

TEST(KeysRegister, the_audit_log_names_each_terminal_that_a_register_lets_in_or_blocks) {
    const KeysRegister last = sample_register();
    EXPECT_EQ(audit_of(nullptr, last, "anna", last.at),
              (std::vector<AuditEntry>{{"anna", AuditAction::RegisterMade, "demo", last.at}}));
    KeysRegister next = last;
    EXPECT_EQ(audit_of(&last, next, "anna", last.at),
              (std::vector<AuditEntry>{{"anna", AuditAction::RegisterChanged, "demo", last.at}}));
    next.terminals[0].blocked = last.at;
    next.terminals.push_back({"terminal-3", "C", Bytes(32, 99), WallTime{}, {}});
    EXPECT_EQ(audit_of(&last, next, "anna", last.at),
              (std::vector<AuditEntry>{
                  {"anna", AuditAction::TerminalRevoked, "demo/terminal-1", last.at},
                  {"anna", AuditAction::TerminalEnrolled, "demo/terminal-3", last.at}}));
}

TEST(Alarms, have_words_that_are_read_again_and_some_are_for_a_person) {
    int for_a_person = 0;
    for (int i = 0; i < 11; ++i) {
        const auto alarm = static_cast<Alarm>(i);
        EXPECT_EQ(to_string(alarm), "A" + std::to_string(i + 1));
        EXPECT_EQ(alarm_from(to_string(alarm)), alarm);
        for_a_person += is_for_a_person(alarm) ? 1 : 0;
    }
    EXPECT_EQ(for_a_person, 3);
    EXPECT_FALSE(alarm_from("A12"));
    EXPECT_FALSE(is_for_a_person(Alarm::Foreign));
}

}  // namespace
}  // namespace lotse
