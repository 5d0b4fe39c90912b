// SPDX-License-Identifier: EUPL-1.2
/// What every Terminals promises (core/intake/ports.h), as tests that the real ones and the fake
/// pass alike. A harness is that of centre_contract.h.
#pragma once

#include "support/centre_contract.h"
#include "support/sample_account.h"
#include "support/sample_register.h"

namespace lotse::support {

template <class Harness>
class TerminalsContract : public CentreContract<Harness> {};

TYPED_TEST_SUITE_P(TerminalsContract);

TYPED_TEST_P(TerminalsContract, who_stands_in_the_newest_register_is_heard_and_nobody_else) {
    const Bytes key(32, 7), other(32, 8);
    const AuditEntry audit = sample_audit(AuditAction::TerminalEnrolled);
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
    EXPECT_EQ(*this->terminals().signed_keys("demo"), "");
    EXPECT_TRUE(this->terminals().heard("demo")->empty());
    KeysRegister keys = register_with("demo", 1, {{"t1", key}, {"t2", other}});
    ASSERT_TRUE(this->terminals().keep_keys(keys, "first", {audit}).ok());
    ASSERT_TRUE(this->terminals()
                    .keep_keys(register_with("nord", 1, {{"t1", other}}), "of nord", {audit})
                    .ok());
    this->harness.reopen();
    EXPECT_EQ(**this->terminals().key("demo", "t1"), key);
    EXPECT_EQ(*this->terminals().heard("demo"),
              (std::vector<HeardTerminal>{{"t1", key}, {"t2", other}}));
    EXPECT_EQ(*this->terminals().signed_keys("demo"), "first");
    EXPECT_FALSE(this->terminals().key("other", "t1")->has_value());

    keys.serial = 3;
    keys.terminals[0].blocked = kMorning;
    ASSERT_TRUE(this->terminals().keep_keys(keys, "third", {audit}).ok());
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
    EXPECT_TRUE(this->terminals().key("demo", "t2")->has_value());
    EXPECT_EQ(**this->terminals().key("nord", "t1"), other) << "another centre's stays";
    for (const std::int64_t serial : {1, 2, 3}) {
        keys.serial = serial;
        keys.terminals[0].blocked.reset();
        EXPECT_EQ(this->terminals().keep_keys(keys, "again", {audit}).error().kind, Kind::Refused);
    }
    EXPECT_EQ(*this->terminals().signed_keys("demo"), "third");
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
}

TYPED_TEST_P(TerminalsContract, a_register_and_its_row_in_the_audit_log_are_one) {
    const AuditEntry enrolled{"lotse-tool", AuditAction::TerminalEnrolled, "demo/t1", kMorning};
    const KeysRegister keys = register_with("demo", 1, {{"t1", Bytes(32, 7)}});
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->terminals().keep_keys(keys, "first", {enrolled}).ok());
    this->harness.refuse_audit(false);
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
    EXPECT_EQ(*this->terminals().signed_keys("demo"), "");
    ASSERT_TRUE(this->terminals().keep_keys(keys, "first", {enrolled}).ok());
    EXPECT_FALSE(this->terminals().keep_keys(keys, "first", {enrolled}).ok());
    EXPECT_EQ(this->harness.audit_rows(),
              (AuditRows{{"lotse-tool", "terminal enrolled", "demo/t1"}}));
}

TYPED_TEST_P(TerminalsContract, proposals_are_told_the_newest_first_and_are_no_registers) {
    const AuditEntry proposed{"anna", AuditAction::KeyProposed, "2026-12", kMorning};
    // Asked for each time: the harness may begin again.
    const auto proposals = [&]() -> KeyProposals& { return this->harness.store().proposals; };
    EXPECT_TRUE(proposals().newest("demo", 2)->empty());
    for (const char* document : {"one", "two", "three"}) {
        ASSERT_TRUE(proposals().keep("demo", document, proposed).ok());
    }
    ASSERT_TRUE(proposals().keep("nord", "of nord", proposed).ok());
    this->harness.refuse_audit(true);
    EXPECT_FALSE(proposals().keep("demo", "four", proposed).ok());
    this->harness.refuse_audit(false);
    this->harness.reopen();
    EXPECT_EQ(*proposals().newest("demo", 2), (std::vector<std::string>{"three", "two"}));
    EXPECT_EQ(proposals().newest("nord", 8)->size(), 1u);
    EXPECT_EQ(*this->terminals().signed_keys("demo"), "");
    EXPECT_EQ(this->harness.audit_rows().size(), 4u);
}

TYPED_TEST_P(TerminalsContract, what_was_granted_of_an_erased_version_goes_with_the_register) {
    const AuditEntry audit = sample_audit(AuditAction::AccessGranted);
    KeysRegister keys = register_with("demo", 1, {});
    keys.versions.push_back({"2026-12", Bytes(32, 30), true, kMorning, 1});
    ASSERT_TRUE(this->terminals().keep_keys(keys, "first", {audit}).ok());
    for (const char* name : {"anna", "boris"}) {
        StaffAccount account = sample_account(name);
        account.grants.push_back({"version", "2026-12", Bytes(80, 6)});
        ASSERT_TRUE(this->accounts().save(account, audit).ok());
    }
    StaffAccount elsewhere = sample_account("clara");
    elsewhere.centre = "nord";
    ASSERT_TRUE(this->accounts().save(elsewhere, audit).ok());
    keys.serial = 2;
    keys.versions[0].current = false;
    ASSERT_TRUE(this->terminals().keep_keys(keys, "second", {audit}).ok());
    EXPECT_EQ((*this->accounts().find("anna"))->grants.size(), 3u) << "it is retired, no more";
    keys.serial = 3;
    keys.versions[0].erased = true;
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->terminals().keep_keys(keys, "third", {audit}).ok());
    this->harness.refuse_audit(false);
    EXPECT_EQ((*this->accounts().find("anna"))->grants.size(), 3u);
    ASSERT_TRUE(this->terminals().keep_keys(keys, "third", {audit}).ok());
    this->harness.reopen();
    for (const char* name : {"anna", "boris"}) {
        const auto account = this->accounts().find(name);
        ASSERT_TRUE(account.ok() && account->has_value()) << name;
        EXPECT_EQ((*account)->grants, (std::vector<Grant>{{"configuration", "", Bytes(80, 4)},
                                                          {"version", "2026-12", Bytes(80, 6)}}))
            << name;
    }
    EXPECT_EQ((*this->accounts().find("clara"))->grants.size(), 2u) << "another centre's";
}

REGISTER_TYPED_TEST_SUITE_P(TerminalsContract,
                            what_was_granted_of_an_erased_version_goes_with_the_register,
                            proposals_are_told_the_newest_first_and_are_no_registers,
                            who_stands_in_the_newest_register_is_heard_and_nobody_else,
                            a_register_and_its_row_in_the_audit_log_are_one);

}  // namespace lotse::support
