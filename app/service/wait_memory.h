// SPDX-License-Identifier: EUPL-1.2
/// Remembers how long who comes now will wait (core/intake/expected_wait.h), centre by centre, so
/// that the queue is not read for every desk, display and terminal that asks: for
/// limits::kWaitsRenewed. On the store's thread only.
#pragma once

#include <map>
#include <string>

#include "core/intake/expected_wait.h"
#include "core/moment.h"
#include "store/centre_store.h"

namespace lotse::service {

struct Context;

class WaitMemory {
public:
    /// Empty if nothing is known. What cannot be read is logged: nobody goes without an answer for
    /// want of a guess.
    const ExpectedWaits& waits(Context& context, store::CentreStore& store,
                               const std::string& centre);

private:
    struct Known {
        ExpectedWaits waits;
        Instant at{0};
    };
    std::map<std::string, Known> m_known;
};

}  // namespace lotse::service
