// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_service.h"

#include <string>

#include "base/version.h"
#include "codec/wire/service_time.h"
#include "codec/wire/wire.h"
#include "service/clock_work.h"
#include "service/openapi.h"
#include "service/replies.h"

namespace lotse::service {

void tell_health(Context& context, Call, Done done) {
    context.with_store(
        Lane::Stranger,
        [&context, done](store::CentreStore& store) {
            codec::Health health;
            health.version = version();
            health.store_ok = store.intakes.revision("").ok();
            health.time = service_time(context);
            health.waiting_jobs = static_cast<std::int64_t>(context.store.waiting());
            done(json(health.store_ok ? 200 : 503, codec::write_health(health)));
        },
        done);
}

void tell_readiness(Context& context, Call, Done done) {
    context.with_store(
        Lane::Stranger,
        [&context, done](store::CentreStore& store) {
            Condition found;
            found.write = context.probe(store);
            found.takes_intakes = context.takes_intakes();
            found.clock = context.clock.now().trust;
            found.certificate_until = context.options.certificate_until;
            const WallTime backed_up = context.backed_up;
            if (backed_up != WallTime{}) {
                found.backed_up = backed_up;
            }
            found.damaged = context.damaged;
            found.marked = context.marked;
            const Readiness readiness = judge(found, context.options.wall());
            done(json(readiness.ability == Ability::Failing ? 503 : 200, to_json(readiness)));
        },
        done);
}

void confirm_clock(Context& context, Call call, Done done) {
    const Result<WallTime> said = codec::read_clock_word(call.request.text());
    if (!is_json(call.request) || !said) {
        return done(problem(400, Kind::Corrupt, "now", "expected {\"now\": seconds since 1970}"));
    }
    const WallTime wall = context.clock.reading().second.wall;
    if (*said > wall + kClockTolerance || *said < wall - kClockTolerance) {
        return done(problem(409, Kind::Refused, "clock",
                            "the desk's clock and the service's machine's differ by more than five "
                            "minutes: set the wrong one right, then confirm"));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, wall, account = call.staff.account](store::CentreStore& store) {
            Result<void> heard = hear_outside_word(context, store, wall);
            if (heard) {
                heard = store.audit_log.append(
                    {account, AuditAction::ClockConfirmed, "clock", context.options.wall()});
            }
            if (!heard) {
                context.log(WorkFailed{Work::Clock, heard.error()});
                return done(store_problem(heard.error()));
            }
            done(Reply{204, "", "", {}, std::nullopt});
        },
        done);
}

void describe(Context&, Call, Done done) {
    done(json(200, std::string(openapi_json())));
}

}  // namespace lotse::service
