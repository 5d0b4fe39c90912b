// SPDX-License-Identifier: EUPL-1.2
#include "service/state_files.h"

namespace lotse::service {

StateFiles state_files(const codec::QueueConfig& config, const std::string& state) {
    const auto below = [&](const std::string& name) {
        return name.starts_with('/') ? name : state + "/" + name;
    };
    return {below(config.database), below(config.service_key), below(config.certificate),
            below(config.private_key)};
}

}  // namespace lotse::service
