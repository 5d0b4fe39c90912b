// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of the header field in which the service says, with every reply, what time it
/// goes by, how sure it is of it, and until when its certificate counts:
///
///     Lotse-Time: now=1796000000; trust=sure; certificate=1827000000
///
/// A field, not a member of each message: every reply has it, those without a body too. Parts that
/// are not known are ignored, so that either side may be the newer one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/believed_time.h"
#include "core/error.h"

namespace lotse::codec {

inline constexpr std::string_view kServiceTimeField = "Lotse-Time";

std::string write_service_time(const ServiceTime& time);
/// The field's value; nothing if it has no time or another form.
std::optional<ServiceTime> read_service_time(std::string_view value);

/// What a desk sends to confirm the service's clock: the time that its own shows.
std::string write_clock_word(WallTime now);
Result<WallTime> read_clock_word(std::string_view json);

}  // namespace lotse::codec
