// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_alarms.h"

#include <string>

#include "codec/wire/keys_wire.h"
#include "service/replies.h"

namespace lotse::service {

void take_alarm(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<codec::AlarmReport> report = codec::read_alarm(call.request.text());
    if (!report) {
        return done(problem(400, Kind::Corrupt, report.error().where, report.error().detail));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, staff = call.staff, report = *report](store::CentreStore& store) {
            const std::string object = std::string(to_string(report.alarm)) +
                                       (report.object.empty() ? "" : " " + report.object);
            const Result<void> kept = store.audit_log.append(
                {staff.account, AuditAction::Alarm, object, context.options.wall()});
            if (!kept) {
                context.log(WorkFailed{Work::Alarm, kept.error()});
                return done(store_problem(kept.error()));
            }
            context.log(Answered{.work = Work::Alarm, .status = 204});
            done(Reply{204, "", "", {}, std::nullopt});
        },
        done);
}

}  // namespace lotse::service
