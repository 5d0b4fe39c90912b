// SPDX-License-Identifier: EUPL-1.2
/// What every Accounts promises (core/intake/ports.h), as tests that the real ones and the fake
/// pass alike. A harness is that of centre_contract.h.
#pragma once

#include "support/centre_contract.h"

namespace lotse::support {

template <class Harness>
class AccountsContract : public CentreContract<Harness> {};

TYPED_TEST_SUITE_P(AccountsContract);

TYPED_TEST_P(AccountsContract, an_account_is_kept_and_replaced_under_its_name) {
    EXPECT_FALSE(this->accounts().find("anna")->has_value()) << "no default accounts";
    StaffAccount account{"anna", "demo", "$argon2id$…", Bytes{0, 1, 2, 255}, true};
    ASSERT_TRUE(this->accounts().save(account, sample_audit(AuditAction::AccountAdded)).ok());
    account.admin = false;
    ASSERT_TRUE(this->accounts().save(account, sample_audit(AuditAction::AccountAdded)).ok());
    this->harness.reopen();
    const auto kept = this->accounts().find("anna");
    ASSERT_TRUE(kept.ok() && kept->has_value());
    EXPECT_EQ((*kept)->centre, "demo");
    EXPECT_EQ((*kept)->password_hash, account.password_hash);
    EXPECT_EQ((*kept)->wrapped_key, account.wrapped_key);
    EXPECT_FALSE((*kept)->admin);
    EXPECT_FALSE(this->accounts().find("Anna")->has_value());
}

TYPED_TEST_P(AccountsContract, an_account_and_its_row_in_the_audit_log_are_one) {
    const AuditEntry added{"lotse-tool", AuditAction::AccountAdded, "anna", kMorning};
    const StaffAccount account{"anna", "demo", "$argon2id$…", Bytes{1}, false};
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->accounts().save(account, added).ok());
    this->harness.refuse_audit(false);
    EXPECT_FALSE(this->accounts().find("anna")->has_value());
    ASSERT_TRUE(this->accounts().save(account, added).ok());
    EXPECT_EQ(this->harness.audit_rows(), (AuditRows{{"lotse-tool", "account added", "anna"}}));
}

REGISTER_TYPED_TEST_SUITE_P(AccountsContract, an_account_is_kept_and_replaced_under_its_name,
                            an_account_and_its_row_in_the_audit_log_are_one);

}  // namespace lotse::support
