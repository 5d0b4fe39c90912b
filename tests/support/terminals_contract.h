// SPDX-License-Identifier: EUPL-1.2
/// What every Terminals promises (core/intake/ports.h), as tests that the real ones and the fake
/// pass alike. A harness is that of centre_contract.h.
#pragma once

#include "support/centre_contract.h"

namespace lotse::support {

template <class Harness>
class TerminalsContract : public CentreContract<Harness> {};

TYPED_TEST_SUITE_P(TerminalsContract);

TYPED_TEST_P(TerminalsContract, a_revoked_terminal_is_unknown_until_it_is_enrolled_again) {
    const Bytes key(32, 7);
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
    ASSERT_TRUE(this->terminals()
                    .enrol("demo", "t1", key, sample_audit(AuditAction::TerminalEnrolled))
                    .ok());
    this->harness.reopen();
    EXPECT_EQ(**this->terminals().key("demo", "t1"), key);
    EXPECT_FALSE(this->terminals().key("other", "t1")->has_value());
    ASSERT_TRUE(
        this->terminals().revoke("demo", "t1", sample_audit(AuditAction::TerminalRevoked)).ok());
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
    ASSERT_TRUE(this->terminals()
                    .enrol("demo", "t1", Bytes(32, 8), sample_audit(AuditAction::TerminalEnrolled))
                    .ok());
    EXPECT_EQ(**this->terminals().key("demo", "t1"), Bytes(32, 8));
}

TYPED_TEST_P(TerminalsContract, a_terminal_and_its_row_in_the_audit_log_are_one) {
    const AuditEntry enrolled{"lotse-tool", AuditAction::TerminalEnrolled, "demo/t1", kMorning};
    const AuditEntry revoked{"lotse-tool", AuditAction::TerminalRevoked, "demo/t1", kMorning};
    EXPECT_EQ(this->terminals().revoke("demo", "t1", revoked).error().kind, Kind::Refused);
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->terminals().enrol("demo", "t1", Bytes(32, 7), enrolled).ok());
    this->harness.refuse_audit(false);
    EXPECT_FALSE(this->terminals().key("demo", "t1")->has_value());
    ASSERT_TRUE(this->terminals().enrol("demo", "t1", Bytes(32, 7), enrolled).ok());
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->terminals().revoke("demo", "t1", revoked).ok());
    this->harness.refuse_audit(false);
    EXPECT_TRUE(this->terminals().key("demo", "t1")->has_value());
    ASSERT_TRUE(this->terminals().revoke("demo", "t1", revoked).ok());
    EXPECT_EQ(this->terminals().revoke("demo", "t1", revoked).error().kind, Kind::Refused);
    EXPECT_EQ(this->harness.audit_rows(),
              (AuditRows{{"lotse-tool", "terminal enrolled", "demo/t1"},
                         {"lotse-tool", "terminal revoked", "demo/t1"}}));
}

REGISTER_TYPED_TEST_SUITE_P(TerminalsContract,
                            a_revoked_terminal_is_unknown_until_it_is_enrolled_again,
                            a_terminal_and_its_row_in_the_audit_log_are_one);

}  // namespace lotse::support
