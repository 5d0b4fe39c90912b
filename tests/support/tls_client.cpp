// SPDX-License-Identifier: EUPL-1.2
#include "support/tls_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

namespace lotse::support {

TlsClient::TlsClient(int port, const std::string& ca_file, int newest_version,
                     const std::string& from) {
    std::signal(SIGPIPE, SIG_IGN);
    m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (!from.empty()) {
        inet_pton(AF_INET, from.c_str(), &address.sin_addr);
        if (::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            return;
        }
    }
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        return;
    }
    const timeval patience{10, 0};
    setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_max_proto_version(m_context, newest_version);
    SSL_CTX_load_verify_locations(m_context, ca_file.c_str(), nullptr);
    SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, nullptr);
    m_tls = SSL_new(m_context);
    SSL_set_fd(m_tls, m_socket);
    m_connected = SSL_connect(m_tls) == 1;
}

TlsClient::~TlsClient() {
    SSL_free(m_tls);
    SSL_CTX_free(m_context);
    close(m_socket);
}

bool TlsClient::send(const std::string& bytes) {
    return SSL_write(m_tls, bytes.data(), static_cast<int>(bytes.size())) ==
           static_cast<int>(bytes.size());
}

bool TlsClient::read_more(std::chrono::steady_clock::time_point deadline) {
    if (SSL_pending(m_tls) == 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd waiting{m_socket, POLLIN, 0};
        if (poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) <= 0) {
            return false;
        }
    }
    std::array<char, 16384> piece;
    const int got = SSL_read(m_tls, piece.data(), static_cast<int>(piece.size()));
    if (got <= 0) {
        return false;
    }
    m_received.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<RawReply> TlsClient::receive(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const std::size_t end = m_received.find("\r\n\r\n");
        if (end != std::string::npos) {
            RawReply reply;
            reply.head = m_received.substr(0, end + 2);
            reply.status = std::atoi(reply.head.c_str() + 9);
            const std::size_t field = reply.head.find("Content-Length: ");
            const std::size_t length =
                field == std::string::npos ? 0 : std::stoul(reply.head.substr(field + 16));
            if (m_received.size() >= end + 4 + length) {
                reply.body = m_received.substr(end + 4, length);
                m_received.erase(0, end + 4 + length);
                return reply;
            }
        }
        if (!read_more(deadline)) {
            return std::nullopt;
        }
    }
}

std::string TlsClient::receive_until(const std::string& until, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (m_received.find(until) == std::string::npos && read_more(deadline)) {
    }
    const std::size_t at = m_received.find(until);
    const std::string text = m_received.substr(0, at == std::string::npos ? at : at + until.size());
    m_received.erase(0, text.size());
    return text;
}

bool TlsClient::ended_within(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (read_more(deadline)) {
    }
    return std::chrono::steady_clock::now() < deadline;
}

RawReply TlsClient::ask(const std::string& method, const std::string& path, const std::string& body,
                        const std::string& fields) {
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields;
    if (!body.empty()) {
        request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    if (!m_connected || !send(request + "\r\n" + body)) {
        return {};
    }
    return receive().value_or(RawReply{});
}

}  // namespace lotse::support
