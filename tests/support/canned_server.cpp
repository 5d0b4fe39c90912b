// SPDX-License-Identifier: EUPL-1.2
#include "support/canned_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <utility>

#include "core/check.h"

namespace lotse::support {
namespace {

/// True when head and announced body are complete.
bool complete(const std::string& request) {
    const std::size_t end = request.find("\r\n\r\n");
    if (end == std::string::npos) {
        return false;
    }
    const std::size_t length = request.find("Content-Length: ");
    const std::size_t body =
        length == std::string::npos || length > end ? 0 : std::stoul(request.substr(length + 16));
    return request.size() >= end + 4 + body;
}

}  // namespace

CannedServer::CannedServer(const TlsFiles& files, int newest_version) {
    std::signal(SIGPIPE, SIG_IGN);
    m_context = SSL_CTX_new(TLS_server_method());
    LOTSE_CHECK(SSL_CTX_use_certificate_chain_file(m_context, files.certificate.c_str()) == 1);
    LOTSE_CHECK(SSL_CTX_use_PrivateKey_file(m_context, files.key.c_str(), SSL_FILETYPE_PEM) == 1);
    SSL_CTX_set_max_proto_version(m_context, newest_version);
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    LOTSE_CHECK(bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    LOTSE_CHECK(listen(m_listener, 16) == 0);
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { loop(); });
}

CannedServer::~CannedServer() {
    m_stopping = true;
    m_thread.join();
    close(m_listener);
    SSL_CTX_free(m_context);
}

void CannedServer::answer(std::string bytes) {
    answer_by([bytes = std::move(bytes)](const std::string&) { return bytes; });
}

void CannedServer::answer_by(std::function<std::string(const std::string&)> answer) {
    const std::lock_guard lock(m_mutex);
    m_answer = std::move(answer);
}

void CannedServer::answer(int status, const std::string& body, const std::string& fields) {
    answer("HTTP/1.1 " + std::to_string(status) + " Canned\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\nConnection: close\r\n" + fields + "\r\n" + body);
}

std::vector<std::string> CannedServer::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void CannedServer::loop() {
    while (!m_stopping) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (poll(&waiting, 1, 20) > 0) {
            const int client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (client >= 0) {
                serve(client);
                close(client);
            }
        }
    }
}

void CannedServer::serve(int client) {
    const timeval patience{2, 0};
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    SSL* tls = SSL_new(m_context);
    SSL_set_fd(tls, client);
    if (SSL_accept(tls) == 1) {
        std::string request;
        std::array<char, 16384> piece;
        while (!complete(request)) {
            const int got = SSL_read(tls, piece.data(), static_cast<int>(piece.size()));
            if (got <= 0) {
                break;
            }
            request.append(piece.data(), static_cast<std::size_t>(got));
        }
        std::function<std::string(const std::string&)> answer;
        {
            const std::lock_guard lock(m_mutex);
            if (!request.empty()) {
                m_requests.push_back(request);
            }
            answer = m_answer;
        }
        const std::string bytes = answer ? answer(request) : "";
        while (m_stalling && !m_stopping) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        if (!bytes.empty()) {
            SSL_write(tls, bytes.data(), static_cast<int>(bytes.size()));
        }
        SSL_shutdown(tls);
    }
    SSL_free(tls);
}

}  // namespace lotse::support
