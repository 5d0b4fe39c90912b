// SPDX-License-Identifier: EUPL-1.2
/// Decides how whoever looks after the service asks it for something while it runs: a socket beside
/// the database (0600), heard only from the service's own user and from root.
///
/// One line is the request, "backup /var/lib/lotse/backup"; all that comes back is the answer, its
/// first line "ok" or the kind of the failure. One request at a time. Leaves alone: what can be
/// asked for (service.cpp).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/error.h"

namespace lotse::service {

/// Beside the queue's database.
std::string control_socket_of(const std::string& database);

class ControlSocket {
public:
    /// On a thread of the socket's own.
    using Handler = std::function<Result<std::string>(const std::string& request)>;

    /// Takes the place of a socket that a killed service left behind.
    static Result<std::unique_ptr<ControlSocket>> listen(const std::string& path, Handler handler);
    /// A request under way is answered first.
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    ControlSocket(std::string path, int socket, Handler handler);
    void serve();
    void answer(int connection) const;

    const std::string m_path;
    const int m_socket;
    const Handler m_handler;
    std::atomic<bool> m_ended{false};
    std::thread m_thread;
};

/// The answer of the service that listens there; as the failure it told of, or Unusable with the
/// cause NoAnswer if nobody listens.
Result<std::string> ask_service(const std::string& path, const std::string& request);

}  // namespace lotse::service
