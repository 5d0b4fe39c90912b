// SPDX-License-Identifier: EUPL-1.2
/// What every AuditLog promises (core/intake/ports.h), as tests that the real ones and the fake
/// pass alike. A harness is that of centre_contract.h.
#pragma once

#include "support/centre_contract.h"

namespace lotse::support {

template <class Harness>
class AuditLogContract : public CentreContract<Harness> {};

TYPED_TEST_SUITE_P(AuditLogContract);

TYPED_TEST_P(AuditLogContract, an_untouched_audit_log_is_whole) {
    EXPECT_TRUE(this->audit_log().verify().ok()) << "also an empty one";
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(
            this->audit_log()
                .append({"anna", AuditAction::Open, "intake " + std::to_string(i), kMorning})
                .ok());
    }
    this->harness.reopen();
    ASSERT_TRUE(this->audit_log().append({"berta", AuditAction::Close, "intake 1", kMorning}).ok());
    EXPECT_TRUE(this->audit_log().verify().ok());
}

REGISTER_TYPED_TEST_SUITE_P(AuditLogContract, an_untouched_audit_log_is_whole);

}  // namespace lotse::support
