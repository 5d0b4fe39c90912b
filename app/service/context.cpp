// SPDX-License-Identifier: EUPL-1.2
#include "service/context.h"

#include <utility>

#include "core/civil_time.h"
#include "service/replies.h"

namespace lotse::service {
namespace {

BelievedClock clock_of(store::CentreStore& store, const ApiOptions& machine, const Log& log) {
    const Result<std::string> known = store.intakes.clock();
    if (!known) {
        log(WorkFailed{Work::Clock, known.error()});
    }
    return BelievedClock(known ? *known : std::string(),
                         [wall = machine.wall, up = machine.monotonic, boot = machine.boot] {
                             return ClockReading{wall(), up(), boot};
                         });
}

/// Nothing but the clock itself looks at the machine's wall clock.
ApiOptions going_by(const BelievedClock& clock, ApiOptions options) {
    options.wall = [&clock] { return clock.now().time; };
    if (!options.today) {
        options.today = [&clock] { return to_iso(german_time(clock.now().time).date); };
    }
    return options;
}

}  // namespace

Waiter waiter_of(const Request& request) {
    return request.standing == Standing::Terminal ? Waiter(Lane::Terminal, request.who)
                                                  : Waiter(Lane::Stranger);
}

Waiter waiter_of(const Staff& staff) {
    return {Lane::Desk, staff.centre + ' ' + staff.account};
}

Context::Context(std::unique_ptr<store::CentreStore> opened, vault::ServiceKey with_key,
                 ApiOptions with, Log to)
    : key(std::move(with_key)),
      clock(clock_of(*opened, with, to)),
      options(going_by(clock, std::move(with))),
      log(std::move(to)),
      sessions(options.monotonic),
      gate(options.terminal_burst, options.terminal_per_minute),
      hub(options.change_streams),
      store(std::move(opened), options.wall,
            [this](const std::string& centre, std::int64_t revision) {
                hub.publish(centre, revision);
            }) {}

void Context::with_store(Waiter waiter, StoreThread::Job job, const Done& done) {
    if (!store.run(std::move(waiter), std::move(job))) {
        done(busy());
    }
}

bool Context::takes_intakes() {
    const Instant now = options.monotonic();
    if (options.free_bytes && (space_looked_at.load() == Instant::min() ||
                               now - space_looked_at.load() >= limits::kProbeAfter)) {
        space_looked_at = now;
        enough_space = options.free_bytes() >= limits::kQueueReserveBytes;
    }
    return enough_space;
}

std::optional<Error> Context::probe(store::CentreStore& of) {
    const Instant now = options.monotonic();
    if (probed == Instant::min() || now - probed >= limits::kProbeAfter) {
        probed = now;
        const Result<void> written = of.intakes.probe();
        probe_failed = written ? std::nullopt : std::optional(written.error());
    }
    return probe_failed;
}

}  // namespace lotse::service
