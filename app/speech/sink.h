// SPDX-License-Identifier: EUPL-1.2
/// Where sound goes to: a device of SDL (sdl_sink.h), in tests a fake with a clock of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/error.h"

namespace lotse::speech {

class Sink {
public:
    /// Fills the next samples; called from a thread of the sink whenever the device wants some.
    using Fill = std::function<void(std::span<std::int16_t>)>;

    virtual ~Sink() = default;
    /// Opens the device, or leaves it open. Transient: it is not there now.
    virtual Result<void> open(const Fill& fill) = 0;
    /// Afterwards nobody calls `fill` any more.
    virtual void close() = 0;
};

}  // namespace lotse::speech
