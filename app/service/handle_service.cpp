// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_service.h"

#include <string>

#include "base/version.h"
#include "codec/wire/wire.h"
#include "service/openapi.h"
#include "service/replies.h"

namespace lotse::service {

void tell_health(Context& context, Call, Done done) {
    context.with_store(
        [&context, done](store::CentreStore& store) {
            codec::Health health;
            health.version = version();
            health.store_ok = store.intakes.revision("").ok();
            health.waiting_jobs = static_cast<std::int64_t>(context.store.waiting());
            done(json(health.store_ok ? 200 : 503, codec::write_health(health)));
        },
        done);
}

void describe(Context&, Call, Done done) {
    done(json(200, std::string(openapi_json())));
}

}  // namespace lotse::service
