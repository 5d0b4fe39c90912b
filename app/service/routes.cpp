// SPDX-License-Identifier: EUPL-1.2
#include "service/routes.h"

#include <charconv>
#include <optional>

#include "core/intake/register_chain.h"
#include "service/handle_accounts.h"
#include "service/handle_alarms.h"
#include "service/handle_audit.h"
#include "service/handle_calls.h"
#include "service/handle_configurations.h"
#include "service/handle_grants.h"
#include "service/handle_help.h"
#include "service/handle_intakes.h"
#include "service/handle_people.h"
#include "service/handle_proposals.h"
#include "service/handle_queue.h"
#include "service/handle_registers.h"
#include "service/handle_reports.h"
#include "service/handle_retention.h"
#include "service/handle_service.h"
#include "service/handle_sessions.h"

namespace lotse::service {
namespace {

/// A whole number from 1, as it is written: no sign, no leading zero.
bool version_from(std::string_view digits, std::int64_t& version) {
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    return failed == std::errc{} && end == digits.data() + digits.size() && digits.front() >= '1' &&
           digits.front() <= '9';
}

bool name_from(std::string_view part, std::string& name) {
    name = part.substr(1);
    return is_registered_name(name);
}

/// The first part of a path that begins with '/', and what follows it.
std::string_view take_part(std::string_view& path) {
    const std::string_view part = path.substr(0, path.find('/', 1));
    path.remove_prefix(part.size());
    return part;
}

bool fits(std::string_view pattern, std::string_view path, Match& found) {
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = take_part(pattern);
        const std::string_view given = take_part(path);
        const bool same = wanted == "/{id}"         ? from_hex(given.substr(1), found.id)
                          : wanted == "/{terminal}" ? name_from(given, found.terminal)
                          : wanted == "/{version}" || wanted == "/{serial}"
                              ? given.size() > 1 && version_from(given.substr(1), found.version)
                              : wanted == given;
        if (!same) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

}  // namespace

const std::vector<Route>& routes() {
    using enum Caller;
    constexpr std::size_t kNone = 0;
    constexpr std::size_t kJson = limits::kLargestRequestJsonBytes;
    // As many versions of the centre's key as a register names.
    constexpr std::size_t kGrants = limits::kLargestRegisterBytes;
    constexpr Rights kEverybody;
    constexpr Rights kCall = {StaffRight::Call};
    constexpr Rights kOpen = {StaffRight::Open};
    constexpr Rights kConfigure = {StaffRight::Configure};
    constexpr Rights kAdmins = {StaffRight::Configure, StaffRight::Operate};
    constexpr Rights kPeople = {StaffRight::People};
    constexpr Rights kOperate = {StaffRight::Operate};
    static const std::vector<Route> kRoutes = {
        {"PUT", "/v1/intakes/{id}", Terminal, kEverybody, limits::kLargestEnvelopeBytes,
         put_intake},
        {"GET", "/v1/intakes/{id}", Watching, kCall, kNone, read_intake},
        {"POST", "/v1/intakes/{id}/actions", Acting, kCall, kJson, act_on_intake},
        {"POST", "/v1/call-next", Acting, kCall, kJson, call_next},
        {"GET", "/v1/queue", Watching, kCall, kNone, list_queue},
        {"GET", "/v1/changes", Watching, kEverybody, kNone, follow_changes},
        {"POST", "/v1/log-in", Entering, kEverybody, kJson, give_terms},
        {"POST", "/v1/session", Entering, kEverybody, kJson, log_in},
        {"DELETE", "/v1/session", Invited, kEverybody, kNone, log_out},
        {"GET", "/v1/centre", Invited, kEverybody, kNone, tell_centre},
        {"PUT", "/v1/keys/{serial}", Acting, kPeople, limits::kLargestRegisterBytes, take_keys},
        {"PUT", "/v1/people/{serial}", Acting, kPeople, limits::kLargestRegisterBytes, take_people},
        {"GET", "/v1/accounts", Watching, kPeople, kNone, list_accounts},
        {"POST", "/v1/accounts", Acting, kPeople, kGrants, invite_account},
        {"POST", "/v1/grants", Acting, kOpen, kGrants, give_access},
        {"POST", "/v1/proposals", Acting, kOpen, kGrants, take_proposal},
        {"POST", "/v1/unblock", Acting, kPeople, kJson, unblock_account},
        {"POST", "/v1/alarms", Invited, kEverybody, kJson, take_alarm},
        {"GET", "/v1/audit/heads", Watching, kEverybody, kNone, tell_audit_heads},
        {"POST", "/v1/audit/heads", Watching, kEverybody, limits::kLargestSignedHeadBytes,
         take_audit_head},
        {"GET", "/v1/due", Watching, kAdmins, kNone, tell_due},
        {"POST", "/v1/account/password", Acting, kEverybody, kJson, change_password},
        {"POST", "/v1/account/keys", Invited, kEverybody, kGrants, accept_invitation},
        {"GET", "/v1/health", Anyone, kEverybody, kNone, tell_health},
        {"GET", "/v1/ready", Anyone, kEverybody, kNone, tell_readiness},
        {"POST", "/v1/clock", Acting, kOperate, kJson, confirm_clock},
        {"GET", "/v1/openapi.json", Anyone, kEverybody, kNone, describe},
        {"GET", "/v1/configurations", Watching, kEverybody, kNone, list_configurations},
        {"GET", "/v1/configurations/{version}", Watching, kEverybody, kNone, fetch_configuration},
        {"PUT", "/v1/configurations/{version}", Acting, kConfigure, limits::kLargestBundleBytes,
         publish_configuration},
        {"POST", "/v1/configurations/{version}/release", Acting, kConfigure, kNone,
         release_configuration},
        {"POST", "/v1/terminal-report", Terminal, kEverybody, limits::kLargestReportBytes,
         take_report},
        {"POST", "/v1/calls", Display, kEverybody, kJson, tell_calls},
        {"GET", "/v1/terminals", Watching, kEverybody, kNone, list_terminals},
        {"POST", "/v1/help", Terminal, kEverybody, kJson, take_help_call},
        {"GET", "/v1/help", Watching, kCall, kNone, list_help_calls},
        {"POST", "/v1/help/{terminal}/done", Acting, kCall, kJson, end_help_call},
    };
    return kRoutes;
}

bool is_signed(Caller caller) {
    return caller == Caller::Terminal || caller == Caller::Display;
}

bool asks_for_session(Caller caller) {
    return caller == Caller::Invited || caller == Caller::Watching || caller == Caller::Acting;
}

Match match(std::string_view method, std::string_view path) {
    Match found;
    for (const Route& route : routes()) {
        Match here;
        if (!fits(route.pattern, path, here)) {
            continue;
        }
        if (route.method == method) {
            here.route = &route;
            return here;
        }
        found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    return found;
}

}  // namespace lotse::service
