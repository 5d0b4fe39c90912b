// SPDX-License-Identifier: EUPL-1.2
/// Carries requests to the Api and replies back: TCP, TLS 1.3, HTTP/1.1, Server-Sent Events.
///
/// Decides every bound of the transport: connections, hand-shake, header (431), body (413),
/// time-outs, streams; what it refuses costs it little. One coroutine per connection on a strand;
/// the Api is never called twice at once for one. Leaves alone: what is answered (Api).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/error.h"
#include "core/limits.h"
#include "service/api.h"
#include "service/peer_address.h"

namespace lotse::service {

struct ServerOptions {
    std::string address;
    std::uint16_t port = 0;  ///< 0: any free one
    std::string certificate;
    std::string private_key;
    int connections = 1024;
    int threads = 2;
    TrustedNetworks trusted;
    // Shorter in tests only.
    std::chrono::milliseconds handshake_timeout = limits::kHandshakeTimeout;
    std::chrono::milliseconds header_timeout = limits::kHeaderTimeout;
    std::chrono::milliseconds body_timeout = limits::kBodyTimeout;
    std::chrono::milliseconds reply_timeout = limits::kReplyTimeout;
    std::chrono::milliseconds keep_alive_timeout = limits::kKeepAliveTimeout;
    std::chrono::milliseconds heartbeat = limits::kHeartbeat;
};

class Server {
public:
    /// Listens. Unusable if the address cannot be bound or certificate and key do not fit. The Api
    /// outlives `run`, and is stopped before the server is destroyed.
    static Result<std::unique_ptr<Server>> listen(ServerOptions options, Api& api, Log log);
    virtual ~Server() = default;

    virtual std::uint16_t port() const = 0;
    /// Serves until `stop`, then until requests under way are answered (at most
    /// limits::kDrainTimeout).
    virtual void run() = 0;
    /// From any thread.
    virtual void stop() = 0;
    /// Runs `job` where connections are taken: it runs only if they are. From any thread.
    virtual void post(std::function<void()> job) = 0;
};

}  // namespace lotse::service
