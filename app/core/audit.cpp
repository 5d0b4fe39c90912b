// SPDX-License-Identifier: EUPL-1.2
#include "core/audit.h"

#include "core/check.h"

namespace lotse {

std::string_view to_string(AuditAction action) {
    switch (action) {
        case AuditAction::LogIn:
            return "log_in";
        case AuditAction::LogInFailed:
            return "log_in_failed";
        case AuditAction::Call:
            return "call";
        case AuditAction::Arrive:
            return "arrive";
        case AuditAction::Open:
            return "open";
        case AuditAction::Renew:
            return "renew";
        case AuditAction::Park:
            return "park";
        case AuditAction::Defer:
            return "defer";
        case AuditAction::Miss:
            return "miss";
        case AuditAction::Requeue:
            return "requeue";
        case AuditAction::Close:
            return "close";
        case AuditAction::Withdraw:
            return "withdraw";
        case AuditAction::Release:
            return "release";
        case AuditAction::Break:
            return "break";
        case AuditAction::Read:
            return "read";
        case AuditAction::ReadName:
            return "read_name";
        case AuditAction::Check:
            return "check";
        case AuditAction::Alarm:
            return "alarm";
        case AuditAction::ConfigurationPublished:
            return "configuration published";
        case AuditAction::ConfigurationReleased:
            return "configuration released";
        case AuditAction::AccountAdded:
            return "account added";
        case AuditAction::AccountInvited:
            return "account invited";
        case AuditAction::AccountAccepted:
            return "account accepted";
        case AuditAction::InvitationOver:
            return "invitation over";
        case AuditAction::PasswordChanged:
            return "password changed";
        case AuditAction::PeopleListed:
            return "people listed";
        case AuditAction::RightsGiven:
            return "rights given";
        case AuditAction::AccountRemoved:
            return "account removed";
        case AuditAction::AccountUnblocked:
            return "account unblocked";
        case AuditAction::AccessGranted:
            return "access granted";
        case AuditAction::KeyProposed:
            return "key proposed";
        case AuditAction::KeyAdded:
            return "key added";
        case AuditAction::KeyErased:
            return "key erased";
        case AuditAction::KeyBound:
            return "key bound";
        case AuditAction::KeyDestroyed:
            return "key destroyed";
        case AuditAction::IntakesExported:
            return "intakes exported";
        case AuditAction::RegisterMade:
            return "register made";
        case AuditAction::RegisterChanged:
            return "register changed";
        case AuditAction::TerminalEnrolled:
            return "terminal enrolled";
        case AuditAction::TerminalRevoked:
            return "terminal revoked";
        case AuditAction::DisplayEnrolled:
            return "display enrolled";
        case AuditAction::DisplayRevoked:
            return "display revoked";
        case AuditAction::HelpDone:
            return "help done";
        case AuditAction::ClockConfirmed:
            return "clock confirmed";
        case AuditAction::HeadSigned:
            return "head signed";
        case AuditAction::BuriedAgain:
            return "buried again";
        case AuditAction::DamageFound:
            return "damage found";
        case AuditAction::Restored:
            return "restored";
    }
    LOTSE_CHECK(false);
}

}  // namespace lotse
