// SPDX-License-Identifier: EUPL-1.2
/// What every Accounts promises (core/intake/ports.h), as tests that the real ones and the fake
/// pass alike. A harness is that of centre_contract.h.
#pragma once

#include "support/centre_contract.h"
#include "support/sample_account.h"
#include "support/sample_people.h"

namespace lotse::support {

template <class Harness>
class AccountsContract : public CentreContract<Harness> {};

TYPED_TEST_SUITE_P(AccountsContract);

TYPED_TEST_P(AccountsContract, an_account_is_kept_and_replaced_under_its_name) {
    EXPECT_FALSE(this->accounts().find("anna")->has_value()) << "no default accounts";
    StaffAccount account = sample_account("anna");
    account.invited_until = kMorning;
    ASSERT_TRUE(this->accounts().save(account, sample_audit(AuditAction::AccountAdded)).ok());
    account.rights = {StaffRight::Call};
    account.invited_until.reset();
    account.verifier = Bytes{3, 0, 255};
    account.vouched = Bytes(64, 3);
    account.grants.pop_back();
    account.wrapped.clear();  // an invitation that is over
    ASSERT_TRUE(this->accounts().save(account, sample_audit(AuditAction::AccountAdded)).ok());
    this->harness.reopen();
    const auto kept = this->accounts().find("anna");
    ASSERT_TRUE(kept.ok() && kept->has_value());
    EXPECT_EQ((*kept)->centre, "demo");
    EXPECT_EQ((*kept)->rights, account.rights);
    EXPECT_EQ((*kept)->cost, account.cost);
    EXPECT_EQ((*kept)->salt, account.salt);
    EXPECT_EQ((*kept)->verifier, account.verifier);
    EXPECT_EQ((*kept)->wrapped, account.wrapped);
    EXPECT_EQ((*kept)->box, account.box);
    EXPECT_EQ((*kept)->sign, account.sign);
    EXPECT_EQ((*kept)->vouched, account.vouched);
    EXPECT_EQ((*kept)->invited_until, std::nullopt);
    EXPECT_EQ((*kept)->grants, account.grants) << "those of before are gone";
    EXPECT_FALSE(this->accounts().find("Anna")->has_value());
}

TYPED_TEST_P(AccountsContract, an_account_and_its_row_in_the_audit_log_are_one) {
    const AuditEntry added{"lotse-tool", AuditAction::AccountAdded, "anna", kMorning};
    const StaffAccount account = sample_account("anna");
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->accounts().save(account, added).ok());
    this->harness.refuse_audit(false);
    EXPECT_FALSE(this->accounts().find("anna")->has_value());
    ASSERT_TRUE(this->accounts().save(account, added).ok());
    EXPECT_EQ(this->harness.audit_rows(), (AuditRows{{"lotse-tool", "account added", "anna"}}));
}

TYPED_TEST_P(AccountsContract, what_accounts_show_before_a_log_in_begins_with_the_least_costly) {
    StaffAccount dear = sample_account("anna"), cheap = sample_account("boris");
    cheap.cost = {2, 64};
    cheap.centre = "nord";
    for (const StaffAccount& account : {dear, cheap}) {
        ASSERT_TRUE(this->accounts().save(account, sample_audit(AuditAction::AccountAdded)).ok());
    }
    EXPECT_EQ(*this->accounts().forms(),
              (std::vector<LogInForm>{{"nord", cheap.cost}, {"demo", dear.cost}}));
    EXPECT_EQ(*this->accounts().names(), (std::vector<std::string>{"anna", "boris"}));
}

TYPED_TEST_P(AccountsContract, accounts_follow_the_register_of_people_or_nothing_changes) {
    for (const char* name : {"anna", "boris", "carla"}) {
        StaffAccount account = sample_account(name);
        account.centre = name == std::string("carla") ? "nord" : "demo";
        ASSERT_TRUE(this->accounts().save(account, sample_audit(AuditAction::AccountAdded)).ok());
    }
    EXPECT_EQ(*this->accounts().signed_people("demo"), "");
    EXPECT_EQ(*this->accounts().people_serial("demo"), 0);
    PeopleRegister people = sample_people();
    people.people = {{"anna", {StaffRight::Call, StaffRight::Configure}, "anna", kMorning},
                     {"dora", {StaffRight::Call}, "anna", kMorning}};
    const std::vector<AuditEntry> rows = {{"anna", AuditAction::AccountRemoved, "boris", kMorning}};
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->accounts().keep_people(people, "first", rows).ok());
    this->harness.refuse_audit(false);
    EXPECT_TRUE(this->accounts().find("boris")->has_value());
    EXPECT_EQ(*this->accounts().signed_people("demo"), "");
    PeopleRegister foreign = people;
    foreign.people.push_back({"carla", {StaffRight::Call}, "anna", kMorning});
    EXPECT_EQ(this->accounts().keep_people(foreign, "foreign", rows).error().kind, Kind::Refused);
    EXPECT_TRUE(this->accounts().find("boris")->has_value());
    ASSERT_TRUE(this->accounts().keep_people(people, "first", rows).ok());
    this->harness.reopen();
    EXPECT_EQ(*this->accounts().signed_people("demo"), "first");
    EXPECT_EQ(*this->accounts().people_serial("demo"), 1);
    EXPECT_FALSE(this->accounts().find("boris")->has_value());
    EXPECT_FALSE(this->accounts().find("dora")->has_value()) << "is invited next";
    EXPECT_TRUE(this->accounts().find("carla")->has_value()) << "of another centre";
    const StaffAccount anna = **this->accounts().find("anna");
    EXPECT_EQ(anna.rights, people.people[0].rights);
    ASSERT_EQ(anna.grants.size(), 1u) << "what opened intakes is gone";
    EXPECT_EQ(anna.grants[0].kind, "configuration");
    EXPECT_EQ(this->accounts().keep_people(people, "again", rows).error().kind, Kind::Refused);
}

REGISTER_TYPED_TEST_SUITE_P(AccountsContract,
                            accounts_follow_the_register_of_people_or_nothing_changes,
                            an_account_is_kept_and_replaced_under_its_name,
                            what_accounts_show_before_a_log_in_begins_with_the_least_costly,
                            an_account_and_its_row_in_the_audit_log_are_one);

}  // namespace lotse::support
