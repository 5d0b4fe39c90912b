// SPDX-License-Identifier: EUPL-1.2
#include "support/cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/check.h"

namespace lotse::support {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void reset_on_close(int socket) {
    const linger now{1, 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

bool send_all(int to, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = send(to, data, size, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

}  // namespace

CuttingProxy::CuttingProxy(int service_port) : m_service_port(service_port) {
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    LOTSE_CHECK(bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    LOTSE_CHECK(listen(m_listener, 64) == 0);
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept_loop(); });
}

CuttingProxy::~CuttingProxy() {
    m_stopping = true;
    ++m_epoch;
    m_acceptor.join();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
    close(m_listener);
}

void CuttingProxy::set_plan(std::function<std::optional<Spoil>()> plan) {
    const std::lock_guard lock(m_mutex);
    m_plan = std::move(plan);
}

void CuttingProxy::disconnect() {
    m_down = true;
    ++m_epoch;
}

void CuttingProxy::accept_loop() {
    while (!m_stopping) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (poll(&waiting, 1, 20) <= 0) {
            continue;
        }
        const int client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) {
            continue;
        }
        if (m_down) {
            reset_on_close(client);
            close(client);
            continue;
        }
        m_threads.emplace_back([this, client] { serve(client); });
    }
}

void CuttingProxy::serve(int client) {
    const int epoch = m_epoch;
    std::optional<Spoil> spoil;
    {
        const std::lock_guard lock(m_mutex);
        if (m_plan) {
            spoil = m_plan();
        }
    }
    const int service = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_service_port);
    bool alive =
        ::connect(service, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    std::size_t to_service = 0;
    std::size_t to_client = 0;
    bool service_stalled = false;
    bool client_stalled = false;
    m_to_service = 0;
    m_to_client = 0;
    while (alive && epoch == m_epoch) {
        std::array<pollfd, 2> ends{{{client, static_cast<short>(service_stalled ? 0 : POLLIN), 0},
                                    {service, static_cast<short>(client_stalled ? 0 : POLLIN), 0}}};
        if (poll(ends.data(), ends.size(), 20) <= 0) {
            continue;
        }
        if ((service_stalled && ends[0].revents != 0) || (client_stalled && ends[1].revents != 0)) {
            break;  // the stalled side gave up
        }
        if (ends[0].revents != 0) {
            alive =
                move(client, service, spoil, Spoil::Where::ToService, to_service, service_stalled);
            m_to_service = to_service;
        }
        if (alive && ends[1].revents != 0) {
            alive = move(service, client, spoil, Spoil::Where::ToClient, to_client, client_stalled);
            m_to_client = to_client;
        }
    }
    if (epoch != m_epoch || (spoil && spoil->how == Spoil::How::Reset)) {
        reset_on_close(client);
        reset_on_close(service);
    }
    close(client);
    close(service);
}

bool CuttingProxy::move(int from, int to, const std::optional<Spoil>& spoil, Spoil::Where where,
                        std::size_t& moved, bool& stalled) {
    std::array<char, 4096> data;
    const ssize_t got = recv(from, data.data(), data.size(), MSG_DONTWAIT);
    if (got <= 0) {
        return false;
    }
    const auto size = static_cast<std::size_t>(got);
    const bool spoils = spoil && spoil->where == where && moved + size > spoil->at_byte;
    const std::size_t whole = spoils ? std::max(spoil->at_byte, moved) - moved : size;
    if (!send_all(to, data.data(), whole)) {
        return false;
    }
    moved += size;
    if (!spoils) {
        return true;
    }
    switch (spoil->how) {
        case Spoil::How::Reset:
        case Spoil::How::Close:
            return false;
        case Spoil::How::Stall:
            stalled = true;
            return true;
        case Spoil::How::Garbage:
            std::for_each(data.begin() + static_cast<std::ptrdiff_t>(whole),
                          data.begin() + static_cast<std::ptrdiff_t>(size),
                          [](char& byte) { byte = static_cast<char>(byte ^ 0x55); });
            return send_all(to, data.data() + whole, size - whole);
        case Spoil::How::Duplicate:
            return send_all(to, data.data() + whole, size - whole) &&
                   (whole == size || moved - size > spoil->at_byte ||
                    send_all(to, data.data() + whole, size - whole));
    }
    return false;
}

}  // namespace lotse::support
