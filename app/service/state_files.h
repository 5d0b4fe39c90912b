// SPDX-License-Identifier: EUPL-1.2
/// Where the files lie that the settings name: relative names are below the state folder.
#pragma once

#include <cstdint>
#include <string>

#include "codec/settings/queue_config.h"

namespace lotse::service {

struct StateFiles {
    std::string database, service_key, shred_keys, certificate, private_key;
};
StateFiles state_files(const codec::QueueConfig& config, const std::string& state);

/// Of the disk that the folder is on; as much as can be if nobody knows.
std::uint64_t free_bytes(const std::string& folder);

}  // namespace lotse::service
