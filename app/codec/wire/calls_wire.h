// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of what a display asks (app/service/openapi.json, POST /v1/calls) and of what
/// it is told. As in wire.h. The question travels as a signed text (configuration_wire.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/called_number.h"

namespace lotse::codec {

struct CallsQuestion {
    std::string centre, display;
    WallTime at{};            ///< the display's clock, or what it knows of the service's
    std::int64_t known = -1;  ///< revision of what it shows; -1: nothing yet
    bool operator==(const CallsQuestion&) const = default;
};
std::string write_calls_question(const CallsQuestion& question);
Result<CallsQuestion> read_calls_question(std::string_view json);

std::string write_called(const CalledNumbers& called);
Result<CalledNumbers> read_called(std::string_view json);

}  // namespace lotse::codec
