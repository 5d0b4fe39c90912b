// SPDX-License-Identifier: EUPL-1.2
#include "service/state_files.h"

#include <sys/statvfs.h>

#include <limits>

#include "vault/shred_keys.h"

namespace lotse::service {

StateFiles state_files(const codec::QueueConfig& config, const std::string& state) {
    const auto below = [&](const std::string& name) {
        return name.starts_with('/') ? name : state + "/" + name;
    };
    const std::string service_key = below(config.service_key);
    return {below(config.database), service_key, vault::ShredKeys::beside(service_key),
            below(config.certificate), below(config.private_key)};
}

std::uint64_t free_bytes(const std::string& folder) {
    struct statvfs space {};
    return ::statvfs(folder.c_str(), &space) == 0
               ? static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize
               : std::numeric_limits<std::uint64_t>::max();
}

}  // namespace lotse::service
