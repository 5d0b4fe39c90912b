// SPDX-License-Identifier: EUPL-1.2
/// A port of 127.0.0.1 on which nobody listens now.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/check.h"

namespace lotse::support {

inline int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    LOTSE_CHECK(bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0);
    LOTSE_CHECK(getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    close(probe);
    return ntohs(address.sin_port);
}

}  // namespace lotse::support
