// SPDX-License-Identifier: EUPL-1.2
/// Stands between a client and the running service, with the service's own certificate: the service
/// as whoever took it over would run it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "support/canned_server.h"
#include "sync/https_sender.h"

namespace lotse::sync {
class HttpsConnection;
}

namespace lotse::support {

/// An exchange on its way back.
struct Relayed {
    std::string method, path;  ///< with the query
    long status = 0;
    std::string body;
    bool cut = false;  ///< the client gets no answer
};

class Relay {
public:
    /// `to` is the service. A stream of changes is not relayed: it is answered with 503.
    Relay(const TlsFiles& files, const sync::HttpsOptions& to);
    ~Relay();

    std::string url() const { return m_server.url(); }
    /// Done to every exchange from now on, on the relay's thread.
    void alter(std::function<void(Relayed&)> spoil);

private:
    std::string pass_on(const std::string& request);

    std::unique_ptr<sync::HttpsConnection> m_service;
    std::mutex m_mutex;
    std::function<void(Relayed&)> m_spoil;
    CannedServer m_server;  ///< last: its thread uses everything above
};

}  // namespace lotse::support
