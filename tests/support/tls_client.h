// SPDX-License-Identifier: EUPL-1.2
/// A TLS client that sends any bytes at any pace: for what a well-behaved library would never send.
#pragma once

#include <chrono>
#include <optional>
#include <string>

struct ssl_ctx_st;
struct ssl_st;

namespace lotse::support {

struct RawReply {
    int status = 0;
    std::string head;
    std::string body;
};

class TlsClient {
public:
    /// Connects and shakes hands; `connected` tells whether it worked. `newest_version` as in
    /// OpenSSL, 0 for all. `from`: an address of this machine; empty: any.
    TlsClient(int port, const std::string& ca_file, int newest_version = 0,
              const std::string& from = "");
    ~TlsClient();
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool connected() const { return m_connected; }
    bool send(const std::string& bytes);
    /// One reply with its body by Content-Length; nothing if the line ends or `patience` is over
    /// first.
    std::optional<RawReply> receive(std::chrono::milliseconds patience = std::chrono::seconds(10));
    /// Whatever comes until `until` was seen, the line ended, or `patience` is over.
    std::string receive_until(const std::string& until, std::chrono::milliseconds patience);
    /// True if the other side ends the line within `patience`.
    bool ended_within(std::chrono::milliseconds patience);

    /// Status 0 if no reply came.
    RawReply ask(const std::string& method, const std::string& path, const std::string& body = "",
                 const std::string& fields = "");

private:
    bool read_more(std::chrono::steady_clock::time_point deadline);

    ssl_ctx_st* m_context = nullptr;
    ssl_st* m_tls = nullptr;
    int m_socket = -1;
    bool m_connected = false;
    std::string m_received;
};

}  // namespace lotse::support
