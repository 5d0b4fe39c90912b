// SPDX-License-Identifier: EUPL-1.2
/// Decides how a centre's configuration (core/configuration/configuration.h) is written, and what
/// is accepted as one.
///
/// What is left out of the value is left out of the JSON. Reading is strict: unknown members, wrong
/// types and what exceeds limits.h are Corrupt, with the place. Leaves alone: whether texts,
/// languages and questions exist (whoever applies it), signatures (vault).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/configuration/configuration.h"
#include "core/error.h"

namespace lotse::codec {

std::string write_configuration(const Configuration& configuration);
Result<Configuration> read_configuration(std::string_view json);

/// What the queue service has to know of a configuration. It may be older than the desk that wrote
/// it, so it looks at nothing else and refuses no unknown member.
struct ConfigurationFacts {
    std::int64_t version = 0;
    std::string centre;
    std::string note;
    std::optional<std::chrono::days> retention;
    bool operator==(const ConfigurationFacts&) const = default;
};
Result<ConfigurationFacts> read_configuration_facts(std::string_view json);

}  // namespace lotse::codec
