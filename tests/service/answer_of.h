// SPDX-License-Identifier: EUPL-1.2
/// What the service answers, without a transport.
#pragma once

#include <future>
#include <utility>

#include "service/api.h"

namespace lotse::service {

/// Waits for the answer, and has it whole.
inline Reply answer_of(Api& api, Request request) {
    std::promise<Reply> promise;
    api.handle(std::move(request),
               [&promise](Reply reply) { promise.set_value(std::move(reply)); });
    Reply reply = promise.get_future().get();
    complete(reply);
    return reply;
}

}  // namespace lotse::service
