// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/offers.h"

#include <algorithm>
#include <array>

namespace lotse::desk {
namespace {

/// Whether the counselling can be begun (the client was called and came), or somebody else's be
/// taken over. A number without data is served once it is called.
bool begins(const QueueEntry& entry, const std::string& account) {
    const bool begun = entry.state != QueueState::Called && entry.state != QueueState::Arrived;
    return begun ? entry.holder != account : has_answers(entry);
}

}  // namespace

std::vector<QueueAction> offered_actions(const QueueEntry& entry, const Staff& staff,
                                         WallTime now) {
    const std::string& account = staff.account;
    static constexpr std::array kOrder = {
        QueueAction::Open,    QueueAction::Arrive, QueueAction::Call,
        QueueAction::Park,    QueueAction::Defer,  QueueAction::Miss,
        QueueAction::Requeue, QueueAction::Break,  QueueAction::Close};
    std::vector<QueueAction> actions;
    for (const QueueAction action : kOrder) {
        if (action == QueueAction::Open && !begins(entry, account)) {
            continue;
        }
        if (staff.may(right_for(action, entry)) &&
            transition(entry, action, account, entry.revision, now)) {
            actions.push_back(action);
        }
    }
    // Closing is the next step only for a client who is being served here; a number without data is
    // served once it is called.
    const bool served = entry.holder == account && (entry.state == QueueState::InProgress ||
                                                    (is_claimed(entry) && !has_answers(entry)));
    if (served && !actions.empty() && actions.back() == QueueAction::Close) {
        std::rotate(actions.begin(), actions.end() - 1, actions.end());
    }
    return actions;
}

bool can_withdraw(const QueueEntry& entry, const Staff& staff, WallTime now) {
    return staff.may(StaffRight::Withdraw) &&
           transition(entry, QueueAction::Withdraw, staff.account, entry.revision, now).ok();
}

bool can_open(const QueueEntry& entry, const Staff& staff, WallTime now) {
    return staff.may(StaffRight::Open) && has_answers(entry) && may_read(entry, staff.account, now);
}

}  // namespace lotse::desk
