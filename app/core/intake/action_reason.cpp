// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/action_reason.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/check.h"

namespace lotse {
namespace {

constexpr std::array<std::pair<ActionReason, std::string_view>, 12> kReasonWords{{
    {ActionReason::None, ""},
    {ActionReason::Counselled, "counselled"},
    {ActionReason::PassedOn, "passed_on"},
    {ActionReason::Gone, "gone"},
    {ActionReason::Mistaken, "mistaken"},
    {ActionReason::NoConsent, "no_consent"},
    {ActionReason::Test, "test"},
    {ActionReason::HolderAway, "holder_away"},
    {ActionReason::HolderAgrees, "holder_agrees"},
    {ActionReason::Granted, "granted"},
    {ActionReason::NotOpen, "not_open"},
    {ActionReason::NotFitting, "not_fitting"},
}};

}  // namespace

std::string_view to_string(ActionReason reason) {
    for (const auto& [one, word] : kReasonWords) {
        if (one == reason) {
            return word;
        }
    }
    LOTSE_CHECK(false);
}

std::optional<ActionReason> action_reason_from(std::string_view word) {
    for (const auto& [reason, one] : kReasonWords) {
        if (one == word) {
            return reason;
        }
    }
    return std::nullopt;
}

const std::vector<ActionReason>& reasons_for(QueueAction action) {
    static const std::vector<ActionReason> kNone;
    static const std::vector<ActionReason> kClose = {
        ActionReason::Counselled, ActionReason::PassedOn, ActionReason::Gone,
        ActionReason::Mistaken,   ActionReason::Granted,  ActionReason::NotOpen,
        ActionReason::NotFitting};
    static const std::vector<ActionReason> kWithdraw = {ActionReason::NoConsent, ActionReason::Gone,
                                                        ActionReason::Test};
    static const std::vector<ActionReason> kBreak = {ActionReason::HolderAway,
                                                     ActionReason::HolderAgrees};
    switch (action) {
        case QueueAction::Close:
            return kClose;
        case QueueAction::Withdraw:
            return kWithdraw;
        case QueueAction::Break:
            return kBreak;
        case QueueAction::Call:
        case QueueAction::Arrive:
        case QueueAction::Open:
        case QueueAction::Renew:
        case QueueAction::Park:
        case QueueAction::Defer:
        case QueueAction::Miss:
        case QueueAction::Requeue:
        case QueueAction::Release:
            return kNone;
    }
    LOTSE_CHECK(false);
}

std::vector<ActionReason> offered_reasons(QueueAction action, const QueueEntry& entry) {
    std::vector<ActionReason> reasons = reasons_for(action);
    if (action == QueueAction::Close) {
        std::erase_if(reasons, [&](ActionReason reason) {
            const bool of_requests = reason == ActionReason::Granted ||
                                     reason == ActionReason::NotOpen ||
                                     reason == ActionReason::NotFitting;
            return of_requests != is_request(entry);
        });
    }
    return reasons;
}

std::string audited_object(const IntakeId& id, ActionReason reason) {
    const std::string_view word = to_string(reason);
    return to_hex(id) + (word.empty() ? "" : " ") + std::string(word);
}

Result<void> check_reason(QueueAction action, ActionReason reason) {
    const std::vector<ActionReason>& offered = reasons_for(action);
    if (offered.empty() ? reason == ActionReason::None
                        : std::find(offered.begin(), offered.end(), reason) != offered.end()) {
        return {};
    }
    std::string expected = offered.empty() ? "expected none" : "expected one of";
    for (const ActionReason one : offered) {
        expected += " " + std::string(to_string(one));
    }
    return Error{Kind::Refused, "reason of \"" + std::string(to_string(action)) + "\"", expected};
}

}  // namespace lotse
