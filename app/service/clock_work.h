// SPDX-License-Identifier: EUPL-1.2
/// What the service does about its clock: hears outside words, keeps what it knows, tells others.
///
/// What depends on the time goes along with a correction: leases end when they would have ended.
/// Everything but `service_time` runs on the store's thread.
#pragma once

#include "core/believed_time.h"
#include "service/context.h"

namespace lotse::service {

/// An outside word: of a time service, or of a person.
Result<void> hear_outside_word(Context& context, store::CentreStore& store, WallTime word);
/// Hears the machine's time service, and keeps what the clock knows.
Result<void> look_after_clock(Context& context, store::CentreStore& store);
/// What every reply says.
ServiceTime service_time(const Context& context);

}  // namespace lotse::service
