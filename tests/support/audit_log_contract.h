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

TYPED_TEST_P(AuditLogContract, heads_lead_from_any_row_to_the_last_one) {
    const auto append = [&](int rows) {
        for (int i = 0; i < rows; ++i) {
            ASSERT_TRUE(this->audit_log()
                            .append({"anna", AuditAction::Open, std::to_string(i), kMorning})
                            .ok());
        }
    };
    EXPECT_EQ(this->audit_log().heads(std::nullopt, 9)->to, AuditHead{}) << "of an empty log";
    append(7);
    const AuditHead seven = this->audit_log().heads(std::nullopt, 9)->to;
    EXPECT_EQ(seven.seq, 7);
    this->harness.reopen();
    append(5);
    for (const auto& [after, most] : std::vector<std::pair<int, int>>{{0, 99}, {0, 5}, {7, 2}}) {
        AuditHead head = this->audit_log().heads(after, 1)->from;
        ASSERT_EQ(head.seq, after);
        if (after == 7) {
            EXPECT_EQ(head, seven) << "whoever kept it finds it again";
        }
        for (std::size_t pages = 0;; ++pages) {
            ASSERT_LT(pages, 12u);
            const auto told = this->audit_log().heads(head.seq, most);
            ASSERT_TRUE(told.ok());
            ASSERT_LE(told->inner.size(), static_cast<std::size_t>(most));
            EXPECT_EQ(told->last, 12);
            ASSERT_TRUE(follow_chain(head, *told, simple_hash));
            if (head.seq == told->last) {
                break;
            }
        }
        EXPECT_EQ(head, this->audit_log().heads(std::nullopt, 9)->to);
    }
    EXPECT_EQ(this->audit_log().heads(13, 9)->from.seq, 12) << "there is no such row";
}

TYPED_TEST_P(AuditLogContract, rows_that_say_the_same_have_inner_hashes_of_their_own) {
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(this->audit_log().append({"anna", AuditAction::LogIn, "", kMorning}).ok());
    }
    const auto told = this->audit_log().heads(0, 9);
    ASSERT_EQ(told->inner.size(), 2u);
    EXPECT_NE(told->inner[0], told->inner[1]);
}

REGISTER_TYPED_TEST_SUITE_P(AuditLogContract, an_untouched_audit_log_is_whole,
                            heads_lead_from_any_row_to_the_last_one,
                            rows_that_say_the_same_have_inner_hashes_of_their_own);

}  // namespace lotse::support
