// SPDX-License-Identifier: EUPL-1.2
/// Puts the queue service together: configuration, store, Api, server, log, clock.
///
/// Decides what happens at start and stop: everything that cannot work is an error before the first
/// connection is taken; at the end requests under way are answered and their commits done.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "codec/settings/queue_config.h"
#include "core/error.h"

namespace lotse::service {

/// The file's configuration, or the built-in one if `file` is empty.
Result<codec::QueueConfig> load_config(const std::string& file);

/// Makes a backup below `folder`: asks the service that runs on `state`, or has the database itself
/// if none does. What was made, in words.
Result<std::string> back_up(const codec::QueueConfig& config, const std::string& state,
                            const std::string& folder);

/// Looks at every row and envelope in a copy, as a backup does, and says what it found.
Result<std::string> scrub(const codec::QueueConfig& config, const std::string& state);
/// What retention erases within limits::kToldBeforeErasure; the service has to run.
Result<std::string> list_due(const codec::QueueConfig& config, const std::string& state);

class Service {
public:
    /// Opens the database below `state` and listens. Unusable, with file or address, if either
    /// fails; Transient if another process holds the database.
    static Result<std::unique_ptr<Service>> start(const codec::QueueConfig& config,
                                                  const std::string& state);
    virtual ~Service() = default;

    virtual int port() const = 0;
    /// Serves until `stop`.
    virtual void run() = 0;
    /// From any thread.
    virtual void stop() = 0;
    /// To be called every ten minutes: Api::upkeep.
    virtual void upkeep() = 0;
    /// To be called every minute: how far the queue has come (queue_mark.h).
    virtual void remember() = 0;
    /// Calls `alive` soon if connections are taken and the database answers; otherwise never. From
    /// any thread; `alive` is called from another one, at the latest before the service is
    /// destroyed.
    virtual void probe(std::function<void()> alive) = 0;
};

}  // namespace lotse::service
