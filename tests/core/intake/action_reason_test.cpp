// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/action_reason.h"

#include <gtest/gtest.h>

#include <set>

namespace lotse {
namespace {

TEST(ActionReasons, what_others_may_look_for_asks_for_one_of_its_reasons_and_nothing_else_has_one) {
    std::set<std::string_view> words;
    for (int i = 0; i <= static_cast<int>(ActionReason::NotFitting); ++i) {
        const auto reason = static_cast<ActionReason>(i);
        EXPECT_TRUE(words.insert(to_string(reason)).second);
        EXPECT_EQ(action_reason_from(to_string(reason)), reason);
        for (int a = 0; a <= static_cast<int>(QueueAction::Break); ++a) {
            const auto action = static_cast<QueueAction>(a);
            const auto& offered = reasons_for(action);
            const bool asks = action == QueueAction::Close || action == QueueAction::Withdraw ||
                              action == QueueAction::Break;
            EXPECT_EQ(offered.empty(), !asks) << to_string(action);
            const bool fits =
                asks ? std::find(offered.begin(), offered.end(), reason) != offered.end()
                     : reason == ActionReason::None;
            EXPECT_EQ(check_reason(action, reason).ok(), fits)
                << to_string(action) << " " << to_string(reason);
        }
    }
    EXPECT_FALSE(action_reason_from("the client has"));
    EXPECT_FALSE(check_reason(QueueAction::Close, ActionReason::NoConsent).ok());
}

TEST(ActionReasons, of_a_request_are_its_own_and_no_intake_is_closed_with_them) {
    QueueEntry request;
    request.header.questionnaire = kWithdrawalForm;
    EXPECT_EQ(
        offered_reasons(QueueAction::Close, request),
        (std::vector{ActionReason::Granted, ActionReason::NotOpen, ActionReason::NotFitting}));
    EXPECT_EQ(offered_reasons(QueueAction::Close, QueueEntry{}),
              (std::vector{ActionReason::Counselled, ActionReason::PassedOn, ActionReason::Gone,
                           ActionReason::Mistaken}));
    for (const QueueAction action :
         {QueueAction::Withdraw, QueueAction::Break, QueueAction::Call}) {
        EXPECT_EQ(offered_reasons(action, request), reasons_for(action)) << to_string(action);
    }
}

TEST(ActionReasons, stand_behind_the_id_in_the_audit_log) {
    const IntakeId id{};
    EXPECT_EQ(audited_object(id, ActionReason::None), to_hex(id));
    EXPECT_EQ(audited_object(id, ActionReason::NoConsent), to_hex(id) + " no_consent");
}

}  // namespace
}  // namespace lotse
