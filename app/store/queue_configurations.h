// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: configurations and terminals' reports in the queue's database (interface:
/// core/configuration/ports.h).
#pragma once

#include <memory>

#include "core/configuration/ports.h"
#include "store/queue_connection.h"

namespace lotse::store {

/// The connection outlives it.
std::unique_ptr<Configurations> make_configurations(QueueConnection& connection);

}  // namespace lotse::store
