// SPDX-License-Identifier: EUPL-1.2
/// A reason that goes with an action, for tests that do not look at reasons.
#pragma once

#include "core/intake/action_reason.h"

namespace lotse::support {

inline ActionReason usual_reason(QueueAction action) {
    const std::vector<ActionReason>& offered = reasons_for(action);
    return offered.empty() ? ActionReason::None : offered.front();
}

}  // namespace lotse::support
