// SPDX-License-Identifier: EUPL-1.2
#include "service/context.h"

#include <utility>

#include "service/replies.h"

namespace lotse::service {

Context::Context(std::unique_ptr<store::CentreStore> opened, vault::ServiceKey with_key,
                 ApiOptions with, Log to)
    : key(std::move(with_key)),
      options(std::move(with)),
      log(std::move(to)),
      sessions(options.monotonic),
      gate(options.terminal_burst, options.terminal_per_minute),
      hub(options.change_streams),
      store(std::move(opened), options.wall,
            [this](const std::string& centre, std::int64_t revision) {
                hub.publish(centre, revision);
            }) {}

void Context::with_store(StoreThread::Job job, const Done& done) {
    if (!store.run(std::move(job))) {
        done(busy());
    }
}

}  // namespace lotse::service
