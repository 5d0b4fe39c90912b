// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the intakes of the queue's database (interface: core/intake/ports.h).
#pragma once

#include <memory>

#include "core/intake/ports.h"
#include "store/queue_connection.h"

namespace lotse::store {

/// The connection outlives it.
std::unique_ptr<IntakeQueue> make_intakes(QueueConnection& connection);

}  // namespace lotse::store
