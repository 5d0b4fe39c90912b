// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_audit.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "codec/wire/audit_wire.h"
#include "core/limits.h"
#include "service/replies.h"
#include "vault/signed_document.h"

namespace lotse::service {
namespace {

constexpr std::string_view kAfter = "after=";

/// False: it is malformed. Without a number: the head of now.
bool read_after(std::string_view query, std::optional<std::int64_t>& after) {
    if (query.empty()) {
        return true;
    }
    std::int64_t number = 0;
    const char* const end = query.data() + query.size();
    if (!query.starts_with(kAfter)) {
        return false;
    }
    const auto [read, failed] = std::from_chars(query.data() + kAfter.size(), end, number);
    after = number;
    return failed == std::errc{} && read == end && number >= 0;
}

/// Signed by the account itself, of its centre; what it says of the log is not looked at.
Result<SignedHead> head_in(store::CentreStore& store, const Staff& staff,
                           const std::string& document) {
    const Result<std::optional<StaffAccount>> account = store.accounts.find(staff.account);
    if (!account) {
        return account.error();
    }
    const Error foreign{Kind::Refused, "head", "is not signed by who is logged in"};
    if (!*account) {
        return foreign;
    }
    const Result<std::string> json =
        vault::open_document(document, vault::kAuditHeadDocument, (*account)->sign);
    Result<SignedHead> head = json ? codec::read_signed_head(*json) : json.error();
    if (!head || head->account != staff.account || head->centre != staff.centre) {
        return foreign;
    }
    return head;
}

}  // namespace

void tell_audit_heads(Context& context, Call call, Done done) {
    std::optional<std::int64_t> after;
    if (!read_after(call.request.query, after)) {
        return done(problem(400, Kind::Corrupt, "query", "expected after=N"));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, after](store::CentreStore& store) {
            const Result<AuditHeads> heads = store.audit_log.heads(after, limits::kAuditPage);
            if (!heads) {
                context.log(WorkFailed{Work::Audit, heads.error()});
                return done(store_problem(heads.error()));
            }
            done(json(200, codec::write_audit_heads(*heads)));
        },
        done);
}

void take_audit_head(Context& context, Call call, Done done) {
    context.with_store(
        waiter_of(call.staff),
        [&context, done, staff = call.staff,
         document = std::string(call.request.text())](store::CentreStore& store) {
            const Result<SignedHead> head = head_in(store, staff, document);
            if (!head) {
                return done(head.error().kind == Kind::Refused
                                ? problem(403, Kind::Refused, "head", head.error().detail)
                                : store_problem(head.error()));
            }
            const Result<AuditHeads> here = store.audit_log.heads(head->head.seq, 0);
            if (!here) {
                context.log(WorkFailed{Work::Audit, here.error()});
                return done(store_problem(here.error()));
            }
            if (here->from != head->head) {
                return done(problem(409, Kind::Refused, "head", "is none of this log"));
            }
            const Result<void> kept = store.audit_log.append(
                {staff.account, AuditAction::HeadSigned, document, context.options.wall()});
            if (!kept) {
                context.log(WorkFailed{Work::Audit, kept.error()});
                return done(store_problem(kept.error()));
            }
            context.log(AuditHeadSigned{head->head, document});
            done(Reply{204, "", "", {}, std::nullopt});
        },
        done);
}

}  // namespace lotse::service
