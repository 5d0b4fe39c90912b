// SPDX-License-Identifier: EUPL-1.2
/// Whether what a terminal says of itself is heard: it is enrolled and signed it, does not speak
/// more often than its quota, and means now.
///
/// A wrong clock must not keep a terminal from what it has to say: it is told the time, and says it
/// again.
#pragma once

#include <functional>
#include <string>

#include "core/intake/intake.h"
#include "core/moment.h"
#include "service/context.h"

namespace lotse::service {

/// What is said, in whose name.
struct TerminalWord {
    Work work = Work::Report;  ///< what the log calls it
    std::string centre, terminal;
    WallTime at{};
    /// Whether this key signed it.
    std::function<Result<void>(const Bytes& key)> verify;
};

/// Calls `heard` on the store's thread, or answers why not.
void hear_terminal(Context& context, Waiter waiter, TerminalWord word,
                   std::function<void(store::CentreStore& store)> heard, const Done& done);

}  // namespace lotse::service
